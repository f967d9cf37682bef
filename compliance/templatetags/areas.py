"""For the menu of every page, the way to an area's notes, and numbers that lead to lists: ``{% load areas %}``.

A page of an area has four hundred of these: each as a template of its own took a quarter of the page's time.
"""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from compliance.policies import can_keep_notes, can_see_areas
from compliance.presenters.areas import Count
from compliance.presenters.outlook import MonthRow
from settings.middleware import access_of
from settings.models import Setting

register = template.Library()


@register.simple_tag(takes_context=True)
def sees_areas(context: Context) -> bool:
    """Whether whoever looks at the page sees whole areas; nobody does on a page that knows of nobody."""
    request = context.get("request")
    return request is not None and hasattr(request, "user") and can_see_areas(access_of(request))


@register.simple_tag(takes_context=True)
def notes_address(context: Context, setting: Setting) -> str:
    """Where the notes on a setting are, for who keeps those of its authority; empty for anybody else."""
    area = setting.authority
    if area is None or not can_keep_notes(access_of(context["request"]), area):
        return ""
    return reverse("setting_notes", args=[area.code, setting.register, setting.urn])


_LINK = '<a class="govuk-link" href="{}" data-count>{}<span class="govuk-visually-hidden">: {}{}</span></a>{}'
_CELL = '<td class="govuk-table__cell" role="cell" data-label="{}">{}</td>'
_LINKED_CELL = _CELL.replace("{}</td>", f"{_LINK}</td>")
_NOTHING = format_html(
    '<td class="govuk-table__cell app-narrow-hidden" role="cell"><span aria-hidden="true">{}</span></td>', "–"
)


@register.simple_tag
def linked(count: Count, of: object = "") -> SafeString:
    """A number that leads to the list it counts, with its share. ``of``: what else a screen reader says of it."""
    share = f" ({count.share})" if count.share else ""
    return format_html(_LINK, count.url, count.written, count.text, f", {of}" if of else "", share)


@register.simple_tag
def month_cells(month: MonthRow) -> SafeString:
    """The cells of a month's row: a number in each, or a dash."""
    of = f", {month.name}"
    cells = (_cell(each.written, each.text, each.url, of) if each else _NOTHING for each in month.counts)
    return format_html_join("", "{}", ((cell,) for cell in cells))


@register.simple_tag
def number_cells(cells: Iterable[tuple[object, str, str]], of: str) -> SafeString:
    """The cells of a line of numbers, each with its column's label and the address of its list, where it has one."""
    return format_html_join("", "{}", ((_cell(*cell, f", {of}"),) for cell in cells))


def _cell(number: object, label: str, url: str, of: str) -> SafeString:
    if url:
        return format_html(_LINKED_CELL, label, url, number, label, of, "")
    return format_html(_CELL, label, number)
