"""The checker in a real browser: from a name typed to the answer, by keyboard, without script, on a narrow screen."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from qualifications.models import RuleBook
from settings.enums import FileKind, SettingType
from settings.models import Setting
from tests.functional.conftest import expect_focus, expect_heading
from tests.registers import Registers

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
WHOLE = "setting_type=academy&started_on=2024-09-01"
# The questions after the first day, and what is answered. A question is waited for: the one before has a “No” too.
ANSWERS = {
    "head-teacher": "No",
    "teacher": "Yes: qualified teacher status (QTS)",
    "induction": "Yes, it is complete",
    "teaching": "Yes",
    "earlier-posts": "No",
    "qualifications": "No",
    "course": "No",
}


def test_a_real_school_is_found_and_answered(
    page: Page, live_server: LiveServer, shipped_book: RuleBook, shared_data: Callable[[str], Path], tmp_path: Path
) -> None:
    """From the register of July 2025, whole: the first academy and the first maintained school of it."""
    content = shared_data("gias/edubaseallstatefunded20250717.csv").read_bytes()
    Registers(tmp_path).take(FileKind.GIAS, content)
    for kind in (SettingType.ACADEMY, SettingType.MAINTAINED_SCHOOL):
        place = Setting.objects.filter(setting_type=kind).order_by("urn")[0]
        page.goto(f"{live_server.url}/check/setting/")
        page.get_by_label("Find the school").fill(f"{place.name} {place.town}")
        page.get_by_label("Find the school").press("Enter")
        page.get_by_role("link", name=place.name).first.click()
        for name, text in (("Day", "1"), ("Month", "9"), ("Year", "2025")):
            page.get_by_label(name).fill(text)
        page.get_by_label("Year").press("Enter")
        for slug, label in ANSWERS.items():
            expect(page).to_have_url(re.compile(f"/check/{slug}/"))
            page.get_by_label(label, exact=True).check()
            page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("deadline is 1 September 2028")
        expect(page.get_by_role("link", name=place.name).first).to_be_visible()


def test_a_place_is_found_and_answered_by_keyboard_without_script(
    page_without_script: Page, live_server: LiveServer, shipped_book: RuleBook, school: str
) -> None:
    page = page_without_script
    page.goto(f"{live_server.url}/check/")
    page.get_by_role("button", name="Start now").press("Enter")
    page.get_by_label("Find the school").fill(school)
    page.get_by_label("Find the school").press("Enter")
    page.get_by_role("link", name="Saint Brannock’s Academy").press("Enter")
    for name, text in (("Day", "1"), ("Month", "9"), ("Year", "2024")):
        page.get_by_label(name).fill(text)
    page.get_by_label("Year").press("Enter")
    for slug, label in ANSWERS.items():
        expect(page).to_have_url(re.compile(f"/check/{slug}/"))
        page.get_by_label(label, exact=True).press("Space")
        page.get_by_role("button", name="Continue").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("deadline is 1 September 2027")
    expect(page.get_by_role("link", name="Saint Brannock’s Academy")).to_be_visible()
    page.get_by_role("link", name="Change SENCo since").press("Enter")
    expect_heading(page, "When did the SENCo take up this post?")
    expect(page.get_by_label("Year")).to_have_value("2024")
    page.get_by_label("Year").fill("2023")
    page.get_by_role("button", name="Continue").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 September 2026")


def test_back_leads_the_whole_way_and_loses_no_answer(
    page: Page, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    page.goto(f"{live_server.url}/check/course/?{WHOLE}&is_head_teacher=yes&previous_posts=none&awards=none")
    for checked in ("awards=no", "previous_posts=no", "is_head_teacher=yes"):
        page.get_by_role("link", name="Back").click()
        name, _, value = checked.partition("=")
        expect(page.locator(f"input[type=radio][name={name}][value={value}]")).to_be_checked()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("Day")).to_have_value("1")
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("Mainstream academy")).to_be_checked()


@pytest.mark.parametrize(
    ("address", "focused"),
    [
        ("/check/setting/?answered=setting", "id_setting_type_0"),
        ("/check/start/?setting_type=academy&answered=start", "id_started_on_day"),
        (f"/check/teacher/?{WHOLE}&answered=teacher", "id_teacher_status_0"),
        (
            f"/check/details/course/?{WHOLE}&rows-TOTAL_FORMS=1&rows-INITIAL_FORMS=0",
            "id_rows-0-qualification",
        ),
        (f"/check/result/?{WHOLE}&if_started_on_day=1", "id_if_started_on_month"),
    ],
)
def test_each_link_of_an_error_summary_puts_the_focus_in_the_field(
    page: Page, live_server: LiveServer, shipped_book: RuleBook, address: str, focused: str
) -> None:
    page.goto(live_server.url + address)
    page.locator(".govuk-error-summary__list a").first.click()
    expect_focus(page, focused)


def test_an_answer_prints_with_its_address_and_without_what_can_only_be_clicked(
    page: Page, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    page.goto(f"{live_server.url}/check/result/?{WHOLE}")
    page.emulate_media(media="print")
    expect(page.locator(".app-print-only")).to_contain_text("/check/result/?setting_type=academy")
    expect(page.get_by_text("What if?", exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="Compare")).not_to_be_visible()


def test_a_sentence_in_a_tag_takes_one_line(page: Page, live_server: LiveServer, shipped_book: RuleBook) -> None:
    page.goto(f"{live_server.url}/check/result/?{WHOLE}")
    tag = page.get_by_text("May be the SENCo? Not known", exact=True)
    expect(tag).to_have_class(re.compile("govuk-tag"))
    assert (tag.bounding_box() or {"height": 0})["height"] < 40
