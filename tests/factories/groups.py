"""Groups of settings."""

from typing import Any

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from compliance.models import SettingGroup
from senco_portal.lib.folding import fold
from tests.factories.settings import LocalAuthorityFactory


class SettingGroupFactory(DjangoModelFactory[SettingGroup]):
    """Without settings."""

    class Meta:
        model = SettingGroup

    authority = SubFactory(LocalAuthorityFactory)  # type: ignore[no-untyped-call]  # library's lack
    name: Any = Sequence("Cluster {}".format)  # type: ignore[no-untyped-call]  # library's lack

    @classmethod
    def _adjust_kwargs(cls, **told: Any) -> dict[str, Any]:
        return {"folded": fold(told["name"]), **told}
