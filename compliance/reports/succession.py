"""Where the only SENCo of a setting is about to leave: whether anybody follows, and whether an assistant stays."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.db.models import DateField, Exists, ExpressionWrapper, OuterRef, Q

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


def _ends(terms: Terms) -> Exists:
    """Whether the days on which the setting has a SENCo end on the last day of a post."""
    led = Leadership.objects.filter(book=terms.row, setting=OuterRef("setting"), last_day=OuterRef("leaves_on"))
    return Exists(led.filter(state=Leadership.State.LED))


def _assistant_stays(terms: Terms) -> Q:
    """Whether an assistant is recorded at the setting on the day after the last day of a post."""
    after = ExpressionWrapper(OuterRef("leaves_on") + timedelta(days=1), output_field=DateField())
    there = Standing.objects.filter(book=terms.row, setting=OuterRef("setting"), role=Role.ASSISTANT_SENCO)
    return Q(Exists(there.filter(first_day__lte=after, last_day__gte=after)))


_STAYS: Mapping[str, Callable[[Terms], Q]] = {
    Succession.NOBODY: lambda terms: ~_assistant_stays(terms),
    Succession.ASSISTANT: _assistant_stays,
}
