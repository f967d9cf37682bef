"""An officer finds an overdue school from the headline of the area and takes its list along, in a real browser."""

import csv
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from practitioners.assessments import refresh
from practitioners.models import Appointment
from qualifications.models import RuleBook
from settings.models import Membership
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.functional.conftest import Axe, expect_errors, expect_focus, expect_heading, expect_sound, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
now = timezone.now  # noqa: TID251  # days count from today
PAGES = {
    "area": "",
    "area-settings": "settings/",
    "area-posts": "posts/",
    "area-posts-wrong": "posts/?as_at=never&status=late",
}
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley, Maximiliana Anastasia"


@pytest.fixture
def post(shipped_book: RuleBook) -> Appointment:
    """A SENCo with a long name, in post for so long that the deadline has passed."""
    kind = RegisterTypeFactory.create(setting_type="academy")
    school = SettingFactory.create(
        name="Far Academy", authority__code="950", authority__name="Anyshire", register_type=kind
    )
    start = timezone.localdate().replace(day=1)
    post: Appointment = AppointmentFactory.create(
        setting=school, practitioner__name=LONG, started_on=start.replace(year=start.year - 4)
    )
    refresh(post.practitioner, at=now(), day=timezone.localdate())
    OfficerFactory.create(authority=school.authority)
    return post


def arrive(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, Membership.objects.get().user)
    page.goto(f"{live_server.url}/compliance/")
    expect_heading(page, "Anyshire")


def find_and_take_along(page: Page, folder: Path) -> None:
    """From the headline to the list, to the table, to the school."""
    page.locator("#tasks ~ dl a").first.click()
    expect_heading(page, "1 post")
    with page.expect_download() as told:
        page.get_by_role("link", name="CSV").click()
    told.value.save_as(folder / "list.csv")
    page.get_by_role("link", name="Far Academy", exact=True).click()
    expect_heading(page, "Far Academy")
    with (folder / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[-1][0] == LONG


def test_an_overdue_school_is_found_in_three_clicks(
    page: Page, axe: Axe, live_server: LiveServer, post: Appointment, tmp_path: Path
) -> None:
    arrive(page, live_server)
    find_and_take_along(page, tmp_path)
    for name, path in PAGES.items():
        page.goto(f"{live_server.url}/compliance/950/{path}")
        expect_sound(page, axe, name)
    expect_errors(page)
    page.get_by_role("link", name="Day must be a real day").click()
    expect_focus(page, "id_as_at")


def test_the_same_without_script_and_by_keyboard(
    page_without_script: Page, live_server: LiveServer, post: Appointment, tmp_path: Path
) -> None:
    page = page_without_script
    arrive(page, live_server)
    page.get_by_label("Day").fill("2009-09-01")
    page.get_by_label("Day").press("Enter")
    expect(page.locator(".govuk-inset-text")).to_contain_text("today’s law looks back")
    page.go_back()
    find_and_take_along(page, tmp_path)
    page.goto(f"{live_server.url}/compliance/950/posts/")
    page.locator("summary").press("Enter")
    page.get_by_label("Name of the SENCo").fill("nobody")
    page.get_by_label("Name of the SENCo").press("Enter")
    expect_heading(page, "0 posts")
    page.go_back()
    page.get_by_role("link", name="Setting", exact=True).press("Enter")
    expect(page.locator("[aria-sort=ascending]")).to_have_text("Setting")
