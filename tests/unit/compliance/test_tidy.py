"""The tidy table says the same as the lists, whatever the facts and the day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from compliance.presenters.tidy import COLUMNS, area_rows, england_rows
from compliance.reports.areas import Area
from compliance.reports.asked import Asked, Terms
from compliance.reports.dashboard import STATUSES
from compliance.reports.places import place_condition, places_on
from compliance.reports.posts import post_condition, posts_on
from compliance.reports.tidy import ENGLAND, NONE_IN_POST, STATUTE, TOTAL, Cell, Counted, tidy
from practitioners.assessments import refresh
from qualifications import books
from qualifications.models import RuleBook
from settings.enums import Region, SettingType
from settings.models import Setting
from tests.factories.practitioners import AppointmentFactory, PractitionerFactory
from tests.factories.settings import MOMENT, LocalAuthorityFactory, OnsCodeFactory, RegisterTypeFactory, SettingFactory
from tests.unit.compliance.test_reports import TODAY, built, some_day, worlds

pytestmark = pytest.mark.django_db


def terms_of(book: RuleBook, day: date) -> Terms:
    return Terms(day, TODAY, book, books.load(book))


def listed(area: Area, terms: Terms, kind: Asked, status: str) -> tuple[int, int]:
    """How many settings and people stand in the lists of a question."""
    people: Asked = {**kind, "role": ("senco",)}
    if status in (TOTAL, NONE_IN_POST):
        none: Asked = {"has_senco": ("no",)} if status == NONE_IN_POST else {}
        places = places_on(area, terms).filter(place_condition({**kind, **none}, terms)).count()
    else:
        people = {**people, "status": (status,)}
    rows = posts_on(area, terms).filter(post_condition(people, terms)).select_related("assessment__appointment")
    posts = list(rows) if status != NONE_IN_POST else []
    if status not in (TOTAL, NONE_IN_POST):
        places = len({row.setting_id for row in posts})
    return places, len({row.assessment.appointment.practitioner_id for row in posts})


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), day=some_day)
def test_every_cell_is_as_long_as_its_list(shipped_book: RuleBook, world: dict[str, Any], day: date) -> None:
    with built(world) as areas:
        terms = terms_of(shipped_book, day)
        found = tidy(Area(), terms)
        where: dict[str | int, tuple[Area, Asked]] = {ENGLAND: (Area(), {})}
        where |= {each.pk: (Area(each), {}) for each in areas}
        where |= {each.region: (Area(), {"region": (each.region,)}) for each in areas}
        kinds: dict[str, Asked] = {each: {"setting_type": (each,)} for each in SettingType.values}
        kinds |= {STATUTE: {"duty": ("must",)}}
        for place, (area, narrowed) in where.items():
            for kind, asked in kinds.items():
                for status in (TOTAL, NONE_IN_POST, *(each.value for each in STATUSES)):
                    cell = Cell(place, kind, status)
                    numbers = (found.settings[cell], found.practitioners[cell])
                    assert (cell, numbers) == (cell, listed(area, terms, {**narrowed, **asked}, status))
        own = tidy(Area(areas[0]), terms)
        assert cells_of(own, areas[0].pk) == cells_of(found, areas[0].pk)


def cells_of(found: Counted, where: int) -> list[dict[Cell, int]]:
    """What a table says of one place."""
    tables: Iterable[Counter[Cell]] = (found.settings, found.practitioners)
    return [{cell: number for cell, number in each.items() if cell.where == where} for each in tables]


def table(rows: Any) -> list[dict[str, Any]]:
    names, *found = rows
    assert tuple(names) == COLUMNS
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    area = LocalAuthorityFactory.create(code="950", name="Anyshire", region=Region.SOUTH_WEST)
    OnsCodeFactory.create(authority=area, code="E06009999")
    OnsCodeFactory.create(authority=area, code="E06009998", last_day=date(2020, 3, 31))
    return SettingFactory.create(
        authority=area, register_type=RegisterTypeFactory.create(setting_type="academy"), opened_on=None
    )


def test_the_table_is_in_the_departments_form(school: Setting, shipped_book: RuleBook) -> None:
    made = AppointmentFactory.create(setting=school)
    refresh(made.practitioner, at=MOMENT, day=TODAY)
    rows = table(england_rows(TODAY, tidy(Area(), terms_of(shipped_book, TODAY))))
    assert {row["time_period"] for row in rows} == {"2026"}
    assert {row["time_identifier"] for row in rows} == {"November"}
    assert {(row["country_code"], row["country_name"]) for row in rows} == {("E92000001", "England")}
    levels = [row["geographic_level"] for row in rows]
    assert list(dict.fromkeys(levels)) == ["National", "Regional", "Local authority"]
    each = 14 * 13
    assert (levels.count("National"), levels.count("Regional")) == (each, 9 * each)
    own = [row for row in rows if row["la_name"] == "Anyshire" and row["setting_type"] == "Mainstream academy"]
    assert [(row["old_la_code"], row["new_la_code"]) for row in own] == [("950", "E06009999")] * 13
    assert {(row["region_code"], row["region_name"]) for row in own} == {("E12000009", "South West")}
    assert {
        row["status"]: (row["no_of_settings"], row["no_of_practitioners"]) for row in own if row["no_of_settings"]
    } == {
        "Total": (1, 1),
        "At risk": (1, 1),
    }
    (national,) = [
        row
        for row in rows
        if (row["geographic_level"], row["setting_type"], row["status"])
        == ("National", "Schools that must have a SENCo", "Total")
    ]
    assert [national[name] for name in COLUMNS[5:10]] == [""] * 5
    assert (national["no_of_settings"], national["no_of_practitioners"]) == (1, 1)


def test_somebody_with_two_posts_is_one_person(school: Setting, shipped_book: RuleBook) -> None:
    other = SettingFactory.create(authority__region=Region.SOUTH_WEST, register_type=school.register_type)
    person = PractitionerFactory.create()
    for each in (school, other):
        AppointmentFactory.create(setting=each, practitioner=person)
    refresh(person, at=MOMENT, day=TODAY)
    found = tidy(Area(), terms_of(shipped_book, TODAY))
    for where in (ENGLAND, Region.SOUTH_WEST.value, school.authority_id, other.authority_id):
        assert found.practitioners[Cell(where or 0, "academy", TOTAL)] == 1
    assert found.settings[Cell(ENGLAND, "academy", TOTAL)] == 2


def test_statute_is_never_added_to_anything_else(school: Setting, shipped_book: RuleBook) -> None:
    group = RegisterTypeFactory.create(setting_type="ey_group")
    SettingFactory.create(authority=school.authority, register_type=group, opened_on=None)
    found = tidy(Area(), terms_of(shipped_book, TODAY))
    assert found.settings[Cell(ENGLAND, STATUTE, TOTAL)] == 1
    assert found.settings[Cell(ENGLAND, "ey_group", TOTAL)] == 1
    kinds = {row["setting_type"] for row in table(england_rows(TODAY, found))}
    assert "Total" not in kinds
    assert len(kinds) == len(SettingType) + 1


def test_what_is_not_known_is_said_as_the_standard_says_it(shipped_book: RuleBook) -> None:
    kind = RegisterTypeFactory.create(setting_type="", reason="")
    SettingFactory.create(authority=None, register_type=kind, opened_on=None)
    rows = table(england_rows(TODAY, tidy(Area(), terms_of(shipped_book, TODAY))))
    (found,) = [
        row
        for row in rows
        if row["la_name"] == "Not available" and row["setting_type"] == "Not known" and row["status"] == "Total"
    ]
    assert [found[name] for name in ("region_code", "region_name", "old_la_code", "new_la_code")] == [
        "x",
        "Not available",
        "x",
        "x",
    ]
    assert found["no_of_settings"] == 1
    (national,) = [
        row
        for row in rows
        if row["geographic_level"] == "National" and row["setting_type"] == "Not known" and row["status"] == "Total"
    ]
    assert national["no_of_settings"] == 1


def test_one_area_has_its_own_rows_alone(school: Setting, shipped_book: RuleBook) -> None:
    assert school.authority is not None
    found = tidy(Area(school.authority), terms_of(shipped_book, TODAY))
    rows = table(area_rows(TODAY, found, school.authority))
    assert {(row["geographic_level"], row["la_name"]) for row in rows} == {("Local authority", "Anyshire")}
    assert len(rows) == 14 * 13
