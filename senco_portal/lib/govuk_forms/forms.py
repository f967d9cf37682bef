"""Forms in which one answer decides whether another is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict


class RevealForm(forms.Form):
    """A form in which choosing an option asks for more.

    ``reveals`` says which: ``{"contact": {"email": ["email_address"]}}`` reads "who chooses ``email`` of ``contact``
    must answer ``email_address``". The revealed field is declared as if it were always asked for; where its option is
    not chosen its value is empty and its errors do not count, whatever was sent. An author's own ``clean`` calls
    ``super().clean()`` first.
    """

    reveals: ClassVar[Mapping[str, Mapping[str, Sequence[str]]]] = {}

    def clean(self) -> dict[str, Any] | None:
        """Out: the cleaned values, with empty ones for what was not asked."""
        cleaned = super().clean()
        asked = set(self._revealed(chosen=True))
        for name in set(self._revealed(chosen=False)) - asked:
            self.errors.pop(name, None)
            self.cleaned_data[name] = self.fields[name].to_python(None)
        return cleaned

    def _revealed(self, *, chosen: bool) -> list[str]:
        """The names of the fields behind options that are chosen, or that are not."""
        return [
            name
            for choice, options in self.reveals.items()
            for option, names in options.items()
            if self._is_chosen(choice, option) is chosen
            for name in names
        ]

    def _is_chosen(self, choice: str, option: str) -> bool:
        sent = self[choice].data
        if self.fields[choice].disabled:
            sent = self[choice].initial
        values = sent if isinstance(sent, (list, tuple)) else [sent]
        return option in [str(value) for value in values if value is not None]


def without_errors(form: forms.BaseForm) -> None:
    """Show what was typed and no errors: for a page whose "add another" was pressed, not its "continue"."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # what `errors` reads, missing from the stubs
    form.cleaned_data = {}
