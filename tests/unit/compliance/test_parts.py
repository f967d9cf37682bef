"""The numbers of every phase, trust and group are those of their lists, and a slow count has them in the right part."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.models import SettingGroup
from compliance.reports.areas import Area
from compliance.reports.asked import Terms
from compliance.reports.dashboard import KIND_PLACES
from compliance.reports.parts import KINDS, WAYS, no_figures, parts
from compliance.reports.places import place_condition, places_on
from compliance.reports.posts import post_condition, posts_on
from qualifications import books
from qualifications.models import RuleBook
from settings.models import LocalAuthority, Setting
from tests.factories.groups import SettingGroupFactory
from tests.shipped import catalogue
from tests.unit.compliance.test_reports import TODAY, built, is_open, some_day, worlds

pytestmark = pytest.mark.django_db
MUST = {"academy", "maintained_school"}


def parted(areas: list[LocalAuthority], salt: int) -> None:
    """Gives places phases and trusts, or none, and puts them into groups: of their area, of the other, of several."""
    for number, place in enumerate(Setting.objects.order_by("pk")):
        Setting.objects.filter(pk=place.pk).update(
            phase=("", "Primary", "Secondary")[(number + salt) % 3], trust=("", "Oaks")[(number * salt) % 2]
        )
    for number, area in enumerate([*areas, *areas]):
        group = SettingGroupFactory.create(authority=area)
        group.settings.set([place for place in Setting.objects.all() if (place.pk + number + salt) % 2])


def listed(area: LocalAuthority, terms: Terms, name: str, asked: Any) -> int:
    if name in KIND_PLACES:
        return places_on(Area(area), terms).filter(place_condition(asked, terms)).count()
    return posts_on(Area(area), terms).filter(post_condition(asked, terms)).count()


def slow_places(area: LocalAuthority, way: str, kind: str, day: date) -> dict[str, int]:
    """How many places each part has, one by one."""
    found: dict[str, int] = {}
    kinds = MUST if kind == "schools" else {kind}
    for place in area.settings.all():
        if way == "kind" and place.setting_type and is_open(place, day):
            found[place.setting_type] = found.get(place.setting_type, 0) + 1
        elif way != "kind" and place.setting_type in kinds and is_open(place, day):
            own = [str(group.pk) for group in SettingGroup.objects.filter(authority=area, settings=place)]
            for value in own or ["none"] if way == "group" else [getattr(place, way) or "none"]:
                found[value] = found.get(value, 0) + 1
    return found


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), day=some_day, salt=st.integers(0, 5))
def test_every_part_has_what_its_lists_have(world: dict[str, Any], day: date, salt: int) -> None:
    catalogue()
    row = RuleBook.objects.get()
    terms = Terms(day, TODAY, row, books.load(row))
    with built(world) as areas:
        parted(areas, salt)
        for area in areas:
            for way in WAYS:
                for kind in KINDS:
                    found = parts(Area(area), way, kind, terms)
                    for figures in found.values():
                        for name, figure in figures.items():
                            assert figure.number == listed(area, terms, name, figure.asked)
                    many = {value: figures["places"].number for value, figures in found.items()}
                    assert {value: number for value, number in many.items() if number} == slow_places(
                        area, way, kind, day
                    )


def test_a_part_without_anything_asks_the_same_questions() -> None:
    found = no_figures("group", "7", "schools")
    assert {figure.number for figure in found.values()} == {0}
    assert found["holders"].asked == {"role": ("senco",), "holds": ("yes",), "duty": ("must",), "group": ("7",)}
