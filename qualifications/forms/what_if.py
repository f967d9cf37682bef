"""Some facts changed, to see what moves."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from django import forms
from django.utils.safestring import SafeString

from qualifications.checker.address import Facts
from qualifications.checker.page import key_of
from qualifications.checker.what_if import Changes, with_course, with_move
from qualifications.forms.checker import plausible
from qualifications.forms.places import PlacesForm, place_box
from qualifications.rules.assess import Decision
from senco_portal.lib.govuk_forms.blocks import Fieldset
from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.govuk_forms.layout import Date, Field, govuk_helper
from settings.enums import SettingType

_KINDS = [(value, label[:1].upper() + label[1:]) for value, label in SettingType.choices]
_MOVE = "The post of today becomes an earlier one. We take it that the rest stays as you told us."
_DAYS = ("if_moved_on", "if_course_on", "if_started_on")


class WhatIfForm(PlacesForm):
    """A move, a course that begins on a day, another place, kind of setting or first day: any of them."""

    boxes = {"if_moves_to_place": "if_moves_to", "if_place": "if_setting_type"}

    if_moves_to_place = place_box("Moves to another school, nursery or childminder")
    if_moves_to = forms.ChoiceField(
        label="Or only the kind of setting it is", choices=[("", "Choose"), *_KINDS], required=False
    )
    if_moved_on = DateInputField(
        label="First day of the new post", required=False, help_text="Only where the SENCo moves."
    )
    if_course_on = DateInputField(
        label="A course that begins on", required=False, help_text="It takes the place of a course under way."
    )
    if_place = place_box("The post of today is at another school, nursery or childminder")
    if_setting_type = forms.ChoiceField(
        label="Or only the kind of setting it is at", choices=[("", "As it is"), *_KINDS], required=False
    )
    if_started_on = DateInputField(label="The post of today began on another day", required=False)

    @classmethod
    def was_sent(cls, given: Mapping[str, Any]) -> bool:
        """Whether an address has any part of this form."""
        return any(name.startswith("if_") for name in given)

    @property
    def helper(self) -> FormHelper:
        move = [*self.look_of("if_moves_to_place"), Field("if_moves_to", size="s"), Date("if_moved_on", size="s")]
        today = [*self.look_of("if_place"), Field("if_setting_type", size="s"), Date("if_started_on", size="s")]
        return govuk_helper(
            Fieldset("A move", *move, hint=_MOVE),
            Fieldset("A course", Date("if_course_on", size="s")),
            Fieldset("The post of today", *today),
            tag=False,
        )

    @classmethod
    @cache
    def empty(cls) -> SafeString:
        """The form with nothing in it, as HTML: for every answer the same, and half the time of its page."""
        empty: SafeString = render_crispy_form(cls(today=date.min))
        return empty

    def day_of(self, box: str) -> date:
        """Of a move, its first day."""
        moved_on = self.cleaned_data.get("if_moved_on") if box == "if_moves_to_place" else None
        return moved_on or super().day_of(box)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        for name in _DAYS:
            if cleaned.get(name):
                try:
                    plausible(cleaned[name], self.asked_on, str(self.fields[name].label))
                except forms.ValidationError as error:
                    self.add_error(name, error)
        self._whole_move(cleaned)
        return cleaned

    def _whole_move(self, cleaned: dict[str, Any]) -> None:
        """A move needs both its parts, and is no change of the post of today."""
        moves = cleaned.get("if_moves_to") or cleaned.get("if_moves_to_place")
        if moves and not cleaned.get("if_moved_on") and "if_moved_on" not in self.errors:
            self.add_error("if_moved_on", "Enter the first day of the new post")
        if cleaned.get("if_moved_on") and not moves and "if_moves_to_place" not in self.errors:
            self.add_error("if_moves_to_place", "Say where the SENCo moves to, or choose its kind of setting")

    def changes(self, facts: Facts, decision: Decision) -> Changes | None:
        """The parameters that are another; nothing where no accepted course can begin on the day asked about."""
        cleaned = self.cleaned_data
        changes: dict[str, str | None] = {}
        if self.kind("if_place"):
            changes |= self._where("if_place")
        if cleaned.get("if_started_on"):
            changes["started_on"] = cleaned["if_started_on"].isoformat()
        if self.kind("if_moves_to_place"):
            moved = with_move(facts.changed(changes), self.kind("if_moves_to_place"), cleaned["if_moved_on"])
            changes = {**moved, **self._where("if_moves_to_place")}
        if cleaned.get("if_course_on"):
            course = with_course(facts, cleaned["if_course_on"], decision)
            return None if course is None else {**changes, **course}
        return changes

    def _where(self, box: str) -> dict[str, str | None]:
        """The place and its kind as parameters. A kind chosen by hand is that of no certain place."""
        found = self.place(box)
        return {"setting": key_of(found) if found and found.setting_type else None, "setting_type": self.kind(box)}
