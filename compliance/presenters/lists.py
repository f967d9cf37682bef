"""Lists of posts and of settings: what is asked in words, headings that sort, rows, and the same for spreadsheets."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.template.defaultfilters import pluralize

from compliance.presenters.columns import NONE, Around, Column, Said, of_page, of_sheet, table
from compliance.presenters.days import Subject
from compliance.reports.asked import Asked
from qualifications.rules.phrases import capital
from senco_portal.lib.sheets import Cell
from settings.presenters import Pages, pages_of

# The kinds of files in which a list may be had, with what people call them.
FILES = {"csv": "CSV", "xlsx": "Excel"}


class Question(NamedTuple):
    """What is asked of a list: its parameters with their words, the order of its rows, the names of chosen columns.

    No column is chosen where it is the usual ones.
    """

    asked: Asked
    words: Sequence[str]
    sort: str
    chosen: Sequence[str]


class Listing(NamedTuple):
    """A list: its address's name, what it lists, what is asked of it, the columns that it has.

    ``sortable``: the names of those by which it can be sorted.
    """

    view: str
    what: str
    question: Question
    columns: "Sequence[Column[Any]]"
    sortable: Collection[str]


class Heading(NamedTuple):
    """The heading of a column: where it sorts, if it does, and which way it is sorted now, if it is."""

    text: str
    url: str
    sorted: str


class File(NamedTuple):
    """The list as a file: what it is called, and where."""

    name: str
    url: str


class ListPage(NamedTuple):
    """One page of a list."""

    subject: Subject
    heading: str
    words: Sequence[str]
    columns: list[Heading]
    rows: list[list[Said]]
    pages: Pages
    files: list[File]
    area_url: str


def list_page(subject: Subject, listing: Listing, page: "Page[Any]", around: Around) -> ListPage:
    """One page of a list."""
    count, columns = page.paginator.count, of_page(listing.columns, listing.question.chosen)
    return ListPage(
        subject=subject,
        heading=f"{count:,} {listing.what}{pluralize(count)}",
        words=listing.question.words,
        columns=[_heading(subject, listing, each) for each in columns],
        rows=[[each.said(row, around) for each in columns] for row in page.object_list],
        pages=pages_of(page, lambda number: _address(subject, listing, page=str(number))),
        files=files(lambda kind: _address(subject, listing, format=kind)),
        area_url=subject.address("area_dashboard"),
    )


def files(address: Callable[[str], str]) -> list[File]:
    """Every kind of file in which a table may be had. In: what makes the address of one."""
    return [File(name, address(kind)) for kind, name in FILES.items()]


def list_table(subject: Subject, listing: Listing, rows: Iterable[Any], around: Around) -> Iterator[Sequence[Cell]]:
    """The list for a spreadsheet: what it is, an empty line, the names of its columns, its rows."""
    above = stamp(subject, f"{capital(listing.what)}s", listing.question.words)
    return chain(above, table(of_sheet(listing.columns, listing.question.chosen), rows, around))


def _address(subject: Subject, listing: Listing, **changes: str) -> str:
    more = {name: (value,) for name, value in ({"sort": listing.question.sort} | changes).items()}
    chosen = {"columns": tuple(listing.question.chosen)} if listing.question.chosen else {}
    return subject.address(listing.view, {**listing.question.asked, **chosen, **more})


def _heading(subject: Subject, listing: Listing, column: "Column[Any]") -> Heading:
    """A column that is sorted sorts the other way round; another one from its beginning."""
    name = column.name
    if name not in listing.sortable:
        return Heading(column.heading, "", "")
    now = {name: "ascending", f"-{name}": "descending"}.get(listing.question.sort, "")
    return Heading(column.heading, _address(subject, listing, sort=f"-{name}" if now == "ascending" else name), now)


def stamp(subject: Subject, what: str, words: Sequence[str]) -> list[Sequence[Cell]]:
    """What stands above a table: of what, which day, which filters and which rule book; an empty line ends it."""
    return [
        ("SENCo portal", what),
        ("Area", subject.area.name, subject.area.code),
        ("Day", subject.terms.day),
        ("Made on", subject.asked_on),
        ("Filters", "; ".join(words) or NONE),
        ("Rule book", subject.terms.row.name),
        *([("Beware", subject.shortfall)] if subject.is_short else []),
        (),
    ]
