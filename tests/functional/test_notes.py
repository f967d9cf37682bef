"""An officer finds an overdue school, takes its list along, notes what was promised, and follows it up."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from compliance.models import Note
from practitioners.assessments import refresh
from practitioners.models import Appointment
from qualifications.models import RuleBook
from settings.models import Membership
from tests.factories.compliance import NoteFactory
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.functional.conftest import Axe, expect_errors, expect_focus, expect_heading, expect_sound, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
now = timezone.now  # noqa: TID251  # days count from today
NOTES = "/compliance/950/settings/gias/100777/notes/"
DUE = "#tasks ~ dl dt:has-text('Follow-ups due by today') + dd a"


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def post(shipped_book: RuleBook) -> Appointment:
    """A SENCo in post for so long that the deadline has passed, and an officer of the area."""
    school = SettingFactory.create(
        name="Far Academy",
        urn="100777",
        authority__code="950",
        authority__name="Anyshire",
        register_type=RegisterTypeFactory.create(setting_type="academy"),
    )
    start = today().replace(day=1)
    post: Appointment = AppointmentFactory.create(
        setting=school, practitioner__name="Robin Field", started_on=start.replace(year=start.year - 4)
    )
    refresh(post.practitioner, at=now(), day=today())
    OfficerFactory.create(authority=school.authority, user__name="Olive Officer")
    return post


def arrive(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, Membership.objects.get().user)
    page.goto(f"{live_server.url}/compliance/")
    expect_heading(page, "Anyshire")


def fill_day(page: Page, name: str, value: date) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"#id_{name}_{part}, [name={name}_{part}]").first.fill(str(getattr(value, part)))


def test_from_the_headline_to_a_follow_up_that_is_done(
    page: Page, live_server: LiveServer, post: Appointment, tmp_path: Path
) -> None:
    arrive(page, live_server)
    expect(page.locator(DUE)).to_have_text("0: Follow-ups due by today")
    page.locator("#tasks ~ dl a").first.click()
    expect_heading(page, "1 post")
    with page.expect_download() as told:
        page.get_by_role("link", name="CSV").click()
    told.value.save_as(tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[-1][0] == "Robin Field"
    page.get_by_role("link", name=re.compile("^No notes ?: Far Academy$")).click()
    expect_heading(page, "Notes of Anyshire")
    page.get_by_role("button", name="Add a note").click()
    expect_heading(page, "Add a note")
    page.get_by_label("They promised").check()
    fill_day(page, "noted_on", today())
    page.get_by_label("Note", exact=True).fill("A place on a course from January.\nThe head writes to us.")
    fill_day(page, "due_on", today())
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The note was saved.")).to_be_visible()

    page.goto(f"{live_server.url}/compliance/950/")
    expect(page.locator(DUE)).to_have_text("1: Follow-ups due by today")
    page.locator(DUE).click()
    expect_heading(page, "1 follow-up")
    page.get_by_role("link", name="Far Academy").click()
    page.get_by_role("link", name="Mark as done").click()
    page.get_by_label("What came of it?").fill("They wrote.")
    page.get_by_role("button", name="Yes, it is done").click()
    expect(page.get_by_text("The follow-up is done.")).to_be_visible()
    page.goto(f"{live_server.url}/compliance/950/")
    expect(page.locator(DUE)).to_have_text("0: Follow-ups due by today")


def test_the_same_by_keyboard_and_without_script(
    page_without_script: Page, live_server: LiveServer, post: Appointment
) -> None:
    page = page_without_script
    arrive(page, live_server)
    page.goto(f"{live_server.url}/settings/gias/100777/")
    page.get_by_role("link", name="Notes of Anyshire on this setting").press("Enter")
    page.get_by_role("button", name="Add a note").press("Enter")
    page.get_by_label("We called").press("Space")
    fill_day(page, "noted_on", today())
    page.get_by_label("Note", exact=True).fill("They know.")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("They know.")).to_be_visible()
    page.locator("summary").press("Enter")
    expect(page.get_by_text("by Olive Officer: Note written")).to_be_visible()


def test_its_pages_are_sound_and_their_errors_lead_to_the_boxes(
    page: Page, axe: Axe, live_server: LiveServer, post: Appointment
) -> None:
    arrive(page, live_server)
    known = {"setting": post.setting, "written_by": Membership.objects.get().user}
    for days in (-40, 0, 40):
        due_on = today() + timedelta(days=days)
        NoteFactory.create(**known, noted_on=today() - timedelta(days=50), due_on=due_on, text="Word " * 60)
    done = NoteFactory.create(**known, noted_on=today(), due_on=today(), done_on=today(), done_by=known["written_by"])
    first = Note.objects.exclude(pk=done.pk).order_by("pk")[0]
    pages = {
        "notes": NOTES,
        "note-new": f"{NOTES}new/",
        "note-change": f"{NOTES}{first.pk}/change/",
        "note-done": f"{NOTES}{first.pk}/done/",
        "note-remove": f"{NOTES}{first.pk}/remove/",
        "note-open-again": f"{NOTES}{done.pk}/open-again/",
        "follow-ups": "/compliance/950/follow-ups/",
        "follow-ups-none": "/compliance/950/follow-ups/?q=nothing",
        "area-with-follow-ups": "/compliance/950/",
        "posts-with-notes": "/compliance/950/posts/",
        "setting-with-notes": "/settings/gias/100777/",
    }
    for name, path in pages.items():
        page.goto(f"{live_server.url}{path}")
        expect_sound(page, axe, name)
    page.goto(f"{live_server.url}{NOTES}new/")
    page.get_by_role("button", name="Save").click()
    expect_errors(page)
    expect_sound(page, axe, "note-wrong")
    page.get_by_role("link", name="Enter the note").click()
    expect_focus(page, "id_text")


def test_that_not_all_is_decided_is_seen(page: Page, axe: Axe, live_server: LiveServer, post: Appointment) -> None:
    post.assessments.all().delete()
    arrive(page, live_server)
    expect(page.locator(".govuk-warning-text")).to_contain_text("Not all posts are decided")
    expect_sound(page, axe, "area-undecided")
