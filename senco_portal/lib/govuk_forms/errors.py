"""The error summary: every error of the forms and formsets of a page, each with where it leads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from senco_portal.lib.govuk_forms.components import focus_id
from senco_portal.lib.govuk_forms.layout import field_names


@dataclass(frozen=True)
class SummaryItem:
    """One error; ``focus_id`` is the id of the control to mend it in, or empty where no one control can."""

    text: str
    focus_id: str = ""


def summary_items(*forms_and_formsets: object) -> list[SummaryItem]:
    """Every error in the order of the page. Anything that is neither form nor formset counts for nothing."""
    return [item for form in forms_and_formsets for item in _items(form)]


def _items(form: object) -> Iterator[SummaryItem]:
    if isinstance(form, forms.BaseForm):
        if form.errors:  # a layout is only made for those that have a place in it
            yield from _form_items(form, getattr(form, "helper", None))
    elif isinstance(form, forms.BaseFormSet):
        yield from _formset_items(form)


def _form_items(form: forms.BaseForm, helper: Any) -> Iterator[SummaryItem]:
    yield from (SummaryItem(str(error)) for error in form.non_field_errors())
    shown = _shown(form, helper)
    for name in [*shown, *(name for name in form.fields if name not in shown)]:
        field = form[name]
        target = focus_id(field) if field.errors and name in shown else ""
        yield from (SummaryItem(str(error), target) for error in field.errors)


def _shown(form: forms.BaseForm, helper: Any) -> list[str]:
    """The names of the fields in the order in which the layout shows them: an error of any other leads nowhere."""
    layout = getattr(helper, "layout", None)
    names = form.fields if layout is None else field_names(layout)
    return [name for name in dict.fromkeys(names) if name in form.fields]


def _formset_items(formset: "forms.BaseFormSet[forms.BaseForm]") -> Iterator[SummaryItem]:
    if not formset.is_bound:
        return
    yield from (SummaryItem(str(error)) for error in formset.non_form_errors())
    for number, form in enumerate(formset.forms, start=1):
        if formset.can_delete and formset._should_delete_form(form):  # type: ignore[attr-defined]  # not in the stubs
            continue
        for item in _form_items(form, getattr(formset, "helper", None)):
            yield SummaryItem(_numbered(formset, number, item.text), item.focus_id)


def _numbered(formset: "forms.BaseFormSet[forms.BaseForm]", number: int, text: str) -> str:
    """The same words twice would not tell which form is meant."""
    name = getattr(formset, "item_name", "item")
    return text if len(formset.forms) == 1 else f"{name[:1].upper()}{name[1:]} {number}: {text}"
