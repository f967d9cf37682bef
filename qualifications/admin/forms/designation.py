"""The forms of the alternatives of the designation test, and of their tests."""

from typing import Any

from django import forms

from qualifications.admin.forms import meanings
from qualifications.admin.forms.base import PartForm
from qualifications.admin.forms.cited import CitedForm
from qualifications.admin.forms.fields import one_of, several_of
from qualifications.enums import ANSWERS, FACTS
from qualifications.models import Alternative, DesignationTest

ANSWER_CHOICES = [
    (f"{fact}:{answer}", f"{words}: {called}") for fact, words in FACTS for answer, called in ANSWERS[fact]
]


class AlternativeForm(PartForm):
    """One way in which a person may be the SENCo."""

    kind = "alternative"
    groups = [("The alternative", ["name"])]

    class Meta:
        model = Alternative
        fields = ("name",)
        help_texts = {"name": "As it stands at the head of its tests. One alternative passed is enough."}


class TestForm(CitedForm):
    """One fact, and the answers that pass."""

    kind = "test"
    groups = [("The test", ["alternative", "fact", "accepted", "words", "needs_review"])]

    alternative = forms.ModelChoiceField(
        Alternative.objects.none(),
        label="Belongs to",
        empty_label=None,
        help_text="All tests of an alternative must be passed.",
    )
    fact = one_of("The fact that is asked for", FACTS, meanings.FACTS)
    accepted = several_of(
        "The answers that pass",
        ANSWER_CHOICES,
        meanings.ANSWERS,
        help_text="Of the fact above only.",
    )

    class Meta:
        model = DesignationTest
        fields = ("alternative", "fact", "accepted", "words", "needs_review")
        help_texts = {
            "words": "The end of a sentence.",
            "needs_review": "Where only tests with this mark fail, a person should look.",
        }

    def prepare(self) -> None:
        """The alternatives of the draft; each answer with its fact."""
        super().prepare()
        mine = self.desk.draft.alternatives.order_by("position")
        self.fields["alternative"].queryset = mine  # type: ignore[attr-defined]  # a choice of rows
        if self.instance.pk is not None:
            self.initial["accepted"] = [f"{self.instance.fact}:{answer}" for answer in self.instance.accepted]

    def clean(self) -> dict[str, Any]:
        """Answers are those of the chosen fact; the row keeps them without it."""
        cleaned = super().clean()
        fact, chosen = cleaned.get("fact"), [each.partition(":") for each in cleaned.get("accepted") or []]
        if fact and any(of != fact for of, _, _ in chosen):
            self.add_error("accepted", "Tick answers of the chosen fact only.")
        cleaned["accepted"] = [answer for _, _, answer in chosen]
        return cleaned
