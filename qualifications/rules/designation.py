"""May this person be the SENCo at all? Apart from the qualification: one can fail while the other is met."""

from enum import StrEnum
from typing import NamedTuple

from qualifications.rules.book import Alternative, Book, DesignationTest
from qualifications.rules.facts import Case, in_order


class Result(StrEnum):
    OK = "ok"
    NOT_OK = "not_ok"
    UNKNOWN = "unknown"
    NOT_TESTED = "not_tested"


class Designation(NamedTuple):
    """The result, whether a person should check it, and the facts that are not known and would decide it."""

    result: Result
    needs_review: bool = False
    missing: frozenset[str] = frozenset()


NOT_TESTED = Designation(Result.NOT_TESTED)


def fact_of(case: Case, name: str) -> object:
    """The value of a fact that a designation test names. Raises AttributeError where there is no such fact."""
    return getattr(case.person if hasattr(case.person, name) else case.post, name)


def passes(case: Case, test: DesignationTest) -> bool | None:
    """Whether the case has a value that the test accepts; ``None`` where it is not known."""
    value = fact_of(case, test.fact)
    return None if value is None else as_text(value) in test.accepted


def as_text(value: object) -> str:
    """A fact's value as books write it: yes and no are ``true`` and ``false``."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def designate(case: Case, book: Book) -> Designation:
    """Tests the alternatives of the book: one passed is enough. Results are remembered for each set of facts."""
    facts = book.designation_facts(case)
    found = book.designations.get(facts)
    if found is None:
        found = book.designations[facts] = _designate(case, book)
    return found


def _designate(case: Case, book: Book) -> Designation:
    results = [_weigh(case, alternative) for alternative in book.designation]
    for result in (Result.OK, Result.UNKNOWN):
        reached = [found for found in results if found.result is result]
        if reached:
            missing = frozenset().union(*(found.missing for found in reached))
            return Designation(result, missing=missing)
    return Designation(Result.NOT_OK, needs_review=any(found.needs_review for found in results))


def _weigh(case: Case, alternative: Alternative) -> Designation:
    outcomes = [(test, passes(case, test)) for test in alternative.tests]
    failed = [test for test, passed in outcomes if passed is False]
    if failed:
        return Designation(Result.NOT_OK, needs_review=all(test.needs_review for test in failed))
    missing = frozenset(test.fact for test, passed in outcomes if passed is None)
    return Designation(Result.UNKNOWN, missing=missing) if missing else Designation(Result.OK)


def missing_in_order(designation: Designation) -> tuple[str, ...]:
    """The facts that would decide the designation, in the order in which answers name them."""
    return in_order(designation.missing)
