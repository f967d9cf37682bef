"""The form of another reading: rules that it leaves out, choices that it makes otherwise, values that it changes.

A changed value is asked for as the rule's own form asks for it. For a new one the rule and the field are chosen first;
the page then comes back with the value to fill in.
"""

import copy
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from qualifications import actions
from qualifications.admin.forms import meanings
from qualifications.admin.forms.base import Groups
from qualifications.admin.forms.cited import CitedForm
from qualifications.admin.forms.fields import Checkboxes, number_field, one_of, short_long_text
from qualifications.admin.forms.rules import RuleForm, is_a_code
from qualifications.enums import ChangeKind
from qualifications.models import Qualification, Reading, ReadingChange, Rule
from qualifications.rules.book_form import DAYS
from qualifications.wording import CONVENTIONS, choice_in_words, label

Row = tuple[str, str]
MOST_ROWS = 60
CHANGED = "Rules with other values"
# The choice to leave a choice as it is: a radio button without a value would be sent as "on".
AS_IN_BOOK = "book"
NEW_ROW = ["new_rule", "new_field"]
# The fields of a rule that may have another value: all but its name and its sources.
FIELDS = [name for name in RuleForm.Meta.fields if name != "code"]


class ReadingForm(CitedForm):
    """Another lawful reading of the text, as a small patch of the book."""

    kind = "reading"

    code = forms.CharField(label="Name", max_length=20, validators=[is_a_code])
    drops = forms.MultipleChoiceField(
        label="Rules left out", widget=Checkboxes, required=False, help_text="Read so, these do not hold."
    )
    service_days = number_field(
        label="Limit of earlier service in several runs, in days",
        required=False,
        help_text="Empty: as in the book.",
    )
    new_rule = forms.ChoiceField(label="Another rule to change", required=False)
    new_field = forms.ChoiceField(
        label="What of it",
        required=False,
        choices=[("", "none"), *((name, label(Rule, name)) for name in FIELDS)],
        help_text="Save, and the page asks for its value.",
    )

    class Meta:
        model = Reading
        fields = ("code", "note", "service_days")
        widgets = {"note": short_long_text()}
        help_texts = {"note": "For the person who reads an answer that would differ: how else the text may be read."}

    def layout(self) -> Groups:
        """The reading, what it makes otherwise, and its sources."""
        changed = [f"{part}_{number}" for number in range(len(self.rows)) for part in ("row", "value", "remove")]
        chosen = [f"as_{name}" for name in CONVENTIONS]
        return [
            ("The reading", ["code", "note"]),
            ("Rules left out", ["drops"]),
            (CHANGED, [*changed, *NEW_ROW]),
            ("Other choices where the text leaves one", [*chosen, "service_days"]),
            *super().layout(),
        ]

    def prepare(self) -> None:
        """Fields for what the reading changes: of the row as it is, or as it was sent."""
        super().prepare()
        lines = list(self.instance.changes.order_by("position")) if self.instance.pk else []
        self.stored = [line for line in lines if line.kind == ChangeKind.RULE]
        codes = [rule.code for rule in self.desk.rules]
        self._prepare_drops(codes, [line.rule for line in lines if line.kind == ChangeKind.DROP])
        self._prepare_conventions({line.field: str(line.value) for line in lines if line.kind == ChangeKind.CONVENTION})
        self.fields["new_rule"].choices = [("", "none"), *((code, code) for code in codes)]  # type: ignore[attr-defined]  # a choice
        self.rows = list(self._sent_rows()) if self.is_bound else [(line.rule, line.field) for line in self.stored]
        for number, row in enumerate(self.rows):
            self._prepare_row(number, row)

    def _prepare_drops(self, codes: list[str], dropped: list[str]) -> None:
        gone = [(code, f"rule {code}, which is not in the book") for code in dropped if code not in codes]
        self.fields["drops"].choices = [*((code, f"rule {code}") for code in codes), *gone]  # type: ignore[attr-defined]  # a choice
        gone_hints = {code: "The draft has no such rule: take the tick away." for code, _ in gone}
        self.fields["drops"].widget.hints = self.desk.titles | gone_hints
        self.initial["drops"] = dropped

    def _prepare_conventions(self, chosen: dict[str, str]) -> None:
        for name, (title, choices) in CONVENTIONS.items():
            own = choice_in_words(name, getattr(self.desk.draft, name))
            hints = {AS_IN_BOOK: f"This reading leaves it as the draft has it: {own}."} | meanings.CONVENTIONS[name]
            field = one_of(title, [(AS_IN_BOOK, "as in the book"), *choices], hints, required=False)
            self.fields[f"as_{name}"], self.initial[f"as_{name}"] = field, chosen.get(name, AS_IN_BOOK)

    def _prepare_row(self, number: int, row: Row) -> None:
        rule, name = row
        field = copy.deepcopy(RuleForm.base_fields[name])
        field.required, field.help_text = field.required and isinstance(field, forms.ChoiceField), ""
        field.label = f"In rule {rule}, {label(Rule, name)}"
        if name == "accepts":
            field.choices = [("", "none"), *((each, each) for each in self.desk.sets)]  # type: ignore[attr-defined]  # a choice
        self.fields[f"row_{number}"] = forms.CharField(widget=forms.HiddenInput, initial="|".join(row))
        self.fields[f"value_{number}"] = field
        self.fields[f"remove_{number}"] = forms.BooleanField(required=False, label=f"Take this out: {field.label}")
        stored = next((line for line in self.stored if (line.rule, line.field) == row), None)
        self.initial[f"value_{number}"] = _as_initial(stored) if stored else None

    def _sent_rows(self) -> Iterator[Row]:
        """The rows that were sent: rule and field of each."""
        for number in range(MOST_ROWS):
            rule, _, name = str(self.data.get(f"row_{number}", "")).partition("|")
            if name not in FIELDS or not rule or "\0" in rule or len(rule) > 60:
                return
            yield rule, name

    def state(self) -> dict[str, tuple[str, str]]:
        """The changed values are one thing, whatever rows were sent."""
        own = {name: said for name, said in super().state().items() if not re.match(r"(row|value|remove|new)_", name)}
        return own | {"changes": (CHANGED, "; ".join(map(_line_in_words, self.stored)) or "nothing")}

    def clean_code(self) -> str:
        """Raises ValidationError where another reading of the draft has this name."""
        code: str = self.cleaned_data["code"]
        if self.is_taken(code=code):
            raise ValidationError(f"Another reading of this book is called {code}.")
        return code

    def clean(self) -> dict[str, Any]:
        """A new row comes back to be filled in; no field is changed twice."""
        cleaned = super().clean()
        if len(set(self.rows)) < len(self.rows):
            self.add_error(None, "The same field of the same rule is there twice: take one out.")
        rule, name = cleaned.get("new_rule"), cleaned.get("new_field")
        if bool(rule) is not bool(name) and not set(NEW_ROW) & set(self.errors):
            self.add_error("new_field" if rule else "new_rule", "Choose both the rule and what of it.")
        elif rule and name:
            self._ask_for((rule, name))
        return cleaned

    def _ask_for(self, row: Row) -> None:
        """Has the page come back with the new row."""
        if row in self.rows or len(self.rows) >= MOST_ROWS:
            self.add_error("new_field", "This is among the changed values already.")
            return
        number, sent = len(self.rows), self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        sent[f"row_{number}"] = "|".join(row)
        sent["new_rule"] = sent["new_field"] = ""
        self.data, self.rows = sent, [*self.rows, row]
        self._prepare_row(number, row)
        self.add_error(f"value_{number}", "Give the value, and save.")

    def part(self) -> actions.Part:
        return actions.Part(self.instance, self.sources(), list(self._lines()))

    def _lines(self) -> Iterator[ReadingChange]:
        for position, (kind, rule, name, value) in enumerate(self._said()):
            yield ReadingChange(reading=self.instance, position=position, kind=kind, rule=rule, field=name, value=value)

    def _said(self) -> Iterator[tuple[ChangeKind, str, str, Any]]:
        for code in self.cleaned_data["drops"]:
            yield ChangeKind.DROP, code, "", None
        for number, (rule, name) in enumerate(self.rows):
            if not self.cleaned_data.get(f"remove_{number}"):
                yield ChangeKind.RULE, rule, name, _as_stored(self.cleaned_data.get(f"value_{number}"), name)
        for name in CONVENTIONS:
            if (word := self.cleaned_data.get(f"as_{name}")) not in ("", AS_IN_BOOK):
                yield ChangeKind.CONVENTION, "", name, word


def _as_stored(value: Any, name: str) -> Any:
    """A value as rows hold it: days as texts, qualifications by their codes, none for what is empty."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Qualification):
        return value.code
    return None if value == "" and name not in ("words", "review_reason") else value


def _as_initial(line: ReadingChange) -> Any:
    """A row's value as its field shows it; nothing where it is of another kind."""
    if line.field == "qualification":
        return Qualification.objects.filter(code=str(line.value)).values_list("pk", flat=True).first()
    return _as_day(line.value) if line.field in DAYS else line.value


def _as_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _line_in_words(line: ReadingChange) -> str:
    return f"{line.rule}, {line.field}: {line.value}"
