"""Finding a place and reading its page in a real browser: by keyboard, without script, on a narrow screen."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from qualifications.models import RuleBook
from settings.models import Setting
from settings.search import index
from tests.factories.settings import (
    ChildminderFactory,
    FormerNameFactory,
    SettingFactory,
    SettingLinkFactory,
    TypeChangeFactory,
)
from tests.functional.conftest import NARROW, Axe, expect_fits, expect_heading

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]

LONG = "Saint-Barnabas-and-Saint-Philip-with-Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Primary School"
SEARCH = "/settings/search/"


@pytest.fixture
def places(shipped_book: RuleBook) -> list[Setting]:
    """A closed school with all that a page can show, thirty more, and a childminder."""
    first = SettingFactory.create(
        urn="100000", name="Grange School", status="closed", closed_on=date(2024, 8, 31), has_nursery_classes=True
    )
    FormerNameFactory.create(setting=first)
    TypeChangeFactory.create(setting=first)
    SettingLinkFactory.create(predecessor_urn="100000", successor_urn="100001")
    others = [SettingFactory.create(urn=f"{100001 + number}", name=f"Park School {number}") for number in range(30)]
    long = SettingFactory.create(urn="200000", name=LONG, street=LONG, trust=LONG)
    made = [first, *others, long, ChildminderFactory.create(urn="EY123456")]
    index([each.pk for each in made])
    return made


@pytest.mark.parametrize(
    "address",
    [
        SEARCH,
        f"{SEARCH}?q=",
        f"{SEARCH}?q=park&page=2",
        f"{SEARCH}?q=grange",
        f"{SEARCH}?q=barnabas",
        f"{SEARCH}?q=nowhere",
        "/settings/gias/100000/",
        "/settings/gias/200000/",
        "/settings/ofsted/EY123456/",
    ],
)
def test_pages_are_accessible_and_fit_a_narrow_screen(
    page: Page, axe: Axe, live_server: LiveServer, places: list[Setting], address: str
) -> None:
    page.set_viewport_size(NARROW)
    page.goto(live_server.url + address)
    assert axe(page) == []
    expect_fits(page)


def box(page: Page, live_server: LiveServer, typed: str) -> None:
    """Opens the search and types into its box.

    Typed slowly, the first letters are asked about too. They get no answer, which could come between later steps.
    """

    def answer(route: Route) -> None:
        if route.request.url.endswith("?" + urlencode({"q": typed})):
            route.continue_()
        else:
            route.abort()

    page.route(re.compile("/suggestions/"), answer)
    page.goto(live_server.url + SEARCH)
    page.get_by_role("combobox").focus()
    page.keyboard.type(typed)


def test_a_place_is_chosen_by_keyboard(page: Page, axe: Axe, live_server: LiveServer, places: list[Setting]) -> None:
    box(page, live_server, "park school")
    options = page.get_by_role("option")
    expect(options).to_have_count(10)
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text("10 suggested. Choose with the up and down arrow keys.")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    active = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    assert active == options.nth(1).get_attribute("id")
    expect(page.get_by_role("combobox")).to_be_focused()
    assert axe(page) == []
    page.keyboard.press("Enter")
    expect_heading(page, "Park School 1")


def test_arrows_go_round_through_the_box(page: Page, live_server: LiveServer, places: list[Setting]) -> None:
    box(page, live_server, "park school")
    options = page.get_by_role("option")
    expect(options).to_have_count(10)
    page.keyboard.press("ArrowUp")
    expect(options.nth(9)).to_have_attribute("aria-selected", "true")
    expect(options.nth(9)).to_be_in_viewport()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    assert page.get_by_role("combobox").get_attribute("aria-activedescendant") is None


def test_enter_without_a_choice_searches(page: Page, live_server: LiveServer, places: list[Setting]) -> None:
    box(page, live_server, "park school")
    expect(page.get_by_role("option")).to_have_count(10)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text("30 settings found")


def test_escape_closes_and_keeps_what_was_typed(page: Page, live_server: LiveServer, places: list[Setting]) -> None:
    box(page, live_server, "grange")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("combobox")).to_have_value("grange")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_a_suggestion_can_be_pressed(page: Page, live_server: LiveServer, places: list[Setting]) -> None:
    box(page, live_server, "grange")
    expect(page.get_by_role("option")).to_contain_text("Closed: Community school, ")
    page.get_by_role("option").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Grange School")


def test_it_says_when_there_is_nothing_to_suggest(page: Page, live_server: LiveServer, places: list[Setting]) -> None:
    box(page, live_server, "nowhere")
    expect(page.get_by_role("status")).to_have_text("None suggested.")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_suggestions_fit_a_narrow_screen(page: Page, live_server: LiveServer, places: list[Setting]) -> None:
    page.set_viewport_size(NARROW)
    box(page, live_server, "barnabas")
    expect(page.get_by_role("option")).to_have_count(1)
    expect_fits(page)


def test_without_script_it_is_a_form_and_a_list_of_links(
    page_without_script: Page, live_server: LiveServer, places: list[Setting]
) -> None:
    page = page_without_script
    page.goto(live_server.url)
    page.get_by_role("link", name="Find a setting", exact=True).click()
    page.get_by_role("searchbox").fill("park school")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text("30 settings found")
    page.get_by_role("link", name="Next page").click()
    page.get_by_role("link", name="Park School 29", exact=True).click()
    expect_heading(page, "Park School 29")


def test_the_way_from_an_old_school_to_the_new(page: Page, live_server: LiveServer, places: list[Setting]) -> None:
    page.goto(f"{live_server.url}/settings/gias/100000/")
    page.get_by_role("link", name="Park School 0 (100001)").click()
    expect_heading(page, "Park School 0")
    page.get_by_role("link", name="Find a setting").first.click()
    expect(page.get_by_role("combobox")).to_be_visible()
