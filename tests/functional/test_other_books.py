"""Pages that only another rule book brings, in a real browser: one to come, and the tick that publishing asks for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from qualifications import actions, books
from qualifications.models import RuleBook
from tests.factories.users import UserFactory
from tests.functional.conftest import Axe, expect_sound, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
TEACHER = "is_head_teacher=no&teaches_at_setting=yes&teacher_status=qts&induction=complete"
ANSWER = f"/check/result/?setting_type=academy&{TEACHER}&previous_posts=none&awards=none&enrolments=none"


def draft(shipped: RuleBook, name: str, days: int) -> RuleBook:
    """A book in which every deadline is four years after the post began, in force so many days from today."""
    said = books.load(shipped)
    rules = tuple(replace(rule, months=48) if rule.months else rule for rule in said.rules)
    day = timezone.localdate() + timedelta(days=days)
    return books.store(replace(said, name=name, in_force_from=day, rules=rules))


def published(shipped: RuleBook, name: str, days: int) -> RuleBook:
    row = draft(shipped, name, days)
    at = timezone.now()  # noqa: TID251  # the moment of publishing
    return actions.publish(row, at=at, by=None, reason="For a test", at_once=days <= 0)


def test_an_answer_with_the_next_book_is_accessible(
    page: Page, axe: Axe, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    later = published(shipped_book, "England, as amended later", 400)
    for started_on in (date(2025, 9, 1), later.in_force_from):
        page.goto(f"{live_server.url}{ANSWER}&started_on={started_on}")
        expect(page.get_by_role("link", name=later.name)).to_be_visible()
        expect_sound(page, axe)


@pytest.mark.parametrize(("days", "words"), [(400, "Not in force yet"), (0, "Replaced on")])
def test_a_book_that_is_not_in_force_is_accessible(
    page: Page, axe: Axe, live_server: LiveServer, shipped_book: RuleBook, days: int, words: str
) -> None:
    other = published(shipped_book, "England, as amended later", days)
    row = other if days else shipped_book
    for address in (f"/rules/books/{row.pk}/", f"/rules/books/{row.pk}/npq/"):
        page.goto(live_server.url + address)
        expect(page.get_by_text(words)).to_be_visible()
        expect_sound(page, axe)


def test_the_tick_for_a_day_that_is_past_is_accessible(
    page: Page, axe: Axe, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    row = draft(shipped_book, "England, corrected", -30)
    ada = UserFactory.create(email="ada@example.org", is_staff=True, is_superuser=True)
    sign_in(page, live_server, ada)
    page.goto(f"{live_server.url}/admin/qualifications/rulebook/{row.pk}/publish/")
    tick = page.locator("#id_at_once")
    expect(tick).to_be_visible()
    expect_sound(page, axe)
    page.locator("#id_change_reason").fill("SI 2029/123")
    page.get_by_role("button", name=f"Publish “{row.name}”").click()
    expect(page.locator(".rb-problems")).to_be_visible()
    expect_sound(page, axe)
    page.locator(".rb-problems a").first.click()
    expect(tick).to_be_focused()
