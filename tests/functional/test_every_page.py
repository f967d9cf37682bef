"""Every page of ours is looked at by axe: a new address that shows one is looked at too, with nothing to be added."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from practitioners.models import Appointment
from settings.models import LocalAuthority, Membership
from tests.clients import Client
from tests.factories.settings import OfficerFactory
from tests.functional.conftest import Axe, expect_sound
from tests.integration.test_access import arguments, cast, names, post  # noqa: F401  fixtures

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
# Django's own pages are its makers' to mend.
NOT_OURS = {"admin:index"}
# Pages that are there only after something was done, and the tests that do it and let axe look.
ELSEWHERE = {
    "appointment_question": "test_appoint.py",
    "appointment_check": "test_appoint.py",
    "appointment_certificates": "test_appoint.py",
    "check_result": "test_public_pages.py",
    "invitation_accept": "test_signing_in.py",
    "note_reopen": "test_notes.py",
}
# Answers for programs, which ask for more or have another secret.
NO_PAGE = {"api_check", "check_calendar", "feed"}
SENT_ONLY = 405
# Among so many parts the pages are dealt out, so that they are looked at side by side.
PARTS = 6


class Shown(NamedTuple):
    """To whom of the cast, the mightiest first, an address shows a page; or that it never shows one to anybody."""

    to: str = ""
    never: bool = False


def shown(clients: dict[str, Client], address: str) -> Shown:
    """What an address answers with. It shows a page later, perhaps, where it leads elsewhere now."""
    answers = set()
    for name, client in reversed(clients.items()):
        answer = client.get(address)
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        answer.close()
        if answer.status_code == 200 and is_page:
            return Shown(name)
        answers |= {"file" if answer.status_code == 200 else answer.status_code}
    return Shown(never=bool(answers & {"file", SENT_ONLY}))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound(
    page: Page,
    axe: Axe,
    live_server: LiveServer,
    post: Appointment,  # noqa: F811
    cast: dict[str, Client],  # noqa: F811
    arguments: dict[str, dict[str, Any]],  # noqa: F811
    part: int,
) -> None:
    # Of one area alone the list of areas leads on.
    officer = Membership.objects.get(role="officer", authority=post.setting.authority)
    OfficerFactory.create(user=officer.user, authority=LocalAuthority.objects.exclude(code="950")[0])
    unseen = set()
    for name, parts in sorted(dict(names()).items())[part::PARTS]:
        said = arguments.get(name, arguments["usual"])
        address = reverse(name, kwargs={each: said[each] for each in parts})
        found = Shown(never=True) if name in NOT_OURS else shown(cast, address)
        if found.to:
            become(page, cast[found.to], live_server)
            page.goto(f"{live_server.url}{address}")
            expect_sound(page, axe)
        elif not found.never:
            unseen.add(name)
    assert unseen <= ELSEWHERE.keys() | NO_PAGE


def become(page: Page, client: Client, live_server: LiveServer) -> None:
    """Gives the browser the session of one of the cast; of nobody, none."""
    page.context.clear_cookies()
    if session := client.cookies.get(key := settings.SESSION_COOKIE_NAME):
        page.context.add_cookies([{"name": key, "value": session.value, "url": live_server.url}])


def test_the_pages_that_are_looked_at_elsewhere_are() -> None:
    known = dict(names())
    for name, file in ELSEWHERE.items():
        words = (Path(__file__).parent / file).read_text()
        assert name in known and ("axe(page)" in words or "expect_sound(" in words)
