"""England: its authorities in one table, its regions in another and as tiles; each number leads to its list."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from django.urls import reverse

from compliance.presenters.areas import PLACES, POSTS, share
from compliance.presenters.days import Subject, on_day
from compliance.presenters.lists import File, files, stamp
from compliance.presenters.parts import WAYS, ways_of
from compliance.presenters.sorting import Cell, Column, Heading, Row, headings, in_order, sheet
from compliance.reports.areas import NOWHERE, REGIONS
from compliance.reports.england import POSTS as OF_POSTS
from compliance.reports.england import Numbers, england_questions, regions, whole
from qualifications.rules.standing import Status
from senco_portal.lib import sheets
from senco_portal.lib.paths import path_of
from settings.enums import Region, SettingType
from settings.models import LocalAuthority

_SHARE = "share"
FIRST = Column("authority", "Authority", "Authority")
SCHOOLS = (
    Column("sencos", "SENCos", "SENCos"),
    Column("holders", "Qualified", "Qualified"),
    Column(_SHARE, "Share", "Share qualified"),
    Column(Status.OVERDUE.value, "Overdue", "Overdue"),
    Column(Status.AT_RISK.value, "At risk", "At risk"),
    Column(Status.CANNOT_TELL.value, "Cannot tell", "Cannot tell"),
    Column("schools", "Schools", "Schools"),
    Column("vacant", "Vacant", "Vacant schools"),
    Column("silent", "Told nothing", "Schools that told nothing"),
)
EARLY_YEARS = (
    Column(SettingType.EY_GROUP.value, "Groups", "Early-years groups"),
    Column(f"{SettingType.EY_GROUP.value}_led", "with a SENCo", "Groups with a SENCo"),
    Column(SettingType.CHILDMINDER.value, "Childminders", "Childminders"),
    Column(f"{SettingType.CHILDMINDER.value}_led", "with a SENCo", "Childminders with a SENCo"),
)
COLUMNS = (*SCHOOLS, *EARLY_YEARS)
ORDERS = [FIRST.name, *(each.name for each in COLUMNS)]
# Where a tile stands, roughly as on a map: in rows from north to south.
_TILES = (
    *(Region.NORTH_EAST, Region.NORTH_WEST, Region.YORKSHIRE, Region.WEST_MIDLANDS, Region.EAST_MIDLANDS),
    *(Region.EAST, Region.SOUTH_WEST, Region.SOUTH_EAST, Region.LONDON),
)


class Tile(NamedTuple):
    """A region on the chart: its share of a hundred, for its bar, and the same in words and numbers."""

    place: str
    name: str
    url: str
    share: str
    percent: int
    of: str
    beside: str


class EnglandPage(NamedTuple):
    """All that the page of England says. ``chosen``: the region whose authorities alone are in the table."""

    subject: Subject
    tiles: list[Tile]
    columns: list[Heading]
    region_columns: list[Heading]
    regions: list[Row]
    authorities: list[Row]
    groups: Sequence[tuple[str, int]]
    chosen: str
    all_url: str
    posts_url: str
    settings_url: str
    files: list[File]
    further: list[tuple[str, str]]


class Asks(NamedTuple):
    """How the table is to be: in which order, and of which region alone."""

    order: str
    region: str


def england_page(
    subject: Subject, authorities: Sequence[LocalAuthority], found: Mapping[int | None, Numbers], asks: Asks
) -> EnglandPage:
    """In: authorities in the order of their names, and the numbers of each."""
    lines = _Lines(subject)
    shown = [each for each in authorities if each.abolished_on is None or each.pk in found]
    shown = [each for each in shown if asks.region in ("", each.region)]
    by_region = regions(found, authorities)
    total = whole(found.values())
    rows = [lines.authority(each, found.get(each.pk, {})) for each in shown]
    columns = headings(FIRST, COLUMNS, asks.order, lambda order: _address(subject, sort=order, region=asks.region))
    return EnglandPage(
        subject=subject,
        tiles=[_tile(subject, region, by_region.get(region.value, {}), total) for region in _TILES],
        columns=columns,
        region_columns=[columns[0]._replace(text="Region"), *columns[1:]],
        regions=[lines.england(total), *(lines.region(code, by_region.get(code, {})) for code in _lines(by_region))],
        authorities=in_order(rows, COLUMNS, asks.order),
        groups=(("Schools that must have a SENCo", len(SCHOOLS)), ("Early years", len(EARLY_YEARS))),
        chosen=REGIONS.get(asks.region, ""),
        all_url=_address(subject, sort=asks.order),
        posts_url=subject.address(POSTS),
        settings_url=subject.address(PLACES),
        files=files(lambda kind: _address(subject, sort=asks.order, region=asks.region, format=kind)),
        further=_further(subject._replace(region=asks.region)),
    )


def _further(subject: Subject) -> list[tuple[str, str]]:
    """What else there is to see of England, or of the region that is shown."""
    ways = [(WAYS[way][0], subject.address("area_by", args=[way])) for way in ways_of(subject.area)]
    outlook = f"{reverse('england_outlook')}?{subject.address('area_dashboard').partition('?')[2]}"
    return [("Trend and forecast", outlook), *ways]


def england_table(page: EnglandPage) -> Iterable[Sequence[sheets.Cell]]:
    """The authorities of the page for a spreadsheet, stamped."""
    words = [f"Region: {page.chosen}"] if page.chosen else []
    above = stamp(page.subject, "Authorities", words)
    return chain(above, sheet(("Authority", "Authority number"), COLUMNS, page.authorities))


def _lines(by_region: Mapping[str, Numbers]) -> Iterable[str]:
    """All regions, and nowhere where anything is there."""
    return (code for code in REGIONS if code != NOWHERE or NOWHERE in by_region)


def _address(subject: Subject, **changes: str) -> str:
    said = {name: (value,) for name, value in changes.items() if value}
    return on_day(subject, reverse("england_dashboard"), said)


class _Lines:
    """Makes rows. What is asked of each is written into an address once, not once a row."""

    def __init__(self, subject: Subject) -> None:
        self._subject, self._asked = subject, england_questions(subject.terms)
        self._queries = {name: on_day(subject, "", asked) for name, asked in self._asked.items()}

    def authority(self, area: LocalAuthority, numbers: Numbers) -> Row:
        name = f"{area.name} (abolished)" if area.abolished_on else area.name
        url = on_day(self._subject, path_of("area_dashboard", area.code), {})
        return self._row(name, url, area.code, numbers, self._queries)

    def england(self, numbers: Numbers) -> Row:
        return self._row(self._subject.area.name, "", self._subject.area.code, numbers, self._queries)

    def region(self, code: str, numbers: Numbers) -> Row:
        own = {name: on_day(self._subject, "", {**asked, "region": (code,)}) for name, asked in self._asked.items()}
        url = "" if code == NOWHERE else f"{_address(self._subject, region=code)}#authorities"
        return self._row(REGIONS[code], url, self._subject.area.code, numbers, own)

    def _row(self, name: str, url: str, code: str, numbers: Numbers, queries: Mapping[str, str]) -> Row:
        posts, places = path_of(POSTS, code), path_of(PLACES, code)
        whose, part = numbers.get("sencos", 0), numbers.get("holders", 0)
        cells, values = [], []
        for column in COLUMNS:
            if column.name == _SHARE:
                cells.append(Cell(share(part, whose) or "–", column.label))
                values.append(part / whose if whose else None)
                continue
            number = numbers.get(column.name, 0)
            base = posts if column.name in OF_POSTS else places
            cells.append(Cell(f"{number:,}", column.label, f"{base}{queries[column.name]}"))
            values.append(number)
        return Row(name, url, cells, values, code)


def _tile(subject: Subject, region: Region, numbers: Numbers, total: Numbers) -> Tile:
    sencos, holders = numbers.get("sencos", 0), numbers.get("holders", 0)
    whole_share = total.get("holders", 0) / total["sencos"] if total.get("sencos") else 0
    own = holders / sencos if sencos else 0
    return Tile(
        place=region.name.lower().replace("_", "-"),
        name=str(region.label),
        url=f"{_address(subject, region=region.value)}#authorities",
        share=share(holders, sencos),
        percent=round(100 * own),
        of=f"{holders:,} of {sencos:,} SENCos" if sencos else "No SENCos yet",
        beside=_beside(own, whole_share) if sencos else "",
    )


def _beside(own: float, england: float) -> str:
    """How a share compares with England's, to the whole point of a hundred."""
    points = round(100 * own) - round(100 * england)
    if not points:
        return "The same as England"
    return f"{abs(points)} point{'' if abs(points) == 1 else 's'} {'above' if points > 0 else 'below'} England"
