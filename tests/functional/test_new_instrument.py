"""A new statutory instrument, from its text to the answers, as an administrator enters it. No code.

The instrument is invented: for posts that begin from 1 September 2029 the time is four years, and a new qualification
is named and accepted.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from qualifications import books
from qualifications.models import RuleBook
from tests.factories.users import UserFactory
from tests.functional.conftest import Axe, expect_focus, expect_heading, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
EMAIL = "ada@example.org"
ROOT = "/admin/qualifications/rulebook/"
NAME = "England, as amended from 1 September 2029"
LAST, FIRST = date(2029, 8, 31), date(2029, 9, 1)
CASE = {
    "id": "begins on the day",
    "as_at": "2029-09-02",
    "post": {"setting_type": "academy", "started_on": "2029-09-01", "ended_on": None, "role": "senco"},
    "previous_posts": [],
    "awards": [],
    "enrolments": [],
}
Enter = Callable[[Page], None]


@pytest.fixture
def enter(live_server: LiveServer, shipped_book: RuleBook) -> Enter:
    """Signs an administrator in, and opens the list of rule books."""
    ada = UserFactory.create(email=EMAIL, name="Ada Lovelace", is_staff=True, is_superuser=True)

    def enter(page: Page) -> None:
        sign_in(page, live_server, ada)
        page.goto(f"{live_server.url}{ROOT}")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Rule book".lower(), ignore_case=True)

    return enter


def fill(page: Page, **texts: str) -> None:
    for name, words in texts.items():
        page.locator(f"#id_{name}").fill(words)


def fill_day(page: Page, label: str, day: str) -> None:
    group = page.get_by_role("group", name=label)
    for box, part in zip(("Day", "Month", "Year"), day.split(), strict=True):
        group.get_by_label(box, exact=True).fill(part)


def save(page: Page, why: str = "SI 2029/123") -> None:
    page.locator("#id_change_reason").fill(why)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def found(page: Page) -> list[str]:
    """What is wrong with the draft, as its page says, which must be there already."""
    page.wait_for_load_state("load")
    return page.locator("section[aria-labelledby=found] li").all_inner_texts()


def add_the_qualification(page: Page, url: str) -> None:
    page.goto(f"{url}/admin/qualifications/qualification/add/")
    fill(page, code="NEW_AWARD", name="National SENCO Leadership Award", short_name="Leadership Award", level="7")
    page.locator("#id_certainty").select_option("verified")
    fill(page, source="SI 2029/123", change_reason="SI 2029/123 names it")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def copy_the_book(page: Page, url: str) -> None:
    page.goto(f"{url}{ROOT}")
    page.get_by_role("link", name="England, as amended").click()
    page.get_by_role("link", name="Copy to a new draft").click()
    page.get_by_label("Name of the new draft").fill(NAME)
    fill_day(page, "In force from", "1 9 2029")
    page.locator("#id_change_reason").fill("SI 2029/123, made on 1 March 2029")
    page.get_by_role("button", name="Copy to a new draft").click()
    expect_heading(page, NAME)


def end_the_old_rule(page: Page) -> None:
    page.get_by_role("link", name="Change rule “npq”").click()
    fill_day(page, "Post began on or before", "31 8 2029")
    save(page)


def add_the_new_rule(page: Page) -> None:
    page.get_by_role("link", name="Add a rule after it (“npq”)").click()
    page.get_by_label("Name", exact=True).fill("leadership-award")
    expect(page.get_by_label("Its place")).to_contain_text("after npq")
    for kind in ("Maintained mainstream school", "Mainstream academy", "Maintained nursery school"):
        page.get_by_label(kind, exact=True).check()
    fill_day(page, "Post began on or after", "1 9 2029")
    page.get_by_label("Required by law").check()
    page.get_by_label("Qualification (optional)").select_option(label="Leadership Award")
    page.get_by_label("Months to the deadline").fill("48")
    page.get_by_label("Set of acceptances").select_option("mandatory")
    page.get_by_label("The designation test applies").check()
    page.get_by_label("Why, in plain words").fill("Since 1 September 2029 there are four years, for a new award.")
    page.get_by_label("Name of the text").fill("SI 2029/123")
    page.get_by_label("Provision in it").fill("regulation 2")
    page.get_by_label("Web address").fill("https://law.example.org/uksi/2029/123")
    page.get_by_role("button", name="See what it would do").click()


def accept_the_new_qualification(page: Page) -> None:
    page.get_by_role("link", name="Add an acceptance").click()
    page.get_by_label("Set of acceptances").fill("mandatory")
    page.get_by_label("Qualification", exact=True).select_option(label="Leadership Award")
    fill_day(page, "Course begun on or after", "1 9 2029")
    fill_day(page, "First course ever began on", "1 9 2029")
    page.get_by_label("Longest usual months").fill("24")
    page.get_by_label("Source 1").select_option(label="SI 2029/123, regulation 2")
    save(page)


def test_a_new_instrument_is_entered_checked_published_and_answers_from_its_day(
    page: Page,
    live_server: LiveServer,
    enter: Enter,
    axe: Axe,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    enter(page)
    add_the_qualification(page, live_server.url)
    copy_the_book(page, live_server.url)
    assert axe(page) == []
    assert found(page) == []

    end_the_old_rule(page)
    gap = "No rule governs a post as SENCo at mainstream academy that began on or after 1 September 2029"
    assert f"{gap}, after not more than 12 months of service." in found(page)
    assert f"Under reading A1: {gap}." in found(page)
    assert len(found(page)) == 6
    page.get_by_role("link", name="Publish").click()
    expect_heading(page, "Publish this draft")
    expect(page.get_by_role("heading", name="6 things to put right before it can be published")).to_be_visible()
    page.wait_for_load_state("load")
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    page.get_by_role("link", name="Back to the draft").click()

    add_the_new_rule(page)
    expect(page.get_by_role("heading", name="What saving this would do. Nothing is saved yet")).to_be_visible()
    expect(page.get_by_text("All checks would pass.")).to_be_visible()
    assert axe(page) == []
    assert not RuleBook.objects.filter(rules__code="leadership-award").exists()
    save(page)
    expect(
        page.get_by_text("the Leadership Award is required by the fourth anniversary of taking the post")
    ).to_be_visible()

    accept_the_new_qualification(page)
    assert found(page) == []
    expect(page.get_by_role("heading", name="All checks pass: it can be published")).to_be_visible()

    page.get_by_role("link", name="Publish").click()
    for words in ("Rule npq: changed", "Rule leadership-award: added", "Acceptance mandatory: Leadership Award: added"):
        expect(page.get_by_role("heading", name=words)).to_be_visible()
    assert axe(page) == []
    page.locator("#id_change_reason").fill("SI 2029/123, as agreed with counsel")
    page.get_by_role("button", name=f"Publish “{NAME}”").click()
    expect(page.get_by_text("It answers from 1 September 2029 on.")).to_be_visible()
    page.wait_for_load_state("load")
    expect(page.get_by_role("link", name="Change rule “npq”")).to_have_count(0)

    case = tmp_path / "case.json"
    case.write_text(json.dumps(CASE))
    for today, book, asked, deadline in (
        (LAST, "England, as amended from 1 September 2024", "NPQSENCO", "2032-09-01"),
        (FIRST, NAME, "NEW_AWARD", "2033-09-01"),
    ):
        monkeypatch.setattr(timezone, "localdate", lambda today=today: today)
        call_command("assess", str(case))
        (said,) = json.loads(capsys.readouterr().out)
        assert (said["book"], said["required_qualification"], said["deadline"]) == (book, asked, deadline)
        page.goto(f"{live_server.url}/rules/")
        expect(page.get_by_text(f"From the rule book “{book}”")).to_be_visible()
        ask_the_checker(page, live_server.url, "2033" if today == FIRST else "2032")


def ask_the_checker(page: Page, url: str, year: str) -> None:
    """The public answer for a post that begins on the day."""
    page.goto(f"{url}/check/result/?setting_type=academy&started_on=2029-09-01&as_at=2029-09-02")
    expect(page.get_by_role("main")).to_contain_text(f"1 September {year}")


# Each page by itself

PAGES = [
    *("", "{draft}/change/", "{book}/change/", "{draft}/copy/", "{draft}/publish/", "{draft}/delete/"),
    *("{draft}/compare/", "{draft}/history/", "deleted/", "{draft}/section/about/", "{draft}/section/service/"),
    *("{draft}/section/conventions/", "{draft}/part/rule/add/", "{draft}/part/acceptance/add/"),
    *("{draft}/part/terms/add/", "{draft}/part/alternative/add/", "{draft}/part/test/add/"),
    *("{draft}/part/reading/{reading}/", "{draft}/order/rule/"),
]


@pytest.fixture
def addresses(shipped_book: RuleBook) -> list[str]:
    """Every page, about the shipped book and about a draft with a change."""
    said = books.load(shipped_book)
    draft = books.store(replace(said, name="A draft", in_force_from=FIRST))
    draft.rules.filter(code="npq").update(months=48, words="")
    reading = draft.readings.get(code="A3")
    keys = {"book": shipped_book.pk, "draft": draft.pk, "reading": reading.pk}
    return [ROOT + page.format(**keys) for page in PAGES]


def test_every_page_is_accessible_and_fits_a_narrow_screen(
    page: Page, axe: Axe, live_server: LiveServer, enter: Enter, addresses: list[str]
) -> None:
    """Nothing of ours, and nothing of Django admin's own frame either, is at fault."""
    enter(page)
    faults = {}
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        for address in addresses:
            page.goto(live_server.url + address)
            if said := axe(page):
                faults[width, address] = said
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                faults[width, f"{address} is wide"] = [str(wide)]
    assert faults == {}


def test_each_line_of_an_error_summary_leads_to_its_field(
    page: Page, axe: Axe, live_server: LiveServer, enter: Enter, addresses: list[str]
) -> None:
    enter(page)
    page.goto(live_server.url + next(address for address in addresses if address.endswith("part/rule/add/")))
    fill_day(page, "Post began on or after", "31 2 2029")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".rb-problems")).to_be_visible()
    assert axe(page) == []
    links = page.locator(".rb-problems a").all()
    assert len(links) > 5
    for link in links:
        target = (link.get_attribute("href") or "#").removeprefix("#")
        link.click()
        expect_focus(page, target)


def test_the_order_is_changed_by_keyboard_and_without_script(
    page_without_script: Page, live_server: LiveServer, enter: Enter, addresses: list[str]
) -> None:
    page = page_without_script
    enter(page)
    page.goto(live_server.url + next(address for address in addresses if address.endswith("order/rule/")))
    page.get_by_role("button", name="Down (assistant)").press("Enter")
    expect(page.locator(".rb-order li").nth(1)).to_contain_text("assistant")
    page.get_by_label("other", exact=True).fill("1")
    page.locator("#id_change_reason").fill("Clearer")
    page.get_by_role("button", name="Save the order").press("Enter")
    names = page.locator("li[id^=rule-] > h3")
    for number, name in enumerate(("other", "before-2009", "assistant")):
        expect(names.nth(number)).to_have_text(name)
