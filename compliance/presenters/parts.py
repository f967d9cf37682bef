"""An area by phase, by trust or chain, or by group: a table of figures, each of which leads to its list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from django.core.paginator import Page
from django.urls import reverse

from compliance.presenters.areas import PLACES, POSTS
from compliance.presenters.days import Subject
from compliance.presenters.lists import File, files, stamp
from compliance.presenters.sorting import Cell, Column, Heading, Row, headings, in_order, sheet
from compliance.reports.areas import England
from compliance.reports.dashboard import KIND_PLACES, Figures
from compliance.reports.grouping import NONE
from compliance.reports.parts import GROUP, KIND, KINDS
from qualifications.rules.standing import Status
from senco_portal.lib import sheets
from settings.enums import SettingType
from settings.models import LocalAuthority
from settings.presenters import Pages, pages_of

FIRST = "name"
COLUMNS = tuple(
    Column(name, text, text)
    for name, text in (
        ("places", "Settings"),
        ("led", "With a SENCo"),
        ("sencos", "SENCos"),
        ("holders", "Qualified"),
        (Status.OVERDUE.value, "Overdue"),
        (Status.AT_RISK.value, "At risk"),
    )
)
ORDERS = [FIRST, *(each.name for each in COLUMNS)]
# By its parameter: what a page is called, what a row is, and the row of what has none.
WAYS = {
    "phase": ("By phase", "Phase", "No phase on the register"),
    "trust": ("By trust or chain", "Trust or chain", "No trust or chain on the register"),
    GROUP: ("By group", "Group", "In no group"),
    KIND: ("By kind of setting", "Kind of setting", ""),
}
_ALL = "All kinds of settings, none added to another"
_KINDS = {
    "schools": "Schools that must have a SENCo",
    SettingType.EY_GROUP.value: "Early years: groups",
    SettingType.CHILDMINDER.value: "Early years: childminders",
}


class Tab(NamedTuple):
    """A link to the same page of other settings, or by another way."""

    text: str
    url: str
    is_current: bool


class Looked(NamedTuple):
    """What a page is asked: by which way, of which kind of settings, in which order.

    By kind of setting there is a line for each kind, whichever is asked for.
    """

    way: str
    kind: str
    order: str

    @property
    def what(self) -> str:
        """Which settings the table is of."""
        return _ALL if self.way == KIND else _KINDS[self.kind]


class PartsPage(NamedTuple):
    """An area in parts, at most a page of them. ``overlaps``: something may be counted in two of them."""

    subject: Subject
    heading: str
    what: str
    kinds: list[Tab]
    ways: list[Tab]
    columns: list[Heading]
    rows: list[Row]
    pages: Pages
    files: list[File]
    area_url: str
    groups_url: str
    overlaps: bool


def part_rows(looked: Looked, found: Mapping[str, Figures], names: Mapping[str, str]) -> list[Row]:
    """All rows, in their order; what has none is the last. In: what values are called that do not say it themselves.

    Without their addresses, which a page writes for those alone that it shows: England has thousands of trusts.
    """
    called = {value: names.get(value, value) for value in found if value != NONE}
    rows = [_row(called[value], value, found[value]) for value in sorted(called, key=_by_name(called))]
    rest = [_row(WAYS[looked.way][2], NONE, found[NONE])] if NONE in found else []
    return [*in_order(rows, COLUMNS, looked.order), *rest]


def parts_page(subject: Subject, looked: Looked, page: "Page[Row]", found: Mapping[str, Figures]) -> PartsPage:
    """One page of an area in parts. In: all figures, by the values of the rows."""
    heading, what, _ = WAYS[looked.way]
    return PartsPage(
        subject=subject,
        heading=heading,
        what=looked.what,
        kinds=_tabs(subject, looked),
        ways=[
            Tab(WAYS[way][0], _address(subject, looked._replace(way=way), sort=""), way == looked.way)
            for way in ways_of(subject.area)
        ],
        columns=headings(
            Column(FIRST, what, what), COLUMNS, looked.order, lambda order: _address(subject, looked, sort=order)
        ),
        rows=[_led(subject, looked, row, found[row.code]) for row in page.object_list],
        pages=pages_of(page, lambda number: _address(subject, looked, page=str(number))),
        files=files(lambda kind: _address(subject, looked, format=kind)),
        area_url=subject.address("area_dashboard"),
        groups_url="" if isinstance(subject.area, England) else reverse("area_groups", args=[subject.area.code]),
        overlaps=looked.way == GROUP,
    )


def parts_table(subject: Subject, looked: Looked, rows: Iterable[Row]) -> Iterable[Sequence[sheets.Cell]]:
    """All rows for a spreadsheet, stamped."""
    heading, what, _ = WAYS[looked.way]
    words = [f"Region: {subject.place}"] if subject.region else []
    above = stamp(subject, f"{looked.what}: {heading.lower()}", words)
    return chain(above, sheet((what,), COLUMNS, rows))


def _by_name(called: Mapping[str, str]) -> Callable[[str], tuple[str, str]]:
    return lambda value: (called[value].casefold(), value)


def ways_of(area: LocalAuthority | England) -> list[str]:
    """By what an area may be parted; groups are an authority's own."""
    return [way for way in WAYS if way != GROUP or not isinstance(area, England)]


def _tabs(subject: Subject, looked: Looked) -> list[Tab]:
    """The same page of other settings, where there is one."""
    if looked.way == KIND:
        return []
    return [Tab(_KINDS[kind], _address(subject, looked, of=kind, sort=""), kind == looked.kind) for kind in KINDS]


def _row(name: str, value: str, figures: Figures) -> Row:
    return Row(name, "", [], [figures[each.name].number for each in COLUMNS], value)


def _led(subject: Subject, looked: Looked, row: Row, figures: Figures) -> Row:
    """The row with its addresses."""
    group = looked.way == GROUP and row.code != NONE
    url = reverse("group_detail", args=[subject.area.code, row.code]) if group else ""
    cells = [
        Cell(
            f"{figures[each.name].number:,}",
            each.label,
            subject.address(PLACES if each.name in KIND_PLACES else POSTS, figures[each.name].asked),
        )
        for each in COLUMNS
    ]
    return row._replace(url=url, cells=cells)


def _address(subject: Subject, looked: Looked, **changes: str) -> str:
    said = {"of": looked.kind, "sort": looked.order} | changes
    query = {name: (value,) for name, value in said.items() if value}
    return subject.address("area_by", query, args=[looked.way])
