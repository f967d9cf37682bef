"""Groups of settings: what they are called, and which settings are in them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page

from compliance.forms.fields import OneOfField, WordsField
from compliance.models import SettingGroup
from compliance.models.group import LONGEST_NAME
from compliance.reports.asked import Asked
from senco_portal.lib.govuk_forms.blocks import Button, Buttons, Link
from senco_portal.lib.govuk_forms.fields import LongTextField
from senco_portal.lib.govuk_forms.layout import CharacterCount, Checkboxes, Field, Item, Text, Textarea, govuk_helper
from senco_portal.lib.versions import VersionedForm
from settings.enums import SettingType
from settings.models import LocalAuthority, Setting
from settings.presenters import name_of

_ALL = "all"
_BETWEEN = re.compile(r"[\s,;]+")


class _GroupForm(VersionedForm):
    """In: where "Cancel" leads. The folded name goes with the name, and of hundreds of settings none is named."""

    ignored: ClassVar[tuple[str, ...]] = ("folded",)
    counted = ("settings",)
    called: ClassVar[Mapping[str, str]] = {"name": "name of the group", "settings": "settings in the group"}
    button, is_grave = "Save", False
    parts: tuple[Item, ...] = ()

    def __init__(self, *args: Any, back: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._back = back
        if self.instance.pk is None:
            del self.fields["version"]

    @property
    def helper(self) -> FormHelper:
        version = ["version"] if "version" in self.fields else []
        button = Button(self.button, kind="warning" if self.is_grave else "")
        return govuk_helper(*self.parts, *version, Buttons(button, Link("Cancel", self._back)))


class GroupNameForm(_GroupForm):
    """What a group is called, whichever settings are in it."""

    ignored = (*_GroupForm.ignored, "settings")
    parts = (Text("name", size="s", width=20),)

    class Meta:
        model = SettingGroup
        fields = ("name",)
        labels = {"name": "Name of the group"}
        help_texts = {"name": "Such as “North cluster”. No other group of yours may have it."}
        error_messages = {
            "name": {
                "required": "Enter the name of the group",
                "max_length": f"Name of the group must be {LONGEST_NAME} characters or less",
            }
        }


class GroupTakeOutForm(_GroupForm):
    """Which settings are taken out of a group: some of a page of them, or all that are in it."""

    button = "Take these out"
    parts = (Checkboxes("places", size="m", small=True, dividers={_ALL: "or"}, exclusive=_ALL),)

    places = forms.MultipleChoiceField(
        label="Settings",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the settings to take out", "invalid_choice": "One of these is not in it"},
    )

    class Meta:
        model = SettingGroup
        fields = ()

    def __init__(self, *args: Any, members: "Page[Setting]", **options: Any) -> None:
        super().__init__(*args, **options)
        self._all, many = members.paginator.object_list, members.paginator.count
        self._members = {str(each.pk): each for each in members.object_list}
        every = [(_ALL, f"All {many:,} of them: the group stays, empty")] if many > 1 else []
        self.fields["places"].choices = [  # type: ignore[attr-defined]  # it is a choice
            *((key, f"{name_of(each)} ({each.urn})") for key, each in self._members.items()),
            *every,
        ]

    @property
    def chosen(self) -> list[Setting]:
        ticked: list[str] = self.cleaned_data["places"]
        return list(self._all) if _ALL in ticked else [each for key, each in self._members.items() if key in ticked]


class GroupDeleteForm(_GroupForm):
    """Why a group is deleted."""

    button, is_grave = "Delete the group", True
    parts = (CharacterCount("reason", rows=2),)

    reason = LongTextField(
        label="Why?", help_text="Kept in the history", max_length=500, error_messages={"required": "Say why"}
    )

    class Meta:
        model = SettingGroup
        fields = ()


class SearchForm(forms.Form):
    """Which settings of the area to offer."""

    q = WordsField("Name, town, postcode or number")
    setting_type = OneOfField("Kind of setting", SettingType.choices)
    trust = forms.CharField(
        label="Trust or chain", required=False, max_length=200, help_text="Exactly as the register says it"
    )

    @property
    def asked(self) -> Asked:
        """The question as lists of settings take it; empty where nothing is asked."""
        return {name: (value,) for name, value in self.cleaned_data.items() if value}

    @property
    def helper(self) -> FormHelper:
        find = Button("Find settings", kind="secondary", prevent_double_click=False)
        fields = [Field(name, size="s", mark_optional=False) for name in self.fields]
        return govuk_helper(*fields, find, method="get")


class GroupFillForm(forms.Form):
    """Which settings to put into a group: those ticked of those found, and those whose numbers are given."""

    places = forms.MultipleChoiceField(
        label="Settings found",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of these is not among those found: find it again"},
    )
    numbers = LongTextField(
        label="Numbers of settings",
        required=False,
        max_length=10_000,
        help_text="As the register has them, such as 100000 or EY101465: one on each line, or with commas between.",
    )

    def __init__(self, *args: Any, area: LocalAuthority, found: Sequence[Setting], back: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._area, self._back = area, back
        self._found = {str(each.pk): each for each in found}
        self._numbered: list[Setting] = []
        self.fields["places"].choices = [  # type: ignore[attr-defined]  # it is a choice
            (key, name_of(each)) for key, each in self._found.items()
        ]

    def clean_numbers(self) -> str:
        """Raises ValidationError with the numbers that are none of the area's, or of two registers."""
        said: str = self.cleaned_data["numbers"]
        asked = {each.upper() for each in _BETWEEN.split(said) if each}
        found = list(Setting.objects.filter(authority=self._area, urn__in=asked).order_by("name", "urn"))
        numbers = [each.urn for each in found]
        if lost := sorted(asked - set(numbers)):
            raise ValidationError(f"Not the number of a setting of {self._area}: {', '.join(lost)[:500]}")
        if twice := sorted({each for each in numbers if numbers.count(each) > 1}):
            raise ValidationError(f"In two registers, so find and tick the one that you mean: {', '.join(twice)}")
        self._numbered = found
        return said

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.chosen:
            self.add_error("numbers", "Tick settings that were found, or enter their numbers")
        return cleaned

    @property
    def chosen(self) -> list[Setting]:
        ticked = [self._found[key] for key in self.cleaned_data.get("places", [])]
        return [*ticked, *self._numbered]

    @property
    def helper(self) -> FormHelper:
        hints = {key: ", ".join(_about(each)) for key, each in self._found.items()}
        found = [Checkboxes("places", size="m", small=True, hints=hints, mark_optional=False)] if self._found else []
        numbers = Textarea("numbers", size="m", rows=4, mark_optional=False)
        return govuk_helper(*found, numbers, Buttons(Button("Put these in"), Link("Cancel", self._back)))


def _about(place: Setting) -> list[str]:
    """What tells places of one name apart."""
    return [each for each in (place.urn, place.register_type.name, f"{place.town} {place.postcode}".strip()) if each]
