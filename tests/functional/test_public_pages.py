"""Every page that needs no account: no fault of accessibility, and no scrolling sideways on a narrow screen."""

from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from qualifications.checker.journey import QUESTIONS
from qualifications.models import RuleBook
from tests.functional.conftest import NARROW, Axe, expect_fits

WHOLE = "setting_type=academy&started_on=2024-09-01"
# By the name of the address: what is opened. "{book}" is the row of the shipped book, "{place}" a place's name.
PAGES: dict[str, list[str]] = {
    "home": ["/"],
    "rules": ["/rules/"],
    "rule_books": ["/rules/books/"],
    "rule_book": ["/rules/books/{book}/"],
    "rule": ["/rules/books/{book}/npq/", "/rules/books/{book}/served-before-2009/"],
    "check": ["/check/"],
    "check_question": [
        *(f"/check/{question.slug}/?{WHOLE}" for question in QUESTIONS),
        *(f"/check/{question.slug}/?answered={question.slug}" for question in QUESTIONS),
        "/check/setting/?q={place}",
        "/check/setting/?q=nowhere",
    ],
    "check_details": [f"/check/details/{question.slug}/?{WHOLE}" for question in QUESTIONS if question.details],
    "check_result": [
        f"/check/result/?{WHOLE}&is_head_teacher=yes&previous_posts=none&awards=none&enrolments=none&if_setting_type=ctc",
        f"/check/result/?{WHOLE}&previous_posts=unknown&awards=unknown",
        "/check/result/?setting_type=academy&started_on=2204-01-01",
    ],
    "api_about": ["/api/"],
    "accessibility": ["/accessibility/"],
    "privacy": ["/privacy/"],
    "account_login": ["/accounts/login/"],
    "account_inactive": ["/accounts/inactive/"],
    "account_signup": ["/accounts/signup/"],
    "account_request_login_code": ["/accounts/login/code/"],
    "account_reset_password": ["/accounts/password/reset/"],
    "account_password_reset_completed": ["/accounts/password/reset/done/"],
}
# Opened elsewhere, because they need rows, a letter or somebody who signs in.
ELSEWHERE = {
    "setting_search": "test_places.py",
    "setting_detail": "test_places.py",
    "invitation_accept": "test_signing_in.py",
    "account_confirm_login_code": "test_signing_in.py",
    "mfa_authenticate": "test_signing_in.py",
    "components": "test_components.py",
}
NO_PAGES = {
    "check_calendar": "a file",
    "feed": "a file for calendar programs, by a secret address",
    "api_check": "JSON",
    "api_schema": "JSON",
    "setting_suggestions": "JSON",
    "health_live": "a word for what watches the service",
    "health_ready": "a word for what watches the service",
    "mfa_login_webauthn": "leads to account_login, or JSON for its script",
    "admin:login": "leads to account_login",
    "account_logout": "leads home whoever has not signed in",
    "account_email_verification_sent": "leads to account_login",
    "account_confirm_password_reset_code": "leads to account_login without a code that was sent",
    "account_complete_password_reset": "leads to account_reset_password without a code that was sent",
}
ERROR_PAGES = ["400", "403", "403_csrf", "404", "429", "500", "503"]


def public_names(resolver: URLResolver, namespace: str = "") -> set[str]:
    """The names of all addresses that answer somebody who has not signed in."""
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern) and not getattr(entry.callback, "login_required", True):
            found.add(f"{namespace}{entry.name}")
        elif isinstance(entry, URLResolver):
            found |= public_names(entry, f"{entry.namespace}:" if entry.namespace else namespace)
    return found


def test_every_public_address_is_opened_or_is_no_page() -> None:
    listed = [*PAGES, *ELSEWHERE, *NO_PAGES]
    assert sorted(listed) == sorted(public_names(get_resolver()))
    for file in ELSEWHERE.values():
        words = (Path(__file__).parent / file).read_text()
        assert "axe(page)" in words or "expect_sound(" in words


def faults(page: Page, axe: Axe, addresses: list[str]) -> dict[str, list[str]]:
    """What axe finds, by address; each page fits the window."""
    page.set_viewport_size(NARROW)
    found = {}
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None and answer.status != 404, address
        assert page.url.partition("?")[0] == address.partition("?")[0], "it leads elsewhere"
        expect_fits(page)
        found[address] = axe(page)
    return {address: said for address, said in found.items() if said}


@pytest.mark.browser
@pytest.mark.needs_tool("node_modules")
@pytest.mark.django_db(transaction=True)
def test_pages_are_accessible_and_fit_a_narrow_screen(
    page: Page, axe: Axe, live_server: LiveServer, shipped_book: RuleBook, school: str
) -> None:
    addresses = [address.format(book=shipped_book.pk, place=school) for listed in PAGES.values() for address in listed]
    assert faults(page, axe, [live_server.url + address for address in addresses]) == {}


@pytest.mark.browser
@pytest.mark.needs_tool("node_modules")
@pytest.mark.django_db(transaction=True)
def test_pages_of_errors_are_accessible_and_fit_a_narrow_screen(
    page: Page, axe: Axe, live_server: LiveServer, settings: Settings
) -> None:
    settings.ROOT_URLCONF = "tests.integration.senco_portal.broken_urls"
    templates = {path.stem for path in Path("templates").glob("*.html") if path.stem[:1].isdigit()}
    assert templates == set(ERROR_PAGES)
    assert faults(page, axe, [f"{live_server.url}/error/{name}/" for name in ERROR_PAGES]) == {}
