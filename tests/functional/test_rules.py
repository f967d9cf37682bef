"""The pages about the rules in a real browser."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from qualifications.models import RuleBook
from tests.functional.conftest import Axe

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
ADDRESSES = ["/", "/rules/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_accessible(
    page: Page, axe: Axe, live_server: LiveServer, shipped_book: RuleBook, address: str
) -> None:
    page.goto(live_server.url + address)
    assert axe(page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_fit_a_narrow_screen(page: Page, live_server: LiveServer, shipped_book: RuleBook, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(live_server.url + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_from_the_first_page_the_rules_are_one_link_away(
    page_without_script: Page, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    page_without_script.goto(live_server.url)
    page_without_script.get_by_role("link", name="read all the rules").click()
    assert page_without_script.get_by_role("heading", level=1).inner_text() == "The rules"
    page_without_script.get_by_role("link", name="Other readings").click()
    assert page_without_script.url.endswith("#part-6")
