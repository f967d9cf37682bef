"""Every component in a real browser: where errors lead, with and without script, by keyboard, on a narrow screen."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.functional.conftest import NARROW, Axe, expect_errors, expect_fits, expect_focus, expect_heading

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db]
# Sent empty, each error leads to the first control of its field.
EMPTY = {
    "Enter your full name": "id_name",
    "Enter the yearly fee": "id_fee",
    "Enter your street": "id_street",
    "Enter notes": "id_notes",
    "Enter a summary": "id_summary",
    "Enter a reason": "id_reason",
    "Choose a colour": "id_colour",
    "Choose how we shall reach you": "id_contact_0",
    "Choose a size": "id_size_0",
    "Choose what you need": "id_needs_0",
    "Enter the date you were born": "id_born_on_day",
    "Choose a photograph": "id_photograph",
    "Enter a password": "id_password",
    "Tick the box if you agree to the rules of the library": "id_agreed",
    "Enter the place": "id_journeys-0-place",
    "Enter the day of the journey": "id_journeys-0-travelled_on_day",
}


@pytest.fixture
def components(live_server: Any) -> str:
    """The address of the page."""
    return f"{live_server.url}/components/"


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


def press_every_error(page: Page) -> dict[str, str]:
    """Press each link of the summary. Out: its words, and the id of the control that then has the focus."""
    expect_errors(page)
    reached = {}
    for link in page.locator(".govuk-error-summary__list a").all():
        control = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        expect_focus(page, control)
        expect(page.locator(":focus")).to_be_in_viewport()
        reached[link.inner_text()] = control
    return reached


def test_styles_and_script_arrive(page: Page, components: str) -> None:
    statuses: dict[str, int] = {}
    page.on("response", lambda response: statuses.update({response.url.rpartition("/")[2]: response.status}))
    page.goto(components)
    assert statuses["app.css"] == statuses["app.js"] == 200
    icon = page.request.get(page.locator("link[rel=icon]").evaluate("link => link.href"))
    assert (icon.status, icon.headers["content-type"]) == (200, "image/svg+xml")
    expect(page.locator("body")).to_have_class("govuk-template__body js-enabled govuk-frontend-supported")
    expect(page.locator(".app-header")).to_have_css("background-color", "rgb(0, 98, 90)")


def test_every_error_leads_to_its_control(page: Page, components: str) -> None:
    page.goto(components)
    save(page)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert press_every_error(page) == EMPTY


def test_every_error_leads_to_its_control_without_script(page_without_script: Page, components: str) -> None:
    page = page_without_script
    page.goto(components)
    save(page)
    links = page.locator(".govuk-error-summary__list a")
    for number, (words, control) in enumerate(EMPTY.items()):
        expect(links.nth(number)).to_have_text(words)
        links.nth(number).click()
        expect_focus(page, control)


def fill_wrongly(page: Page) -> None:
    page.locator("#id_contact_0").check()
    page.locator("#id_email").fill("nobody")
    page.locator("#id_needs_2").check()
    page.locator("#id_born_on_day").fill("1")
    page.locator("#id_born_on_month").fill("13")
    page.locator("#id_born_on_year").fill("2007")


WRONG = {
    "Enter an email address like name@example.com": "id_email",
    "Say what else you need": "id_other_need",
    "Date you were born must be a real date": "id_born_on_month",
}


def test_errors_lead_into_what_was_revealed_and_to_the_wrong_part_of_a_date(page: Page, components: str) -> None:
    page.goto(components)
    fill_wrongly(page)
    save(page)
    assert WRONG.items() <= press_every_error(page).items()


def test_they_do_without_script_too(page_without_script: Page, components: str) -> None:
    page = page_without_script
    page.goto(components)
    fill_wrongly(page)
    save(page)
    for words, control in WRONG.items():
        page.get_by_role("link", name=words).click()
        expect_focus(page, control)


def test_an_error_behind_an_option_that_is_not_chosen_can_be_seen(page: Page, components: str) -> None:
    page.goto(components)
    expect(page.locator("#id_stray-email")).to_be_visible()
    page.locator("#id_stray-contact_3").check()
    expect(page.locator("#id_stray-email")).to_be_visible()


def test_errors_of_the_second_of_several_lead_there(page: Page, components: str) -> None:
    page.goto(components)
    page.get_by_role("button", name="Add another journey").click()
    page.locator("[id='id_journeys-1-travelled_on_day']").fill("1")
    save(page)
    reached = press_every_error(page)
    assert reached["Journey 2: Enter the place"] == "id_journeys-1-place"
    assert reached["Journey 2: Day of the journey must include a month and year"] == "id_journeys-1-travelled_on_month"


@pytest.mark.parametrize("script", [True, False])
def test_another_is_added_and_removed(page: Page, page_without_script: Page, components: str, script: bool) -> None:
    page = page if script else page_without_script
    page.goto(components)
    page.locator("#id_name").fill("Ada")
    page.locator("[id='id_journeys-0-place']").fill("Leeds")
    page.get_by_role("button", name="Add another journey").click()
    expect(page.locator("[id='journeys-1']")).to_be_in_viewport()
    page.wait_for_load_state("load")
    expect(page.locator("#id_name")).to_have_value("Ada")
    expect(page.locator(".govuk-error-summary")).to_have_count(0)
    page.keyboard.press("Tab")
    expect_focus(page, "id_journeys-1-place")
    page.locator("[id='id_journeys-1-place']").fill("York")
    page.get_by_role("button", name="Remove journey 1").click()
    expect(page.locator("[id='id_journeys-0-place']")).to_have_value("York")
    expect(page.locator("[id='id_journeys-1-place']")).to_have_count(0)


def test_the_enter_key_sends_the_form(page: Page, components: str) -> None:
    page.goto(components)
    page.get_by_role("button", name="Add another journey").click()
    page.locator("[id='id_journeys-1-place']").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.locator("[id='id_journeys-1-place']")).to_have_count(1)


def test_options_reveal_and_hide(page: Page, components: str) -> None:
    page.goto(components)
    expect(page.locator("#id_email")).to_be_hidden()
    page.locator("#id_contact_0").check()
    expect(page.locator("#id_email")).to_be_visible()
    expect(page.locator("#id_contact_0")).to_have_attribute("aria-controls", "conditional-id_contact_0")
    page.locator("#id_contact_2").check()
    expect(page.locator("#id_email")).to_be_hidden()
    expect(page.locator("#id_visit_on_day")).to_be_visible()
    page.locator("#id_needs_2").check()
    expect(page.locator("#id_other_need")).to_be_visible()
    page.locator("#id_needs_3").check()
    expect(page.locator("#id_needs_2")).not_to_be_checked()
    expect(page.locator("#id_other_need")).to_be_hidden()


def test_without_script_everything_is_open(page_without_script: Page, components: str) -> None:
    page_without_script.goto(components)
    for name in ("email", "phone", "visit_on_day", "other_need"):
        expect(page_without_script.locator(f"#id_{name}")).to_be_visible()
    expect(page_without_script.get_by_role("button", name="Show password")).to_have_count(0)
    expect(page_without_script.locator("#id_summary-info")).to_have_text("You can enter up to 60 characters")


def test_room_left_is_counted_and_a_password_can_be_shown(page: Page, components: str) -> None:
    page.goto(components)
    page.locator("#id_summary").fill("x" * 61)
    page.locator("#id_reason").fill("one two three")
    shown = page.locator(".govuk-character-count__message[aria-hidden]")
    expect(shown.nth(0)).to_have_text("You have 1 character too many")
    expect(shown.nth(1)).to_have_text("You have 2 words remaining")
    page.locator("#id_password").fill("secret")
    page.locator("[aria-controls=id_password]").click()
    expect(page.locator("#id_password")).to_have_attribute("type", "text")


def test_it_is_accessible_in_both_states(page: Page, components: str, axe: Axe) -> None:
    page.goto(components)
    assert axe(page) == []
    page.locator("#id_contact_2").check()
    page.get_by_role("button", name="Add another journey").click()
    expect(page.locator("[id='journeys-1']")).to_be_visible()
    save(page)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert axe(page) == []


def test_axe_finds_a_fault(page: Page, components: str, axe: Axe) -> None:
    page.goto(components)
    page.evaluate("document.querySelector('label[for=id_name]').remove()")
    assert [fault for fault in axe(page) if "label" in fault]


def test_a_narrow_screen_needs_no_sideways_scrolling(page: Page, components: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(components)
    expect_fits(page)
    for number in range(4):
        page.locator(f"#id_needs_{number}").check()
    save(page)
    expect_errors(page)
    expect_fits(page)


def fill(page: Page, photograph: Any) -> None:
    """All of the sample, in order, by the keyboard alone (the file apart: its dialogue is the system's)."""

    def answer(*keys: str) -> None:
        page.keyboard.press("Tab")
        for key in keys:
            if key in ("Space", "ArrowDown"):
                page.keyboard.press(key)
            else:
                page.keyboard.type(key)

    page.locator("main h1").click()
    for words in ("Ada Lovelace", "12", "1 High Street", "Holbeck", "Some notes", "A summary", "Because I read"):
        answer(words)
    answer("ArrowDown")  # Green
    answer("Space")  # by email
    answer("ada@example.org")
    answer("Space")  # a small card
    answer("Space")  # a ramp
    for _ in range(3):
        answer()
    for part in ("1", "March", "1985"):
        answer(part)
    answer()
    page.locator("#id_photograph").set_input_files(photograph)
    answer("a long enough password")
    answer()
    answer("Space")  # agreed
    for part in ("Leeds", "2", "3", "2007"):
        answer(part)


def test_the_form_can_be_filled_and_sent_by_keyboard(page: Page, components: str) -> None:
    page.goto(components)
    fill(page, {"name": "face.png", "mimeType": "image/png", "buffer": b"png"})
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Add another journey")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save and continue")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#done")).to_have_text("Everything was in order.")


def test_the_form_can_be_filled_and_sent_without_script(page_without_script: Page, components: str) -> None:
    page = page_without_script
    page.goto(components)
    texts = {"name": "Ada", "fee": "12", "street": "1 High Street", "notes": "x", "summary": "x", "reason": "x"}
    texts |= {"born_on_day": "1", "born_on_month": "3", "born_on_year": "1985", "password": "a long enough password"}
    texts |= {"journeys-0-place": "Leeds", "phone": "01632 960 001"}
    texts |= {f"journeys-0-travelled_on_{part}": "2007" if part == "year" else "2" for part in ("day", "month", "year")}
    for name, text in texts.items():
        page.locator(f"[id='id_{name}']").fill(text)
    page.locator("#id_colour").select_option("green")
    for box in ("contact_1", "size_0", "needs_3", "agreed"):
        page.locator(f"#id_{box}").check()
    page.locator("#id_photograph").set_input_files({"name": "face.png", "mimeType": "image/png", "buffer": b"png"})
    save(page)
    expect(page.locator("#done")).to_have_text("Everything was in order.")


def test_the_skip_link_leads_past_the_header(page: Page, components: str) -> None:
    page.goto(components)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to main content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_no_navigation_is_printed(page: Page, components: str) -> None:
    page.goto(components)
    page.emulate_media(media="print")
    for selector in (".govuk-skip-link", ".app-footer nav", ".govuk-button >> nth=0"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_page_that_is_not_there(page: Page, live_server: Any, axe: Axe) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{live_server.url}/no/such/page/")
    expect_heading(page, "Page not found")
    expect_fits(page)
    assert axe(page) == []
