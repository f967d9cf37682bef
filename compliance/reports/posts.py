"""Posts on a day: the spans that hold it."""

from collections.abc import Callable, Mapping

from django.db.models import Q, QuerySet

from compliance.reports import coming
from compliance.reports.areas import Area, in_regions
from compliance.reports.asked import Asked, Terms
from compliance.reports.contradictions import closed, contradiction
from compliance.reports.grouping import in_groups, said_or_none
from compliance.reports.succession import succession
from practitioners.models import Standing

Values = tuple[str, ...]
Condition = Callable[[Values, Terms], Q]


def posts_on(area: Area, terms: Terms) -> "QuerySet[Standing]":
    """One row for each post that is held on the day, at the setting where it was held that day."""
    spans = Standing.objects.filter(area.condition(), book=terms.row)
    return spans.filter(first_day__lte=terms.day, last_day__gte=terms.day)


def post_condition(asked: Asked, terms: Terms) -> Q:
    """What a question asks of posts, for rows of ``posts_on``. Raises KeyError on a parameter that is none."""
    found = Q()
    for name, values in asked.items():
        found &= _CONDITIONS[name](values, terms)
    return found


def _any_of(path: str) -> Condition:
    return lambda values, terms: Q(**{f"{path}__in": values})


def _day(path: str) -> Condition:
    return lambda values, terms: Q(**{path: values[0]})


def _each(condition: Callable[[str, Terms], Q]) -> Condition:
    """Any of the values, by a condition of one."""

    def asks(values: Values, terms: Terms) -> Q:
        found = Q(pk__in=[])
        for value in values:
            found |= condition(value, terms)
        return found

    return asks


def _whether(condition: Callable[[Terms], Q]) -> Condition:
    """Yes or no; both ask nothing."""

    def asks(values: Values, terms: Terms) -> Q:
        said = set(values) & {"yes", "no"}
        if len(said) != 1:
            return Q() if said else Q(pk__in=[])
        return condition(terms) if "yes" in said else ~condition(terms)

    return asks


def _duty(values: Values, terms: Terms) -> Q:
    return Q(setting_type__in=terms.kinds(values))


def _holds(terms: Terms) -> Q:
    """Whether the accepted qualification is held on the day, whatever the status."""
    return Q(held_on__isnull=False, held_on__lte=terms.day)


def _chase(terms: Terms) -> Q:
    """Whether the outcome of a course is overdue, of who holds nothing accepted yet."""
    return Q(~_holds(terms), awaits_outcome=True)


def _text(values: Values, terms: Terms) -> Q:
    """Every word in the person's name, or in that of the setting, or the setting's number."""
    found = Q()
    for word in values[0].split():
        name = Q(assessment__appointment__practitioner__name__icontains=word)
        found &= name | Q(setting__name__icontains=word) | Q(setting__urn__iexact=word)
    return found


_CONDITIONS: Mapping[str, Condition] = {
    "status": _any_of("status"),
    "duty": _duty,
    "setting_type": _any_of("setting_type"),
    "region": lambda values, terms: in_regions(values),
    "requirement": _any_of("assessment__requirement"),
    "role": _any_of("role"),
    "designation": _any_of("designation"),
    "qualification": _any_of("assessment__required_qualification"),
    "phase": lambda values, terms: said_or_none("setting__phase", values),
    "trust": lambda values, terms: said_or_none("setting__trust", values),
    "group": lambda values, terms: in_groups("setting", values),
    "holds": _whether(_holds),
    "review": _whether(lambda terms: Q(needs_review=True)),
    "chase": _whether(_chase),
    "closed": _whether(closed),
    "succession": succession,
    "contradiction": contradiction,
    "deadline_from": _day("deadline__gte"),
    "deadline_to": _day("deadline__lte"),
    "safe_from": _day("latest_safe_start__gte"),
    "safe_to": _day("latest_safe_start__lte"),
    "safe_over": _whether(coming.safe_over),
    "late_from": _day("late_on__gte"),
    "late_to": _day("late_on__lte"),
    "foreseen": _whether(coming.foreseen),
    "enrolled": _whether(coming.enrolled),
    "course": _each(coming.course),
    "started_from": _day("assessment__appointment__started_on__gte"),
    "started_to": _day("assessment__appointment__started_on__lte"),
    "q": _text,
}
POST_PARAMETERS = frozenset(_CONDITIONS)
