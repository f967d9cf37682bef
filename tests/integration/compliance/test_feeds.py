"""Calendars behind secret addresses: what is in them, who makes and revokes them, and when they open no more."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from compliance.actions.feeds import MOST, make_feed
from compliance.models import Feed
from practitioners.assessments import refresh
from practitioners.models import Appointment
from qualifications.models import Qualification, RuleBook
from senco_portal.lib.logs import Discreet
from senco_portal.lib.refusals import Refused
from settings.models import Setting
from tests.clients import signed_in
from tests.factories.compliance import FeedFactory
from tests.factories.practitioners import AppointmentFactory, AwardFactory
from tests.factories.settings import (
    AnalystFactory,
    LocalAuthorityFactory,
    ManagerFactory,
    OfficerFactory,
    RegisterTypeFactory,
    SettingFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today
AREA, SCHOOL = "/compliance/950/feeds/", "/settings/gias/100777/feeds/"
LONG = (
    "Saint Brannock’s, Braunton; Church of England (Voluntary Aided) Primary Academy, with a very long name \\ indeed"
)


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    kind = RegisterTypeFactory.create(setting_type="academy")
    return SettingFactory.create(
        authority__code="950", authority__name="Anyshire", name="Oak Academy", urn="100777", register_type=kind
    )


@pytest.fixture
def officer(school: Setting) -> Client:
    return signed_in(OfficerFactory.create(authority=school.authority).user)


@pytest.fixture
def manager(school: Setting) -> Client:
    return signed_in(ManagerFactory.create(setting=school).user)


def today() -> date:
    return timezone.localdate()


def post(setting: Setting, **told: Any) -> Appointment:
    """A post that is decided."""
    told.setdefault("started_on", today() - timedelta(days=30))
    made: Appointment = AppointmentFactory.create(setting=setting, **told)
    refresh(made.practitioner, at=now(), day=today())
    return made


def made(client: Client, address: str) -> str:
    """The path of a calendar that somebody makes."""
    answer = client.post(address)
    assert answer.status_code == 200
    new: str = answer.context["new"]
    assert new in answer.content.decode()
    return new.removeprefix("http://testserver")


def events(path: str) -> dict[str, Any]:
    """What is in a calendar, by its words."""
    answer = Client().get(path)
    assert answer.status_code == 200
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_the_days_that_are_open_stand_in_it(school: Setting, officer: Client) -> None:
    new = post(school, practitioner__name="Ann Early")
    decision = new.assessments.get()
    found = events(made(officer, AREA))
    assert {words: event.decoded("dtstart") for words, event in found.items()} == {
        "Latest safe start of a SENCo course, Oak Academy": decision.latest_safe_start,
        "Deadline: SENCo qualification, Oak Academy": decision.deadline,
    }
    event = found["Deadline: SENCo qualification, Oak Academy"]
    assert str(event["url"]) == f"http://testserver/practitioners/{new.practitioner_id}/"
    assert event.decoded("dtstamp") == decision.decided_at.replace(microsecond=0)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)


def test_nobody_is_named_in_it(school: Setting, officer: Client) -> None:
    post(school, practitioner__name="Ann Early", practitioner__trn="1234567")
    text = Client().get(made(officer, AREA)).content.decode()
    assert "Ann" not in text
    assert "1234567" not in text


def test_what_is_done_with_is_not_in_it(school: Setting, officer: Client) -> None:
    path = made(officer, AREA)
    late = post(school, started_on=today() - timedelta(days=5 * 365))
    post(school, started_on=date(2015, 9, 1), ended_on=date(2016, 8, 31))
    post(school, started_on=today() + timedelta(days=9))
    post(school, role="assistant_senco")
    assert list(events(path)) == ["Deadline: SENCo qualification, Oak Academy"], "overdue is open"
    AwardFactory.create(practitioner=late.practitioner, qualification=Qualification.objects.get(code="NASENCO"))
    refresh(late.practitioner, at=now(), day=today())
    assert events(path) == {}


def test_an_area_has_its_own_and_a_setting_its_own(school: Setting, officer: Client, manager: Client) -> None:
    near = SettingFactory.create(authority=school.authority, name="Elm", register_type=school.register_type)
    far = SettingFactory.create(authority__code="951", name="Far", register_type=school.register_type)
    for each in (school, near, far):
        post(each)
    area, own = events(made(officer, AREA)), events(made(manager, SCHOOL))
    assert {words.rpartition(", ")[2] for words in area} == {"Oak Academy", "Elm"}
    assert {words.rpartition(", ")[2] for words in own} == {"Oak Academy"}
    assert {str(each["uid"]) for each in own.values()} < {str(each["uid"]) for each in area.values()}
    assert len({str(each["uid"]) for each in area.values()}) == 4


def test_an_entry_stays_the_same_one(school: Setting, officer: Client) -> None:
    made_post = post(school)
    path = made(officer, AREA)
    before = events(path)
    assert events(path) == before
    made_post.started_on -= timedelta(days=10)
    made_post.save()
    refresh(made_post.practitioner, at=now(), day=today())
    after = events(path)
    assert {str(event["uid"]) for event in after.values()} == {str(event["uid"]) for event in before.values()}
    assert [each["dtstart"] for each in after.values()] != [each["dtstart"] for each in before.values()]


def test_it_is_written_as_calendars_are(school: Setting, officer: Client) -> None:
    Setting.objects.update(name=LONG)
    post(school)
    path = made(officer, AREA)
    answer = Client().get(path)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    text = answer.content.decode().replace("\r\n ", "")
    assert r"Braunton\; Church of England (Voluntary Aided) Primary Academy\, with" in text
    assert r"name \\ indeed" in text
    assert f"Deadline: SENCo qualification, {LONG}" in events(path)
    assert "X-WR-CALNAME:SENCo deadlines\\, Anyshire" in text
    assert Client().head(path).status_code == 200
    assert Client().post(path).status_code == 405


def test_an_empty_calendar_is_one(school: Setting, officer: Client) -> None:
    assert events(made(officer, AREA)) == {}


def test_the_secret_is_shown_once_and_kept_nowhere(school: Setting, officer: Client) -> None:
    path = made(officer, AREA)
    secret = path.removeprefix("/feeds/").removesuffix(".ics")
    assert len(secret) >= 43
    assert secret not in officer.get(AREA).content.decode()
    assert "no-store" in officer.get(AREA).headers["Cache-Control"]
    row = Feed.objects.values().get()
    assert row["secret_hash"] == sha256(secret.encode()).hexdigest()
    assert secret not in str(row)
    assert "secret_hash" not in {field.name for field in Feed.history.model._meta.fields}


def test_the_day_of_the_last_fetch_is_kept_and_is_no_history(
    school: Setting, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = made(officer, AREA)
    assert "Not fetched yet" in officer.get(AREA).content.decode()
    Client().get(path)
    assert Feed.objects.get().fetched_on == today()
    assert "Last fetched on" in officer.get(AREA).content.decode()
    assert Feed.history.count() == 1
    for _ in range(3):
        post(SettingFactory.create(authority=school.authority, register_type=school.register_type))
    with django_assert_num_queries(4):
        Client().get(path)


def test_a_revoked_address_opens_nothing(school: Setting, officer: Client) -> None:
    path, other = made(officer, AREA), made(officer, AREA)
    page = officer.get(AREA).context["page"]
    answer = officer.post(page.lines[1].revoke_url, follow=True)
    assert "The address was revoked" in answer.content.decode()
    assert Client().get(path).status_code == 404
    assert Client().get(other).status_code == 200
    assert len(officer.get(AREA).context["page"].lines) == 1
    assert "revoked already" in officer.post(page.lines[1].revoke_url, follow=True).content.decode()
    assert [each.history_change_reason for each in Feed.history.order_by("history_id")] == ["Made", "Made", "Revoked"]
    assert officer.get(page.lines[0].revoke_url).status_code == 405


def test_it_ends_with_what_its_maker_may_see(school: Setting) -> None:
    seats = [
        (OfficerFactory.create(authority=school.authority), AREA),
        (ManagerFactory.create(setting=school), SCHOOL),
        (AnalystFactory.create(), AREA),
        (OfficerFactory.create(authority=school.authority), SCHOOL),
    ]
    for seat, address in seats:
        path = made(signed_in(seat.user), address)
        assert Client().get(path).status_code == 200
        seat.user.is_active = False
        seat.user.save()
        assert Client().get(path).status_code == 404
        seat.user.is_active = True
        seat.user.save()
        assert Client().get(path).status_code == 200
        seat.ends_at = now()
        seat.save()
        assert Client().get(path).status_code == 404


def test_one_whose_maker_lost_access_is_said_to_work_no_longer(
    school: Setting, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def said() -> list[str]:
        page = officer.get(AREA)
        assert all(line.over in page.content.decode() for line in page.context["page"].lines)
        return [line.over for line in page.context["page"].lines]

    made(officer, AREA)
    seats = [OfficerFactory.create(authority=school.authority) for _ in range(2)]
    with CaptureQueriesContext(connection) as one:
        said()
    many = len(one)
    for seat in seats:
        made(signed_in(seat.user), AREA)
    with django_assert_num_queries(many):
        assert said() == ["", "", ""]
    gone, closed = seats
    gone.ends_at = now()
    gone.save()
    closed.user.is_active = False
    closed.user.save()
    assert said() == [
        "No longer works: the account of who made it is closed",
        "No longer works: who made it does not act here any more",
        "",
    ]


@pytest.mark.only_on("postgresql")  # writers of SQLite wait for one another before they read
@pytest.mark.django_db(transaction=True)
def test_of_two_made_at_once_one_waits_and_counts_the_other(school: Setting) -> None:
    seat = OfficerFactory.create(authority=school.authority)
    for _ in range(MOST - 1):
        make_feed(school, by=seat.user, at=now())

    def make() -> str:
        try:
            make_feed(school, by=seat.user, at=now())
        except Refused as why:
            return str(why)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            make_feed(school, by=seat.user, at=now())
            other = pool.submit(make)
            with pytest.raises(TimeoutError):
                other.result(1)
        assert "You have" in other.result(30)
    assert Feed.objects.count() == MOST


def test_a_setting_that_goes_to_another_area_takes_its_calendar_away(school: Setting, officer: Client) -> None:
    path = made(officer, SCHOOL)
    school.authority = LocalAuthorityFactory.create()
    school.save()
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("secret", ["unknown", "a" * 43, "%00", "é", "x" * 2000])
def test_an_unknown_secret_opens_nothing(school: Setting, secret: str) -> None:
    assert Client().get(f"/feeds/{secret}.ics").status_code == 404


def test_who_makes_and_revokes(school: Setting, officer: Client, manager: Client) -> None:
    made(officer, AREA)
    made(manager, SCHOOL)
    analyst = signed_in(AnalystFactory.create().user)
    elsewhere = signed_in(OfficerFactory.create(authority__code="951").user)
    colleague = signed_in(OfficerFactory.create(authority=school.authority).user)
    administrator = signed_in(UserFactory.create(is_superuser=True, is_staff=True))
    neighbour = signed_in(ManagerFactory.create(setting=SettingFactory.create(authority=school.authority)).user)
    for stranger, address in (
        (elsewhere, AREA),
        (elsewhere, SCHOOL),
        (manager, AREA),
        (neighbour, SCHOOL),
        (analyst, SCHOOL),
    ):
        assert (stranger.get(address).status_code, stranger.post(address).status_code) == (404, 404)
    assert Client().post(AREA).status_code == 302
    seen = {"colleague": (colleague, 1), "analyst": (analyst, 0), "administrator": (administrator, 1)}
    assert {name: len(who.get(AREA).context["page"].lines) for name, (who, _) in seen.items()} == {
        name: count for name, (_, count) in seen.items()
    }
    of_area, of_school = Feed.objects.order_by("pk")
    for stranger in (elsewhere, manager, neighbour, analyst):
        assert stranger.post(f"/feeds/{of_area.pk}/revoke/").status_code == 404
    assert neighbour.post(f"/feeds/{of_school.pk}/revoke/").status_code == 404
    assert colleague.post(f"/feeds/{of_school.pk}/revoke/").status_code == 302
    assert colleague.post(f"/feeds/{of_area.pk}/revoke/").status_code == 302
    assert not Feed.objects.open().exists()


def test_nobody_makes_more_than_a_few(school: Setting, officer: Client) -> None:
    for _ in range(MOST):
        made(officer, AREA)
    answer = officer.post(AREA)
    assert answer.status_code == 409
    assert f"You have {MOST} addresses" in answer.content.decode()
    assert Feed.objects.count() == MOST
    made(officer, SCHOOL)


def test_the_secret_is_in_no_log(school: Setting, officer: Client, caplog: pytest.LogCaptureFixture) -> None:
    path = made(officer, AREA)
    Feed.objects.update(revoked_at=now())
    with caplog.at_level(logging.DEBUG):
        Client().get(path)
    told = [record for record in caplog.records if "/feeds/" in record.getMessage()]
    assert told, "what is not there is logged by Django"
    assert all(path.removeprefix("/feeds/")[:20] not in Discreet().format(record) for record in told)


def test_an_administrator_reads_who_has_which(school: Setting, officer: Client) -> None:
    made(officer, AREA)
    made(officer, SCHOOL)
    admin = signed_in(UserFactory.create(is_superuser=True, is_staff=True))
    listed = admin.get(reverse("admin:compliance_feed_changelist")).content.decode()
    assert "Anyshire" in listed
    assert "Oak Academy" in listed
    of_area = Feed.objects.get(setting=None)
    page = admin.get(reverse("admin:compliance_feed_change", args=[of_area.pk])).content.decode()
    assert of_area.secret_hash not in page
    assert 'name="_save"' not in page


def test_pages_lead_to_it(school: Setting, officer: Client, manager: Client) -> None:
    assert f'href="{AREA}"' in officer.get("/compliance/950/").content.decode()
    assert f'href="{SCHOOL}"' in manager.get("/settings/gias/100777/").content.decode()
    assert (
        f'href="{SCHOOL}"' not in signed_in(AnalystFactory.create().user).get("/settings/gias/100777/").content.decode()
    )
    assert SCHOOL not in Client().get("/settings/gias/100777/").content.decode()


def test_without_a_rule_book_that_is_said(db: None) -> None:
    seat = OfficerFactory.create()
    assert seat.authority is not None
    new = make_feed(seat.authority, by=seat.user, at=now())
    assert Client().get(f"/feeds/{new.secret}.ics").status_code == 503


def test_a_feed_is_of_one_place(school: Setting) -> None:
    for wrong in ({"setting": None, "authority": None}, {"setting": school, "authority": school.authority}):
        with pytest.raises(IntegrityError, match="a_feed_is_of_an_authority_or_of_a_setting"), transaction.atomic():
            FeedFactory.create(**wrong)
    one = FeedFactory.create(authority=school.authority)
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedFactory.create(authority=school.authority, secret_hash=one.secret_hash)


def test_moments_are_those_of_the_making(school: Setting) -> None:
    seat = ManagerFactory.create(setting=school)
    at = now() - timedelta(hours=1)
    new = make_feed(school, by=seat.user, at=at).feed
    assert isinstance(new.made_at, datetime)
    assert (new.made_at, Feed.history.get().history_date, Feed.history.get().history_user) == (at, at, seat.user)
