"""What was answered so far, read from a draft by the questions' own forms."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from practitioners.forms.appointing import OTHER, LeftForm, QuestionForm, StartForm
from practitioners.forms.appointing_rows import EarlierPosts
from practitioners.forms.certificates import CertificatesForm, ToldAward
from practitioners.forms.who import NEW, MatchForm, digits_of, is_proven
from practitioners.journey.questions import BY_SLUG
from practitioners.matching import Known
from practitioners.matching.search import Candidate, candidate, find
from practitioners.models import Appointment, Draft, ParkedCertificate, Practitioner
from practitioners.presenters.certificates import in_short
from qualifications.checker.first_courses import FirstCourses, first_courses
from qualifications.enums import Role
from qualifications.models import Provider, Qualification
from qualifications.rules.dates import in_words
from senco_portal.lib.folding import fold
from senco_portal.lib.govuk_forms.formsets import AddAnotherFormSet
from settings.models import Setting
from settings.policies import Access
from settings.presenters import name_of

Sent = Mapping[str, str]
# So much of what was typed is kept of any field: each form allows less.
_MOST = 1_000
_LONGEST_KEY = 18  # digits
_DAYS = ("course_started_on", "course_completed_on", "awarded_on")


@dataclass(repr=False)
class Answers:
    """The answers to the questions of one appointment, each as it was typed. Read once, for one request."""

    typed: dict[str, dict[str, str]]
    setting: Setting
    access: Access
    day: date
    draft: Draft | None = None

    def __post_init__(self) -> None:
        self._read: dict[str, QuestionForm | AddAnotherFormSet] = {}

    def form(self, slug: str, sent: Sent | None = None, files: Any = None) -> QuestionForm | AddAnotherFormSet:
        """A question's form: with what was sent, else with what was answered before, else empty."""
        question, data = BY_SLUG[slug], sent if sent is not None else self.typed.get(slug)
        if issubclass(question.form, AddAnotherFormSet):
            return question.form(data, prefix=question.fact, form_kwargs=self._options(question.form))
        sent_too = [files] if issubclass(question.form, CertificatesForm) else []
        return question.form(data, *sent_too, **self._asked_with(question.form))

    def unread(self, slug: str, sent: Sent) -> QuestionForm:
        """The form of a question without rows, as it was filled in but not read: it tells nothing of what is right."""
        form = BY_SLUG[slug].form
        if issubclass(form, AddAnotherFormSet):
            raise TypeError("Rows are read together.")
        return form(initial=sent, **self._asked_with(form))

    def said(self, slug: str) -> dict[str, Any]:
        """The cleaned answer to a question; nothing where there is none that is still right."""
        form = self._once(slug)
        return form.cleaned_data if isinstance(form, QuestionForm) and form.is_valid() else {}

    def rows(self, slug: str) -> list[dict[str, Any]]:
        """The cleaned rows of a page of rows; none where they are not right."""
        form = self._once(slug)
        if isinstance(form, QuestionForm) or not form.is_valid():
            return []
        return [each.cleaned_data for each in form if each.has_changed()]

    def is_answered(self, slug: str) -> bool:
        """Whether a question has an answer that is right."""
        if slug == "match":
            return self.is_new or self.chosen is not None
        return slug in self.typed and self._once(slug).is_valid()

    @cached_property
    def known(self) -> Known:
        """What was said to find the person by."""
        who = self.said("who")
        return Known(who.get("name", ""), who.get("email", ""), who.get("trn", ""))

    @cached_property
    def is_new(self) -> bool:
        """Whether the person is to be recorded for the first time: not where the number is somebody's."""
        is_said = self._choice.get("match") == NEW and self.is_answered("who")
        return is_said and bool(self.known.name) and self._owner is None

    @cached_property
    def chosen(self) -> Candidate | None:
        """Who of the register was chosen, while they still may be."""
        key = self._choice.get("match", "")
        if not key.isdecimal() or len(key) > _LONGEST_KEY or not self.is_answered("who"):
            return None
        if self._owner not in (None, int(key)):
            return None
        found = candidate(int(key), self.known, self.access)
        return found if found and is_proven(found, digits_of(self._choice.get("proof", ""))) else None

    @property
    def shown(self) -> Practitioner | None:
        """The person chosen, if what is recorded of them may be seen before they are appointed here."""
        return self.chosen.person if self.chosen and self.chosen.is_visible else None

    @cached_property
    def others(self) -> list[Appointment]:
        """The person's lead posts at other settings on the first day of this one."""
        started_on = self.said("start").get("started_on")
        if not self.chosen or not started_on:
            return []
        leads = Appointment.objects.on(started_on).filter(practitioner=self.chosen.person, role=Role.SENCO)
        return list(leads.exclude(setting=self.setting).select_related("setting__register_type").order_by("pk"))

    @property
    def moves(self) -> bool:
        """Whether the person is said to leave a post elsewhere for this one."""
        return bool(self.said("elsewhere").get("elsewhere") == "moved")

    @property
    def left(self) -> list[Appointment]:
        """The post that the person leaves, if it is known which: the only one elsewhere, or the one that was named."""
        if not self.moves or len(self.others) < 2:
            return self.others if self.moves else []
        said = self.said("left")
        if said.get("left") != OTHER:
            return [post for post in self.others if str(post.pk) == said.get("left")]
        named = [post for post in self._hidden if is_called(post.setting, said["place"])]
        return named if len(named) == 1 else []

    @property
    def _hidden(self) -> list[Appointment]:
        """Posts elsewhere that the user may not see before the person is appointed here."""
        return [post for post in self.others if not self.access.may_see(post.setting)]

    @cached_property
    def parked(self) -> dict[str, ParkedCertificate]:
        """The certificates that were sent, by the mark of their award."""
        return {each.row: each for each in self.draft.certificates.all()} if self.draft and self.draft.pk else {}

    @cached_property
    def awards(self) -> list[ToldAward]:
        """The awards told, each once, with what was sent for it."""
        called = dict(self.qualifications)
        found = {}
        for row in self.rows("qualification-details"):
            mark, day = mark_of(row), row["awarded_on"]
            text = f"{called[row['qualification']]}{f', {in_words(day)}' if day else ''}"
            found[mark] = ToldAward(mark, text, in_short(self.parked[mark]) if mark in self.parked else "")
        return list(found.values())

    @cached_property
    def providers(self) -> list[str]:
        """Who teaches and awards, to suggest."""
        return Provider.objects.suggestions()

    @cached_property
    def qualifications(self) -> list[tuple[str, str]]:
        """The catalogue's qualifications, by code."""
        return list(Qualification.objects.order_by("-level", "name").values_list("code", "name"))

    @cached_property
    def first_courses(self) -> FirstCourses:
        """When the first course for each of them began."""
        return first_courses()

    @cached_property
    def _owner(self) -> int | None:
        """Whose number was typed, if it is anybody's."""
        mine = Practitioner.objects.filter(trn=self.known.trn, merged_into=None)
        return mine.values_list("pk", flat=True).first() if self.known.trn else None

    @property
    def _choice(self) -> dict[str, str]:
        return self.typed.get("match", {})

    def _options(self, rows: type[AddAnotherFormSet]) -> dict[str, Any]:
        courses = {"qualifications": self.qualifications, "first_courses": self.first_courses}
        return {"today": self.day} | ({} if rows is EarlierPosts else courses)

    def _asked_with(self, form: type[QuestionForm]) -> dict[str, Any]:
        if issubclass(form, MatchForm):
            return {"today": self.day, "found": find(self.known, self.access)}
        if issubclass(form, StartForm):
            return {"today": self.day, "setting": self.setting}
        if issubclass(form, LeftForm):
            seen = [(str(post.pk), name_of(post.setting)) for post in self.others if post not in self._hidden]
            return {"today": self.day, "seen": seen, "has_hidden": bool(self._hidden)}
        return {"today": self.day, **({"told": self.awards} if issubclass(form, CertificatesForm) else {})}

    def _once(self, slug: str) -> QuestionForm | AddAnotherFormSet:
        if slug not in self._read:
            self._read[slug] = self.form(slug)
        return self._read[slug]


def is_called(setting: Setting, text: str) -> bool:
    """Whether this is how somebody names a setting: by its name, whatever the capitals, or its number."""
    return fold(text) in (fold(name_of(setting)), fold(setting.urn))


def typed_in(slug: str, sent: Sent) -> dict[str, str]:
    """What was typed into a question's own fields, and nothing else of what was sent."""
    question = BY_SLUG[slug]
    is_rows = issubclass(question.form, AddAnotherFormSet)
    own = (f"{question.fact}-",) if is_rows else tuple(question.form.base_fields)  # type: ignore[union-attr]
    return {name: text[:_MOST].replace("\x00", "") for name, text in sent.items() if name.startswith(own)}


def mark_of(row: Mapping[str, Any]) -> str:
    """The mark of an award told: of its row, wherever that stands, while it tells of the same qualification.

    A row that came without a key of its own is known by what it says.
    """
    own = row["key"] or [row["outcome"], *(str(row[name]) for name in _DAYS), row["title"]]
    return hashlib.sha256(f"{own} {row['qualification']}".encode()).hexdigest()[:32]
