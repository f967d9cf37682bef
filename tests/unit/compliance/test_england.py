"""The numbers of England, and of its regions, are those of the lists that they lead to, whatever the facts and day."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from compliance.reports.areas import NOWHERE, Area
from compliance.reports.asked import Asked, Terms
from compliance.reports.england import POSTS, Numbers, by_region, england, england_questions, regions, whole
from compliance.reports.places import place_condition, places_on
from compliance.reports.posts import post_condition, posts_on
from practitioners.assessments import refresh_stale
from qualifications import books
from qualifications.models import RuleBook
from settings.models import LocalAuthority, Setting
from tests.factories.settings import MOMENT
from tests.shipped import catalogue
from tests.unit.compliance.test_reports import TODAY, built, some_day, worlds

pytestmark = pytest.mark.django_db


def listed(area: Area, terms: Terms, name: str, asked: Asked) -> int:
    """How long the list of a question is."""
    if name in POSTS:
        return posts_on(area, terms).filter(post_condition(asked, terms)).count()
    return places_on(area, terms).filter(place_condition(asked, terms)).count()


def everything_listed(area: Area, terms: Terms, **more: tuple[str, ...]) -> Numbers:
    return {name: listed(area, terms, name, {**asked, **more}) for name, asked in england_questions(terms).items()}


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), day=some_day)
def test_all_numbers_are_those_of_their_lists(world: dict[str, Any], day: date) -> None:
    catalogue()
    row = RuleBook.objects.get()
    terms = Terms(day, TODAY, row, books.load(row))
    with built(world) as areas:
        lost = Setting.objects.order_by("pk")[0]
        Setting.objects.filter(pk=lost.pk).update(authority=None)  # nobody knows whose it is
        refresh_stale(at=MOMENT, day=TODAY)
        found = england(terms)
        nothing = dict.fromkeys(england_questions(terms), 0)
        for area in areas:
            assert nothing | dict(found.get(area.pk, {})) == everything_listed(Area(area), terms)
        in_regions = regions(found, LocalAuthority.objects.all())
        assert {code: nothing | dict(each) for code, each in by_region(terms).items()} == {
            code: nothing | dict(each) for code, each in in_regions.items()
        }
        for region in (NOWHERE, *(area.region for area in areas)):
            said = everything_listed(Area(), terms, region=(region,))
            assert nothing | dict(in_regions.get(region, {})) == said
        assert nothing | dict(whole(found.values())) == everything_listed(Area(), terms)
