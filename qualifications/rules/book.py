"""A rule book: one whole statement of the law, as frozen values. Its words for people are data too.

Hashes take in only what tells most values apart, so that what is remembered by value is found at once. Days are
inclusive where a name ends in ``_from`` or ``_until`` and exclusive where it ends in ``_before``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from qualifications.rules.facts import Case, Person
from qualifications.rules.terms import Conventions, Expectation, Requirement, ServiceTest

if TYPE_CHECKING:
    from qualifications.rules.designation import Designation
    from qualifications.rules.plan import Timeline

Value = str | int | bool | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is said: the text's name, the provision in it, a web address."""

    name: str
    provision: str
    url: str

    def __hash__(self) -> int:
        return hash((self.provision, self.url))


@dataclass(frozen=True, slots=True)
class ServiceLimit:
    """How much earlier service lifts a duty: more than ``months`` in one run, or more than ``days`` in several."""

    months: int
    days: int
    roles: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SettingTerms:
    """What the book says of one setting type: whether service there counts, and whether it should have a SENCo."""

    setting_type: str
    counts_as_service: bool
    should_have_senco: Expectation
    sources: tuple[Source, ...]

    def __hash__(self) -> int:
        return hash(self.setting_type)


@dataclass(frozen=True, slots=True)
class DesignationTest:
    """One fact that must have one of these values; failing it alone may be a matter for a person to check."""

    fact: str
    accepted: tuple[str, ...]
    words: str
    needs_review: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a person may be the SENCo at all: every test of it must be passed."""

    name: str
    tests: tuple[DesignationTest, ...]

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True)
class Acceptance:
    """A qualification that a set takes, by when its course began and was completed.

    ``first_course_on`` is the day of the first course ever, before which none can have begun. ``longest_months`` is
    the longest usual time from a course's start to its outcome; ``longest_is_assumed`` says that nobody published it.
    """

    set: str
    qualification: str
    longest_months: int
    longest_is_assumed: bool = False
    begun_from: date | None = None
    begun_before: date | None = None
    completed_before: date | None = None
    first_course_on: date | None = None
    words: str = ""
    sources: tuple[Source, ...] = ()

    def __hash__(self) -> int:
        return hash((self.set, self.qualification))

    @cached_property
    def opens(self) -> date:
        """The first day on which an accepted course can begin."""
        return max(self.begun_from or date.min, self.first_course_on or date.min)

    def takes_course_begun(self, day: date) -> bool:
        """Whether a course that began on a day is accepted, as far as its start goes."""
        return (self.begun_from is None or day >= self.begun_from) and day < self.closes

    @cached_property
    def closes(self) -> date:
        """The day before which an accepted course must begin."""
        return self.begun_before or date.max

    @cached_property
    def ends(self) -> date:
        """The day before which an accepted course must be completed."""
        return self.completed_before or date.max


@dataclass(frozen=True)
class Rule:
    """For which posts it holds, what follows, and why. Empty ``roles`` means any role."""

    code: str
    setting_types: tuple[str, ...]
    words: str
    requirement: Requirement
    roles: tuple[str, ...] = ()
    started_from: date | None = None
    started_until: date | None = None
    service: ServiceTest = ServiceTest.ANY
    service_begun_until: date | None = None
    exemption: str | None = None
    qualification: str | None = None
    months: int | None = None
    tests_designation: bool = False
    accepts: str | None = None
    needs_review: bool = False
    review_reason: str = ""
    sources: tuple[Source, ...] = ()

    def __hash__(self) -> int:
        return hash(self.code)

    def holds_for(self, setting_type: str, role: str) -> bool:
        """Whether a post of this kind and role can be governed by the rule, on some day and with some history."""
        return setting_type in self.setting_types and (not self.roles or role in self.roles)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one rule, and the value it has under another reading."""

    rule: str
    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class Reading:
    """Another lawful reading of the text: rules dropped or changed, conventions or the limit in days changed."""

    code: str
    note: str
    drops: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    conventions: tuple[tuple[str, str], ...] = ()
    service_days: int | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Book:
    """A whole statement of the law. ``notes`` says in words what the book leaves out."""

    name: str
    in_force_from: date
    notes: str
    conventions: Conventions
    service_limit: ServiceLimit
    setting_terms: tuple[SettingTerms, ...]
    designation: tuple[Alternative, ...]
    acceptances: tuple[Acceptance, ...]
    rules: tuple[Rule, ...]
    readings: tuple[Reading, ...] = ()

    @cached_property
    def acceptance_sets(self) -> Mapping[str | None, tuple[Acceptance, ...]]:
        """The acceptances of each named set, in the book's order; ``None`` names the empty set."""
        names = {acceptance.set for acceptance in self.acceptances}
        return {None: ()} | {name: tuple(a for a in self.acceptances if a.set == name) for name in names}

    @cached_property
    def counting_types(self) -> frozenset[str]:
        """The setting types where service counts towards the limit."""
        return frozenset(terms.setting_type for terms in self.setting_terms if terms.counts_as_service)

    @cached_property
    def terms_by_type(self) -> Mapping[str, SettingTerms]:
        return {terms.setting_type: terms for terms in self.setting_terms}

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Every role that the book names, in alphabetical order."""
        return tuple(sorted({role for rule in self.rules for role in rule.roles} | set(self.service_limit.roles)))

    @cached_property
    def timelines(self) -> dict[tuple[str, str], "Timeline"]:
        """The rules made ready for the kinds of post met so far (see plan.py)."""
        return {}

    @cached_property
    def designation_facts(self) -> Callable[[Case], object]:
        """A function from a case to the facts that decide its designation."""
        facts = sorted({test.fact for alternative in self.designation for test in alternative.tests})
        of_person = Person.__dataclass_fields__
        return attrgetter(*(f"{'person' if fact in of_person else 'post'}.{fact}" for fact in facts or ["role"]))

    @cached_property
    def designations(self) -> dict[object, "Designation"]:
        """What the designation alternatives say of the combinations of facts met so far (see designation.py)."""
        return {}

    @cached_property
    def deciding_facts(self) -> dict[object, frozenset[str]]:
        """Which of some open facts can change the designation, as met so far (see relevance.py)."""
        return {}

    @cached_property
    def other_books(self) -> tuple[tuple[Reading, "Book"], ...]:
        """Each reading with the whole book as that reading has it. Raises ValueError on a reading that cannot be."""
        return tuple((reading, self.under(reading)) for reading in self.readings)

    def under(self, reading: Reading) -> "Book":
        """The book as another reading has it. Raises ValueError where the reading names what is not there."""
        codes = {rule.code for rule in self.rules}
        if strangers := {*reading.drops, *(change.rule for change in reading.changes)} - codes:
            raise ValueError(f"Reading {reading.code} names rules that are not in the book: {sorted(strangers)}")
        rules = tuple(_changed(rule, reading.changes) for rule in self.rules if rule.code not in reading.drops)
        conventions = self.conventions.with_changes(dict(reading.conventions))
        limit = replace(self.service_limit, days=reading.service_days or self.service_limit.days)
        return replace(self, rules=rules, conventions=conventions, service_limit=limit, readings=())


def _changed(rule: Rule, changes: tuple[Change, ...]) -> Rule:
    mine = {change.field: change.value for change in changes if change.rule == rule.code}
    return replace(rule, **mine) if mine else rule  # type: ignore[arg-type]  # check.py proves the fields
