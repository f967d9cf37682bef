"""How much earlier service counts, and whether it is more than the limit that lifts a duty.

Source in law of the present limit and of what counts: the sources of the book's ``service_limit``.
"""

from datetime import date
from typing import NamedTuple

from qualifications.rules.book import Book, ServiceLimit
from qualifications.rules.dates import add_months, day_after, day_before
from qualifications.rules.facts import Case, PreviousPost
from qualifications.rules.terms import LeapDay, Overlap


class Span(NamedTuple):
    """From the first day to the last, both inclusive."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


class Service(NamedTuple):
    """Counted service before a post.

    ``more``: whether it is more than the limit; ``None`` where a fact that is not known decides that.
    ``began_on``: the first day of it that is certain. ``may_have_begun_on``: the first day on which it may have begun,
    which differs only where a fact is not known. Both ``None`` where there is none.
    """

    more: bool | None
    began_on: date | None
    may_have_begun_on: date | None


NO_SERVICE = Service(more=False, began_on=None, may_have_begun_on=None)
_NOTHING_KNOWN = Service(more=None, began_on=None, may_have_begun_on=date.min)


def count_service(case: Case, book: Book) -> Service:
    """The person's counted service before the post began.

    In: a case and a book. Posts count that are in a role and at a kind of setting that the book counts; a post whose
    kind, role or first day is not known may count. Days on or after the post's own first day never count.
    """
    if not case.previous_posts:
        return _NOTHING_KNOWN if case.previous_posts is None else NO_SERVICE
    possible = [post for post in case.previous_posts if _may_count(post, book)]
    if not possible:
        return NO_SERVICE
    certain = _spans([post for post in possible if _counts(post)], case.post.started_on)
    more: bool | None = _is_more(certain, book)
    if len(certain) == len(possible):
        began_on = certain[0].first
        return Service(more, began_on, began_on)
    everything = _spans(possible, case.post.started_on)
    if not more and _is_more(everything, book):
        more = None
    return Service(more, _first(certain), _first(everything))


def counted_spans(case: Case, book: Book) -> list[Span]:
    """The unbroken runs of service that certainly count, in order."""
    posts = [post for post in case.previous_posts or () if _may_count(post, book) and _counts(post)]
    return _runs(_spans(posts, case.post.started_on))


def _may_count(post: PreviousPost, book: Book) -> bool:
    return (post.role is None or post.role in book.service_limit.roles) and (
        post.setting_type is None or post.setting_type in book.counting_types
    )


def _counts(post: PreviousPost) -> bool:
    return post.role is not None and post.setting_type is not None and post.started_on is not None


def _spans(posts: list[PreviousPost], before: date) -> list[Span]:
    """What of each post lies before a day, in order; a first day that is not known may be any."""
    eve = day_before(before)
    spans = []
    for post in posts:
        first = post.started_on or date.min
        last = eve if post.ended_on is None or post.ended_on > eve else post.ended_on
        if first <= last < before:
            spans.append(Span(first, last))
    return sorted(spans) if len(spans) > 1 else spans


def _first(spans: list[Span]) -> date | None:
    return spans[0].first if spans else None


def _runs(spans: list[Span]) -> list[Span]:
    """Sorted spans, those that touch or overlap made one."""
    runs: list[Span] = []
    for span in spans:
        if runs and span.first <= day_after(runs[-1].last):
            runs[-1] = Span(runs[-1].first, max(runs[-1].last, span.last))
        else:
            runs.append(span)
    return runs


def _is_more(spans: list[Span], book: Book) -> bool:
    """Whether one run is longer than the limit's months, or several together than its days."""
    limit, leap_day = book.service_limit, book.conventions.leap_day
    if len(spans) < 2:
        return bool(spans) and _outlasts(spans[0], limit, leap_day)
    runs = _runs(spans)
    counted = spans if book.conventions.overlap is Overlap.TWICE else runs
    return any(_outlasts(run, limit, leap_day) for run in runs) or (
        len(counted) > 1 and sum(span.days for span in counted) > limit.days
    )


def _outlasts(run: Span, limit: ServiceLimit, leap_day: LeapDay) -> bool:
    return day_after(run.last) > add_months(run.first, limit.months, leap_day)
