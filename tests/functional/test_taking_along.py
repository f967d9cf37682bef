"""What leaves an area: its report, its calendar, its lists with chosen columns, in a real browser."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook
from playwright.sync_api import Page, PdfMargins, ViewportSize, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from practitioners.assessments import refresh
from practitioners.models import Appointment
from qualifications.models import RuleBook
from settings.enums import MemberRole
from settings.models import Membership
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import ManagerFactory, OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.functional.conftest import Axe, expect_fits, expect_heading, expect_sound, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
now = timezone.now  # noqa: TID251  # days count from today
MARGIN: PdfMargins = {"top": "15mm", "right": "15mm", "bottom": "15mm", "left": "15mm"}
SHEET: ViewportSize = {"width": 1009, "height": 680}  # A4 across, within its margins
BROKEN = """() => [...document.querySelectorAll("tbody :is(th, td):not(.app-breaks)")].flatMap(cell => {
  const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = []
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (const word of node.textContent.matchAll(/\\w+/g)) {
      const range = document.createRange()
      range.setStart(node, word.index)
      range.setEnd(node, word.index + word[0].length)
      if (new Set([...range.getClientRects()].map(each => each.top)).size > 1) broken.push(word[0])
    }
  }
  return broken
})"""
LONG = "The Blessed Hugh Faringdon and Saint Etheldreda’s Voluntary-Aided-and-Foundation Catholic Primary Academy"


@pytest.fixture
def post(shipped_book: RuleBook) -> Appointment:
    """A SENCo who began a month ago, at a school with a long name."""
    kind = RegisterTypeFactory.create(setting_type="academy")
    school = SettingFactory.create(
        name=LONG, urn="100777", authority__code="950", authority__name="Anyshire", register_type=kind
    )
    SettingFactory.create(authority=school.authority, register_type=kind, name="Far Academy")
    started_on = timezone.localdate() - timedelta(days=30)
    post: Appointment = AppointmentFactory.create(setting=school, started_on=started_on)
    refresh(post.practitioner, at=now(), day=timezone.localdate())
    OfficerFactory.create(authority=school.authority)
    ManagerFactory.create(setting=school)
    return post


def arrive(page: Page, live_server: LiveServer, role: MemberRole, path: str) -> None:
    sign_in(page, live_server, Membership.objects.get(role=role).user)
    page.goto(f"{live_server.url}{path}")


def test_a_report_is_read_and_printed(
    page: Page, axe: Axe, live_server: LiveServer, post: Appointment, tmp_path: Path
) -> None:
    arrive(page, live_server, MemberRole.OFFICER, "/compliance/950/")
    expect_sound(page, axe, "take-along")
    page.get_by_role("link", name="A report to read and to print").click()
    expect_heading(page, "SENCos in Anyshire")
    expect_sound(page, axe, "area-report")
    page.emulate_media(media="print")
    expect(page.get_by_label("Day")).to_be_hidden()
    expect(page.get_by_role("heading", name="In short")).to_be_visible()
    page.pdf(path=tmp_path / "report.pdf", format="A4", margin=MARGIN)
    assert len(PdfReader(tmp_path / "report.pdf").pages) <= 2


def test_a_calendar_is_made_fetched_and_revoked(
    page: Page, axe: Axe, live_server: LiveServer, post: Appointment
) -> None:
    arrive(page, live_server, MemberRole.MANAGER, "/settings/gias/100777/")
    page.get_by_role("link", name="Deadlines in your own calendar").click()
    expect_heading(page, "Calendar of deadlines")
    expect_sound(page, axe, "feeds-none")
    page.get_by_role("button", name="Make an address").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("shown this once")
    expect_sound(page, axe, "feeds-new")
    address = page.locator(".app-secret").inner_text()
    answer = Client().get(urlsplit(address).path)
    assert answer.status_code == 200
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 2
    page.goto(page.url)
    expect(page.locator(".app-secret")).to_have_count(0)
    expect(page.get_by_text("Last fetched on")).to_be_visible()
    expect_sound(page, axe, "feeds")
    page.get_by_role("button", name="Revoke").press("Enter")
    expect(page.get_by_text("It opens nothing any more")).to_be_visible()
    assert Client().get(urlsplit(address).path).status_code == 404


def test_columns_are_chosen_without_script(
    page_without_script: Page, live_server: LiveServer, post: Appointment, tmp_path: Path
) -> None:
    page = page_without_script
    arrive(page, live_server, MemberRole.OFFICER, "/compliance/950/settings/")
    page.locator("summary").click()
    page.get_by_role("checkbox", name="Town").uncheck()
    page.get_by_role("checkbox", name="URN").check()
    page.get_by_role("button", name="Show the list").click()
    expect(page.get_by_role("columnheader")).to_have_text(
        ["Setting", "URN", "Kind of setting", "SENCo on the day", "Last SENCo until", "Notes"]
    )
    with page.expect_download() as told:
        page.get_by_role("link", name="Excel").click()
    told.value.save_as(tmp_path / "list.xlsx")
    (sheet,) = load_workbook(tmp_path / "list.xlsx").worksheets
    assert [cell.value for cell in sheet[8]] == [
        "Setting",
        "URN",
        "Kind of setting",
        "SENCo on the day",
        "Last SENCo until",
    ]
    assert sheet["B10"].value == "100777"


def test_all_columns_fit_window_and_sheet_and_no_word_is_broken(
    page: Page, axe: Axe, live_server: LiveServer, post: Appointment
) -> None:
    arrive(page, live_server, MemberRole.OFFICER, "/compliance/950/posts/")
    page.set_viewport_size({"width": 800, "height": 900})
    expect_fits(page)
    assert page.evaluate(BROKEN) == []
    page.locator("summary").click()
    boxes = page.get_by_role("group", name="Columns").get_by_role("checkbox").all()
    for box in boxes:
        box.check()
    page.get_by_role("button", name="Show the list").click()
    expect(page.get_by_role("columnheader")).to_have_count(len(boxes) + 1)  # the last leads to notes
    expect_sound(page, axe, "all-columns")
    assert page.evaluate(BROKEN) == []
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    expect_fits(page)
    assert page.evaluate(BROKEN) == []
