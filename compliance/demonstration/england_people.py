"""Invented people with posts, courses and awards, as many as England has and had: the same from the same seed."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from compliance.demonstration.england_places import Place, Track
from compliance.demonstration.england_posts import Person, Post, Posts
from practitioners.enums import EndReason
from practitioners.models import Appointment, Award, Enrolment, Practitioner
from practitioners.models.words import words_in
from qualifications.models import Qualification
from qualifications.rules.book import Acceptance, Book
from qualifications.rules.dates import day_after
from qualifications.rules.facts import EnrolmentStatus
from senco_portal.lib import bulk

_AT_ONCE = 10_000  # people
_POST = (
    *("practitioner_id", "setting_id", "role", "started_on", "ended_on", "end_reason"),
    *("is_head_teacher", "teaches_at_setting", "cover", "is_shared"),
)
_PERSON = (
    *("id", "name", "words", "email", "trn", "teacher_status", "induction"),
    *("posts_told", "awards_told", "courses_told"),
)
_COURSE = ("practitioner_id", "qualification_id", "provider_name", "started_on", "status", "ended_on")
_AWARD = (
    *("practitioner_id", "qualification_id", "provider_name", "course_started_on", "course_completed_on"),
    *("awarded_on", "outcome", "title", "evidence_level"),
)
_EXPECTED = ("expected_completion_on", "expected_outcome_on")


class England:
    """Who is and was SENCo where. In: the data, places, a book for what its courses are, chance and today."""

    def __init__(self, data: Mapping[str, Any], places: Sequence[Place], book: Book, chance: Random, day: date) -> None:
        self.data, self.chance, self.day = data, chance, day
        self.posts = Posts(data, places, chance, day)
        self.people = self.posts.people
        self._accepted = {kind: _accepted(book, kind) for kind in {place.setting_type for place in places}}
        self._codes = dict(Qualification.objects.values_list("code", "pk"))

    def write(self, track: Track) -> int:
        """Invents and adds them all, without history. Out: how many posts."""
        self.posts.fill()
        written = 0
        for first in track(range(0, len(self.people), _AT_ONCE), "People", len(self.people) // _AT_ONCE + 1):
            written += self._write(first + 1, self.people[first : first + _AT_ONCE])
        return written

    def _write(self, first: int, people: Sequence[Person]) -> int:
        numbered = list(enumerate(people, first))
        bulk.insert(Practitioner, _PERSON, [self._person(key) for key, _ in numbered])
        posts = [self._post(key, post) for key, person in numbered for post in person]
        bulk.insert(Appointment, _POST, posts)
        awards: list[tuple[Any, ...]] = []
        courses: list[tuple[Any, ...]] = []
        for key, person in numbered:
            self._study(key, person[-1], awards, courses)
        bulk.insert(Award, _AWARD, awards)
        bulk.insert(Enrolment, (*_COURSE, *_EXPECTED), courses)
        return len(posts)

    def _person(self, key: int) -> tuple[Any, ...]:
        said, chance = self.data["people"], self.chance
        name = f"{chance.choice(self.data['first_names'])} {chance.choice(self.data['last_names'])}"
        known = (chance.random() < said[told] for told in ("posts_told", "awards_told", "courses_told"))
        trn = f"{key:07}" if chance.random() < said["trn"] else ""
        status, induction = self._one_of(said["teacher_status"]), self._one_of(said["induction"])
        return (key, name, words_in(name), f"p{key}@england.invalid", trn, status, induction, *known)

    def _post(self, key: int, post: Post) -> tuple[Any, ...]:
        said, chance = self.data["people"], self.chance
        head = chance.random() < said["head"] if chance.random() < said["head_known"] else None
        teaches = True if chance.random() < said["teaches_known"] else None
        reason = EndReason.MOVED.value if post.last else ""
        return (key, post.place.pk, post.role, post.first, post.last, reason, head, teaches, "", post.shared or None)

    def _study(self, key: int, oldest: Post, awards: list[tuple[Any, ...]], courses: list[tuple[Any, ...]]) -> None:
        """A course after the first post began, if any: under way today, left, or ended with an award."""
        said, chance = self.data["courses"], self.chance
        began = oldest.first + timedelta(chance.randrange(said["latest_days"]))
        accepted = self._accepted[oldest.place.setting_type]
        taken = next((each for each in accepted if _takes(each, began)), None)
        if not taken or began > self.day or chance.random() > said["begins"]:
            return
        over = began + timedelta(chance.randrange(said["shortest_days"], said["longest_days"]))
        outcome = over + timedelta(chance.randrange(said["outcome_days"]))
        taught = (key, self._codes[taken.qualification], "")
        is_slip = chance.random() < said["too_early"]
        if is_slip and taken.first_course_on:  # a day on which no course had begun yet
            began = taken.first_course_on - timedelta(1 + chance.randrange(said["too_early_days"]))
        if outcome <= self.day and chance.random() > said["recorded_late"]:
            is_known = is_slip or chance.random() < said["dates_known"]
            days = (began, over, outcome) if is_known else (None, None, outcome)
            awards.append((*taught, *days, "passed", "", self._one_of(said["evidence"])))
        elif chance.random() < said["withdrawn"]:
            left = min(over, self.day)
            courses.append((*taught, began, EnrolmentStatus.WITHDRAWN.value, left, None, None))
        else:
            expected = (over, day_after(outcome)) if chance.random() < said["expected_told"] else (None, None)
            courses.append((*taught, began, EnrolmentStatus.IN_PROGRESS.value, None, *expected))

    def _one_of(self, shares: Mapping[str, float]) -> str:
        return self.chance.choices(list(shares), list(shares.values()))[0]


def _accepted(book: Book, kind: str) -> list[Acceptance]:
    """What a book accepts anywhere for a kind of setting."""
    sets = dict.fromkeys(rule.accepts for rule in book.rules if kind in rule.setting_types)
    return [each for name in sets for each in book.acceptance_sets.get(name, ())]


def _takes(acceptance: Acceptance, began: date) -> bool:
    return acceptance.opens <= began < acceptance.closes
