"""A real Chromium on the real pages. Mark every test that uses one with ``@pytest.mark.browser``.

What is missing skips; in CI a skip is a failure (tests/conftest.py).

A click returns before the next page is there. So between it and whatever reads the page once (``axe``, ``evaluate``),
or reads the database, comes an ``expect`` of something that only the next page has.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from settings.enums import Register, SettingType
from settings.search import index
from tests.clients import signed_in
from tests.factories.settings import LocalAuthorityFactory, RegisterTypeFactory, SettingFactory

# The browser is driven from an event loop in this thread, and Django would refuse the test database to such a thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK_AXE = """async (tags) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags } })
  return found.violations.map(
    (violation) => violation.id + ": " + violation.help + " | " + violation.nodes.map((node) => node.html).join(" | ")
  )
}"""

# A busy machine is not a failure. In milliseconds: for what is expected, and for clicks and pages.
EXPECTED_WITHIN = 20_000
DONE_WITHIN = 60_000
NARROW: ViewportSize = {"width": 320, "height": 640}
WIDE: ViewportSize = {"width": 1280, "height": 900}

Axe = Callable[[Page], list[str]]

expect.set_options(timeout=EXPECTED_WITHIN)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each test has a context, and so cookies, of its own."""
    if CHROMIUM is None:
        pytest.skip("Chromium is missing: install it (Debian: apt-get install chromium) or name it in CHROMIUM.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with script. The test fails where the page's script does, or asks for what our policy forbids."""
    context = _open(browser)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    _close(context)
    assert faults == []


@pytest.fixture
def page_without_script(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    context = _open(browser, script=False)
    yield context.new_page()
    _close(context)


@pytest.fixture(scope="session")
def axe(project_root: Path) -> Axe:
    """A function from a page to the accessibility faults that axe finds in it: WCAG 2.2 AA and good practice."""
    path = project_root / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.skip("axe-core is missing: run `make test`, which builds frontend/node_modules.")
    source = path.read_text()

    def faults(page: Page) -> list[str]:
        page.wait_for_load_state("load")
        # Run by the debugger, not by a script element, which our policy would refuse.
        page.evaluate(source)
        found: list[str] = page.evaluate(ASK_AXE, WCAG)
        return found

    return faults


@pytest.fixture
def school(transactional_db: None) -> str:
    """A place in the database, as somebody writes its name to find it."""
    kind = RegisterTypeFactory.create(register=Register.GIAS, setting_type=SettingType.ACADEMY)
    place = SettingFactory.create(
        name="Saint Brannock’s Academy",
        urn="900123",
        register=Register.GIAS,
        register_type=kind,
        setting_type=SettingType.ACADEMY,
        authority=LocalAuthorityFactory.create(),
        postcode="ZZ1 1ZZ",
    )
    index([place.pk])
    return "St Brannocks"


def sign_in(page: Page, live_server: LiveServer, user: User) -> None:
    """Gives the browser a session in which this person has signed in with a second factor."""
    name = settings.SESSION_COOKIE_NAME
    value = signed_in(user).cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])


def expect_heading(page: Page, text: str) -> None:
    """The page has this heading, or will soon."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def expect_errors(page: Page) -> None:
    """The form came back with its errors. The script, which moves the focus to them, has run."""
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.wait_for_load_state("load")


def expect_focus(page: Page, control: str) -> None:
    """The control with this id has the focus."""
    expect(page.locator(f"[id='{control}']")).to_be_focused()


def expect_fits(page: Page) -> None:
    """Nothing is wider than the window."""
    page.wait_for_load_state("load")
    window = page.viewport_size
    assert window is not None
    expect(page.locator("html"), page.url).to_have_js_property("scrollWidth", window["width"])


def expect_sound(page: Page, axe: Axe, name: str = "") -> None:
    """No fault, and no scrolling sideways, narrow and wide; a picture, if named, where somebody wants to look."""
    for window in (NARROW, WIDE):
        page.set_viewport_size(window)
        expect_fits(page)
        assert (page.url, name, axe(page)) == (page.url, name, [])
        if name and (folder := os.environ.get("SCREENSHOTS")):
            page.screenshot(path=Path(folder) / f"{name}-{window['width']}.png", full_page=True)


def _open(browser: Browser, *, script: bool = True) -> BrowserContext:
    context = browser.new_context(java_script_enabled=script)
    context.set_default_timeout(DONE_WITHIN)
    context.set_default_navigation_timeout(DONE_WITHIN)
    return context


def _close(context: BrowserContext) -> None:
    """Close the pages first: a request under way would outlive the test's database."""
    for page in context.pages:
        page.close()
    context.close()
