"""Cells of tables, written a row at a time: ``{% load cells %}``.

The page of England has two thousand of them, and a list five hundred. As nodes of a template each, or escaping anew
what all rows have, they took a quarter of a page's time: so that is kept, with places for the words of each row.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from compliance.presenters.columns import Said
from compliance.presenters.outlook import MonthRow
from senco_portal.lib.escaped import fill

register = template.Library()

# A number in words, its column's label, and the address of its list, where it has one.
_Number = tuple[str, str, str]
_NOTHING = '<td class="govuk-table__cell app-narrow-hidden" role="cell"><span aria-hidden="true">–</span></td>'


@register.simple_tag
def number_cells(cells: Iterable[_Number | None], of: str) -> SafeString:
    """The cells of a line of numbers, with a dash where there is none. In: what the line is of."""
    line = [*cells]
    return fill(_line(line), [*_said_of(line, of)])


@register.simple_tag
def month_rows(months: Iterable[MonthRow]) -> SafeString:
    """The rows of a table of months."""
    forms: list[str] = []
    words: list[str] = []
    for month in months:
        line = [each and (each.written, each.text, each.url) for each in month.counts]
        forecast = '<span class="app-plain">, forecast</span>' if month.is_forecast else ""
        heading = f'<th class="govuk-table__header" scope="row" role="rowheader">{{}}{forecast}</th>'
        forms.append(f'<tr class="govuk-table__row" role="row">{heading}{_line(line)}</tr>')
        words += (month.name, *_said_of(line, month.name))
    return fill("".join(forms), words)


def _line(cells: Iterable[_Number | None]) -> str:
    return "".join([_number(cell[1], bool(cell[2])) if cell else _NOTHING for cell in cells])


def _said_of(cells: Iterable[_Number | None], of: str) -> Iterator[str]:
    """The words of numbers, in the order of their places."""
    for cell in cells:
        if cell:
            yield from (cell[2], cell[0], of) if cell[2] else (cell[0],)


class _Kind(NamedTuple):
    """What cells of a list have in common."""

    label: str
    colour: str
    is_linked: bool
    is_about: bool
    is_long: bool
    is_first: bool


@register.simple_tag
def said_cells(row: Sequence[Said]) -> SafeString:
    """The cells of a row of a list: words that lead somewhere, a tag, or words alone. The first is its heading."""
    made = (
        _said(_Kind(each.column, each.colour, bool(each.url), bool(each.of), each.is_long, not place))
        for place, each in enumerate(row)
    )
    return fill("".join(made), [word for each in row for word in _words(each)])


def _words(cell: Said) -> tuple[str, ...]:
    """What a cell alone says, in the order of its places."""
    if not cell.url:
        return (cell.text,)
    return (cell.url, cell.text, cell.of) if cell.of else (cell.url, cell.text)


@lru_cache(maxsize=1024)
def _number(label: str, is_linked: bool) -> str:
    return _cell(label, _link(f"{_literal(label)}, {{}}", " data-count") if is_linked else "{}")


@lru_cache(maxsize=1024)
def _said(cell: _Kind) -> str:
    words = f'<strong class="govuk-tag govuk-tag--{_literal(cell.colour)}">{{}}</strong>' if cell.colour else "{}"
    inside = _link("{}" if cell.is_about else "") if cell.is_linked else words
    kind = " app-breaks" if cell.is_long else ""
    if cell.is_first:
        return f'<th class="govuk-table__header{kind}" scope="row" role="rowheader">{inside}</th>'
    return _cell(cell.label, inside, kind)


def _cell(label: str, inside: str, kind: str = "") -> str:
    return f'<td class="govuk-table__cell{kind}" role="cell" data-label="{_literal(label)}">{inside}</td>'


def _link(about: str, marked: str = "") -> str:
    """Places for an address and its words. In: what a screen reader says besides."""
    hidden = f'<span class="govuk-visually-hidden">: {about}</span>' if about else ""
    return f'<a class="govuk-link" href="{{}}"{marked}>{{}}{hidden}</a>'


def _literal(text: str) -> str:
    """Text as it stands in what has places."""
    return escape(text).replace("{", "{{").replace("}", "}}")
