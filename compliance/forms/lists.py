"""What may be asked of the lists of an area: every parameter of a question is a field, so that an address is a form."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict

from compliance.enums import Contradiction, EarlyYearsSenco, Succession
from compliance.forms.days import DAY_BOX, DayField, DayForm
from compliance.forms.fields import NOT_SO, AnyOfField, Choices, YesNoField, orders, text_field
from compliance.forms.words import DUTIES, EXACTLY, IN_POST, REQUIREMENTS, VACANT_FOR
from compliance.reports.asked import Asked
from compliance.reports.rows import PLACE_ORDERS, POST_ORDERS
from compliance.reports.succession import LEAVES_WITHIN
from qualifications.checker.lines import DESIGNATIONS, TAGS
from qualifications.enums import Role
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import Names, capital, join
from qualifications.rules.standing import Status
from senco_portal.lib.govuk_forms.blocks import Button, Buttons, Fieldset, Link
from senco_portal.lib.govuk_forms.layout import Checkboxes, Field, Text, govuk_helper
from settings.enums import SettingType

FILES = ("csv", "xlsx")
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
    columns that there are; and the choices of fields that have other ones in other areas.
    """

    sections: ClassVar[Sequence[tuple[str, Sequence[str]]]] = ()
    spans: ClassVar[Sequence[tuple[str, str]]] = ()
    usual: ClassVar[str] = ""

    format = forms.ChoiceField(
        choices=[("", ""), *((each, each) for each in FILES)],
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": NOT_SO},
    )

    columns = AnyOfField("Columns", [], help_text=_COLUMNS_HINT)

    def __init__(
        self, said: QueryDict, *, back: str, columns: Columns, choices: Mapping[str, Choices], **options: Any
    ) -> None:
        asked = said.copy()
        asked.setlistdefault("columns", columns.usual)
        super().__init__(asked, **options)
        self._back, self._columns = back, columns
        for name, own in {**choices, "columns": columns.choices}.items():
            self.fields[name].choices = list(own)  # type: ignore[attr-defined]  # it is a choice

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
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
    def _parameters(self) -> list[str]:
        return [name for _, names in self.sections for name in names]

    def _can_be_asked(self, name: str) -> bool:
        """A field without choices here is not shown; who asks for one of them all the same is told that it is none."""
        return bool(getattr(self.fields[name], "choices", True))

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


class PostsForm(ListForm):
    """What may be asked of posts. In: what qualifications are called."""

    q = text_field("Name of the SENCo, or name or number of the setting", "Every word must be found")
    status = AnyOfField(
        "Status", [(each.value, TAGS[each]) for each in Status if each not in (Status.NOT_STARTED, Status.LEFT_POST)]
    )
    role = AnyOfField("As what", Role.choices)
    duty = AnyOfField("Settings that", DUTIES.items())
    setting_type = AnyOfField("Kind of setting", SettingType.choices)
    region = AnyOfField("Region", [])
    requirement = AnyOfField("Qualification is", REQUIREMENTS.items())
    qualification = AnyOfField("Qualification named", [])
    designation = AnyOfField("May this person be the SENCo?", DESIGNATIONS.items())
    holds = YesNoField("Holds an accepted qualification on the day")
    review = YesNoField("A person should check")
    chase = YesNoField("Outcome of a course awaited too long")
    open = YesNoField("The setting is open on the day")
    in_post = AnyOfField("In post", IN_POST.items())
    succession = AnyOfField(f"Where the only SENCo leaves within {LEAVES_WITHIN} days", Succession.choices)
    contradiction = AnyOfField("What cannot all be right", Contradiction.choices)
    phase = text_field("Phase", EXACTLY)
    trust = text_field("Trust or chain", EXACTLY)
    group = AnyOfField("Group", [])
    deadline_from = DayField("Deadline from")
    deadline_to = DayField("Deadline to")
    safe_from = DayField("Latest safe start from")
    safe_to = DayField("Latest safe start to")
    safe_over = YesNoField("Latest safe start has passed, or there is none")
    course = AnyOfField("Course to begin", [])
    enrolled = YesNoField("Outcome of a course that counts is to come")
    foreseen = YesNoField("Holds one on the day, if courses end as expected")
    late_from = DayField("Becomes overdue from")
    late_to = DayField("Becomes overdue to")
    started_from = DayField("In post since, from")
    started_to = DayField("In post since, to")
    sort = orders(POST_ORDERS)
    sections = (
        (
            "Who and where",
            ("q", "role", "region", "duty", "setting_type", "phase", "trust", "group", "open", "in_post"),
        ),
        (
            "How they stand",
            ("status", "holds", "foreseen", "chase", "succession", "designation", "review", "contradiction"),
        ),
        ("What is asked", ("requirement", "qualification")),
        ("What is to come", ("enrolled", "course", "safe_over", "late_from", "late_to")),
        ("Days", ("deadline_from", "deadline_to", "safe_from", "safe_to", "started_from", "started_to")),
    )
    spans = tuple((f"{name}_from", f"{name}_to") for name in ("late", "deadline", "safe", "started"))
    usual = "status"

    def __init__(self, said: QueryDict, *, called: Names, **options: Any) -> None:
        super().__init__(said, **options)
        named = [(code, capital(name)) for code, name in sorted(called.qualifications.items())]
        for name in ("qualification", "course"):
            self.fields[name].choices = named  # type: ignore[attr-defined]  # it is a choice


class PlacesForm(ListForm):
    """What may be asked of settings."""

    q = text_field("Name, town, postcode or number", "Every word must be found")
    duty = AnyOfField("Settings that", DUTIES.items())
    setting_type = AnyOfField("Kind of setting", [*SettingType.choices, (NONE, "not known")])
    region = AnyOfField("Region", [])
    phase = text_field("Phase", EXACTLY)
    trust = text_field("Trust or chain", EXACTLY)
    group = AnyOfField("Group", [])
    has_senco = YesNoField("Has a SENCo on the day")
    vacant = AnyOfField("Without a SENCo for", VACANT_FOR.items())
    told = YesNoField("Has ever told of a SENCo")
    early_years = AnyOfField("Early years: the SENCo", EarlyYearsSenco.choices)
    sort = orders(PLACE_ORDERS)
    sections = (
        ("Which settings", ("q", "region", "duty", "setting_type", "phase", "trust", "group")),
        ("Their SENCo", ("has_senco", "vacant", "told", "early_years")),
    )
    usual = "setting"
