"""A real Chromium on the real pages. Mark every test that uses one with ``@pytest.mark.browser``.

What is missing skips; in CI a skip is a failure (tests/conftest.py).
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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

Axe = Callable[[Page], list[str]]


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
    context = browser.new_context()
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
    context = browser.new_context(java_script_enabled=False)
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
        # Run by the debugger, not by a script element, which our policy would refuse.
        page.evaluate(source)
        found: list[str] = page.evaluate(ASK_AXE, WCAG)
        return found

    return faults


def _close(context: BrowserContext) -> None:
    """Close the pages first: a request under way would outlive the test's database."""
    for page in context.pages:
        page.close()
    context.close()
