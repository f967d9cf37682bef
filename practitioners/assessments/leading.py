"""Keeps by day whether settings have a SENCo, after the standings there became others."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter

from practitioners.models import Leadership, Standing
from qualifications.enums import Role
from qualifications.models import RuleBook
from qualifications.rules.dates import day_after, day_before
from senco_portal.lib import bulk

_SAID = ("setting_id", "authority_id", "state", "first_day", "last_day", "last_held_on")
_LED, _VACANT, _COMING = Leadership.State.LED.value, Leadership.State.VACANT.value, Leadership.State.COMING.value
# A state, its first and last day, and the last day before on which somebody was SENCo.
Row = tuple[str, date, date, date | None]


def mark(settings: Collection[int], row: RuleBook) -> None:
    """Keeps these settings' days as the standings by a book say, in the transaction of the caller.

    What is kept already stays: where one post of several becomes another, most days are as they were.
    """
    kept = Leadership.objects.filter(book=row, setting__in=settings)
    old = {tuple(said): key for key, *said in kept.values_list("pk", *_SAID)}
    led = Standing.objects.filter(book=row, setting__in=settings, role=Role.SENCO).order_by("setting", "first_day")
    spans = led.values_list("setting_id", "setting__authority_id", "first_day", "last_day")
    by_setting = groupby(spans, itemgetter(0, 1))
    days = ((whose, states([(first, last) for *_, first, last in group])) for whose, group in by_setting)
    fresh = [(*whose, *each) for whose, found in days for each in found]
    Leadership.objects.filter(pk__in=[old[gone] for gone in old.keys() - fresh]).delete()
    bulk.insert(Leadership, ("book_id", *_SAID), [(row.pk, *each) for each in fresh if each not in old])


def states(spans: list[tuple[date, date]]) -> list[Row]:
    """In: days on which somebody is SENCo, by their first. Out: every day there is with its state; of none, nothing."""
    led = list(_joined(spans))
    return sorted([*((_LED, *each, None) for each in led), *_between(led)], key=itemgetter(1))


def _joined(spans: list[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """Spans that overlap or follow each other at once as one."""
    begins, ends = spans[0]
    for first, last in spans[1:]:
        if first > day_after(ends):
            yield begins, ends
            begins, ends = first, last
        else:
            ends = max(ends, last)
    yield begins, ends


def _between(led: list[tuple[date, date]]) -> Iterator[Row]:
    if led[0][0] > date.min:
        yield _COMING, date.min, day_before(led[0][0]), None
    for (_, ended), (begins, _) in pairwise(led):
        yield _VACANT, day_after(ended), day_before(begins), ended
    if led[-1][1] < date.max:
        yield _VACANT, day_after(led[-1][1]), date.max, led[-1][1]
