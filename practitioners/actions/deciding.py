"""The end of every action: the person's posts are decided anew, in the same transaction."""

from contextlib import suppress
from datetime import date
from typing import TypeVar

from django.db.models import Model
from django.utils.timezone import get_current_timezone

from practitioners.assessments import refresh
from practitioners.models import Practitioner
from qualifications.books import NoCurrentBook
from senco_portal.lib.refusals import Refused
from settings.actions import Signed

MERGED = "This record was merged with another meanwhile. Open the person’s page again, and enter it there."
Row = TypeVar("Row", bound=Model)


def wait_for(*keys: int) -> dict[int, Practitioner]:
    """People as they are now, held until the transaction ends, by their keys: of two who change a record, one waits.

    Whoever locks a row of a person has waited for the person before, and for several at once: then no two wait for
    each other.
    """
    people = Practitioner.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {person.pk: person for person in people}


def hold(practitioner: Practitioner) -> Practitioner:
    """The person as they are now, held until the transaction ends.

    Raises Refused where the record was merged with another meanwhile.
    """
    held = wait_for(practitioner.pk)[practitioner.pk]
    if held.merged_into_id:
        raise Refused(MERGED)
    return held


def twin_of(row: Row, but: str = "") -> Row | None:
    """A row that says the same as one that is new: then a form was sent twice, and is recorded once.

    ``but``: the name of a field that is not the form's, and may differ.
    """
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and field.name != but]
    same = {field.attname: getattr(row, field.attname) for field in fields}
    given = {name: value for name, value in same.items() if value is not None}
    empty = {f"{name}__isnull": True for name, value in same.items() if value is None}
    return type(row)._default_manager.filter(**given, **empty).first() if row.pk is None else None


def decide(practitioner: Practitioner, signed: Signed) -> None:
    """Decides every post of a person anew, by the book in force on the day of the change."""
    with suppress(NoCurrentBook):  # Then facts are kept, and decided once there is a book.
        refresh(practitioner, at=signed.at, day=day_of(signed))


def day_of(signed: Signed) -> date:
    """The day of a change."""
    return signed.at.astimezone(get_current_timezone()).date()
