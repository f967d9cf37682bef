"""Tags for pages and for the pack's own templates: ``{% load govuk %}``."""

from collections.abc import Mapping
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.safestring import SafeString

from senco_portal.lib.govuk_forms.components import Component
from senco_portal.lib.govuk_forms.errors import summary_items
from senco_portal.lib.govuk_forms.layout import Field

register = template.Library()


@register.simple_tag
def component(field: BoundField, look: Any, revealed: Any, mark_optional: Any) -> Component:
    """In: a field, and from the layout its look, what its options reveal, whether "(optional)" is said; "" for none."""
    return Component(
        field=field,
        look=look if isinstance(look, Field) else Field(field.name),
        revealed=revealed if isinstance(revealed, Mapping) else {},
        mark_optional=mark_optional is not False,
    )


@register.simple_tag
def show(item: Any) -> SafeString:
    """A button, link or other block of ``blocks`` by itself, outside a form's layout."""
    html: SafeString = item.render(forms.Form(), Context())
    return html


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(*forms_and_formsets: Any) -> dict[str, Any]:
    """Every error of the page's forms and formsets, above its heading; nothing where there is none."""
    return {"items": summary_items(*forms_and_formsets)}


@register.simple_tag
def error_prefix(*forms_and_formsets: Any) -> str:
    """What a page's title begins with: "Error: " where a form of it has errors, else nothing."""
    return "Error: " if summary_items(*forms_and_formsets) else ""
