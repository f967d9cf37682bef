"""Posts on a day: the spans that hold it, and where it is asked, those that are to begin."""

from collections.abc import Callable, Mapping

from django.db.models import Q, QuerySet

from compliance.reports import coming
from compliance.reports.areas import Area, in_regions
from compliance.reports.asked import YEAR, Asked, Terms
from compliance.reports.contradictions import contradiction
from compliance.reports.figures import Columns
from compliance.reports.finding import numbered, person, said_of
from compliance.reports.grouping import in_groups, said_or_none
from compliance.reports.noted import NOT_NOTED, not_noted_since
from compliance.reports.succession import succession
from practitioners.models import Standing
from qualifications.rules.dates import add_months

AHEAD = 2  # years
# Whether a post is held on the day, or recorded to begin after it.
NOW, COMING = "now", "coming"
# Questions that may be about settings that are not open.
_OTHERS = frozenset({"open", "contradiction"})
Values = tuple[str, ...]
Condition = Callable[[Values, Terms], Q]


def posts_on(area: Area, terms: Terms) -> "QuerySet[Standing]":
    """One row for each post that is held on the day, at the setting where it was held that day."""
    return _spans(area, terms).filter(_now(terms))


def posts_until(area: Area, terms: Terms) -> "QuerySet[Standing]":
    """The same, and one for each post that is recorded to begin within AHEAD years, as it stands on its first day."""
    # Said of both, for the database to pass by what is over.
    rows = _spans(area, terms).filter(last_day__gte=terms.day)
    return rows.filter(_now(terms) | _coming(terms))


def posts_asked(area: Area, asked: Asked, terms: Terms) -> "QuerySet[Standing]":
    """The posts that a question is about."""
    rows = posts_until if COMING in asked.get("in_post", ()) else posts_on
    return rows(area, terms).filter(post_condition(asked, terms))


def post_condition(asked: Asked, terms: Terms) -> Q:
    """What a question asks of posts, for rows of ``posts_on``. Raises KeyError on a parameter that is none.

    Of settings that are open on the day, if it does not ask for others.
    """
    found = Q() if _OTHERS & asked.keys() else _is_open(terms)
    for name, values in asked.items():
        found &= _CONDITIONS[name](values, terms)
    return found


def post_columns(terms: Terms) -> Columns:
    """The parameters of questions about posts that name values of a column, for counting by it."""
    return {
        "status": ("status", set),
        "role": ("role", set),
        "setting_type": ("setting_type", set),
        "duty": ("setting_type", terms.kinds),
    }


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


def _spans(area: Area, terms: Terms) -> "QuerySet[Standing]":
    return Standing.objects.filter(area.condition(), book=terms.row)


def _now(terms: Terms) -> Q:
    return Q(first_day__lte=terms.day, last_day__gte=terms.day)


def _coming(terms: Terms) -> Q:
    until = add_months(terms.day, AHEAD * YEAR)
    return Q(begins_post=True, first_day__gt=terms.day, first_day__lte=until)


def _is_open(terms: Terms) -> Q:
    return Q(place=Standing.Place.OPEN)


def _duty(values: Values, terms: Terms) -> Q:
    return Q(setting_type__in=terms.kinds(values))


def _holds(terms: Terms) -> Q:
    """Whether the accepted qualification is held on the day, whatever the status."""
    return Q(held_on__isnull=False, held_on__lte=terms.day)


def _chase(terms: Terms) -> Q:
    """Whether the outcome of a course is overdue, of who holds nothing accepted yet."""
    return Q(~_holds(terms), awaits_outcome=True)


def _text(values: Values, terms: Terms) -> Q:
    """Every word of the person's name, or of the setting's; or the setting's number."""
    return said_of(values[0], "setting", lambda word: person(word, "assessment__appointment__practitioner"))


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
    "open": _whether(_is_open),
    "in_post": _each(lambda value, terms: {NOW: _now, COMING: _coming}[value](terms)),
    "succession": succession,
    "contradiction": contradiction,
    "deadline_from": _day("deadline__gte"),
    "deadline_to": _day("deadline__lte"),
    "safe_from": _day("latest_safe_start__gte"),
    "safe_to": _day("latest_safe_start__lte"),
    "safe_over": _whether(coming.safe_over),
    "late_from": lambda values, terms: coming.late(terms) & Q(overdue_on__gte=values[0]),
    "late_to": lambda values, terms: coming.late(terms) & Q(overdue_on__lte=values[0]),
    "foreseen": _whether(coming.foreseen),
    "enrolled": _whether(coming.enrolled),
    "course": _each(coming.course),
    "started_from": _day("assessment__appointment__started_on__gte"),
    "started_to": _day("assessment__appointment__started_on__lte"),
    NOT_NOTED: not_noted_since("setting"),
    "q": _text,
    "setting": lambda values, terms: numbered(values[0], "setting"),
}
POST_PARAMETERS = frozenset(_CONDITIONS)
