"""Places on a day: those that were open, and whether somebody was SENCo there."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.lookups import IsNull

from compliance.reports.areas import Area, in_regions
from compliance.reports.asked import Asked, Terms
from compliance.reports.early_years import EARLY, early_years, stands
from compliance.reports.figures import Columns
from compliance.reports.finding import numbered, said_of
from compliance.reports.grouping import NONE, in_groups, said_or_none
from compliance.reports.noted import NOT_NOTED, not_noted_since
from practitioners.models import Appointment, Leadership, Move
from qualifications.enums import Role
from settings.models import Setting
from settings.querysets import open_on

Values = tuple[str, ...]


def places_on(area: Area, terms: Terms) -> "QuerySet[Setting]":
    """The places that are open on the day; ``has_senco`` then, and whether it was ``told`` of any post, ever.

    ``last_held_on``, of a place without a SENCo on the day: the last day before on which somebody was; nothing where
    nobody was, or somebody is.
    """
    places = Setting.objects.filter(area.condition()).filter(open_on(terms.day))
    of_day = Q(leaderships__book=terms.row, leaderships__first_day__lte=terms.day, leaderships__last_day__gte=terms.day)
    if area.authority is not None:  # so that those of the area alone are read
        of_day &= Q(leaderships__authority=area.authority)
    return places.annotate(
        leadership=FilteredRelation("leaderships", condition=of_day),
        has_senco=_whether(Q(leadership__state=Leadership.State.LED)),
        told=_whether(Q(leadership__state__isnull=False), _was_told(area, terms)),
        last_held_on=F("leadership__last_held_on"),
    ).alias(**{EARLY: early_years(area, terms)})


def _whether(*conditions: Q) -> Case:
    """Whether one holds; none is looked at where one before it does."""
    return Case(*(When(condition, then=Value(True)) for condition in conditions), default=Value(False))


def _was_told(area: Area, terms: Terms) -> Q:
    """Whether there is a post of which no decision speaks: at a setting of unknown kind, or left on its first day."""
    posts = Appointment.objects.exclude(role=Role.ASSISTANT_SENCO).order_by()
    if terms.is_decided:
        # As sets, which PostgreSQL makes once and looks up in parallel.
        unknown = posts.filter(area.condition("setting__authority"), setting__setting_type="")
        left = Move.objects.filter(area.condition("before__authority"), appointment__role=Role.SENCO)
        return Q(pk__in=unknown.values("setting")) | Q(pk__in=left.values("before"))
    # Asked so that PostgreSQL looks a setting's posts up by the setting. Who leads it would look for in the index of
    # overlaps, which it has to read whole; and where it is asked whether any exists, it may read all posts.
    one = IsNull(Subquery(posts.filter(setting=OuterRef("pk")).values("pk")[:1]), False)
    return Q(one) | Q(Exists(Move.objects.filter(before=OuterRef("pk"), appointment__role=Role.SENCO)))


def place_condition(asked: Asked, terms: Terms) -> Q:
    """What a question asks of places, for rows of ``places_on``. Raises KeyError on a parameter that is none."""
    found = Q()
    for name, values in asked.items():
        found &= _CONDITIONS[name](values, terms)
    return found


def place_columns(terms: Terms) -> Columns:
    """The parameters of questions about places that name values of a column, for counting by it; EARLY is made one."""
    return {
        "setting_type": ("setting_type", lambda values: ["" if each == NONE else each for each in values]),
        "duty": ("setting_type", terms.kinds),
        EARLY: (EARLY, stands),
    }


def _yes_no(path: str) -> Callable[[Values, Terms], Q]:
    return lambda values, terms: Q(**{f"{path}__in": [value == "yes" for value in values]})


def _vacant(values: Values, terms: Terms) -> Q:
    """Nobody is SENCo, and how many days that has been so; ``coming``: somebody will be, and nobody was before."""
    found = Q(pk__in=[])
    for band in values:
        found |= _BANDS[band](terms)
    return found & Q(has_senco=False)


def _ended(*, at_least: int = 0, at_most: int | None = None) -> Callable[[Terms], Q]:
    """The last day in post was so many days before."""

    def condition(terms: Terms) -> Q:
        ended = Q(last_held_on__isnull=False, last_held_on__lte=_before(terms, at_least))
        return ended if at_most is None else ended & Q(last_held_on__gte=_before(terms, at_most))

    return condition


def _before(terms: Terms, days: int) -> date:
    return terms.day - timedelta(days=min(days, (terms.day - date.min).days))


_BANDS: Mapping[str, Callable[[Terms], Q]] = {
    "to_30": _ended(at_most=30),
    "31_to_90": _ended(at_least=31, at_most=90),
    "over_90": _ended(at_least=91),
    "coming": lambda terms: Q(last_held_on__isnull=True, told=True),
}


_CONDITIONS: Mapping[str, Callable[[Values, Terms], Q]] = {
    "duty": lambda values, terms: Q(setting_type__in=terms.kinds(values)),
    "setting_type": lambda values, terms: said_or_none("setting_type", values),
    "region": lambda values, terms: in_regions(values),
    "phase": lambda values, terms: said_or_none("phase", values),
    "trust": lambda values, terms: said_or_none("trust", values),
    "group": lambda values, terms: in_groups("pk", values),
    "has_senco": _yes_no("has_senco"),
    "told": _yes_no("told"),
    "vacant": _vacant,
    EARLY: lambda values, terms: Q(**{f"{EARLY}__in": stands(values)}),
    NOT_NOTED: not_noted_since("pk"),
    "q": lambda values, terms: said_of(values[0], ""),
    "setting": lambda values, terms: numbered(values[0], ""),
}
PLACE_PARAMETERS = frozenset(_CONDITIONS)
VACANCIES = tuple(_BANDS)
