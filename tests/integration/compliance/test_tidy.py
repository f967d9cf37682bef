"""The tables in the form of the Department's open data: who may have them, and of which day."""

import csv
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from compliance.models import Export
from practitioners.assessments import refresh
from qualifications.models import RuleBook
from settings.models import Setting
from tests.clients import signed_in, whole
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import AnalystFactory, ManagerFactory, OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today
ENGLAND, AREA = "/compliance/england/tidy.csv", "/compliance/950/tidy.csv"


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    kind = RegisterTypeFactory.create(setting_type="academy")
    school = SettingFactory.create(authority__code="950", authority__name="Anyshire", register_type=kind)
    post = AppointmentFactory.create(setting=school, started_on=timezone.localdate())
    refresh(post.practitioner, at=now(), day=timezone.localdate())
    return school


def rows_of(client: Client, address: str, **asked: str) -> list[dict[str, str]]:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(whole(answer).decode())))


def test_analysts_have_england_and_officers_their_area(school: Setting) -> None:
    analyst = signed_in(AnalystFactory.create().user)
    officer = signed_in(OfficerFactory.create(authority=school.authority).user)
    elsewhere = signed_in(OfficerFactory.create(authority__code="951").user)
    administrator = signed_in(UserFactory.create(is_superuser=True, is_staff=True))
    manager = signed_in(ManagerFactory.create(setting=school).user)
    for who, expected in ((analyst, 200), (administrator, 200), (officer, 404), (elsewhere, 404), (manager, 404)):
        assert who.get(ENGLAND).status_code == expected
    for who, expected in ((analyst, 200), (administrator, 200), (officer, 200), (elsewhere, 404), (manager, 404)):
        assert who.get(AREA).status_code == expected
    assert Client().get(ENGLAND).status_code == 302
    own = rows_of(officer, AREA)
    assert {row["la_name"] for row in own} == {"Anyshire"}
    assert [row for row in rows_of(analyst, ENGLAND) if row["la_name"] == "Anyshire"] == own
    assert not Export.objects.exists()


def test_the_total_is_the_length_of_the_lists(school: Setting) -> None:
    officer = signed_in(OfficerFactory.create(authority=school.authority).user)
    for number in range(3):
        SettingFactory.create(authority=school.authority, register_type=school.register_type, name=f"School {number}")
    for row in rows_of(officer, AREA):
        if (row["setting_type"], row["status"]) == ("Schools that must have a SENCo", "Total"):
            heading = officer.get("/compliance/950/settings/", {"duty": "must"}).context["page"].heading
            assert heading == f"{row['no_of_settings']} settings" == "4 settings"
        if (row["setting_type"], row["status"]) == ("Mainstream academy", "In time"):
            asked = {"setting_type": "academy", "status": "in_window", "role": "senco"}
            heading = officer.get("/compliance/950/posts/", asked).context["page"].heading
            assert heading == f"{row['no_of_practitioners']} post" == "1 post"


def test_it_is_of_any_day(school: Setting) -> None:
    analyst = signed_in(AnalystFactory.create().user)
    answer = analyst.get(ENGLAND, {"as_at": "2024-02-29"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="england-tidy-2024-02-29.csv"'
    text = whole(answer).decode()
    assert text.startswith("time_period,time_identifier,geographic_level,country_code,country_name,region_code,")
    assert text.splitlines()[1].startswith("2024,February,National,E92000001,England,,,,,,")
    for address in (ENGLAND, AREA):
        for wrong in ("2008-12-31", "soon", "9999-12-31"):
            refused = analyst.get(address, {"as_at": wrong})
            assert refused.status_code == 400
            assert "Day must be" in refused.content.decode()


def test_as_many_queries_whatever_there_is(school: Setting, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    analyst = signed_in(AnalystFactory.create().user)
    whole(analyst.get(ENGLAND))
    for _ in range(3):
        made = AppointmentFactory.create(setting__register_type=school.register_type)
        refresh(made.practitioner, at=now(), day=timezone.localdate())
    with django_assert_num_queries(10):
        whole(analyst.get(ENGLAND))


def test_without_a_rule_book_that_is_said(db: None) -> None:
    assert signed_in(AnalystFactory.create().user).get(ENGLAND).status_code == 503
