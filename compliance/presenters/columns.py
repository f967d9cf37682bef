"""The columns of lists: of each its name in an address, its heading, what a page says and what a spreadsheet has."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from compliance.reports.areas import England
from practitioners.models import Appointment, Assessment, Standing
from qualifications.checker.lines import COLOURS, DESIGNATIONS, REQUIREMENTS, TAGS
from qualifications.enums import Role
from qualifications.rules.dates import in_words
from qualifications.rules.designation import Result as Designated
from qualifications.rules.phrases import Names, capital
from qualifications.rules.standing import Status
from qualifications.rules.terms import Requirement
from senco_portal.lib.paths import path_of
from senco_portal.lib.sheets import Cell
from settings.enums import Register, SettingType
from settings.models import LocalAuthority
from settings.presenters import address_of, name_of

NONE, NOT_KNOWN = "none", "Not known"
_WIDTH = 14  # letters
_KINDS = {value: capital(label) for value, label in SettingType.choices}
_Row = TypeVar("_Row")


@dataclass(frozen=True)
class Around:
    """What rows are told with: their day, what qualifications are called, and which people may be opened."""

    day: date
    called: Names = field(default_factory=Names)
    seen: frozenset[int] = frozenset()


class Said(NamedTuple):
    """A cell of a page: its words, where they lead, their colour where they are a tag; ``of``: what it is about."""

    column: str
    text: str
    url: str = ""
    colour: str = ""
    of: str = ""

    @property
    def is_long(self) -> bool:
        """One of its words is longer than a column is wide."""
        return len(self.text) > _WIDTH and max(map(len, self.text.split()), default=0) > _WIDTH


@dataclass(frozen=True)
class Column(Generic[_Row]):
    """One column. A page says its value in words, or ``words`` where those are others.

    ``usual``: a page has it where none is chosen; ``of_england``: lists of one area do without it.
    """

    name: str
    heading: str
    value: Callable[[_Row, Around], Cell]
    words: Callable[[_Row], str] | None = None
    url: Callable[[_Row, Around], str] | None = None
    colour: Callable[[_Row], str] | None = None
    usual: bool = False
    of_england: bool = False

    def said(self, row: _Row, around: Around) -> Said:
        """The cell of a row on a page."""
        text = self.words(row) if self.words else _in_words(self.value(row, around))
        url = self.url(row, around) if self.url else ""
        return Said(self.heading, text, url, self.colour(row) if self.colour else "")


def offered(columns: "Sequence[Column[_Row]]", area: LocalAuthority | England) -> "list[Column[_Row]]":
    """Those that the lists of an area may have."""
    return [each for each in columns if isinstance(area, England) or not each.of_england]


def usual(columns: "Sequence[Column[Any]]") -> list[str]:
    """The names of those that a page has where none is chosen."""
    return [each.name for each in columns if each.usual]


def choices(columns: "Sequence[Column[Any]]") -> list[tuple[str, str]]:
    """Names with headings, for a form."""
    return [(each.name, each.heading) for each in columns]


def of_page(columns: "Sequence[Column[_Row]]", chosen: Sequence[str]) -> "list[Column[_Row]]":
    """Those that were chosen, always in one order; else the usual ones."""
    return [each for each in columns if (each.name in chosen if chosen else each.usual)]


def of_sheet(columns: "Sequence[Column[_Row]]", chosen: Sequence[str]) -> "list[Column[_Row]]":
    """Those that were chosen; else all, which cost nothing in a spreadsheet."""
    return [each for each in columns if not chosen or each.name in chosen]


def table(columns: "Sequence[Column[_Row]]", rows: Iterable[_Row], around: Around) -> Iterator[Sequence[Cell]]:
    """The rows of a list for a spreadsheet, the names of its columns first."""
    yield [each.heading for each in columns]
    for row in rows:
        yield [each.value(row, around) for each in columns]


def _in_words(value: Cell) -> str:
    if isinstance(value, date):
        return in_words(value)
    return NONE if value in (None, "") else str(value)


def _post(row: Standing) -> Appointment:
    return row.assessment.appointment


def _decision(row: Standing) -> Assessment:
    return row.assessment


def _named(code: str, around: Around) -> str:
    return capital(around.called.qualification(code)) if code else ""


def _person(row: Standing) -> str:
    """With what they do there where they do not lead."""
    post = _post(row)
    return f"{post.practitioner} ({Role(post.role).label})" if post.role != Role.SENCO else str(post.practitioner)


def _record(row: Standing, around: Around) -> str:
    person = _post(row).practitioner_id
    return path_of("practitioner_detail", person) if person in around.seen else ""


def _held_on(row: Standing, around: Around) -> date | None:
    """Since when an accepted qualification is held; nothing of one that came after the day."""
    return row.held_on if row.held_on and row.held_on <= around.day else None


def _next(row: Any) -> str:
    """Who is SENCo of the setting after the last day of a post, and from which day."""
    return f"From {in_words(row.next_since)}: {row.next_name}" if row.next_since else ""


def _authority(row: Any, around: Around) -> str:
    return row.authority.name if row.authority else NOT_KNOWN


def _authority_number(row: Any, around: Around) -> str:
    return row.authority.code if row.authority else ""


# Of a row of England: whose it is.
_WHOSE: "Sequence[Column[Any]]" = (
    Column("authority", "Local authority", _authority, usual=True, of_england=True),
    Column("authority_number", "Authority number", _authority_number, of_england=True),
)

POST_COLUMNS: Sequence[Column[Standing]] = (
    Column("person", "SENCo", lambda row, _: str(_post(row).practitioner), _person, _record, usual=True),
    Column("role", "Role", lambda row, _: Role(_post(row).role).label),
    Column(
        "setting",
        "Setting",
        lambda row, _: name_of(row.setting),
        url=lambda row, _: address_of(row.setting),
        usual=True,
    ),
    Column(
        "register", "Register", lambda row, _: row.setting.register, lambda row: Register(row.setting.register).label
    ),
    Column("urn", "URN", lambda row, _: row.setting.urn),
    Column("setting_type", "Kind of setting", lambda row, _: _KINDS[row.setting_type], usual=True),
    Column("phase", "Phase", lambda row, _: row.setting.phase),
    Column("trust", "Trust or chain", lambda row, _: row.setting.trust),
    Column(
        "status",
        "Status",
        lambda row, _: TAGS[Status(row.status)],
        colour=lambda row: COLOURS[Status(row.status)],
        usual=True,
    ),
    Column("deadline", "Deadline", lambda row, _: _decision(row).deadline, usual=True),
    Column("safe_start", "Latest safe start", lambda row, _: _decision(row).latest_safe_start, usual=True),
    Column("expected", "Outcome of a course expected", lambda row, _: row.expected_on),
    Column("overdue", "Becomes overdue", lambda row, _: row.overdue_on),
    Column("started", "In post since", lambda row, _: _post(row).started_on, usual=True),
    Column("ended", "Last day in post", lambda row, _: _post(row).ended_on),
    Column("after", "SENCo after that", lambda row, _: _next(row)),
    Column("requirement", "Requirement", lambda row, _: REQUIREMENTS[Requirement(_decision(row).requirement)]),
    Column(
        "qualification",
        "Qualification named",
        lambda row, around: _named(_decision(row).required_qualification, around),
    ),
    Column("held", "Held", lambda row, around: _named(_decision(row).held if _held_on(row, around) else "", around)),
    Column("held_on", "Held since", _held_on),
    Column("designation", "May be the SENCo", lambda row, _: DESIGNATIONS[Designated(_decision(row).designation)]),
    Column("review", "To be checked by a person", lambda row, _: "yes" if _decision(row).needs_review else "no"),
    *_WHOSE,
)


def _has(row: Any) -> str:
    if row.has_senco:
        return "Yes"
    return "No" if row.told else "Nothing told"


PLACE_COLUMNS: Sequence[Column[Any]] = (
    Column("setting", "Setting", lambda row, _: name_of(row), url=lambda row, _: address_of(row), usual=True),
    Column("register", "Register", lambda row, _: row.register, lambda row: Register(row.register).label),
    Column("urn", "URN", lambda row, _: row.urn),
    Column("setting_type", "Kind of setting", lambda row, _: _KINDS.get(row.setting_type, NOT_KNOWN), usual=True),
    Column("phase", "Phase", lambda row, _: row.phase),
    Column("trust", "Trust or chain", lambda row, _: row.trust),
    Column("town", "Town", lambda row, _: row.town, usual=True),
    Column("postcode", "Postcode", lambda row, _: row.postcode),
    Column("has_senco", "SENCo on the day", lambda row, _: _has(row), usual=True),
    Column("last_held", "Last SENCo until", lambda row, _: None if row.has_senco else row.last_held_on, usual=True),
    *_WHOSE,
)
