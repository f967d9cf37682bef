"""Why, in a real browser: what decides is read first, what does not is folded, and paper has all of it."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from qualifications.models import RuleBook
from tests.functional.conftest import Axe, expect_sound

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
TEACHER = "is_head_teacher=no&teaches_at_setting=yes&teacher_status=qts&induction=complete"
LISTS = "previous_posts=none&awards=none&enrolments=none"
DONE = f"/check/result/?setting_type=academy&started_on=2024-09-01&{TEACHER}&{LISTS}"
DECIDES, BESIDE = "You became SENCo on 1 September 2024", "The NASENCo counts where"
MORE = "What else was looked at"


def test_what_decides_is_read_first_without_script(
    page_without_script: Page, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    page = page_without_script
    page.goto(live_server.url + DONE)
    expect(page.get_by_text(DECIDES)).to_be_visible()
    expect(page.get_by_text(BESIDE)).not_to_be_visible()
    page.get_by_text(MORE).click()
    expect(page.get_by_text(BESIDE)).to_be_visible()


def test_paper_has_every_step_without_script(
    page_without_script: Page, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    page = page_without_script
    page.goto(live_server.url + DONE)
    page.emulate_media(media="print")
    for words in (DECIDES, BESIDE):
        expect(page.get_by_text(words)).to_be_visible()
        # What is left out of the rendering has no height.
        assert (page.get_by_text(words).bounding_box() or {"height": 0})["height"] > 0


def test_paper_has_nothing_that_can_only_be_clicked(
    page: Page, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    page.goto(live_server.url + DONE)
    page.emulate_media(media="print")
    expect(page.get_by_role("term").filter(has_text="SENCo since")).to_be_visible()
    expect(page.get_by_role("link", name="Change SENCo since")).not_to_be_visible()
    expect(page.get_by_role("heading", name="What if?")).not_to_be_visible()
    page.goto(f"{live_server.url}{DONE}&if_setting_type=pru")
    expect(page.get_by_role("heading", name="What if?")).to_be_visible()


def test_folded_and_unfolded_it_is_accessible(
    page: Page, axe: Axe, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    page.goto(live_server.url + DONE)
    expect_sound(page, axe)
    page.get_by_text(MORE).click()
    expect(page.get_by_text(BESIDE)).to_be_visible()
    expect_sound(page, axe)


def test_an_answer_takes_few_pages_of_paper_and_tells_each_source_once(
    page: Page, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    page.goto(live_server.url + DONE)
    sources = {link.get_attribute("href") or "" for link in page.locator("main ol li ul a").all()}
    paper = PdfReader(
        BytesIO(page.pdf(format="A4", margin={"top": "15mm", "right": "15mm", "bottom": "15mm", "left": "15mm"}))
    )
    # Addresses break over lines.
    words = "".join("".join(sheet.extract_text() for sheet in paper.pages).split()).replace("ﬁ", "fi")
    assert len(paper.pages) <= 3
    assert sources
    listed = words[words.index("Wheretoreadit") :]
    assert [source for source in sources if listed.count(f":{source}") != 1] == []
    assert words.count("legislation.gov.uk") == listed.count("legislation.gov.uk")
    assert "(/" not in words
    assert f"{live_server.url}/check/result/?" in words
    page.emulate_media(media="print")
    widths = page.evaluate("[...document.querySelectorAll('main, main h1')].map(each => each.clientWidth)")
    assert widths[1] > 0.9 * widths[0]


def test_a_browser_without_the_style_for_it_unfolds_before_printing(
    page: Page, live_server: LiveServer, shipped_book: RuleBook
) -> None:
    page.goto(live_server.url + DONE)
    folded = page.locator("details.app-print-open")
    for event, is_open in (("beforeprint", True), ("afterprint", False)):
        page.evaluate("name => window.dispatchEvent(new Event(name))", event)
        expect(folded).to_have_js_property("open", is_open)
