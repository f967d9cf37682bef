"""For the menu of every page: ``{% load areas %}``."""

from django import template
from django.template import Context

from compliance.policies import can_see_areas
from settings.middleware import access_of

register = template.Library()


@register.simple_tag(takes_context=True)
def sees_areas(context: Context) -> bool:
    """Whether whoever looks at the page sees whole areas; nobody does on a page that knows of nobody."""
    request = context.get("request")
    return request is not None and hasattr(request, "user") and can_see_areas(access_of(request))
