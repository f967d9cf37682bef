"""Where the only SENCo of a setting is about to leave: whether anybody follows, and whether an assistant stays."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q

from compliance.enums import Succession
from compliance.reports.asked import Terms, within
from practitioners.models import Standing
from qualifications.enums import Role

LEAVES_WITHIN = 90  # days
_POST = "assessment__appointment"
_LAST = f"{_POST}__ended_on"


def succession(values: tuple[str, ...], terms: Terms) -> Q:
    """Posts of SENCos whose last day is the day or one of the next, and after whom nobody leads on the day after.

    Of two who leave on one day both are found; of two who leave one after the other, the last. A setting that closes
    by that day needs nobody.
    """
    leaves = Q(**{"role": Role.SENCO, f"{_LAST}__gte": terms.day, f"{_LAST}__lte": within(LEAVES_WITHIN, terms)})
    closed_on = f"{_POST}__setting__closed_on"
    closes = Q(**{f"{closed_on}__isnull": False, f"{closed_on}__lte": F(_LAST)})
    found = Q(pk__in=[])
    for value in values:
        found |= _STAYS[value](terms)
    return leaves & ~closes & ~Q(_on_the_day_after(Role.SENCO, terms)) & found


def _on_the_day_after(role: Role, terms: Terms) -> Exists:
    """Whether somebody is recorded at the setting in a role on the day after the last day of a post."""
    after = ExpressionWrapper(OuterRef(_LAST) + timedelta(days=1), output_field=DateField())
    there = Standing.objects.filter(book=terms.row, setting=OuterRef(f"{_POST}__setting"), role=role)
    return Exists(there.filter(first_day__lte=after, last_day__gte=after))


_STAYS: Mapping[str, Callable[[Terms], Q]] = {
    Succession.NOBODY: lambda terms: ~Q(_on_the_day_after(Role.ASSISTANT_SENCO, terms)),
    Succession.ASSISTANT: lambda terms: Q(_on_the_day_after(Role.ASSISTANT_SENCO, terms)),
}
