"""A list as a form: every parameter of a question is a field, so that an address is a form."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict

from compliance.forms.days import DAY_BOX, DayField, DayForm
from compliance.forms.fields import AnyOfField, Choices, file_field
from compliance.reports.asked import Asked
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import join
from senco_portal.lib.govuk_forms.blocks import Button, Buttons, Fieldset, Link
from senco_portal.lib.govuk_forms.layout import Checkboxes, Field, Text, govuk_helper

_PAGE = "page"  # which page of a list is shown: no field, since it is no part of the question
_NAMED, _LONGEST = 5, 40  # of parameters that there are not: how many are named, and how many letters of each
_COLUMNS_HINT = (
    "Where you change nothing here, a file for a spreadsheet has all columns. Else it has those that you choose."
)


class Columns(NamedTuple):
    """The columns of a list: names with headings, and the names of those that are shown where nobody chooses."""

    choices: list[tuple[str, str]]
    usual: list[str]


class ListForm(DayForm):
    """A question with the order of its rows and its columns.

    ``spans`` names pairs of days of which the second is not the earlier. In: where "Take all filters off" leads; the
    columns that there are; the choices of fields that have other ones in other areas; and the parameters that this
    person may not ask.
    """

    sections: ClassVar[Sequence[tuple[str, Sequence[str]]]] = ()
    spans: ClassVar[Sequence[tuple[str, str]]] = ()
    usual: ClassVar[str] = ""

    format = file_field()
    columns = AnyOfField("Columns", [], help_text=_COLUMNS_HINT)

    def __init__(
        self,
        said: QueryDict,
        *,
        back: str,
        columns: Columns,
        choices: Mapping[str, Choices],
        refused: Sequence[str] = (),
        **options: Any,
    ) -> None:
        asked = said.copy()
        asked.setlistdefault("columns", columns.usual)
        super().__init__(asked, **options)
        self._back, self._columns, self._refused = back, columns, refused
        for name, own in {**choices, "columns": columns.choices}.items():
            self.fields[name].choices = list(own)  # type: ignore[attr-defined]  # it is a choice

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        for name in self._unknown[:_NAMED]:
            self.add_error(None, f"“{name[:_LONGEST]}” cannot be asked of this list")
        for name in self._refused:
            if cleaned.get(name):
                self.add_error(None, f"“{self.fields[name].label}” cannot be asked of this list")
        for first, last in self.spans:
            begins, ends = cleaned.get(first), cleaned.get(last)
            if begins and ends and ends < begins:
                self.add_error(last, f"{self.fields[last].label} is before “{self.fields[first].label}”: check both")
        return cleaned

    @property
    def asked(self) -> Asked:
        """The question, without the day: what was said of each parameter."""
        said = {name: _values(self.cleaned_data.get(name)) for name in self._parameters}
        return {name: values for name, values in said.items() if values}

    @property
    def mark(self) -> str:
        """All that the look of a form without errors turns on: it is the same wherever this is the same."""
        choices = [(name, field.choices) for name, field in self.fields.items() if isinstance(field, AnyOfField)]
        said = sorted(self.data.lists())  # type: ignore[attr-defined]  # an address
        return repr((type(self), self._back, self._refused, self.asked_on, said, choices))

    @property
    def order(self) -> str:
        """By which column the rows are sorted."""
        return self.cleaned_data.get("sort") or self.usual

    @property
    def chosen(self) -> list[str]:
        """The columns that somebody chose; none where these are the usual ones."""
        chosen: list[str] = self.cleaned_data.get("columns") or []
        return [] if set(chosen) == set(self._columns.usual) else sorted(chosen)

    @property
    def file(self) -> str:
        """As which kind of file the list is asked for; nothing where as a page."""
        return str(self.cleaned_data.get("format") or "")

    @property
    def in_words(self) -> list[str]:
        """What the list is narrowed to, each in plain words."""
        return [f"{self.fields[name].label}: {self._words(name, values)}" for name, values in self.asked.items()]

    @property
    def helper(self) -> FormHelper:
        parts = [
            Fieldset(legend, *(self._look(name) for name in names if self._can_be_asked(name)), size="m")
            for legend, names in self.sections
        ]
        show = Button("Show the list", prevent_double_click=False)
        helper = govuk_helper(
            DAY_BOX,
            *parts,
            Checkboxes("columns", size="m", small=True, mark_optional=False),
            "sort",
            Buttons(show, Link("Take all filters off", self._back)),
            method="get",
        )
        helper.attrs = {"class": "app-filters"}
        return helper

    @property
    def _unknown(self) -> list[str]:
        """What an address asks that no field knows, such as a slip of the pen."""
        return [name for name in self.data if name not in self.fields and name != _PAGE]

    @property
    def _parameters(self) -> list[str]:
        return [name for _, names in self.sections for name in names]

    def _can_be_asked(self, name: str) -> bool:
        """A field without choices here is not shown; who asks for one of them all the same is told that it is none."""
        return name not in self._refused and bool(getattr(self.fields[name], "choices", True))

    def _look(self, name: str) -> Field:
        field = self.fields[name]
        if isinstance(field, AnyOfField):
            return Checkboxes(name, size="s", small=True, mark_optional=False)
        if isinstance(field, DayField):
            return Text(name, size="s", width=10, mark_optional=False)
        return Field(name, size="s", mark_optional=False)

    def _words(self, name: str, values: Sequence[str]) -> str:
        field = self.fields[name]
        if isinstance(field, forms.DateField):
            return in_words(date.fromisoformat(values[0]))
        if isinstance(field, forms.ChoiceField):
            labels = dict(field.choices)  # type: ignore[arg-type]  # flat pairs
            return join([str(labels[value]) for value in values], "or")
        return f"“{values[0]}”"


def _values(said: Any) -> tuple[str, ...]:
    """What was said as an address has it."""
    if isinstance(said, list):
        return tuple(said)
    return ((said.isoformat() if isinstance(said, date) else said),) if said else ()
