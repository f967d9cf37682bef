"""Who is appointed: what is said of the person, and which of those in the register it is."""

import re
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from practitioners.forms.appointing import QuestionForm, radios
from practitioners.matching.search import Candidate, Search
from practitioners.models import Appointment, Practitioner
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import capital, join
from senco_portal.lib.govuk_forms.blocks import Fieldset
from senco_portal.lib.govuk_forms.layout import Radios, Text, govuk_helper
from settings.presenters import name_of

NEW = "new"
_PARTED = re.compile(r"[\s/.-]")
_TRN = re.compile(r"(?:RP)?([0-9]{7})", re.IGNORECASE)
_NO_SPELLING = {"spellcheck": "false", "autocomplete": "off"}


def digits_of(text: str) -> str:
    """The seven digits of a number, however they are parted; empty where it is none."""
    found = _TRN.fullmatch(_PARTED.sub("", text))
    return found[1] if found else ""


class TrnField(forms.CharField):
    """A teacher reference number, however its digits are parted; seven digits, or nothing."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text and not digits_of(text):
            raise forms.ValidationError("Teacher reference number must have 7 digits, such as 1234567")
        return digits_of(text)


class WhoForm(QuestionForm):
    """In: a number, or a name with or without number and address."""

    name = forms.CharField(label="Full name", required=False, max_length=200, widget=forms.TextInput(_NO_SPELLING))
    trn = TrnField(
        label="Teacher reference number (TRN)",
        required=False,
        max_length=20,
        help_text="Seven digits. With it we find for certain whether the register knows this person.",
        widget=forms.TextInput(attrs={**_NO_SPELLING, "inputmode": "numeric"}),
    )
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        max_length=254,
        help_text="At work. It helps to tell people of one name apart.",
        error_messages={"invalid": "Enter an e-mail address like name@example.com"},
        widget=forms.EmailInput(_NO_SPELLING),
    )

    @property
    def helper(self) -> FormHelper:
        items = (Text("name", mark_optional=False), Text("trn", width=10), Text("email"))
        hint = "Enter the name, or the number of somebody whom the register knows."
        return govuk_helper(Fieldset("Who is appointed?", *items, size="l", heading=True, hint=hint), tag=False)

    def clean_name(self) -> str:
        """The name in one line."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if "name" in cleaned and not cleaned["name"] and "trn" in cleaned and not self._is_known(cleaned["trn"]):
            nobody = "Nobody is recorded with this number: enter the full name"
            self.add_error("name", nobody if cleaned["trn"] else "Enter the full name, or a teacher reference number")
        return cleaned

    def _is_known(self, trn: str) -> bool:
        return bool(trn) and Practitioner.objects.filter(trn=trn, merged_into=None).exists()


class MatchForm(QuestionForm):
    """Which of those who were found it is, or that it is somebody new."""

    match = radios("Is it one of these people?", [])
    proof = TrnField(
        label="Their teacher reference number",
        required=False,
        max_length=20,
        help_text="Only for somebody whose record you cannot see: it shows that you mean the same person.",
        widget=forms.TextInput(attrs={**_NO_SPELLING, "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, found: Search, **options: Any) -> None:
        super().__init__(*args, **options)
        self.found = {str(each.person.pk): each for each in found.candidates}
        self.hints = {key: _hint(each) for key, each in self.found.items()}  # type: ignore[misc]  # each page's own
        choices = [(key, each.person.name) for key, each in self.found.items()]
        new = [] if found.is_sure else [(NEW, "Somebody new" if not choices else "None of these: somebody new")]
        self.fields["match"].choices = choices + new  # type: ignore[attr-defined]
        self.has_more, self.is_sure = found.has_more, found.is_sure
        self.asks_proof = any(each.asks_number for each in found.candidates)
        if not choices:
            self.fields["match"].label = "Nobody in the register is like this person"
            self.fields["match"].initial = NEW
        if not self.asks_proof:
            del self.fields["proof"]

    @property
    def helper(self) -> FormHelper:
        look = Radios("match", size="l", heading=True, hints=self.hints, dividers={NEW: "or"} if self.found else {})
        return govuk_helper(
            look, *([Text("proof", width=10, mark_optional=False)] if self.asks_proof else []), tag=False
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        chosen = self.found.get(cleaned.get("match", ""))
        if chosen and not self.errors and not is_proven(chosen, cleaned.get("proof", "")):
            self.add_error("proof" if chosen.asks_number else "match", _unproven(chosen))
        return cleaned


def is_proven(chosen: Candidate, proof: str) -> bool:
    """Whether a person of the register may be taken: known, definite, or their number was typed."""
    return not chosen.needs_proof or (chosen.asks_number and chosen.person.trn == proof)


def _unproven(chosen: Candidate) -> str:
    """What to do instead: a number is asked for only where the register has one."""
    if not chosen.asks_number:
        return f"{capital(_without_number(chosen))}. Or choose another answer"
    return (
        f"Enter the teacher reference number that the register has for {chosen.person.name}, or choose another answer"
    )


def _without_number(chosen: Candidate) -> str:
    """How a stranger of whom the register has no number can be proven."""
    ask = f"ask somebody who acts for a setting of {chosen.person.name} to record their teacher reference number"
    return f"go back and give their e-mail address at work, or {ask}" if chosen.person.email else ask


def _hint(found: Candidate) -> str:
    """What matches, and where those were whom one knows; of a stranger the address's first letter at most."""
    words = f"{capital(found.match.kind.value)} match: {join(found.match.reasons)}."
    if found.is_known:
        posts = [post_in_words(post) for post in found.posts]
        return f"{words} {capital(join(posts))}." if posts else f"{words} Recorded at a setting of yours before."
    letter = found.person.email[:1]
    about = f"{words} E-mail address begins with {letter}." if letter else words
    if found.asks_number:
        return f"{about} Their number is asked for."
    return f"{about} If you mean this person: {_without_number(found)}." if found.needs_proof else about


def post_in_words(post: Appointment) -> str:
    """As what somebody is or was where, and since when."""
    until = f" until {in_words(post.ended_on)}" if post.ended_on else ""
    since = "from" if until else "since"
    return f"{post.get_role_display()} of {name_of(post.setting)} {since} {in_words(post.started_on)}{until}"
