"""Which rule governs which posts, proved by intervals: every day of every kind of post, not a sample of them.

A post's earlier service matters to rules in two ways only: whether it is more than the limit, and by when it began. So
the histories that a rule can tell apart are few, and for each of them the rules cut the line of days into stretches.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Book, Rule
from qualifications.rules.dates import anniversary, day_after, day_before
from qualifications.rules.plan import Plan, plans_for


class History(NamedTuple):
    """Earlier service as rules see it: more than the limit or not, and between which days it began, if it did.

    ``possible_from``: the first day on which a post can follow it.
    """

    more: bool
    began_from: date | None
    began_until: date | None
    possible_from: date = date.min

    def fits(self, plan: Plan) -> bool:
        """Whether a rule's conditions on service hold for every service of this kind."""
        if plan.wants_more is not None and plan.wants_more is not self.more:
            return False
        return plan.begun_until is None or (self.began_until is not None and self.began_until <= plan.begun_until)


class Stretch(NamedTuple):
    """Days, both inclusive, on which a post with such a history can begin, and the rule that governs it, if any."""

    first: date
    last: date
    history: History
    rule: Rule | None


def coverage(book: Book, setting_type: str, role: str) -> list[Stretch]:
    """The stretches of every history, in order of days: without gap or overlap from the first day to the last."""
    plans = plans_for(book, setting_type, role)
    return [stretch for history in histories(book) for stretch in _stretches(plans, history)]


def histories(book: Book) -> Iterator[History]:
    """Every history that the book's rules can tell apart."""
    yield History(False, None, None)
    cuts = sorted({rule.service_begun_until for rule in book.rules if rule.service_begun_until})
    starts = [date.min, *(day_after(cut) for cut in cuts)]
    for began_from, began_until in zip(starts, [*cuts, date.max], strict=True):
        yield History(False, began_from, began_until, day_after(began_from))
        enough = anniversary(began_from, book.service_limit.months, book.conventions.leap_day)
        yield History(True, began_from, began_until, day_after(enough))


def _stretches(plans: tuple[Plan, ...], history: History) -> Iterator[Stretch]:
    fitting = [plan for plan in plans if history.fits(plan)]
    edges = {plan.first_day for plan in fitting} | {day_after(plan.last_day) for plan in fitting}
    cuts = sorted({history.possible_from} | {edge for edge in edges if edge > history.possible_from})
    ends = [*(day_before(cut) for cut in cuts[1:]), date.max]
    for start, end in zip(cuts, ends, strict=True):
        yield Stretch(start, end, history, governing(plans, history, start))


def governing(plans: tuple[Plan, ...], history: History, day: date) -> Rule | None:
    """The rule that governs posts with such a history that begin on a day."""
    fitting = (plan for plan in plans if plan.first_day <= day <= plan.last_day and history.fits(plan))
    return next((plan.rule for plan in fitting), None)
