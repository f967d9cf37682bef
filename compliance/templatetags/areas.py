"""For the menu of every page, the way to an area's notes, and numbers that lead to lists: ``{% load areas %}``."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from compliance.policies import can_keep_notes, can_see_areas
from compliance.presenters.areas import Count
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


@register.simple_tag
def linked(count: Count, of: object = "") -> SafeString:
    """A number that leads to the list it counts, with its share. ``of``: what else a screen reader says of it."""
    share = f" ({count.share})" if count.share else ""
    return format_html(_LINK, count.url, count.written, count.text, f", {of}" if of else "", share)
