"""What an authority has to follow up on a day: the notes with something that was told and is not done."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import F, Q, QuerySet

from compliance.models import Note
from compliance.reports.asked import Asked
from compliance.reports.figures import Figure
from compliance.reports.finding import numbered, said_of
from practitioners.models.words import words_in
from settings.models import LocalAuthority
from settings.policies import Access

Values = tuple[str, ...]
# A column's name in an address, and by what it sorts.
FOLLOW_UP_ORDERS: Mapping[str, F] = {"due": F("due_on"), "setting": F("setting__name"), "noted": F("noted_on")}


def follow_ups_on(area: LocalAuthority, day: date, access: Access) -> "QuerySet[Note]":
    """Those that are open on a day, late or not, of an authority for which somebody acts."""
    return Note.objects.visible_to(access).open_on(day).filter(authority=area)


def follow_up_rows(rows: "QuerySet[Note]", asked: Asked, sort: str, access: Access) -> "QuerySet[Note]":
    """Those that a question of somebody is about. ``sort``: a column, with a minus before it the other way round."""
    by = FOLLOW_UP_ORDERS[sort.removeprefix("-")]
    narrowed = rows.filter(_condition(asked, access, rows))
    whole = narrowed.select_related("authority", "setting__register_type", "written_by")
    return whole.order_by(by.desc() if sort.startswith("-") else by.asc(), "due_on", "pk")


def follow_ups_due(area: LocalAuthority, day: date, access: Access) -> Figure:
    """How many are due by the end of a day, in one query."""
    asked = {"due_to": (day.isoformat(),)}
    rows = follow_ups_on(area, day, access)
    return Figure(asked, rows.filter(_condition(asked, access, rows)).count())


def _condition(asked: Asked, access: Access, among: "QuerySet[Note]") -> Q:
    """In: the notes among which words are looked for."""
    found = Q()
    for name, values in asked.items():
        found &= _text(values[0], among) if name == "q" else _CONDITIONS[name](values, access)
    return found


def _text(typed: str, among: "QuerySet[Note]") -> Q:
    """Every word in the note, or of what its setting is found by. The notes of an area are few enough to be read."""
    told = [(pk, words_in(text)) for pk, text in among.values_list("pk", "text")]
    return said_of(typed, "setting", lambda word: Q(pk__in=[pk for pk, words in told if f" {word}" in words]))


def _mine(values: Values, access: Access) -> Q:
    """Those that who asks wrote, or those of others; an address of it is everybody's own."""
    own = Q(written_by=access.user)
    return own if values == ("yes",) else ~own


_CONDITIONS: Mapping[str, Callable[[Values, Access], Q]] = {
    "setting": lambda values, access: numbered(values[0], "setting"),
    "mine": _mine,
    "kind": lambda values, access: Q(kind__in=values),
    "due_from": lambda values, access: Q(due_on__gte=values[0]),
    "due_to": lambda values, access: Q(due_on__lte=values[0]),
}
FOLLOW_UP_PARAMETERS = frozenset({"q", *_CONDITIONS})
