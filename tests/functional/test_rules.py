"""The pages about the rules in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from qualifications.models import RuleBook
from tests.functional.conftest import expect_heading

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]


def test_from_the_first_page_the_rules_are_one_link_away(
    page_without_script: Page, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    page = page_without_script
    page.goto(live_server.url)
    page.get_by_role("link", name="read all the rules").click()
    expect_heading(page, "The rules")
    page.get_by_role("link", name="Other readings").click()
    expect(page).to_have_url(re.compile("#part-6$"))
