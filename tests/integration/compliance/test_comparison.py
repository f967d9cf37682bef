"""An area beside its region and England: its own shares live, theirs at most an hour old, and never those of a few."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from compliance.reports import comparison
from compliance.reports.comparison import VERSION
from practitioners.assessments import refresh
from practitioners.models import Appointment
from qualifications.models import RuleBook
from settings.models import LocalAuthority, RegisterType
from tests.clients import signed_in
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import OfficerFactory, RegisterTypeFactory, SettingFactory

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today
HERE, NEAR, FAR = "301", "303", "878"  # two of London, one of the South West
ADDRESS = f"/compliance/{HERE}/"
OVERDUE, LATELY = date(2015, 9, 1), timezone.localdate() - timedelta(days=30)


@pytest.fixture
def academy(shipped_book: RuleBook) -> RegisterType:
    made: RegisterType = RegisterTypeFactory.create(setting_type="academy")
    return made


@pytest.fixture
def client(academy: RegisterType) -> Client:
    return signed_in(OfficerFactory.create(authority=LocalAuthority.objects.get(code=HERE)).user)


def schools(academy: RegisterType, code: str, *begun: date) -> None:
    """Schools of an authority, each with a SENCo who began on a day."""
    authority = LocalAuthority.objects.get(code=code)
    for day in begun:
        school = SettingFactory.create(authority=authority, register_type=academy)
        post = AppointmentFactory.create(setting=school, started_on=day)
        refresh(post.practitioner, at=now(), day=timezone.localdate())


def shares(client: Client, **asked: str) -> dict[str, tuple[str, str, str]]:
    page = client.get(ADDRESS, asked).context["comparison"]
    return {row.text.partition(",")[0]: (row.own, row.region, row.england) for row in page.rows}


def test_an_area_stands_beside_its_region_and_england(academy: RegisterType, client: Client) -> None:
    schools(academy, HERE, OVERDUE, LATELY)
    schools(academy, NEAR, *[OVERDUE] * 3, *[LATELY] * 7)
    schools(academy, FAR, *[LATELY] * 8)
    assert shares(client)["Overdue"] == ("50%", "33%", "20%")
    answer = client.get(ADDRESS)
    row = next(row for row in answer.context["comparison"].rows if row.text.startswith("Overdue"))
    assert client.get(row.url).context["page"].heading == "1 post"
    page = answer.content.decode()
    assert '<th class="govuk-table__header" scope="col" role="columnheader">London</th>' in page
    assert "what other areas record is theirs alone" in page


def test_a_few_others_are_not_told_of(academy: RegisterType, client: Client) -> None:
    schools(academy, HERE, OVERDUE)
    schools(academy, NEAR, *[OVERDUE] * 9)
    schools(academy, FAR, LATELY)
    assert shares(client)["Overdue"] == ("100%", "Too few to say", "91%")
    assert shares(client)["Told us nothing"] == ("0%", "Too few to say", "0%")


def test_of_nobody_there_is_no_share(client: Client) -> None:
    assert set(shares(client).values()) == {("–", "Too few to say", "Too few to say")}


def test_others_are_an_hour_old_at_most_and_the_area_is_live(
    noon: time_machine.Traveller, academy: RegisterType, client: Client
) -> None:
    schools(academy, HERE, OVERDUE)
    schools(academy, NEAR, *[OVERDUE] * 12)
    began = now()
    assert shares(client)["Overdue"] == ("100%", "100%", "100%")
    schools(academy, HERE, LATELY)
    schools(academy, NEAR, *[LATELY] * 11)
    noon.shift(timedelta(minutes=59))
    assert shares(client)["Overdue"] == ("50%", "100%", "100%")
    answer = client.get(ADDRESS)
    assert answer.context["comparison"].counted_at == began
    said = timezone.localtime(began)
    assert f"at {said:%H:%M} on {said.day} {said:%B %Y}" in answer.content.decode()
    # Another day was not counted yet.
    assert shares(client, as_at=(timezone.localdate() + timedelta(days=1)).isoformat())["Overdue"][1] == "52%"
    noon.shift(timedelta(minutes=2))
    assert shares(client)["Overdue"] == ("50%", "52%", "52%")


def test_it_costs_one_query_where_it_was_counted(
    academy: RegisterType, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(ADDRESS)
    with django_assert_num_queries(11):
        client.get(ADDRESS)


def of_england(queries: CaptureQueriesContext) -> int:
    """How many queries count by region."""
    return sum('"region"' in each["sql"] and "COUNT(" in each["sql"] for each in queries)


def test_one_request_at_a_time_counts_england(academy: RegisterType, client: Client) -> None:
    schools(academy, HERE, OVERDUE)
    schools(academy, NEAR, *[OVERDUE] * 12)
    key = f"regions-{VERSION}-{RuleBook.objects.get().pk}-{timezone.localdate()}-counting"
    cache.add(key, True)  # another request counts
    with CaptureQueriesContext(connection) as asked:
        page = client.get(ADDRESS)
    assert of_england(asked) == 0
    assert "England is being counted for this day" in page.content.decode()
    assert page.context["page"].sencos.number == 1
    cache.delete(key)
    with CaptureQueriesContext(connection) as asked:
        assert shares(client)["Overdue"][1] == "100%"
    assert of_england(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        assert shares(client)["Overdue"][1] == "100%"
    assert of_england(asked) == 0


def test_whoever_fails_to_count_lets_others(
    academy: RegisterType, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(comparison, "by_region", lambda terms: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            client.get(ADDRESS)
    assert shares(client)


def test_nothing_is_kept_while_posts_are_undecided(academy: RegisterType, client: Client) -> None:
    schools(academy, NEAR, *[OVERDUE] * 12)
    AppointmentFactory.create(setting=SettingFactory.create(register_type=academy))
    with CaptureQueriesContext(connection) as asked:
        assert "once all posts of England are decided" in client.get(ADDRESS).content.decode()
    assert of_england(asked) == 0
    Appointment.objects.filter(assessments=None).delete()
    caches["memory"].clear()
    assert shares(client)["Overdue"][1] == "100%"


def test_nobody_is_told_of_a_region_whose_area_they_do_not_see(academy: RegisterType, client: Client) -> None:
    answer: Any = client.get(f"/compliance/{NEAR}/")
    assert answer.status_code == 404
