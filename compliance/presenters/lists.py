"""Lists of posts and of settings: what is asked in words, columns that sort, rows, and the same for spreadsheets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.template.defaultfilters import pluralize
from django.urls import reverse

from compliance.presenters.days import Subject
from compliance.reports.areas import England
from compliance.reports.asked import Asked
from practitioners.models import Standing
from qualifications.checker.lines import COLOURS, DESIGNATIONS, REQUIREMENTS, TAGS
from qualifications.enums import Role
from qualifications.rules.dates import in_words
from qualifications.rules.designation import Result as Designated
from qualifications.rules.phrases import Names, capital
from qualifications.rules.standing import Status
from qualifications.rules.terms import Requirement
from senco_portal.lib.sheets import Cell
from settings.enums import SettingType
from settings.presenters import Pages, address_of, name_of, pages_of

NONE, NOT_KNOWN = "none", "Not known"
_KINDS = {value: capital(label) for value, label in SettingType.choices}


class Listing(NamedTuple):
    """What a list is asked: its address's name, what it lists, the question with its words, the order of its rows."""

    view: str
    what: str
    asked: Asked
    words: Sequence[str]
    sort: str


class Column(NamedTuple):
    """The heading of a column: where it sorts, and which way it is sorted now, if it is."""

    text: str
    url: str
    sorted: str


class Said(NamedTuple):
    """A cell: its words, where they lead, and their colour where they are a tag."""

    column: str
    text: str
    url: str = ""
    colour: str = ""


class ListPage(NamedTuple):
    """One page of a list."""

    subject: Subject
    heading: str
    words: Sequence[str]
    columns: list[Column]
    rows: list[list[Said]]
    pages: Pages
    csv_url: str
    area_url: str


_POST_COLUMNS = {
    "person": "SENCo",
    "setting": "Setting",
    "setting_type": "Kind",
    "status": "Status",
    "deadline": "Deadline",
    "safe_start": "Latest safe start",
    "started": "In post since",
}
_PLACE_COLUMNS = {
    "setting": "Setting",
    "setting_type": "Kind",
    "town": "Town",
    "has_senco": "SENCo on the day",
    "last_held": "Last SENCo until",
}
_AUTHORITY = {"authority": "Authority"}
_WHOSE = ("Local authority", "Authority number")


def posts_page(subject: Subject, listing: Listing, page: "Page[Standing]", seen: set[int]) -> ListPage:
    """In: which people of the page may be opened."""
    rows = [_with_authority(subject, _post(row, seen), row) for row in page.object_list]
    return _page(subject, listing, page, _POST_COLUMNS, rows)


def places_page(subject: Subject, listing: Listing, page: "Page[Any]") -> ListPage:
    """One page of settings."""
    rows = [_with_authority(subject, _place(row), row) for row in page.object_list]
    return _page(subject, listing, page, _PLACE_COLUMNS, rows)


def _page(
    subject: Subject, listing: Listing, page: "Page[Any]", columns: Mapping[str, str], rows: list[list[Said]]
) -> ListPage:
    count = page.paginator.count
    columns = {**columns, **(_AUTHORITY if isinstance(subject.area, England) else {})}
    return ListPage(
        subject=subject,
        heading=f"{count:,} {listing.what}{pluralize(count)}",
        words=listing.words,
        columns=[_column(subject, listing, name, text) for name, text in columns.items()],
        rows=rows,
        pages=pages_of(page, lambda number: _address(subject, listing, page=str(number))),
        csv_url=_address(subject, listing, format="csv"),
        area_url=subject.address("area_dashboard"),
    )


def _address(subject: Subject, listing: Listing, **changes: str) -> str:
    more = {name: (value,) for name, value in ({"sort": listing.sort} | changes).items()}
    return subject.address(listing.view, {**listing.asked, **more})


def _column(subject: Subject, listing: Listing, name: str, text: str) -> Column:
    """A column that is sorted sorts the other way round; another one from its beginning."""
    now = {name: "ascending", f"-{name}": "descending"}.get(listing.sort, "")
    return Column(text, _address(subject, listing, sort=f"-{name}" if now == "ascending" else name), now)


def _post(row: Standing, seen: set[int]) -> list[Said]:
    said, post = row.assessment, row.assessment.appointment
    person, status = post.practitioner, Status(row.status)
    helps = f" ({Role(post.role).label})" if post.role != Role.SENCO else ""
    url = reverse("practitioner_detail", args=[person.pk]) if person.pk in seen else ""
    columns = iter(_POST_COLUMNS.values())
    return [
        Said(next(columns), f"{person}{helps}", url),
        Said(next(columns), name_of(row.setting), address_of(row.setting)),
        Said(next(columns), _KINDS[row.setting_type]),
        Said(next(columns), TAGS[status], colour=COLOURS[status]),
        Said(next(columns), _day(said.deadline)),
        Said(next(columns), _day(said.latest_safe_start)),
        Said(next(columns), in_words(post.started_on)),
    ]


def _place(row: Any) -> list[Said]:
    columns = iter(_PLACE_COLUMNS.values())
    last = "" if row.has_senco else _day(row.last_held_on)
    return [
        Said(next(columns), name_of(row), address_of(row)),
        Said(next(columns), _KINDS.get(row.setting_type, NOT_KNOWN)),
        Said(next(columns), row.town or NONE),
        Said(next(columns), _has(row)),
        Said(next(columns), last or NONE),
    ]


def _with_authority(subject: Subject, said: list[Said], row: Any) -> list[Said]:
    """A row of England says whose it is."""
    if not isinstance(subject.area, England):
        return said
    name = row.authority.name if row.authority else NOT_KNOWN
    return [*said, Said(_AUTHORITY["authority"], name)]


def _has(row: Any) -> str:
    if row.has_senco:
        return "Yes"
    return "No" if row.told else "Nothing told"


def _day(day: date | None) -> str:
    return in_words(day) if day else NONE


def _whose(row: Any) -> tuple[str, str]:
    return (row.authority.name, row.authority.code) if row.authority else (NOT_KNOWN, "")


def posts_table(rows: Iterable[Standing], called: Names, *, authority: bool) -> Iterator[Sequence[Cell]]:
    """The rows of a list for a spreadsheet, the names of its columns first. ``authority``: whose each row is, too."""
    yield (
        *(_WHOSE if authority else ()),
        *("SENCo", "Role", "Setting", "Register", "URN", "Kind of setting", "Phase", "Trust or chain", "Status"),
        *("Requirement", "Qualification named", "Held", "Held since", "May be the SENCo", "To be checked by a person"),
        *("In post since", "Last day in post", "Deadline", "Latest safe start"),
    )
    for row in rows:
        said, post, place = row.assessment, row.assessment.appointment, row.setting
        yield (
            *(_whose(row) if authority else ()),
            *(str(post.practitioner), Role(post.role).label, name_of(place), place.register, place.urn),
            *(_KINDS[row.setting_type], place.phase, place.trust, TAGS[Status(row.status)]),
            *(REQUIREMENTS[Requirement(said.requirement)], _named(said.required_qualification, called)),
            *(_named(said.held, called), said.held_on, DESIGNATIONS[Designated(said.designation)]),
            *("yes" if said.needs_review else "no", post.started_on, post.ended_on),
            *(said.deadline, said.latest_safe_start),
        )


def places_table(rows: Iterable[Any], *, authority: bool) -> Iterator[Sequence[Cell]]:
    """The same of settings."""
    yield (
        *(_WHOSE if authority else ()),
        *("Setting", "Register", "URN", "Kind of setting", "Phase", "Trust or chain", "Town", "Postcode"),
        *("SENCo on the day", "Last SENCo until"),
    )
    for row in rows:
        yield (
            *(_whose(row) if authority else ()),
            *(name_of(row), row.register, row.urn, _KINDS.get(row.setting_type, NOT_KNOWN), row.phase, row.trust),
            *(row.town, row.postcode, _has(row), None if row.has_senco else row.last_held_on),
        )


def stamp(subject: Subject, listing: Listing) -> list[Sequence[Cell]]:
    """What stands above a table: of what, which day, which filters and which rule book; an empty line ends it."""
    return [
        ("SENCo portal", f"{capital(listing.what)}s"),
        ("Area", subject.area.name, subject.area.code),
        ("Day", subject.terms.day),
        ("Made on", subject.asked_on),
        ("Filters", "; ".join(listing.words) or NONE),
        ("Rule book", subject.terms.row.name),
        (),
    ]


def _named(code: str, called: Names) -> str:
    return capital(called.qualification(code)) if code else ""
