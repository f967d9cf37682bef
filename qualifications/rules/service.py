"""How much earlier service counts, and whether it is more than the limit that lifts a duty.

Source in law of the present limit and of what counts: the sources of the book's ``service_limit``.
"""

from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Book, ServiceLimit
from qualifications.rules.dates import anniversary, day_after, day_before
from qualifications.rules.facts import Case
from qualifications.rules.terms import LeapDay, Overlap

# From the first day to the last, both inclusive.
Span = tuple[date, date]


class Service(NamedTuple):
    """Counted service before a post.

    ``more``: whether it is more than the limit; ``None`` where a fact that is not known decides that.
    ``began_on``: the first day of it that is certain. ``may_have_begun_on``: the first day on which it may have begun,
    which differs only where a fact is not known. Both ``None`` where there is none.
    """

    more: bool | None
    began_on: date | None
    may_have_begun_on: date | None


_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31  # days

NO_SERVICE = Service(more=False, began_on=None, may_have_begun_on=None)
_NOTHING_KNOWN = Service(more=None, began_on=None, may_have_begun_on=date.min)


def count_service(case: Case, book: Book) -> Service:
    """The person's counted service before the post began.

    In: a case and a book. Posts count that are in a role and at a kind of setting that the book counts; a post whose
    kind, role or first day is not known may count. Days on or after the post's own first day never count.
    """
    if not case.previous_posts:
        return _NOTHING_KNOWN if case.previous_posts is None else NO_SERVICE
    certain, everything = _spans(case, book)
    if not everything:
        return NO_SERVICE
    more: bool | None = _is_more(certain, book)
    if len(certain) == len(everything):
        return Service(more, certain[0][0], certain[0][0])
    if not more and _is_more(everything, book):
        more = None
    return Service(more, certain[0][0] if certain else None, everything[0][0])


def counted_spans(case: Case, book: Book) -> list[Span]:
    """The unbroken runs of service that certainly count, in order."""
    return _runs(_spans(case, book)[0])


def _spans(case: Case, book: Book) -> tuple[list[Span], list[Span]]:
    """What certainly counts, and all that may, of each previous post before the post: each in order.

    A first day that is not known may be any.
    """
    roles, kinds = book.service_limit.roles, book.counting_types
    before = case.post.started_on
    certain, everything = [], []
    for post in case.previous_posts or ():
        role, kind, first = post.role, post.setting_type, post.started_on
        if (role is None or role in roles) and (kind is None or kind in kinds):
            last = post.ended_on
            last = day_before(before) if last is None or last >= before else last
            span = (first or date.min, last)
            if span[0] <= last < before:
                everything.append(span)
                if role and kind and first:
                    certain.append(span)
    return sorted(certain), sorted(everything)


def _runs(spans: list[Span]) -> list[Span]:
    """Sorted spans, those that touch or overlap made one."""
    runs: list[Span] = []
    for first, last in spans:
        if runs and first <= day_after(runs[-1][1]):
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return runs


def _is_more(spans: list[Span], book: Book) -> bool:
    """Whether one run is longer than the limit's months, or several together than its days."""
    limit, leap_day = book.service_limit, book.conventions.leap_day
    if len(spans) < 2:
        return bool(spans) and _outlasts(spans[0], limit, leap_day)
    runs = _runs(spans)
    counted = spans if book.conventions.overlap is Overlap.TWICE else runs
    return any(_outlasts(run, limit, leap_day) for run in runs) or (
        len(counted) > 1 and sum(_days(span) for span in counted) > limit.days
    )


def _days(span: Span) -> int:
    return (span[1] - span[0]).days + 1


def _outlasts(run: Span, limit: ServiceLimit, leap_day: LeapDay) -> bool:
    """Whether the day after a run is later than its first day plus the limit's months; at once where that is plain."""
    days = _days(run)
    if days <= limit.months * _SHORTEST_MONTH:
        return False
    if days > limit.months * _LONGEST_MONTH:
        return True
    return day_after(run[1]) > anniversary(run[0], limit.months, leap_day)
