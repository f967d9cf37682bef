"""The list of an area's settings."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from practitioners.assessments import refresh
from qualifications.models import RuleBook
from settings.models import Setting
from settings.search import index
from tests.clients import signed_in
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.integration.compliance.tables import rows_of

pytestmark = pytest.mark.django_db
ADDRESS = "/compliance/950/settings/"
now = timezone.now  # noqa: TID251  # days count from today


@pytest.fixture
def schools(shipped_book: RuleBook) -> list[Setting]:
    kind = RegisterTypeFactory.create(setting_type="maintained_school")
    first = SettingFactory.create(authority__code="950", name="Ash School", town="Ambridge", register_type=kind)
    made = [first, SettingFactory.create(authority=first.authority, name="Elm School", town="", register_type=kind)]
    index([each.pk for each in made])
    return made


@pytest.fixture
def client(schools: list[Setting]) -> Client:
    return signed_in(OfficerFactory.create(authority=schools[0].authority).user)


@pytest.mark.parametrize(
    ("away", "band"), [(1, "to_30"), (30, "to_30"), (31, "31_to_90"), (90, "31_to_90"), (91, "over_90")]
)
def test_how_long_a_school_has_been_vacant(schools: list[Setting], client: Client, away: int, band: str) -> None:
    last = timezone.localdate() - timedelta(days=away)
    made = AppointmentFactory.create(setting=schools[0], started_on=date(2020, 9, 1), ended_on=last)
    refresh(made.practitioner, at=now(), day=timezone.localdate())
    for each in ("to_30", "31_to_90", "over_90", "coming"):
        rows = client.get(ADDRESS, {"vacant": each}).context["page"].rows
        assert [row[0].text for row in rows] == (["Ash School"] if each == band else [])
    assert client.get(ADDRESS, {"told": "no"}).context["page"].rows[0][0].text == "Elm School"


def test_who_is_to_come_first_is_no_vacancy_yet(schools: list[Setting], client: Client) -> None:
    made = AppointmentFactory.create(setting=schools[0], started_on=timezone.localdate() + timedelta(days=9))
    refresh(made.practitioner, at=now(), day=timezone.localdate())
    assert len(client.get(ADDRESS, {"vacant": "coming"}).context["page"].rows) == 1


def test_rows_sort_and_are_a_table(schools: list[Setting], client: Client) -> None:
    rows = client.get(ADDRESS, {"sort": "-setting"}).context["page"].rows
    assert [row[0].text for row in rows] == ["Elm School", "Ash School"]
    for column in client.get(ADDRESS).context["page"].columns[:-1]:  # the last leads to notes
        assert client.get(column.url).status_code == 200
    table = rows_of(client.get(ADDRESS, {"format": "csv", "q": "ambridge ash"}))
    assert [row[0] for row in table] == ["Setting", "Ash School"]
