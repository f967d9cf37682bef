"""To appoint a SENCo in a real browser: by keyboard alone, without script, on a narrow screen."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from practitioners.journey.questions import QUESTIONS
from practitioners.models import Appointment
from qualifications.models import RuleBook
from settings.models import Setting
from tests.clients import Client
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import ManagerFactory, SettingFactory
from tests.functional.conftest import Axe, expect_errors, expect_focus, expect_heading, expect_sound
from tests.integration.practitioners.appointing import WHOLE, Journey

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def school(transactional_db: None, shipped_book: RuleBook) -> Setting:
    return SettingFactory.create(name="Hill School")


@pytest.fixture
def journey(client: Client, school: Setting) -> Journey:
    client.force_login(ManagerFactory.create(setting=school).user)
    return Journey(client, school)


def sign_in(page: Page, journey: Journey, live_server: LiveServer) -> None:
    """The browser goes on as the test client's user."""
    cookie = journey.client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


@pytest.fixture
def known(school: Setting) -> Appointment:
    """Somebody whom the manager may see, and who is SENCo elsewhere too; and a stranger of the like name."""
    post: Appointment = AppointmentFactory.create(
        setting=school, practitioner__name="Katherine Lake", role="assistant_senco"
    )
    AppointmentFactory.create(practitioner=post.practitioner, setting__name="Dale School")
    AppointmentFactory.create(practitioner__name="Kate Lake", practitioner__email="kate@example.org")
    return post


def test_each_page_is_accessible_and_fits(
    page: Page, axe: Axe, live_server: LiveServer, journey: Journey, known: Appointment
) -> None:
    sign_in(page, journey, live_server)
    page.goto(live_server.url + journey.start)
    expect_sound(page, axe, "new")
    journey.begin()
    journey.send("who", {"name": "Kate Lake"})
    page.goto(live_server.url + journey.at("match"))
    expect_sound(page, axe, "match-two")
    journey.answer_all(
        who={"name": "Kate Lake"},
        match={"match": str(known.practitioner.pk)},
        elsewhere={"elsewhere": "additional"},
    )
    for slug in ("elsewhere", "course", "check"):
        page.goto(live_server.url + journey.at(slug))
        expect_sound(page, axe, f"known-{slug}")
    journey.answer_all(match={"match": "new"})
    journey.send("who", WHOLE["who"])
    journey.send("match", WHOLE["match"])
    journey.answer_all()
    for slug in (*(question.slug for question in QUESTIONS if question.slug != "elsewhere"), "check"):
        page.goto(live_server.url + journey.at(slug))
        expect_sound(page, axe, slug)


def test_pages_with_errors_are_accessible_and_lead_to_the_field(
    page: Page, axe: Axe, live_server: LiveServer, journey: Journey
) -> None:
    sign_in(page, journey, live_server)
    journey.answer_all()
    for slug, box in (
        ("start", "id_started_on_day"),
        ("time", "id_hours"),
        ("earlier-post-details", "id_posts-0-role"),
    ):
        page.goto(live_server.url + journey.at(slug))
        if slug == "time":
            page.get_by_label("So many hours a week").check()
            page.get_by_label("Hours a week", exact=True).fill("x")
        elif slug == "start":
            page.get_by_label("Day").fill("")
        else:
            page.get_by_label("Year").first.fill("19")
            box = "id_posts-0-started_on_year"
        page.get_by_role("button", name="Continue").click()
        expect_errors(page)
        expect_sound(page, axe, f"error-{slug}")
        page.locator(".govuk-error-summary__list a").first.click()
        expect_focus(page, box)


def test_somebody_is_appointed_by_keyboard_without_script(
    page_without_script: Page, live_server: LiveServer, journey: Journey
) -> None:
    page = page_without_script
    sign_in(page, journey, live_server)
    page.goto(live_server.url + journey.start)
    go_on(page, "Start now")
    page.get_by_label("Full name").fill("Robin Field")
    page.get_by_label("Full name").press("Enter")
    choose(page, "match", "Somebody new")
    for name, text in (("Day", "1"), ("Month", "9"), ("Year", "2025")):
        page.get_by_label(name, exact=True).fill(text)
    page.get_by_label("Year", exact=True).press("Enter")
    choose(page, "role", "Lead SENCo")
    choose(page, "cover", "In their own right")
    choose(page, "shared", "No")
    choose(page, "head-teacher", "No")
    choose(page, "teaching", "Yes")
    page.get_by_label("So many hours a week").press("Space")
    page.get_by_label("Hours a week", exact=True).fill("7.5")
    go_on(page)
    choose(page, "leadership", "Yes")
    choose(page, "teacher", "Yes: qualified teacher status (QTS)")
    choose(page, "induction", "Yes, it is complete")
    choose(page, "earlier-posts", "Yes, and I can list all of them")
    page.get_by_label("Kind of setting").select_option("academy")
    page.get_by_role("group", name="First day").get_by_label("Year").fill("2015")
    page.get_by_role("button", name="Add another earlier post").press("Enter")
    page.get_by_role("button", name="Remove earlier post 2").press("Enter")
    expect(page.get_by_role("button", name="Remove earlier post 2")).to_have_count(0)
    expect(page.get_by_role("group", name="First day").get_by_label("Year")).to_have_value("2015")
    go_on(page)
    choose(page, "qualifications", "No")
    choose(page, "course", "No")
    expect_heading(page, "Check your answers")
    expect(page.get_by_text("7.5 hours a week")).to_be_visible()
    expect(page.get_by_role("heading", name="What follows once you save")).to_be_visible()
    expect(page.get_by_text("The third anniversary of 1 September 2025 is 1 September 2028.")).to_be_visible()
    page.get_by_role("link", name="Change First day").press("Enter")
    expect(page.get_by_label("Year")).to_have_value("2025")
    page.get_by_role("link", name="Back").press("Enter")
    expect(page.get_by_label("Somebody new")).to_be_checked()
    page.goto(live_server.url + journey.check)
    go_on(page, "Save the appointment")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hill School")
    expect(page.get_by_text("Robin Field is recorded.")).to_be_visible()
    assert Appointment.objects.get().practitioner.name == "Robin Field"


def choose(page: Page, slug: str, label: str) -> None:
    """Answer this question, once it is there: the one before may have the same label."""
    expect(page).to_have_url(re.compile(f"/appoint/{slug}/"))
    page.get_by_label(label, exact=True).press("Space")
    go_on(page)


def go_on(page: Page, button: str = "Continue") -> None:
    page.get_by_role("button", name=button).press("Enter")


def test_a_double_click_makes_one_record(page: Page, live_server: LiveServer, journey: Journey) -> None:
    sign_in(page, journey, live_server)
    journey.answer_all()
    page.goto(live_server.url + journey.check)
    page.get_by_role("button", name="Save the appointment").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hill School")
    assert Appointment.objects.count() == 1
