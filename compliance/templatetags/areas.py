"""For the menu of every page, the way to an area's notes, and numbers that lead to lists: ``{% load areas %}``."""

from collections.abc import Sequence

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from compliance.policies import can_keep_notes, can_see_areas
from compliance.presenters.areas import Count
from senco_portal.lib.escaped import fill
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
_CELL = f'<td class="govuk-table__cell" role="cell" data-label="{{}}">{_LINK}</td>'
_KEYS = {False: "{}", True: '<strong class="govuk-tag govuk-tag--{}">{}</strong>'}
_ROW = (
    '<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{key}</dt>'
    f'<dd class="govuk-summary-list__value">{_LINK}</dd></div>'
)


@register.simple_tag
def linked(count: Count, of: str = "") -> SafeString:
    """A number that leads to the list it counts, with its share. ``of``: what else a screen reader says of it."""
    return fill(_LINK, _words(count, of))


@register.simple_tag
def count_cells(counts: Sequence[Count], of: str) -> SafeString:
    """The cells of a line of numbers as ``linked`` has them. In: what the line is of."""
    return fill(_CELL * len(counts), [word for each in counts for word in (each.text, *_words(each, of))])


@register.simple_tag
def figure_rows(counts: Sequence[Count], of: str = "") -> SafeString:
    """Rows of a list of figures, in one go: what each is, and its number as ``linked`` has it."""
    forms = [_ROW.replace("{key}", _KEYS[bool(each.colour)]) for each in counts]
    keys = [(each.colour, each.text) if each.colour else (each.text,) for each in counts]
    words = [word for each, key in zip(counts, keys, strict=True) for word in (*key, *_words(each, of))]
    return fill("".join(forms), words)


def _words(count: Count, of: str) -> tuple[str, ...]:
    """What a number says, in the order of its places."""
    return count.url, count.written, count.text, f", {of}" if of else "", f" ({count.share})" if count.share else ""
