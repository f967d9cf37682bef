"""An officer makes two records one and parts them again, in a real browser: by mouse, without script, narrow."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from practitioners.models import Appointment, Merge, Practitioner
from qualifications.models import RuleBook
from settings.models import Membership
from tests.factories.practitioners import AppointmentFactory, AwardFactory, PractitionerFactory
from tests.factories.settings import OfficerFactory, SettingFactory
from tests.functional.conftest import NARROW, Axe, expect_errors, expect_fits, expect_focus, expect_heading, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maximiliana"


@pytest.fixture
def post(shipped_book: RuleBook) -> Appointment:
    """Somebody who is recorded twice, at one school on the same days."""
    school = SettingFactory.create(register_type__setting_type="maintained_school")
    post = AppointmentFactory.create(setting=school, practitioner__name=LONG, practitioner__email="max@example.org")
    twice = PractitionerFactory.create(name=f"{LONG} Ann", email="max@example.com", trn="1234567")
    AppointmentFactory.create(setting=school, practitioner=twice)
    AwardFactory.create(practitioner=twice)
    OfficerFactory.create(authority=school.authority)
    return post


def open_person(page: Page, live_server: LiveServer, post: Appointment) -> None:
    sign_in(page, live_server, Membership.objects.get().user)
    page.goto(f"{live_server.url}/practitioners/{post.practitioner_id}/")


def merge_and_undo(page: Page, live_server: LiveServer, post: Appointment) -> None:
    open_person(page, live_server, post)
    page.get_by_role("link", name="Look for other records").click()
    expect_heading(page, "Other records of this person")
    page.get_by_role("link", name="Compare with").click()
    expect_heading(page, "Are these one person?")
    page.get_by_role("group", name="Which full name").get_by_label(LONG, exact=True).check()
    page.get_by_role("group", name="Which e-mail").get_by_label("max@example.com").check()
    page.get_by_label("Why").fill("The head says so")
    page.get_by_role("button", name="Show the result").click()
    expect(page.get_by_role("heading", name="The one record, as it will be")).to_be_visible()
    page.get_by_role("button", name="Merge these records").click()
    expect(page.get_by_text("The two records are one now.")).to_be_visible()
    assert Practitioner.objects.get(merged_into=None).email == "max@example.com"
    page.get_by_role("link", name="Undo the merge").click()
    expect_heading(page, "Part two records again")
    page.get_by_label("Why").fill("Two people after all")
    page.get_by_role("button", name="Part the records").click()
    expect(page.get_by_text("The records are two again.")).to_be_visible()
    assert Practitioner.objects.filter(merged_into=None).count() == 2


def test_two_records_are_merged_and_parted(page: Page, live_server: LiveServer, post: Appointment) -> None:
    merge_and_undo(page, live_server, post)
    assert Merge.objects.get().undone_at


def test_the_same_without_script(page_without_script: Page, live_server: LiveServer, post: Appointment) -> None:
    merge_and_undo(page_without_script, live_server, post)


def test_every_page_is_accessible_and_fits_a_narrow_screen(
    page: Page, axe: Axe, live_server: LiveServer, post: Appointment
) -> None:
    page.set_viewport_size(NARROW)
    open_person(page, live_server, post)
    page.get_by_role("link", name="Look for other records").click()
    expect_heading(page, "Other records of this person")
    assert axe(page) == []
    expect_fits(page)
    page.get_by_role("link", name="Compare with").click()
    expect_heading(page, "Are these one person?")
    page.get_by_role("button", name="Show the result").click()
    expect_errors(page)
    assert axe(page) == []
    expect_fits(page)
    page.get_by_role("link", name="Choose which is right").first.click()
    expect_focus(page, "id_name_0")
    for group in ("Which full name", "Which e-mail"):
        page.get_by_role("group", name=group).get_by_role("radio").first.check()
    page.get_by_label("Why").fill("The head says so")
    page.get_by_role("button", name="Show the result").click()
    expect(page.get_by_role("button", name="Merge these records")).to_be_visible()
    assert axe(page) == []
    expect_fits(page)
    page.get_by_role("button", name="Merge these records").click()
    expect(page.get_by_role("link", name="Undo the merge")).to_be_visible()
    assert axe(page) == []
    expect_fits(page)
    page.get_by_role("link", name="Undo the merge").click()
    expect_heading(page, "Part two records again")
    assert axe(page) == []
    expect_fits(page)
