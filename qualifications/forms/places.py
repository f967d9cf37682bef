"""Places in a form, by name, town, postcode or number; where several fit, a list to choose one from."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.urls import reverse_lazy

from qualifications.checker.page import key_of
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import a
from senco_portal.lib.govuk_forms.layout import Item, Radios, Text
from settings.enums import SettingStatus, SettingType
from settings.models import Setting
from settings.presenters import name_of, suggestion
from settings.search import Found, find

MOST_PLACES = 10
MOST_LETTERS = 200
MORE = "These are the first of many. If yours is not among them, add its town or postcode above."
ANOTHER = "These are all that fit. If yours is not among them, change what is typed above."


def place_box(label: str) -> forms.CharField:
    """A box for a place. With script it suggests places as one types, and takes the one that is chosen."""
    attributes = {"autocomplete": "off", "spellcheck": "false", "data-suggestions-fill": ""}
    return forms.CharField(
        label=label,
        required=False,
        max_length=MOST_LETTERS,
        help_text="Its name, town, postcode or number. The kind of setting comes with it.",
        widget=forms.TextInput(attrs=attributes | {"data-suggestions": reverse_lazy("setting_suggestions")}),
    )


class PlacesForm(forms.Form):
    """A form that asks for places. ``boxes``: by the name of each, the field that asks for a kind of setting alone.

    Where several places fit, a list appears below the box, and nothing is taken until one is chosen.
    """

    boxes: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked_on = today
        typed = {box: str(self.data.get(box) or "").strip() for box in self.boxes}
        self.found = {box: find(words, limit=MOST_PLACES) for box, words in typed.items() if words}
        self.fields |= {_list_of(box): _choice(found) for box, found in self.found.items() if len(found.places) > 1}

    def look_of(self, box: str) -> list[Item]:
        """The box, and the list below it where there is one."""
        listed = _list_of(box)
        hints = (
            {key_of(place): suggestion(place)["detail"] for place in self.found[box].places} if self._has(box) else {}
        )
        return [Text(box, size="s"), *([Radios(listed, size="s", small=True, hints=hints)] if hints else [])]

    def place(self, box: str) -> Setting | None:
        """The place that is meant; nothing where none is, or it is not clear which. For a form that was cleaned."""
        places = self.found[box].places if box in self.found else []
        chosen = self.cleaned_data.get(_list_of(box))
        return next((each for each in places if not self._has(box) or key_of(each) == chosen), None)

    def day_of(self, box: str) -> date:
        """The day on which the place must be open."""
        return self.asked_on

    def kind(self, box: str) -> str:
        """The kind of setting: the place's, else the one that was chosen by hand; empty where there is neither."""
        found = self.place(box)
        return (found.setting_type if found else "") or self.cleaned_data.get(self.boxes[box], "")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        for box in self.boxes:
            if box in cleaned and (problem := self._problem(box)):
                self.add_error(box, problem)
        return cleaned

    def _has(self, box: str) -> bool:
        return _list_of(box) in self.fields

    def _problem(self, box: str) -> str:
        """What is wrong with what was typed, in words; a list to choose from speaks for itself."""
        found = self.place(box)
        if found:
            return _why_not(found, self.cleaned_data.get(self.boxes[box], ""), self.day_of(box), self.asked_on)
        if box not in self.found or self._has(box):
            return ""
        return (
            f"No place was found for “{self.cleaned_data[box]}”: check the spelling, try the postcode or the number, "
            "or choose the kind of setting alone"
        )


def _list_of(box: str) -> str:
    return f"{box}_found"


def _choice(found: Found) -> forms.ChoiceField:
    """The places that fit, to choose one from."""
    choose = "Choose which of these places you mean"
    return forms.ChoiceField(
        label="Which place do you mean?",
        help_text=MORE if found.has_more else ANOTHER,
        choices=[(key_of(place), f"{name_of(place)}, {place.urn}") for place in found.places],
        widget=forms.RadioSelect,
        error_messages={"required": choose, "invalid_choice": choose},
    )


def _why_not(place: Setting, kind: str, on: date, today: date) -> str:
    """Why nobody can have a post at a place on a day, or what is still to be said of it; empty where all is well."""
    name, closed_on = name_of(place), place.closed_on
    if place.status == SettingStatus.CLOSED or (closed_on and closed_on < on):
        return f"{name} {_closing(closed_on, today)}: choose a place that is open"
    if not place.setting_type and not kind:
        return f"The register does not say what kind of setting {name} is: choose its kind as well"
    if place.setting_type and kind and kind != place.setting_type:
        its, other = (a(str(SettingType(each).label)) for each in (place.setting_type, kind))
        return f"{name} is {its}, not {other}: take away the place or the kind"
    return ""


def _closing(closed_on: date | None, today: date) -> str:
    if closed_on is None:
        return "has closed"
    return f"{'closed' if closed_on < today else 'closes'} on {in_words(closed_on)}"
