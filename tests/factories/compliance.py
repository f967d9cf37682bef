"""What left the portal."""

from datetime import date

from factory.declarations import SubFactory
from factory.django import DjangoModelFactory

from compliance.models import Export
from tests.factories.settings import MOMENT, LocalAuthorityFactory
from tests.factories.users import UserFactory


class ExportFactory(DjangoModelFactory[Export]):
    """A whole list, taken along."""

    class Meta:
        model = Export

    user = SubFactory(UserFactory)  # type: ignore[no-untyped-call]  # library's lack
    authority = SubFactory(LocalAuthorityFactory)  # type: ignore[no-untyped-call]  # library's lack
    what = "post"
    kind = "csv"
    day = date(2026, 11, 22)
    rows = 3
    made_at = MOMENT
