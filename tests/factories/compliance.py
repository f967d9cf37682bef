"""What left the portal, and what areas write about their settings."""

from datetime import date
from typing import Any

from factory.declarations import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from compliance.models import Export, Feed, Note
from tests.factories.settings import MOMENT, LocalAuthorityFactory, SettingFactory
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


class FeedFactory(DjangoModelFactory[Feed]):
    """A calendar of an authority, whose secret nobody knows."""

    class Meta:
        model = Feed

    user = SubFactory(UserFactory)  # type: ignore[no-untyped-call]  # library's lack
    authority: Any = SubFactory(LocalAuthorityFactory)  # type: ignore[no-untyped-call]  # library's lack
    secret_hash = Sequence("{:064x}".format)  # type: ignore[no-untyped-call]  # library's lack
    made_at = MOMENT


class NoteFactory(DjangoModelFactory[Note]):
    """A note of the setting's authority, with nothing to follow."""

    class Meta:
        model = Note

    setting = SubFactory(SettingFactory)  # type: ignore[no-untyped-call]  # library's lack
    authority = SelfAttribute("setting.authority")  # type: ignore[no-untyped-call]  # library's lack
    kind = "called"
    text = "Asked when the course ends"
    noted_on = date(2026, 3, 2)
    written_by = SubFactory(UserFactory)  # type: ignore[no-untyped-call]  # library's lack
