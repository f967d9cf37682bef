"""Parts that name their sources: those that the draft has, in order, or one that is new to it."""

import re
from typing import Any

from django import forms

from qualifications import actions, models
from qualifications.actions.parts import citations_of
from qualifications.admin.forms.base import MOST_SOURCES, Groups, PartForm

NEW = {"new_name": "name", "new_provision": "provision", "new_url": "web address"}
SOURCES = "Where it says so"
NEW_SOURCE = "A source that the draft does not have yet"


class CitedForm(PartForm):
    """A part with its sources. The first is shown first."""

    new_name = forms.CharField(label="Name of the text", max_length=200, required=False)
    new_provision = forms.CharField(label="Provision in it", max_length=200, required=False)
    new_url = forms.URLField(label="Web address", max_length=300, required=False, assume_scheme="https")

    def prepare(self) -> None:
        """A choice for each source that is named, and some more."""
        super().prepare()
        choices = [("", "none"), *((str(source.pk), str(source)) for source in self.desk.sources)]
        named = [str(pk) for pk in citations_of(self.instance).values_list("source", flat=True)]
        self.source_fields = [f"source_{number}" for number in range(max(len(named) + 2, self._sent()))]
        for number, name in enumerate(self.source_fields):
            self.fields[name] = forms.ChoiceField(choices=choices, required=False, label=f"Source {number + 1}")
            self.initial[name] = named[number] if number < len(named) else ""

    def _sent(self) -> int:
        """How many choices of sources were sent."""
        numbers = [int(found[1]) for key in self.data if (found := re.fullmatch(r"source_([0-9]{1,2})", key))]
        return min(max(numbers, default=-1) + 1, MOST_SOURCES)

    def layout(self) -> Groups:
        """The sources are groups of their own, before the reason of the change."""
        return [*super().layout(), (SOURCES, self.source_fields), (NEW_SOURCE, list(NEW))]

    def clean(self) -> dict[str, Any]:
        """A new source is whole or not there."""
        cleaned = super().clean()
        given = [name for name in NEW if cleaned.get(name)]
        if given and not any(name in self.errors for name in NEW):
            for name in NEW:
                if name not in given:
                    self.add_error(name, f"A source has a {NEW[name]} as well.")
        return cleaned

    def sources(self) -> list[models.Source]:
        """Those that were chosen, in their order, and the new one."""
        by_key = {str(source.pk): source for source in self.desk.sources}
        chosen = [by_key[key] for name in self.source_fields if (key := self.cleaned_data.get(name))]
        if self.cleaned_data.get("new_name"):
            text = {field.removeprefix("new_"): self.cleaned_data[field] for field in NEW}
            chosen.append(models.Source(book=self.desk.draft, **text))
        return chosen

    def part(self) -> actions.Part:
        return actions.Part(self.instance, sources=self.sources())
