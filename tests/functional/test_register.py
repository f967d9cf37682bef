"""Tasks, practice, previous names, looks and possible duplicates in a real browser: accessible, narrow, by keyboard."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from practitioners.models import Appointment, Practice
from qualifications.models import RuleBook
from settings.models import Membership
from tests.factories.practitioners import AppointmentFactory, PracticeFactory
from tests.factories.settings import ManagerFactory, OfficerFactory, SettingFactory
from tests.functional.conftest import (
    Axe,
    expect_errors,
    expect_focus,
    expect_heading,
    expect_sound,
    sign_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maximiliana"


@pytest.fixture
def post(shipped_book: RuleBook) -> Appointment:
    """A SENCo with a long name, of whom not everything is known, who is recorded twice and has done much."""
    school = SettingFactory.create(register_type__setting_type="maintained_school")
    post = AppointmentFactory.create(
        setting=school, practitioner__name=LONG, practitioner__induction="", practitioner__awards_told=False
    )
    AppointmentFactory.create(setting__authority=school.authority, practitioner__name=f"{LONG} Ann")
    PracticeFactory.create(practitioner=post.practitioner)
    PracticeFactory.create(practitioner=post.practitioner, title="A course of training", hours="6", kind="cpd")
    ManagerFactory.create(setting=school)
    OfficerFactory.create(authority=school.authority)
    return post


def who(role: str) -> User:
    return Membership.objects.get(role=role).user


def test_a_task_leads_to_its_field_and_what_is_wrong_there_has_the_focus(
    page: Page, live_server: LiveServer, post: Appointment
) -> None:
    """The address keeps the field: the browser would go there, past the errors."""
    sign_in(page, live_server, who("manager"))
    page.goto(f"{live_server.url}/settings/gias/{post.setting.urn}/")
    page.get_by_role("link", name="Whether they have completed induction").press("Enter")
    expect_heading(page, "What is recorded of this person")
    expect_focus(page, "id_induction_0")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    expect_errors(page)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.wait_for_timeout(300)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect_focus(page, "id_reason")
    page.keyboard.type("The certificate says so")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The record was changed.")).to_be_visible()


def record_practice(page: Page, live_server: LiveServer, post: Appointment) -> None:
    """Adds a meeting, with an error on the way, by keyboard alone."""
    sign_in(page, live_server, who("manager"))
    page.goto(f"{live_server.url}/practitioners/{post.practitioner_id}/")
    page.get_by_role("link", name="Add training or a meeting").press("Enter")
    page.get_by_label("Cluster meeting").press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    expect_errors(page)
    expect(page.get_by_label("Cluster meeting")).to_be_checked()
    for label, text in {
        "Day": "6",
        "Month": "3",
        "Year": "2025",
        "Hours": "2",
        "Its subject": "Spring cluster",
    }.items():
        page.get_by_role("textbox", name=label, exact=False).first.focus()
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Practice")).to_be_visible()
    assert Practice.objects.filter(title="Spring cluster").exists()


def test_practice_is_recorded_by_keyboard(page: Page, live_server: LiveServer, post: Appointment) -> None:
    record_practice(page, live_server, post)


def test_practice_is_recorded_without_script(
    page_without_script: Page, live_server: LiveServer, post: Appointment
) -> None:
    record_practice(page_without_script, live_server, post)


def test_two_are_kept_apart_by_keyboard_and_compared_again(
    page: Page, live_server: LiveServer, post: Appointment
) -> None:
    sign_in(page, live_server, who("officer"))
    page.goto(f"{live_server.url}/settings/")
    page.get_by_role("link", name="People who may be recorded twice").press("Enter")
    expect_heading(page, "People who may be recorded twice")
    page.get_by_role("button", name="Not the same person").press("Enter")
    expect(page.get_by_text("are kept as two people")).to_be_visible()
    expect(page.get_by_text("Nobody here seems to be recorded twice.")).to_be_visible()
    page.get_by_role("link", name="Those that were said not to be").press("Enter")
    expect_heading(page, "Said not to be the same person")
    page.get_by_role("button", name="They may be the same after all").press("Enter")
    expect(page.get_by_role("button", name="Compare")).to_be_visible()


def test_every_page_is_accessible_and_fits_a_narrow_screen(
    page: Page, axe: Axe, live_server: LiveServer, post: Appointment
) -> None:
    sign_in(page, live_server, who("officer"))
    person = f"{live_server.url}/practitioners/{post.practitioner_id}"
    assert post.setting.authority is not None
    row = post.practitioner.practice.order_by("pk")[0].pk
    duplicates = f"{live_server.url}/practitioners/duplicates/{post.setting.authority.code}/"
    pages = {
        "practice-new": f"{person}/practice/new/",
        "practice-change": f"{person}/practice/{row}/change/",
        "practice-remove": f"{person}/practice/{row}/remove/",
        "previous-names": f"{person}/change/#id_previous_names",
        "awards-told": f"{person}/awards/all/",
        "prior-posts-told": f"{person}/earlier-posts/all/",
        "person": f"{person}/#practice",
        "duplicates": duplicates,
        "looks": f"{person}/looks/",
    }
    for name, address in pages.items():
        page.goto(address)
        expect_sound(page, axe, name)
    page.goto(duplicates)
    page.get_by_role("button", name="Not the same person").click()
    expect(page.get_by_text("are kept as two people")).to_be_visible()
    page.goto(f"{duplicates}?show=apart")
    expect_sound(page, axe, "kept-apart")


def test_previous_names_are_told_one_a_line_by_keyboard(page: Page, live_server: LiveServer, post: Appointment) -> None:
    sign_in(page, live_server, who("manager"))
    page.goto(f"{live_server.url}/practitioners/{post.practitioner_id}/change/")
    page.get_by_label("Previous names").focus()
    page.keyboard.type("Max Hurst\nMax Vale")
    page.get_by_label("Not known").last.press("Space")
    page.get_by_label("Why").focus()
    page.keyboard.type("She told us")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Max Hurst and Max Vale")).to_be_visible()
