"""Forms of what holds of a person at every post, and of earlier posts that are told."""

from typing import Any, ClassVar

from django import forms

from practitioners.enums import Precision
from practitioners.forms.records import PARTLY, UNKNOWN, RecordForm, WordField, boxes, check_spell, dates, radios
from practitioners.models import Practitioner, PriorPost
from qualifications.enums import ANSWERS, Role
from senco_portal.lib.govuk_forms.layout import Checkbox, Radios, Text, Textarea
from senco_portal.lib.govuk_forms.partial_dates import PartialDate, PartialDateField
from settings.enums import PREVIOUS_POST_TYPES

MOST_NAMES, LONGEST_NAME = 20, 200


class NamesField(forms.CharField):
    """Names, one a line; a name that stands there twice is one."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[str]:
        lines = (" ".join(line.split()) for line in super().clean(value).splitlines())
        names = list({line.casefold(): line for line in reversed([line for line in lines if line])}.values())[::-1]
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(f"Each name must be {LONGEST_NAME} characters or less: one name a line")
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(f"Enter {MOST_NAMES} names or fewer")
        return names


class PersonForm(RecordForm):
    name = forms.CharField(label="Full name", max_length=200, error_messages={"required": "Enter the full name"})
    previous_names = NamesField(
        label="Previous names", required=False, help_text="One name a line. They help to find this person again."
    )
    email = forms.EmailField(label="E-mail address", required=False, max_length=254)
    trn = forms.RegexField(
        r"^[0-9]{7}\Z",
        label="Teacher reference number",
        required=False,
        help_text="Seven digits, such as 1234567. Leave it empty if you do not know.",
        error_messages={"invalid": "A teacher reference number has seven digits, such as 1234567"},
    )
    teacher_status = WordField("Is this person a qualified teacher?", ANSWERS["teacher_status"])
    induction = WordField("Have they completed induction as a teacher?", ANSWERS["induction"])
    posts_told = forms.BooleanField(label="All earlier SENCo posts of this person are recorded", required=False)
    awards_told = forms.BooleanField(label="All SENCo qualifications of this person are recorded", required=False)
    courses_told = forms.BooleanField(label="All SENCo courses of this person are recorded", required=False)
    needs_reason = True
    lists = ("previous_names",)
    layout = (
        Text("name", size="s"),
        Textarea("previous_names", size="s", rows=3),
        Text("email", size="s"),
        Text("trn", size="s", width=10),
        *radios("teacher_status", "induction"),
        Checkbox("posts_told", legend="Earlier posts"),
        Checkbox("awards_told", legend="Qualifications"),
        Checkbox("courses_told", legend="Courses"),
    )

    class Meta:
        model = Practitioner
        fields = ("name", "email", "trn", "teacher_status", "induction", "posts_told", "awards_told", "courses_told")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = self.instance.previous_names.order_by("pk").values_list("name", flat=True)
        self.initial["previous_names"] = "\n".join(names)


# The days of an earlier post.
_DAYS = ("started_on", "ended_on")


class PriorPostForm(RecordForm):
    """An earlier post as SENCo that is not in the register as an appointment."""

    setting_type = forms.ChoiceField(
        label="Kind of setting",
        required=False,
        choices=[("", "Not known"), *((value, label[:1].upper() + label[1:]) for value, label in PREVIOUS_POST_TYPES)],
    )
    setting_name = forms.CharField(label="Name of the setting", required=False, max_length=200)
    role = forms.ChoiceField(label="As what", required=False, choices=[("", "Not known"), *Role.choices])
    started_on = PartialDateField(label="First day", required=False, help_text=PARTLY)
    ended_on = PartialDateField(label="Last day", required=False, help_text=PARTLY)
    layout = (
        *boxes("setting_type"),
        Text("setting_name", size="s"),
        *boxes("role"),
        *dates("started_on", "ended_on"),
    )

    class Meta:
        model = PriorPost
        fields = ("setting_type", "setting_name", "role")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("started", "ended"):
            first, to = getattr(self.instance, f"{name}_on"), getattr(self.instance, f"{name}_to")
            self.initial[f"{name}_on"] = PartialDate(first, to).texts if first else None

    def clean(self) -> dict[str, Any] | None:
        """What is known of the two days: the first day of it, and how exactly."""
        cleaned = super().clean() or {}
        check_spell(self, self.asked_on)
        if not self.errors and not any(cleaned.get(name) for name in ("setting_type", "setting_name", *_DAYS)):
            self.add_error("setting_type", "Choose the kind of setting, or enter its name or a year")
        for name in ("started", "ended"):
            known = cleaned.get(f"{name}_on")
            setattr(self.instance, f"{name}_on", known.first if known else None)
            setattr(self.instance, f"{name}_to", known.to if known else Precision.DAY.value)
        return cleaned


class ChangePriorPostForm(PriorPostForm):
    needs_reason = True


class AllToldForm(RecordForm):
    """Whether there are others than those that are recorded. Who says yes is led to where they are recorded."""

    told: ClassVar[str]  # the fact that all are
    asks: ClassVar[str]
    others = forms.ChoiceField(
        choices=[("no", "No"), ("yes", "Yes, and I can record it now"), (UNKNOWN, "Not known")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer"},
    )
    layout = (Radios("others", size="m"),)

    class Meta:
        model = Practitioner
        fields = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        recorded = self.recorded()
        self.fields["others"].label = self.asks.format("any other" if recorded else "a")
        self.fields["others"].help_text = f"Recorded so far: {', '.join(recorded) or 'none'}."
        if getattr(self.instance, self.told):
            self.initial["others"] = "no"

    def recorded(self) -> list[str]:
        """Those that are recorded, in words."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any] | None:
        setattr(self.instance, self.told, self.cleaned_data.get("others") == "no")
        return super().clean()


class PriorPostsToldForm(AllToldForm):
    told = "posts_told"
    asks = "Were they SENCo anywhere else before?"

    def recorded(self) -> list[str]:
        posts = self.instance.appointments.select_related("setting__register_type").order_by("started_on", "pk")
        return [*map(str, self.instance.prior_posts.order_by("pk")), *(str(post.setting) for post in posts)]


class AwardsToldForm(AllToldForm):
    told = "awards_told"
    asks = "Do they hold {} SENCo qualification?"

    def recorded(self) -> list[str]:
        return [str(award.qualification) for award in self.instance.awards.select_related("qualification")]


class CoursesToldForm(AllToldForm):
    told = "courses_told"
    asks = "Are they on {} course for a SENCo qualification, or have they a place on one?"

    def recorded(self) -> list[str]:
        return [str(course) for course in self.instance.enrolments.select_related("qualification").order_by("pk")]
