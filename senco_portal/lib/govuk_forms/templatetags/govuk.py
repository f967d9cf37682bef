from django import forms, template
from django.forms.widgets import Input
from django.forms.boundfield import BoundField

from senco_portal.lib.govuk_forms.fields import PARTS, GovukDateWidget

register = template.Library()


@register.filter
def kind(field: BoundField) -> str:
    """Which GOV.UK component shows this field."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    for cls, name in (
        (GovukDateWidget, "date"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file-upload"),
        (forms.PasswordInput, "password"),
        (Input, "input"),
    ):
        if isinstance(widget, cls):
            return name
    raise template.TemplateSyntaxError(f"No GOV.UK component for {type(widget).__name__} ({field.html_name})")


def bad_parts(field: BoundField) -> tuple[str, ...]:
    parts: list[str] = []
    for error in field.errors.as_data():
        parts.extend((getattr(error, "params", None) or {}).get("parts", PARTS))
    return tuple(part for part in PARTS if part in parts)


@register.simple_tag
def widget(field: BoundField, **attrs: str) -> str:
    """The control alone, with GOV.UK classes. Django 5.2 itself adds aria-describedby and aria-invalid."""
    name = kind(field)
    if name == "date":
        return field.as_widget(attrs={"bad_parts": bad_parts(field)})
    base = {"password": "input", "checkbox": "checkboxes__input"}.get(name, name)
    classes = [f"govuk-{base}"]
    if field.errors and name not in ("checkbox",):
        classes.append(f"govuk-{base}--error")
    if name == "password":
        classes += ["govuk-password-input__input", "govuk-js-password-input-input"]
        attrs = {"spellcheck": "false", "autocapitalize": "none", **attrs}
    classes += field.field.widget.attrs.get("class", "").split()
    return field.as_widget(attrs={**attrs, "class": " ".join(classes)})


@register.filter
def error_target(field: BoundField) -> str:
    """Id of the control that an error summary link must move the focus to."""
    if kind(field) == "date":
        return f"{field.auto_id}_{(bad_parts(field) or PARTS)[0]}"
    if kind(field) in ("radios", "checkboxes"):
        return f"{field.auto_id}_0"
    return field.auto_id


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(*forms_: forms.BaseForm) -> dict:
    items = []
    for form in forms_:
        if not form.is_bound:
            continue
        items += [("", error) for error in form.non_field_errors()]
        for field in form:
            items += [(error_target(field) if not field.is_hidden else "", error) for error in field.errors]
    return {"items": items}
