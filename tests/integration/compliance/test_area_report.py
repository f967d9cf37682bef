"""The report of an area: the figures of its page, in sentences, and nobody's name."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from compliance.demonstration import load, load_people
from practitioners.assessments import refresh
from qualifications.models import RuleBook
from settings.models import LocalAuthority, Setting
from tests.clients import signed_in
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import AnalystFactory, ManagerFactory, OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.integration.compliance.counts import counts

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today
REPORT, DASHBOARD = "/compliance/950/report/", "/compliance/950/"


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    kind = RegisterTypeFactory.create(setting_type="academy")
    return SettingFactory.create(authority__code="950", authority__name="Anyshire", register_type=kind)


@pytest.fixture
def officer(school: Setting) -> Client:
    return signed_in(OfficerFactory.create(authority=school.authority).user)


def words(page: str) -> str:
    return unescape(
        " ".join(re.sub("<[^>]*>", "", re.sub(r'<span class="govuk-visually-hidden">[^<]*', "", page)).split())
    )


def numbers(client: Client, address: str, **asked: Any) -> dict[str, int]:
    return dict(counts(client.get(address, asked).content.decode()))


def test_its_figures_are_those_of_the_page(shipped_book: RuleBook) -> None:
    load(clock=now)
    load_people(now())
    area = LocalAuthority.objects.get(code="878")
    client = signed_in(OfficerFactory.create(authority=area).user)
    for away in (0, -650, 400):
        day = (timezone.localdate() + timedelta(days=away)).isoformat()
        report = numbers(client, "/compliance/878/report/", as_at=day)
        dashboard = numbers(client, "/compliance/878/", as_at=day)
        assert len(report) > 45
        assert report.items() <= dashboard.items()


def test_the_headline_is_in_sentences(school: Setting, officer: Client) -> None:
    post = AppointmentFactory.create(
        setting=school, practitioner__name="Ann Early", started_on=timezone.localdate() - timedelta(days=5 * 365)
    )
    refresh(post.practitioner, at=now(), day=timezone.localdate())
    SettingFactory.create(authority=school.authority, register_type=school.register_type)
    text = words(officer.get(REPORT).content.decode())
    assert "2 schools in Anyshire must have a SENCo by law. 1 of them has one. 0 are vacant" in text
    assert "1 has told us nothing. There is 1 SENCo in post at these schools." in text
    assert "0 of them hold a qualification that counts: 0%. 1 is overdue. 0 are at risk" in text
    assert RuleBook.objects.get().name in text
    assert "Ann" not in text
    assert "Report of" in text


def test_an_empty_area_has_a_report(shipped_book: RuleBook) -> None:
    seat = OfficerFactory.create(authority__code="952", authority__name="Emptyshire")
    text = words(signed_in(seat.user).get("/compliance/952/report/").content.decode())
    assert "0 schools in Emptyshire must have a SENCo by law" in text
    assert "There are 0 SENCos in post at these schools. 0 of them hold a qualification that counts." in text
    assert "No setting is on record here" in text


def test_another_day_is_said_and_kept(school: Setting, officer: Client) -> None:
    page = officer.get(REPORT, {"as_at": "2020-02-29"}).content.decode()
    assert "Report, 29 February 2020" in page
    assert "today’s law looks back" in page
    assert 'href="/compliance/950/?as_at=2020-02-29"' in page
    ahead = date(timezone.localdate().year + 5, 3, 1).isoformat()
    assert "It is a forecast" in officer.get(REPORT, {"as_at": ahead}).content.decode()
    assert f'href="{REPORT}?as_at=2020-02-29"' in officer.get(DASHBOARD, {"as_at": "2020-02-29"}).content.decode()


@pytest.mark.parametrize("as_at", ["2008-12-31", "soon", "2024-02-30"])
def test_a_day_that_cannot_be_is_answered_in_words(school: Setting, officer: Client, as_at: str) -> None:
    answer = officer.get(REPORT, {"as_at": as_at})
    assert answer.status_code == 400
    assert "Day must be" in answer.content.decode()
    assert not counts(answer.content.decode())


def test_who_sees_it(school: Setting, officer: Client) -> None:
    assert officer.get(REPORT).status_code == 200
    assert signed_in(AnalystFactory.create().user).get(REPORT).status_code == 200
    for stranger in (OfficerFactory.create(authority__code="951"), ManagerFactory.create(setting=school)):
        assert signed_in(stranger.user).get(REPORT).status_code == 404


def test_it_costs_what_the_page_costs(
    school: Setting, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer.get(REPORT)
    with django_assert_num_queries(7):
        officer.get(REPORT)


def test_without_a_rule_book_that_is_said(db: None) -> None:
    assert (
        signed_in(OfficerFactory.create(authority__code="952").user).get("/compliance/952/report/").status_code == 503
    )
