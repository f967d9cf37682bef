"""The rows of a list, in the order that was asked for, with all that a row says."""

from collections.abc import Iterator, Mapping

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Lower

from compliance.reports.areas import Area
from compliance.reports.asked import Asked, Terms
from compliance.reports.places import place_condition, places_on
from compliance.reports.posts import posts_asked
from compliance.reports.succession import successors
from practitioners.models import Standing
from practitioners.presenters.posts import WORST_FIRST
from settings.models import Setting

_PERSON = "assessment__appointment__practitioner"
_BY_STATUS = Case(*(When(status=each.value, then=Value(place)) for place, each in enumerate(WORST_FIRST)))
# A column's name in an address, and by what it sorts.
POST_ORDERS: Mapping[str, F | Case] = {
    "person": F(f"{_PERSON}__name"),
    "setting": F("setting__name"),
    "authority": F("authority__name"),
    "setting_type": F("setting_type"),
    "status": _BY_STATUS,
    "deadline": F("deadline"),
    "safe_start": F("latest_safe_start"),
    "started": F("assessment__appointment__started_on"),
}
PLACE_ORDERS: Mapping[str, F | Case] = {
    "setting": F("name"),
    "authority": F("authority__name"),
    "setting_type": F("setting_type"),
    "town": F("town"),
    "has_senco": F("has_senco"),
    "last_held": F("last_held_on"),
}
_AUTHORITY = {True: ("authority",), False: ()}  # a row says whose it is where it may be anybody's


def post_rows(area: Area, asked: Asked, terms: Terms, sort: str) -> "QuerySet[Standing]":
    """The posts that a question is about. ``sort``: a column, with a minus before it the other way round."""
    whole = (
        posts_asked(area, asked, terms)
        .select_related(_PERSON, "setting__register_type", *_AUTHORITY[area.authority is None])
        .defer("assessment__facts", "assessment__missing")
    )
    return whole.annotate(**successors(terms)).order_by(
        _order(POST_ORDERS[sort.removeprefix("-")], sort), "setting__name", "pk"
    )


def place_rows(area: Area, asked: Asked, terms: Terms, sort: str) -> "QuerySet[Setting]":
    """The places that a question is about."""
    rows = (
        places_on(area, terms)
        .filter(place_condition(asked, terms))
        .select_related("register_type", *_AUTHORITY[area.authority is None])
    )
    return rows.order_by(*_in_order(area, PLACE_ORDERS[sort.removeprefix("-")], sort), "pk")


def _in_order(area: Area, by: F | Case, sort: str) -> Iterator[OrderBy]:
    """And then by name. Of an area not by the index of all names, which PostgreSQL would walk to its end for a few."""
    name = F("name") if area.authority is None else Lower("name")
    yield from (_order(name if by == F("name") else by, sort), name.asc())


def _order(by: F | Lower | Case, sort: str) -> OrderBy:
    """What has no value comes last, whichever way."""
    return by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True)
