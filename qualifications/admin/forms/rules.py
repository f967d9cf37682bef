"""The form of a rule, and how its place among the others is chosen."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from qualifications import actions
from qualifications.admin.forms import meanings
from qualifications.admin.forms.cited import CitedForm
from qualifications.admin.forms.fields import Suggesting, number_field, one_of, several_of, short_long_text
from qualifications.enums import REQUIREMENTS, SERVICE_TESTS, Role
from qualifications.models import Qualification, Rule
from qualifications.rules.terms import Requirement, ServiceTest
from senco_portal.lib.govuk_forms.dates import DateInputField
from settings.enums import SettingType

is_a_code = RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9_-]*\Z", "Use letters, digits, hyphens and underscores only.")


def qualification_field(**options: Any) -> "forms.ModelChoiceField[Qualification]":
    """A qualification of the catalogue, by its name."""
    return forms.ModelChoiceField(Qualification.objects.order_by("short_name", "pk"), empty_label="none", **options)


class RuleForm(CitedForm):
    """For which posts a rule holds, what follows, and why."""

    kind = "rule"
    groups = [
        ("The rule", ["code", "after"]),
        (
            "For which posts",
            ["setting_types", "roles", "started_from", "started_until", "service", "service_begun_until"],
        ),
        (
            "What follows",
            ["requirement", "qualification", "months", "accepts", "exemption", "tests_designation"],
        ),
        ("Why", ["words", "needs_review", "review_reason"]),
    ]

    code = forms.CharField(
        label="Name",
        max_length=60,
        validators=[is_a_code],
        help_text="Short and lasting: answers and readings name the rule by it.",
    )
    after = forms.ChoiceField(
        label="Its place", required=False, help_text="The first rule that fits a post governs it, so the order matters."
    )
    setting_types = several_of(
        "Kinds of settings",
        SettingType.choices,
        meanings.SETTING_TYPES,
        help_text="The post is at one of these.",
    )
    roles = several_of(
        "Roles",
        Role.choices,
        meanings.ROLES,
        required=False,
        help_text="The person is in the post as one of these. None ticked: as any.",
    )
    service = one_of(
        "Earlier service",
        SERVICE_TESTS,
        meanings.SERVICE_TESTS,
        initial=ServiceTest.ANY.value,
    )
    requirement = one_of("Requirement", REQUIREMENTS, meanings.REQUIREMENTS)
    qualification = qualification_field(
        label="Qualification", required=False, help_text="The one that the law names for such a post."
    )
    months = number_field(
        "A deadline comes after the post begins: at least a month. Leave it empty for none.",
        label="Months to the deadline",
        required=False,
        help_text="The deadline is the last day still in time. Empty: no deadline.",
    )
    accepts = forms.ChoiceField(
        label="Set of acceptances",
        required=False,
        help_text="Holding any qualification of this set is enough. A rule that lifts a duty may name one too.",
    )

    class Meta:
        model = Rule
        fields = (
            "code", "setting_types", "roles", "started_from", "started_until", "service", "service_begun_until",
            "requirement", "qualification", "months", "accepts", "exemption", "tests_designation", "words",
            "needs_review", "review_reason",
        )  # fmt: skip
        field_classes = dict.fromkeys(("started_from", "started_until", "service_begun_until"), DateInputField)
        widgets = {
            "exemption": Suggesting,
            "words": short_long_text(),
            "review_reason": short_long_text(3),
        }
        help_texts = {
            "started_from": "That day itself counts. Empty: however early.",
            "started_until": "That day itself counts. Empty: however late.",
            "service_begun_until": "For rules that ask by when earlier service had begun. Empty: they do not ask.",
            "exemption": "Only for a rule that lifts a duty: answers say by this code why. Otherwise empty.",
            "tests_designation": "Answers say whether the person may be the SENCo at all.",
            "words": "For the person who reads the answer: what the law asks, and why it reaches this post.",
            "needs_review": "Where the text is doubtful, answers say that a person should look.",
            "review_reason": "What the doubt is.",
        }

    def prepare(self) -> None:
        """The sets of the draft, codes that are in use, and for a new rule the places where it may stand."""
        super().prepare()
        sets = dict.fromkeys([*self.desk.sets, *filter(None, [self.instance.accepts])])
        self.fields["accepts"].choices = [("", "none"), *((name, name) for name in sets)]  # type: ignore[attr-defined]  # a choice
        exemptions = sorted({rule.exemption for rule in self.desk.rules} - {""})
        self.fields["exemption"].widget.suggestions = exemptions
        set_places(self, "after", self.desk.rules)

    def clean_code(self) -> str:
        """Raises ValidationError where another rule of the draft has this name."""
        code: str = self.cleaned_data["code"]
        if self.is_taken(code=code):
            raise forms.ValidationError(f"Another rule of this book is called {code}.")
        return code

    def clean(self) -> dict[str, Any]:
        """Days in order; a duty that is lifted is not asked for as well."""
        cleaned = super().clean()
        first, last = cleaned.get("started_from"), cleaned.get("started_until")
        if first and last and first > last:
            self.add_error("started_until", "This is before the first day: the rule would end before it begins.")
        if cleaned.get("exemption") and cleaned.get("requirement") not in (None, Requirement.NONE):
            self.add_error("exemption", "A rule that lifts a duty asks for nothing: choose that, or leave this empty.")
        return cleaned

    def part(self) -> actions.Part:
        return actions.Part(self.instance, self.sources(), after=place(self))


def set_places(form: Any, name: str, siblings: list[Any]) -> None:
    """The places where a new part may stand; a part that is there already has its place in the order."""
    if form.instance.pk is not None:
        del form.fields[name]
        return
    places = [(str(each.pk), f"after {each}") for each in siblings]
    form.fields[name].choices = [("0", "first of all"), *places]
    form.initial.setdefault(name, places[-1][0] if places else "0")


def place(form: Any) -> int | None:
    """After which part a new one stands; 0 for none; nothing where it has its place."""
    chosen = form.cleaned_data.get("after")
    return int(chosen) if chosen else None
