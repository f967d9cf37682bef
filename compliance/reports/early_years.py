"""Early-years settings by how their SENCo stands, as the Department counts them: settings, and not people."""

from django.db.models import Case, IntegerField, Q, Value, When

from compliance.enums import EarlyYearsSenco
from compliance.reports.areas import Area
from compliance.reports.asked import Terms
from practitioners.models import Leadership, Standing
from qualifications.enums import Role
from qualifications.rules.standing import Status
from settings.enums import SettingType

EARLY_YEARS = (SettingType.EY_GROUP.value, SettingType.CHILDMINDER.value)
EARLY = "early_years"  # in addresses, and of rows of places
# On a course; where a book sets a deadline, in time for it or not.
_WORKING = (Status.WORKING_TOWARDS.value, Status.ON_TRACK.value)
_PLACES = {value: place for place, value in enumerate(EarlyYearsSenco.values)}


def early_years(area: Area, terms: Terms) -> Case:
    """How the SENCo of a setting stands on the day, as a number; nothing where nobody is, or of another kind.

    For rows of ``places_on``. Posts are read once for all rows of a query, and again each time that it is named in it.
    """
    posts = Standing.objects.filter(area.condition(), book=terms.row, role=Role.SENCO, setting_type__in=EARLY_YEARS)
    there = posts.filter(first_day__lte=terms.day, last_day__gte=terms.day)
    led = Q(setting_type__in=EARLY_YEARS, leadership__state=Leadership.State.LED)
    best = Case(
        *(When(pk__in=there.filter(so).values("setting"), then=Value(_PLACES[each])) for each, so in _stand(terms)),
        default=Value(_PLACES[EarlyYearsSenco.NEITHER]),
    )
    return Case(When(led, then=best), default=Value(None), output_field=IntegerField())


def stands(values: tuple[str, ...]) -> set[int]:
    """The numbers of what a question names."""
    return {_PLACES[value] for value in values}


def _stand(terms: Terms) -> list[tuple[str, Q]]:
    """Who stands how, of those in post; the best first."""
    return [
        (EarlyYearsSenco.HOLDS, Q(held_on__isnull=False, held_on__lte=terms.day)),
        (EarlyYearsSenco.WORKING, Q(status__in=_WORKING) | Q(status=Status.AT_RISK, expected_on__isnull=False)),
        (EarlyYearsSenco.UNKNOWN, Q(status=Status.CANNOT_TELL)),
    ]
