"""A setting's people and a person's pages in a real browser: accessible, narrow, without script, by keyboard."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from practitioners.models import Appointment, Award
from qualifications.models import Qualification, RuleBook
from settings.models import Membership
from tests.factories.practitioners import AppointmentFactory, AwardFactory, EnrolmentFactory, PriorPostFactory
from tests.factories.settings import ManagerFactory, OfficerFactory, SettingFactory
from tests.functional.conftest import NARROW, Axe, expect_errors, expect_fits, expect_focus, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley, Maximiliana Anastasia"


@pytest.fixture
def post(shipped_book: RuleBook) -> Appointment:
    """A SENCo with a long name, of whom not everything is known, and with a row of everything."""
    school = SettingFactory.create(register_type__setting_type="maintained_school")
    post = AppointmentFactory.create(
        setting=school, practitioner__name=LONG, practitioner__induction="", teaches_at_setting=None
    )
    npq = Qualification.objects.get(code="NPQSENCO")
    PriorPostFactory.create(practitioner=post.practitioner, setting_name=LONG, started_to="year")
    for year in range(2012, 2021):
        elsewhere = SettingFactory.create(name=f"{LONG.replace(' ', '')} {year}")
        days = {"started_on": date(year, 1, 6), "ended_on": date(year, 7, 20)}
        AppointmentFactory.create(practitioner=post.practitioner, setting=elsewhere, **days)
    EnrolmentFactory.create(practitioner=post.practitioner, qualification=npq)
    AwardFactory.create(practitioner=post.practitioner, qualification=npq, outcome="failed")
    AppointmentFactory.create(setting=school, started_on=date(2020, 1, 6), ended_on=date(2024, 1, 5))
    ManagerFactory.create(setting=school, user__email="head@example.org")
    OfficerFactory.create(authority=school.authority, user__email="officer@example.org")
    return post


def who(role: str) -> User:
    return Membership.objects.get(role=role).user


def pages_of(post: Appointment) -> list[str]:
    person = f"/practitioners/{post.practitioner_id}"
    award, course, prior = (
        getattr(post.practitioner, name).get().pk for name in ("awards", "enrolments", "prior_posts")
    )
    return [
        f"/settings/gias/{post.setting.urn}/",
        f"{person}/",
        f"{person}/change/",
        f"{person}/earlier-posts/new/",
        f"{person}/earlier-posts/{prior}/change/",
        f"{person}/earlier-posts/{prior}/remove/",
        f"{person}/posts/{post.pk}/end/",
        f"{person}/posts/{post.pk}/continue/",
        f"{person}/posts/{post.pk}/correct/",
        f"{person}/posts/{post.pk}/remove/",
        f"{person}/courses/new/",
        f"{person}/courses/{course}/change/",
        f"{person}/courses/{course}/outcome/",
        f"{person}/awards/new/",
        f"{person}/awards/{award}/change/",
        f"{person}/awards/{award}/verify/",
    ]


def test_every_page_is_accessible_and_fits_a_narrow_screen(
    page: Page, axe: Axe, live_server: LiveServer, post: Appointment
) -> None:
    sign_in(page, live_server, who("officer"))
    page.set_viewport_size(NARROW)
    for address in pages_of(post):
        page.goto(live_server.url + address)
        assert (address, axe(page)) == (address, [])
        expect_fits(page)


def test_errors_are_accessible_and_lead_to_the_field(
    page: Page, axe: Axe, live_server: LiveServer, post: Appointment
) -> None:
    sign_in(page, live_server, who("officer"))
    page.goto(f"{live_server.url}/practitioners/{post.practitioner_id}/posts/{post.pk}/end/")
    page.get_by_role("button", name="Save the last day").click()
    expect_errors(page)
    assert axe(page) == []
    for field, link in (("id_ended_on_day", "Enter the last day in post"), ("id_end_reason_0", "Choose an answer")):
        page.get_by_role("link", name=link).click()
        expect_focus(page, field)


def test_an_award_is_recorded_without_script(
    page_without_script: Page, live_server: LiveServer, post: Appointment
) -> None:
    page = page_without_script
    sign_in(page, live_server, who("manager"))
    page.goto(f"{live_server.url}/settings/gias/{post.setting.urn}/")
    page.get_by_role("link", name=LONG).click()
    page.get_by_role("link", name="Add an award").click()
    page.get_by_label("Qualification").select_option(str(Qualification.objects.get(code="NPQSENCO").pk))
    page.get_by_role("group", name="Date on the certificate").get_by_label("Day").fill("1")
    page.get_by_role("group", name="Date on the certificate").get_by_label("Month").fill("9")
    page.get_by_role("group", name="Date on the certificate").get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The award was recorded.")).to_be_visible()
    assert Award.objects.filter(outcome="passed", awarded_on=date(2026, 9, 1)).exists()


def test_a_post_is_ended_by_keyboard_alone(page: Page, live_server: LiveServer, post: Appointment) -> None:
    sign_in(page, live_server, who("manager"))
    page.goto(f"{live_server.url}/practitioners/{post.practitioner_id}/posts/{post.pk}/end/")
    page.get_by_label("Day").focus()
    page.keyboard.type("31")
    page.keyboard.press("Tab")
    page.keyboard.type("8")
    page.keyboard.press("Tab")
    page.keyboard.type("2026")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The last day was recorded.")).to_be_visible()
    assert Appointment.objects.get(pk=post.pk).ended_on == date(2026, 8, 31)
