"""What is to come of a post, as far as it is recorded: the outcome of a course, and a course that is still to begin."""

from django.db.models import F, Q

from compliance.reports.asked import Terms
from qualifications.rules.standing import leads_to


def foreseen(terms: Terms) -> Q:
    """Whether an accepted qualification is held on the day, or the outcome of a course is to come by then.

    An outcome that was to come before today and is not recorded is not relied on.
    """
    held = Q(held_on__isnull=False, held_on__lte=terms.day)
    return held | Q(expected_on__isnull=False, expected_on__gte=terms.asked_on, expected_on__lte=terms.day)


def late(terms: Terms) -> Q:
    """Whether the post will be overdue, though courses end as expected: from ``overdue_on`` on."""
    never = Q(expected_on__isnull=True) | Q(expected_on__lt=terms.asked_on)
    return Q(overdue_on__isnull=False) & (never | Q(expected_on__gte=F("overdue_on")))


def enrolled(terms: Terms) -> Q:
    """Whether the outcome of an accepted course is awaited, begun or not."""
    return Q(expected_on__isnull=False)


def safe_over(terms: Terms) -> Q:
    """Whether no course is sure to end in time any more."""
    return ~_is_to_come(terms)


def course(code: str, terms: Terms) -> Q:
    """Whether a course begun on the latest safe start leads to a qualification; on the day, where that has passed."""
    now = [rule for rule, leads in courses_now(terms).items() if leads == code]
    return _is_to_come(terms) & Q(course=code) | safe_over(terms) & Q(rule__in=now)


def courses_now(terms: Terms) -> dict[str, str | None]:
    """What a course begun on the day leads to, by the code of the rule that asks for it."""
    return {rule.code: leads_to(terms.book.acceptance_sets[rule.accepts], terms.day) for rule in terms.book.rules}


def _is_to_come(terms: Terms) -> Q:
    return Q(latest_safe_start__isnull=False, latest_safe_start__gte=terms.day)
