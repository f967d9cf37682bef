"""Where the only SENCo of a setting is about to leave: who follows and when, and whether an assistant stays."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.db.models import Case, DateField, Exists, ExpressionWrapper, OuterRef, Q, Subquery, Value, When

from compliance.enums import Succession
from compliance.reports.asked import Terms, within
from practitioners.models import Leadership, Standing
from qualifications.enums import Role

LEAVES_WITHIN = 90  # days


def succession(values: tuple[str, ...], terms: Terms) -> Q:
    """Posts of SENCos whose last day is the day or one of the next, and after whom nobody leads on the day after.

    Of two who leave on one day both are found; of two who leave one after the other, the last; who goes with the school
    to another number first, from then on. A setting that closes by that day needs nobody.
    """
    # What is not known is said first: then a database asks no further.
    leaves = Q(role=Role.SENCO) & Q(leaves_on__isnull=False) & Q(leaves_on__gte=terms.day)
    leaves &= Q(leaves_on__lte=within(LEAVES_WITHIN, terms))
    found = Q(pk__in=[])
    for value in values:
        found |= _STAYS[value](terms)
    return leaves & Q(_ends(terms)) & found


def successors(terms: Terms) -> dict[str, Case]:
    """Of a post with a last day, the SENCo of its setting after it: since when they are, and their name.

    The first one of those who lead on any later day; one who leads already was there before.
    """
    led = Standing.objects.filter(book=terms.row, setting=OuterRef("setting"), role=Role.SENCO)
    later = led.filter(last_day__gt=OuterRef("leaves_on")).exclude(assessment=OuterRef("assessment"))
    first = later.order_by("since_on", "first_day", "pk")
    ends = Q(role=Role.SENCO, leaves_on__isnull=False)
    return {
        name: Case(When(ends, then=Subquery(first.values(path)[:1])), default=Value(None))
        for name, path in (("next_since", "since_on"), ("next_name", "assessment__appointment__practitioner__name"))
    }


def _ends(terms: Terms) -> Exists:
    """Whether the days on which the setting has a SENCo end on the last day of a post."""
    led = Leadership.objects.filter(book=terms.row, setting=OuterRef("setting"), last_day=OuterRef("leaves_on"))
    return Exists(led.filter(state=Leadership.State.LED))


def _assistant_stays(terms: Terms) -> Q:
    """Whether an assistant is recorded at the setting on the day after the last day of a post."""
    after = ExpressionWrapper(OuterRef("leaves_on") + timedelta(days=1), output_field=DateField())
    there = Standing.objects.filter(book=terms.row, setting=OuterRef("setting"), role=Role.ASSISTANT_SENCO)
    return Q(Exists(there.filter(first_day__lte=after, last_day__gte=after)))


def _follows_later(terms: Terms) -> Q:
    """Whether somebody is recorded to be SENCo of the setting on any day after the last day of a post."""
    led = Leadership.objects.filter(book=terms.row, setting=OuterRef("setting"), first_day__gt=OuterRef("leaves_on"))
    return Q(Exists(led.filter(state=Leadership.State.LED)))


_STAYS: Mapping[str, Callable[[Terms], Q]] = {
    Succession.NOBODY: lambda terms: ~_follows_later(terms) & ~_assistant_stays(terms),
    Succession.ASSISTANT: lambda terms: ~_follows_later(terms) & _assistant_stays(terms),
    Succession.LATER: _follows_later,
}
