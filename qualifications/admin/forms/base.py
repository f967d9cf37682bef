"""What the forms of all parts of a draft have in common.

A form is used inside the transaction that holds the draft: it compares what the part was like when it was shown with
what it is like now, so that nobody overwrites what another has changed.
"""

import hashlib
import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict

from qualifications import actions, models
from qualifications.admin.desk import Desk, example, examples, examples_of_choices
from qualifications.admin.forms.fields import Checkboxes, Radios, reason_field
from qualifications.rules.dates import in_words as day_in_words
from qualifications.rules.phrases import capital
from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.versions import Version, VersionField

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm

Groups = list[tuple[str, list[str]]]
_OWN = {"version", "change_reason"}
_ENTRY = "entry"
_NOTHING = "nothing"
MOST_SOURCES = 40


class Problem(NamedTuple):
    """Something wrong with what was entered, and the id of the field to put it right in, if it is one field's."""

    words: str
    field_id: str


class Laid:
    """A form whose fields stand in groups, and whose problems lead to their fields."""

    groups: ClassVar[Groups] = []

    def layout(self) -> Groups:
        """The groups: the title of each, and the names of its fields."""
        return self.groups

    def grouped(self) -> list[tuple[str, list[BoundField]]]:
        """The groups, each with its title; what is in none of them comes last."""
        form = cast(forms.Form, self)
        layout = self.layout()
        placed = {name for _, names in layout for name in names}
        rest = [name for name in form.fields if name not in placed and not form.fields[name].widget.is_hidden]
        groups = [(title, [name for name in names if name in form.fields]) for title, names in layout]
        return [(title, [form[name] for name in names]) for title, names in [*groups, ("Your change", rest)] if names]

    def problems(self) -> list[Problem]:
        """What is wrong, in the order of the fields; what is no field's comes first."""
        form = cast(forms.Form, self)
        found = [Problem(str(words), "") for words in form.non_field_errors()]
        for name in form.fields:
            field = form[name]
            found += [Problem(_with_label(field, str(words)), _first_id(field)) for words in form.errors.get(name, [])]
        return found


def _with_label(field: BoundField, words: str) -> str:
    """What is wrong, so that it can be read away from its field; of a day it says itself which."""
    label = capital(str(field.label))
    return words if isinstance(field.field, DateInputField) else f"{label}: {words}"


def _first_id(field: BoundField) -> str:
    return field.id_for_label or f"{field.auto_id}_0"


class ReasonForm(Laid, forms.Form):
    """Why something is done, and which entry of the history was the latest when the page was shown."""

    change_reason = reason_field()


class PartForm(Laid, _ModelForm):
    """A part of a draft. In: the desk that it lies on."""

    kind: ClassVar[str] = ""
    version = VersionField()
    change_reason = reason_field()

    def __init__(self, *args: Any, desk: Desk, **options: Any) -> None:
        self.desk = desk
        super().__init__(*args, **options)
        self.prepare()
        self._explain()
        self.is_new = self.instance.pk is None
        if self.is_new:
            self.initial = {name: value for name, value in self.initial.items() if value not in (None, "")}
        else:
            marks = {name: _mark(words) for name, (_, words) in self.state().items()}
            self.initial["version"] = marks | {_ENTRY: str(desk.entry)}

    def prepare(self) -> None:
        """Gives the fields what is known of the draft only now."""

    def part(self) -> actions.Part:
        """The part as it is to be, once the form is valid."""
        return actions.Part(self.instance)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where the part is no longer as it was shown."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            cleaned[name] = self._as_before(name, value)
        if not self.is_new:
            self._compare(cleaned.get("version", {}))
        return cleaned

    def _as_before(self, name: str, value: Any) -> Any:
        """A value without what no person changed: ticks keep their order, lines their ends."""
        if isinstance(self.fields[name].widget, Checkboxes):
            before = [each for each in self.initial.get(name) or [] if each in value]
            return before + [each for each in value if each not in before]
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    def is_taken(self, **fields: Any) -> bool:
        """Whether another part of the draft has these values."""
        others = self._meta.model._default_manager.filter(book=self.desk.draft, **fields)
        return bool(others.exclude(pk=self.instance.pk).exists())

    def state(self) -> dict[str, tuple[str, str]]:
        """What each field shows of the part as it is now, by the field's name: what to call it, and its words."""
        shown = {name: field for name, field in self.fields.items() if name not in _OWN}
        values = {name: self.get_initial_for_field(field, name) for name, field in shown.items()}
        return {name: (str(field.label), _in_words(field, values[name])) for name, field in shown.items()}

    def _compare(self, shown: Version) -> None:
        now, state = self.initial["version"], self.state()
        absent = {name: _mark(_in_words(field, None)) for name, field in self.fields.items()}
        changed = [state[name] for name in state if (absent | shown).get(name) != now[name]]
        if changed:
            sent = cast(QueryDict, self.data).copy()
            sent[self.add_prefix("version")] = self.fields["version"].prepare_value(now)
            self.data = sent
            raise ValidationError(self._told(changed, shown), "changed")

    def _told(self, changed: list[tuple[str, str]], shown: Version) -> str:
        who = " and ".join(dict.fromkeys(str(each.history_user or "Somebody") for each in self.meanwhile(shown)))
        now = "; ".join(f"“{called}” is now “{words}”" for called, words in changed)
        return (
            f"{who or 'Somebody'} changed this after you opened it: {now}. "
            "Nothing was saved. What you entered is still here: save once more to put it in the place of theirs."
        )

    def meanwhile(self, shown: Version | None = None) -> list[Any]:
        """What was done to the draft since the form was shown: entries of its history, the earliest first."""
        token = (shown or self.cleaned_data.get("version") or {}).get(_ENTRY, "")
        if not re.fullmatch(r"[0-9]{1,18}", token):
            return []
        later = models.RuleBook.history.filter(id=self.desk.draft.pk, history_id__gt=int(token))
        return list(later.filter(history_id__lte=self.desk.entry).select_related("history_user").order_by("history_id"))

    def _explain(self) -> None:
        """Adds to the help of each field, or to each of its choices, an example from the book in force."""
        found = examples(self.kind, self.desk.in_force)
        for name, field in self.fields.items():
            if isinstance(field.widget, Radios):
                for value, words in examples_of_choices(name, found).items():
                    field.widget.hints[value] = " ".join(filter(None, [field.widget.hints.get(value), words]))
            elif words := example(name, found, self.desk.names):
                field.help_text = " ".join(filter(None, [str(field.help_text), f"{words}."]))


def _in_words(field: forms.Field, value: Any) -> str:
    """What a field shows, as the page would say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(field, "choices"):
        called = {str(key): str(words) for key, words in field.choices}
        told = ["" if each is None else str(each) for each in (value if isinstance(value, list) else [value])]
        return ", ".join(called.get(each, each) for each in told) or _NOTHING
    return day_in_words(value) if hasattr(value, "year") else str(value or _NOTHING)


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]
