"""A register file taken in a real browser, and Django admin under our policy."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from settings.models import ImportRun, RegisterType, Setting
from tests import shipped
from tests.factories.users import UserFactory
from tests.functional.conftest import NARROW, Axe, expect_fits, expect_heading, expect_sound, sign_in
from tests.registers import school, written

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def ada(tmp_path: Path, settings: Settings, transactional_db: None) -> User:
    """Somebody who may do all, and a folder of their own for files."""
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    shipped.places()
    return UserFactory.create(email="ada@example.org", is_staff=True, is_superuser=True)


@pytest.fixture
def register_file(tmp_path: Path) -> Path:
    """One that is new, one with a kind that nobody knows, one that cannot be read."""
    long_name = "The Church of England Voluntary Aided Primary School of Saint-Mary-in-the-Marshes-and-Meadows"
    rows = [school(name=long_name), school(urn="100002", type_code="77", type="Flying school"), school(urn="abc")]
    path = tmp_path / "edubasealldata20250717.csv"
    path.write_bytes(written(rows))
    return path


def enter(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, User.objects.get(email="ada@example.org"))
    page.goto(live_server.url + reverse("import_new"))


def send(page: Page, path: Path) -> None:
    page.get_by_label("Get Information about Schools: schools").check()
    page.get_by_label("The file").set_input_files(path)
    for part, value in (("Day", "17"), ("Month", "7"), ("Year", "2025")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("Pass over rows that cannot be read").check()
    page.get_by_role("button", name="Show what it would change").click()
    expect_heading(page, "What taking this file would change")


def take(page: Page) -> None:
    page.get_by_role("button", name="Take this file").click()
    expect_heading(page, "What taking this file changed")


def test_a_file_is_taken_without_script(
    page_without_script: Page, live_server: LiveServer, register_file: Path
) -> None:
    page = page_without_script
    enter(page, live_server)
    expect_heading(page, "Take a register file")
    send(page, register_file)
    assert not Setting.objects.exists()
    take(page)
    assert Setting.objects.count() == 2


def test_the_pages_are_accessible_and_fit(page: Page, axe: Axe, live_server: LiveServer, register_file: Path) -> None:
    enter(page, live_server)
    expect_sound(page, axe)
    page.get_by_role("button", name="Show what it would change").click()
    expect(page.get_by_text("Choose which file it is")).to_have_count(2)
    expect_sound(page, axe)
    send(page, register_file)
    expect_sound(page, axe)
    looked_at = page.url
    take(page)
    expect(page.get_by_role("alert")).to_have_text(re.compile(r"^\s*Done"))
    expect_sound(page, axe)
    page.goto(looked_at)
    expect_sound(page, axe)


def test_what_differs_is_read_on_a_narrow_screen(
    page: Page, axe: Axe, live_server: LiveServer, register_file: Path
) -> None:
    enter(page, live_server)
    send(page, register_file)
    take(page)
    register_file.write_bytes(written([school(street="2 Oak Lane"), school(urn="100002", status="Closed")]))
    page.goto(live_server.url + reverse("import_new"))
    send(page, register_file)
    expect(page.get_by_text("Street: 1 Elm Grove → 2 Oak Lane")).to_have_count(1)
    expect_sound(page, axe)


def test_a_report_that_no_longer_holds_says_so(
    page: Page, axe: Axe, live_server: LiveServer, register_file: Path
) -> None:
    enter(page, live_server)
    send(page, register_file)
    RegisterType.objects.get(register="gias", code="01").save()
    page.get_by_role("button", name="Take this file").click()
    expect(page.get_by_role("alert")).to_contain_text("Places have changed since you looked")
    expect_sound(page, axe)
    page.get_by_role("button", name="Look at the file again").click()
    expect(page.get_by_role("button", name="Take this file")).to_have_count(1)


def test_admin_asks_for_nothing_that_our_policy_forbids(
    page: Page, live_server: LiveServer, register_file: Path
) -> None:
    """The fixture fails the test where a page of Django admin does."""
    enter(page, live_server)
    send(page, register_file)
    take(page)
    run, place = ImportRun.objects.order_by("-pk")[0], Setting.objects.order_by("pk")[0]
    pages = [
        reverse("admin:index"),
        *(
            reverse(f"admin:settings_{name}_changelist")
            for name in ("setting", "registertype", "question", "importrun")
        ),
        reverse("admin:settings_setting_change", args=[place.pk]),
        reverse("admin:settings_setting_history", args=[place.pk]),
        reverse("admin:settings_localauthority_change", args=[place.authority_id]),
        reverse("admin:settings_registertype_change", args=[place.register_type_id]),
        reverse("admin:settings_importrun_change", args=[run.pk]),
        reverse("admin:settings_importchange_changelist") + f"?run__id__exact={run.pk}",
        reverse("admin:settings_authorityname_add"),
    ]
    page.set_viewport_size(NARROW)
    for address in pages:
        answer = page.goto(live_server.url + address)
        assert answer is not None
        assert answer.status == 200, address
        expect_fits(page)


def test_an_administrator_says_what_an_unknown_kind_is(
    page: Page, live_server: LiveServer, register_file: Path
) -> None:
    enter(page, live_server)
    send(page, register_file)
    take(page)
    page.goto(live_server.url + reverse("admin:index"))
    page.get_by_role("link", name="Questions that wait for an answer").click()
    page.get_by_role("link", name="What kind of setting is “Flying school”").click()
    page.get_by_role("link", name="There it is said").click()
    page.get_by_label("Setting type").select_option("academy")
    page.get_by_label("Reason").fill("It says so on the tin")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("1 place changed with it.")).to_have_count(1)
    assert Setting.objects.get(urn="100002").setting_type == "academy"
