"""Invented people with posts, courses and awards, as many as England has and had: the same from the same seed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from compliance.demonstration.england_places import Place, Track
from practitioners.enums import EndReason
from practitioners.models import Appointment, Award, Enrolment, Practitioner
from practitioners.models.words import words_in
from qualifications.enums import Role
from qualifications.models import Qualification
from qualifications.rules.book import Acceptance, Book
from qualifications.rules.dates import day_after, day_before
from qualifications.rules.facts import EnrolmentStatus
from senco_portal.lib import bulk

_AT_ONCE = 10_000  # people
_POST = (
    *("practitioner_id", "setting_id", "role", "started_on", "ended_on", "end_reason"),
    *("is_head_teacher", "teaches_at_setting", "cover"),
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


class _Post:
    __slots__ = ("first", "last", "place", "role")

    def __init__(self, place: Place, role: str, first: date, last: date | None) -> None:
        self.place, self.role, self.first, self.last = place, role, first, last


class England:
    """Who is and was SENCo where. In: the data, places, a book for what its courses are, chance and today."""

    def __init__(self, data: Mapping[str, Any], places: Sequence[Place], book: Book, chance: Random, day: date) -> None:
        self.data, self.places, self.chance, self.day = data, places, chance, day
        self.people: list[list[_Post]] = []
        self._oldest: dict[int, list[list[_Post]]] = defaultdict(list)
        self._accepted = {kind: _accepted(book, kind) for kind in {place.setting_type for place in places}}
        self._codes = dict(Qualification.objects.values_list("code", "pk"))

    def write(self, track: Track) -> int:
        """Invents and adds them all, without history. Out: how many posts."""
        self._fill()
        written = 0
        for first in track(range(0, len(self.people), _AT_ONCE), "People", len(self.people) // _AT_ONCE + 1):
            written += self._write(first + 1, self.people[first : first + _AT_ONCE])
        return written

    # Posts

    def _fill(self) -> None:
        chains = [self._current(place, Role.SENCO) for place in self.places if self.chance.random() < place.led]
        helped = [place for place in self.places if place.assisted]
        weights = [place.assisted for place in helped]
        for place in self.chance.choices(helped, weights, k=max(0, self.data["current"] - len(chains))):
            self._current(place, Role.ASSISTANT_SENCO)
        del chains[self.data["current"] :]
        left = self.data["past"]
        while left:
            for chain in chains[:left]:
                self._before(chain)
            left -= min(left, len(chains))

    def _current(self, place: Place, role: str) -> list[_Post]:
        """A new person in post. Out: the posts of this place, the newest first, of which this is one."""
        post = _Post(place, role, self.day - timedelta(self._lasts()), None)
        if self.chance.random() < self.data["posts"]["ends"]:
            post.last = self.day + timedelta(self.chance.randrange(self.data["posts"]["longest_notice_days"]))
        self._new(post)
        return [post]

    def _before(self, chain: list[_Post]) -> None:
        """Who was there before: somebody new, or somebody whose other posts began later."""
        said = self.data["posts"]
        gap = self.chance.randrange(said["longest_gap_days"]) if self.chance.random() < said["gap"] else 0
        last = day_before(chain[-1].first) - timedelta(gap)
        post = _Post(chain[-1].place, Role.SENCO, last - timedelta(self._lasts()), last)
        chain.append(post)
        others = self._oldest[post.place.authority]
        one = others[self.chance.randrange(len(others))] if self.chance.random() < said["known_person"] else None
        if one and one[-1].first > last:
            one.append(post)
        else:
            self._new(post)

    def _new(self, post: _Post) -> None:
        person = [post]
        self.people.append(person)
        self._oldest[post.place.authority].append(person)

    def _lasts(self) -> int:
        said = self.data["posts"]
        return int(self.chance.triangular(said["shortest_days"], said["longest_days"], said["shortest_days"] * 4))

    # Rows

    def _write(self, first: int, people: Sequence[list[_Post]]) -> int:
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

    def _post(self, key: int, post: _Post) -> tuple[Any, ...]:
        said, chance = self.data["people"], self.chance
        head = chance.random() < said["head"] if chance.random() < said["head_known"] else None
        teaches = True if chance.random() < said["teaches_known"] else None
        reason = EndReason.MOVED.value if post.last else ""
        return (key, post.place.pk, post.role, post.first, post.last, reason, head, teaches, "")

    def _study(self, key: int, oldest: _Post, awards: list[tuple[Any, ...]], courses: list[tuple[Any, ...]]) -> None:
        """A course after the first post began, if any: under way today, left, or ended with an award."""
        said, chance = self.data["courses"], self.chance
        began = oldest.first + timedelta(chance.randrange(said["latest_days"]))
        accepted = self._accepted[oldest.place.setting_type]
        code = next((each.qualification for each in accepted if _takes(each, began)), "")
        if not code or began > self.day or chance.random() > said["begins"]:
            return
        over = began + timedelta(chance.randrange(said["shortest_days"], said["longest_days"]))
        outcome = over + timedelta(chance.randrange(said["outcome_days"]))
        taught = (key, self._codes[code], "")
        if outcome <= self.day and chance.random() > said["recorded_late"]:
            days = (began, over, outcome) if chance.random() < said["dates_known"] else (None, None, outcome)
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
