"""Several of one thing on a page: "add another" and "remove" that work without JavaScript."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict

from senco_portal.lib.govuk_forms.forms import without_errors
from senco_portal.lib.govuk_forms.layout import Item, govuk_helper

if TYPE_CHECKING:
    Formset = forms.BaseFormSet[forms.BaseForm]
else:
    Formset = forms.BaseFormSet


class AddAnotherFormSet(Formset):
    """A formset whose "add another" and "remove" buttons are ordinary submit buttons.

    Where one of them was pressed, the formset shows every typed value again with one form more or fewer, finds no
    errors and is not valid; so a view needs nothing but ``if formset.is_valid():``. Another form on the same page is
    shown without errors by ``if formset.was_rearranged: without_errors(form)``. Not for model formsets.
    """

    item_name = "item"
    helper = govuk_helper(tag=False)
    default_error_messages = {
        "missing_management_form": "Something was missing from what was sent. Load the page again and try once more",
        "too_many_forms": "You can enter at most %(num)d of these",
    }

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **options: Any) -> None:
        super().__init__(data, *args, **options)
        self.was_rearranged = False
        if data is not None:
            self._rearrange()

    @property
    def add_name(self) -> str:
        return f"{self.prefix}-add"

    @property
    def remove_name(self) -> str:
        return f"{self.prefix}-remove"

    @property
    def can_add(self) -> bool:
        """Whether there is room for another."""
        return self.total_form_count() < min(self.max_num, self.absolute_max)

    @property
    def can_remove(self) -> bool:
        """Whether one may go: there is always one left, and never fewer than ``min_num``."""
        return self.total_form_count() > max(self.min_num, 1)

    def total_form_count(self) -> int:
        """Never fewer than must be filled in, whatever was sent: each of those says itself what is missing."""
        return max(super().total_form_count(), self.min_num)

    def is_valid(self) -> bool:
        """Whether all is in order, and the button that was pressed asks for that."""
        return not self.was_rearranged and super().is_valid()

    def full_clean(self) -> None:
        """Look for errors, unless the formset was only rearranged."""
        if not self.was_rearranged:
            super().full_clean()
            return
        self._errors = [form.errors for form in self.forms]
        self._non_form_errors = self.error_class(error_class="nonform")

    def add_fields(self, form: forms.BaseForm, index: int | None) -> None:
        """Django's step after making each form; here also where a rearranged form is kept from finding errors."""
        super().add_fields(form, index)
        if self.was_rearranged and form.is_bound:
            without_errors(form)

    def _rearrange(self) -> None:
        total, data = self.total_form_count(), _many(self.data)
        if self.add_name in data:
            total += self.can_add
        elif self.remove_name in data:
            gone = str(data[self.remove_name])
            if self.can_remove and gone in map(str, range(total)):
                data = _without(data, str(self.prefix), int(gone))
                total -= 1
        else:
            return
        data[f"{self.prefix}-TOTAL_FORMS"] = str(total)
        self.data = data
        self.was_rearranged = True
        # It was made from what was sent; it is made anew from what that has become.
        del self.management_form


def add_another(
    form: type[forms.Form], *layout: Item, item_name: str, min_num: int = 1, max_num: int = 20
) -> type[AddAnotherFormSet]:
    """A formset class that begins with one form and takes from ``min_num`` to ``max_num`` filled ones.

    In: the form of one, how it looks, and what one is called in the singular ("previous post"). Each is shown by
    ``{% crispy formset %}`` inside a form element that the page writes itself.
    """
    look = {"item_name": item_name, "helper": govuk_helper(*layout, tag=False)}
    made = forms.formset_factory(
        form,
        formset=type("AddAnother", (AddAnotherFormSet,), look),
        extra=0 if min_num else 1,
        min_num=min_num,
        max_num=max_num,
        validate_max=True,
        absolute_max=max_num,
    )
    return cast("type[AddAnotherFormSet]", made)


def _many(data: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    """A copy that can be changed, with every value of each key."""
    if isinstance(data, MultiValueDict):
        return MultiValueDict({key: list(values) for key, values in data.lists()})
    return MultiValueDict({key: value if isinstance(value, list) else [value] for key, value in data.items()})


def _without(data: MultiValueDict[str, Any], prefix: str, gone: int) -> MultiValueDict[str, Any]:
    """The same data without form number ``gone``, those behind it moved down by one."""
    kept: MultiValueDict[str, Any] = MultiValueDict()
    for key, values in data.lists():
        found = re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,4}})-(.+)", key, re.DOTALL)
        if not found or int(found[1]) < gone:
            kept.setlist(key, values)
        elif int(found[1]) > gone:
            kept.setlist(f"{prefix}-{int(found[1]) - 1}-{found[2]}", values)
    initial_name = f"{prefix}-INITIAL_FORMS"
    initial = str(kept.get(initial_name, ""))
    if re.fullmatch("[0-9]{1,4}", initial) and gone < int(initial):
        kept[initial_name] = str(int(initial) - 1)
    return kept
