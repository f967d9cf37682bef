"""What is to come of a post, as far as it is recorded: the outcome of a course, and a course that is still to begin."""

from collections.abc import Iterator

from django.db.models import Q

from compliance.reports.asked import Terms
from qualifications.rules.book import Acceptance

_HELD, _SAFE_START, _RULE = "held_on", "latest_safe_start", "rule"


def foreseen(terms: Terms) -> Q:
    """Whether an accepted qualification is held on the day, or the outcome of a course was to come by then."""
    held = Q(**{f"{_HELD}__isnull": False, f"{_HELD}__lte": terms.day})
    return held | Q(expected_on__isnull=False, expected_on__lte=terms.day)


def enrolled(terms: Terms) -> Q:
    """Whether the outcome of an accepted course is awaited, begun or not."""
    return Q(expected_on__isnull=False)


def safe_over(terms: Terms) -> Q:
    """Whether no course is sure to end in time any more."""
    return ~_is_to_come(terms)


def course(code: str, terms: Terms) -> Q:
    """Whether a course begun on the latest safe start leads to a qualification; on the day, where that has passed.

    As the rules have it of somebody who holds nothing: the first that their rule accepts of those that can begin then.
    """
    found = Q(pk__in=[])
    for name, taken in terms.book.acceptance_sets.items():
        rules = [rule.code for rule in terms.book.rules if rule.accepts == name]
        now = next((each.qualification for each in taken if each.takes_course_begun(terms.day)), None)
        begins = Q(pk__in=[])
        for condition in _first_of(code, taken):
            begins |= condition
        then = _is_to_come(terms) & begins
        found |= Q(**{f"{_RULE}__in": rules}) & (then | safe_over(terms) if now == code else then)
    return found


def _first_of(code: str, taken: tuple[Acceptance, ...]) -> Iterator[Q]:
    """Latest safe starts on which an acceptance of the code is the first that is open."""
    before = Q(pk__in=[])
    for each in taken:
        is_open = Q(**{f"{_SAFE_START}__gte": each.opens, f"{_SAFE_START}__lt": each.closes})
        if each.qualification == code:
            yield is_open & ~before
        before |= is_open


def _is_to_come(terms: Terms) -> Q:
    return Q(**{f"{_SAFE_START}__isnull": False, f"{_SAFE_START}__gte": terms.day})
