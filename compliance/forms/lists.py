"""What may be asked of the lists of an area."""

from typing import Any

from django.http import QueryDict

from compliance.enums import Contradiction, EarlyYearsSenco, Succession
from compliance.forms.days import DayField
from compliance.forms.fields import AnyOfField, NumberField, WordsField, YesNoField, orders, text_field
from compliance.forms.listing import ListForm
from compliance.forms.words import DUTIES, EXACTLY, IN_POST, REQUIREMENTS, VACANT_FOR
from compliance.reports.grouping import NONE
from compliance.reports.noted import NOT_NOTED
from compliance.reports.rows import PLACE_ORDERS, POST_ORDERS
from compliance.reports.succession import LEAVES_WITHIN
from qualifications.checker.lines import DESIGNATIONS, TAGS
from qualifications.enums import Role
from qualifications.rules.phrases import Names, capital
from qualifications.rules.standing import Status
from settings.enums import SettingType


class PostsForm(ListForm):
    """What may be asked of posts. In: what qualifications are called."""

    q = WordsField("Name of the SENCo, or name or number of the setting")
    setting = NumberField()
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
    phase = AnyOfField("Phase", [])
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
    not_noted_since = DayField("No note since")
    sort = orders(POST_ORDERS)
    sections = (
        (
            "Who and where",
            (
                *("q", "setting", "role", "region", "duty", "setting_type", "phase", "trust", "group"),
                *("open", "in_post", NOT_NOTED),
            ),
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

    q = WordsField("Name, town, postcode or number")
    setting = NumberField()
    duty = AnyOfField("Settings that", DUTIES.items())
    setting_type = AnyOfField("Kind of setting", [*SettingType.choices, (NONE, "not known")])
    region = AnyOfField("Region", [])
    phase = AnyOfField("Phase", [])
    trust = text_field("Trust or chain", EXACTLY)
    group = AnyOfField("Group", [])
    has_senco = YesNoField("Has a SENCo on the day")
    vacant = AnyOfField("Without a SENCo for", VACANT_FOR.items())
    told = YesNoField("Has ever told of a SENCo")
    early_years = AnyOfField("Early years: the SENCo", EarlyYearsSenco.choices)
    not_noted_since = DayField("No note since")
    sort = orders(PLACE_ORDERS)
    sections = (
        ("Which settings", ("q", "setting", "region", "duty", "setting_type", "phase", "trust", "group", NOT_NOTED)),
        ("Their SENCo", ("has_senco", "vacant", "told", "early_years")),
    )
    usual = "setting"
