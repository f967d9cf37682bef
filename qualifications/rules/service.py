"""How much earlier service counts, and whether it is more than the limit that lifts a duty.

Source in law of the present limit and of what counts: the sources of the book's ``service_limit``.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from qualifications.rules.book import Book, ServiceLimit
from qualifications.rules.dates import anniversary, day_after, day_before
from qualifications.rules.facts import Case, PreviousPost
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


class NotCounted(StrEnum):
    """Why nothing of a previous post counts."""

    KIND = "kind"
    ROLE = "role"
    LATER = "later"


class Days(NamedTuple):
    """How many days certainly count, and how many may; no ``most`` where that has no end. ``why_not``: of none."""

    least: int
    most: int | None
    why_not: NotCounted | None = None


_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31  # days

NO_SERVICE = Service(more=False, began_on=None, may_have_begun_on=None)
_NOTHING_KNOWN = Service(more=None, began_on=None, may_have_begun_on=date.min)


def count_service(case: Case, book: Book) -> Service:
    """The person's counted service before the post began.

    In: a case and a book. Posts count that are in a role and at a kind of setting that the book counts; a post whose
    kind, role, first or last day is not known may count. Days on or after the post's own first day never count.
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


def days_of(posts: Iterable[PreviousPost], before: date, book: Book) -> Days:
    """How many days of one previous post count before a day. In: it as one fact, or as what is certain and what may be.

    Nothing counts of it where the book leaves out its kind of setting or its role, however little its days are known.
    """
    counted = [_count(post, before, book) for post in posts]
    reasons = [each for each in counted if isinstance(each, NotCounted)]
    left_out = [each for each in reasons if each is not NotCounted.LATER]
    if left_out or len(reasons) == len(counted):
        return Days(0, 0, (left_out or reasons)[0])
    found = [each for each in counted if not isinstance(each, NotCounted)]
    return _days_between(*(_runs(sorted(spans)) for spans in _parted(found)))


def days_in_all(case: Case, book: Book) -> Days:
    """How many days of all previous posts count together, those that overlap as the book says."""
    if case.previous_posts is None:
        return Days(0, None)
    return _days_between(*(_added(spans, book) for spans in _spans(case, book)))


def _days_between(certain: list[Span], everything: list[Span]) -> Days:
    is_open = any(first == date.min for first, _ in everything)
    return Days(sum(map(_days, certain)), None if is_open else sum(map(_days, everything)))


def _spans(case: Case, book: Book) -> tuple[list[Span], list[Span]]:
    """What certainly counts, and all that may, of each previous post before the post: each in order."""
    counted = [_count(post, case.post.started_on, book) for post in case.previous_posts or ()]
    certain, everything = _parted([each for each in counted if not isinstance(each, NotCounted)])
    return sorted(certain), sorted(everything)


def _parted(counted: list[tuple[Span, bool]]) -> tuple[list[Span], list[Span]]:
    return [span for span, is_certain in counted if is_certain], [span for span, _ in counted]


def _count(post: PreviousPost, before: date, book: Book) -> tuple[Span, bool] | NotCounted:
    """The days of a previous post that may count before a day, and whether they certainly do; or why none does.

    A first day that is not known may be any.
    """
    role, kind, first, last = post.role, post.setting_type, post.started_on, post.ended_on
    if kind is not None and kind not in book.counting_types:
        return NotCounted.KIND
    if role is not None and role not in book.service_limit.roles:
        return NotCounted.ROLE
    last = day_before(before) if last is None or last >= before else last
    if not (first or date.min) <= last < before:
        return NotCounted.LATER
    return (first or date.min, last), bool(role and kind and first and not post.end_unknown)


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
    counted = _added(spans, book)
    return any(_outlasts(run, limit, leap_day) for run in runs) or (
        len(counted) > 1 and sum(_days(span) for span in counted) > limit.days
    )


def _added(spans: list[Span], book: Book) -> list[Span]:
    """Sorted spans as the book adds them up: a day in two of them twice, or once."""
    return spans if book.conventions.overlap is Overlap.TWICE else _runs(spans)


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
