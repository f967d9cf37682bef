"""Tables of figures whose headings sort them, by an address each: no script is needed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from senco_portal.lib import sheets


class Heading(NamedTuple):
    """The heading of a column: what it says on its own, where it sorts, and which way it is sorted now, if it is."""

    text: str
    label: str
    url: str
    sorted: str


class Cell(NamedTuple):
    """A number with the words of its column, and where its list is; a share has none."""

    text: str
    label: str
    url: str = ""


class Row(NamedTuple):
    """A line of the table. ``values``: what it is sorted by, a column each; none comes last, whichever way.

    ``code``: by which an address or a register knows what the line is of.
    """

    name: str
    url: str
    cells: list[Cell]
    values: Sequence[float | None]
    code: str = ""


class Column(NamedTuple):
    """A column by its name in an address: its heading, and the same where it stands without its neighbours."""

    name: str
    text: str
    label: str


def sheet(first: Sequence[str], columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[Sequence[sheets.Cell]]:
    """The table for a spreadsheet, its headings first: numbers as numbers, shares in words.

    In: what the first column is of, and the second where lines have a code that says more than their name.
    """
    yield [*first, *(each.label for each in columns)]
    for row in rows:
        values = (_cell(row, place) for place in range(len(columns)))
        yield [*(row.name, row.code)[: len(first)], *values]


def _cell(row: Row, place: int) -> sheets.Cell:
    value = row.values[place]
    return value if isinstance(value, int) else row.cells[place].text


def headings(first: Column, columns: Sequence[Column], sort: str, address: Callable[[str], str]) -> list[Heading]:
    """The column of names, which begins with A, and columns of numbers, which begin with the largest.

    In: how the table is sorted now, and what makes the address of another order.
    """
    made = [Heading(first.text, first.label, address(_next(sort, first.name, "")), _way(sort, first.name))]
    made += [
        Heading(each.text, each.label, address(_next(sort, each.name, "-")), _way(sort, each.name)) for each in columns
    ]
    return made


def _way(sort: str, name: str) -> str:
    return {name: "ascending", f"-{name}": "descending"}.get(sort, "")


def _next(sort: str, name: str, way: str) -> str:
    """A column that is sorted its usual way sorts the other way round."""
    usual, other = f"{way}{name}", name if way else f"-{name}"
    return other if sort == usual else usual


def in_order(rows: Sequence[Row], columns: Sequence[Column], sort: str) -> list[Row]:
    """The rows by a column, those alike by their names. In: rows that are in the order of their names."""
    names = [each.name for each in columns]
    name, back = sort.removeprefix("-"), sort.startswith("-")
    if name not in names:
        return list(reversed(rows)) if back else list(rows)
    place, sign = names.index(name), -1 if back else 1
    return sorted(rows, key=lambda row: _key(row.values[place], sign))


def _key(value: float | None, sign: int) -> tuple[bool, float]:
    return value is None, sign * (value or 0)
