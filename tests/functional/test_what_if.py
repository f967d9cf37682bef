"""What if, in a real browser: another place beside the answer, by suggestion, by keyboard and without script."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from qualifications.models import RuleBook
from settings.enums import SettingType
from settings.search import index
from tests.factories.settings import RegisterTypeFactory, SettingFactory
from tests.functional.conftest import NARROW, Axe, expect_fits

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
TEACHER = "is_head_teacher=no&teaches_at_setting=yes&teacher_status=qts&induction=complete"
LISTS = "previous_posts=none&awards=none&enrolments=none"
DONE = f"/check/result/?setting_type=academy&started_on=2024-09-01&{TEACHER}&{LISTS}"
OTHER = "The post of today is at another school"


@pytest.fixture(autouse=True)
def places(shipped_book: RuleBook) -> None:
    """Two schools of one name, one of them special, one of them closed."""
    for urn, town, kind in (("900501", "Leeds", SettingType.SPECIAL_SCHOOL), ("900502", "York", SettingType.PRU)):
        kinds = RegisterTypeFactory.create(setting_type=kind)
        index([SettingFactory.create(name="Ashfield School", urn=urn, town=town, register_type=kinds).pk])
    index([SettingFactory.create(name="Oakfield School", urn="900503", status="closed").pk])


def open_what_if(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + DONE)
    page.get_by_text("See what a move, a course or another day would change").click()


def compare(page: Page) -> None:
    page.get_by_role("button", name="Compare").press("Enter")


def test_one_of_several_places_is_chosen_without_script(page_without_script: Page, live_server: LiveServer) -> None:
    page = page_without_script
    open_what_if(page, live_server)
    page.get_by_label(OTHER).fill("ashfield")
    compare(page)
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose which of these places you mean")
    expect(page.get_by_label(OTHER)).to_have_value("ashfield")
    page.get_by_label("Ashfield School, 900501").check()
    compare(page)
    table = page.get_by_role("table")
    expect(table).to_contain_text("Ashfield School, a special school or special academy (changed)")
    page.get_by_role("link", name="Open the other answer by itself").click()
    expect(page.get_by_role("link", name="Ashfield School")).to_be_visible()


def test_a_suggestion_fills_the_box_and_keeps_the_rest(page: Page, axe: Axe, live_server: LiveServer) -> None:
    open_what_if(page, live_server)
    day = page.get_by_role("group", name="A course that begins on").get_by_label("Day")
    day.fill("1")
    page.get_by_label(OTHER).fill("ashfield york")
    suggested = page.locator(".app-suggestions__option")
    expect(suggested).to_have_count(1)
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label(OTHER)).to_have_value("Ashfield School, 900502")
    expect(suggested).to_have_count(0)
    expect(day).to_have_value("1")
    day.fill("")
    compare(page)
    expect(page.get_by_role("table")).to_contain_text("Ashfield School, a pupil referral unit (changed)")


def test_the_first_question_suggests_the_same_places(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/check/setting/")
    page.get_by_label("Find the school").fill("ashfield york")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ashfield School").click()
    expect(page).to_have_url(re.compile(r"/check/start/\?setting=gias/900502"))


@pytest.mark.parametrize("asked", ["if_place=ashfield", "if_place=oakfield", "if_place=nowhere", "if_place=900501"])
def test_each_answer_is_accessible_and_fits(page: Page, axe: Axe, live_server: LiveServer, asked: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{live_server.url}{DONE}&{asked}")
    assert axe(page) == []
    expect_fits(page)


@pytest.mark.parametrize(
    ("asked", "focused"),
    [
        ("if_place=ashfield", "id_if_place_found_0"),
        ("if_place=oakfield", "id_if_place"),
        ("if_moves_to_place=900501", "id_if_moved_on_day"),
    ],
)
def test_an_error_leads_to_its_field(page: Page, live_server: LiveServer, asked: str, focused: str) -> None:
    page.goto(f"{live_server.url}{DONE}&{asked}")
    page.locator(".govuk-error-summary__list a").first.click()
    expect(page.locator(f"#{focused}")).to_be_focused()
