"""For the menu of every page, and the way to an area's notes: ``{% load areas %}``."""

from django import template
from django.template import Context
from django.urls import reverse

from compliance.policies import can_keep_notes, can_see_areas
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
