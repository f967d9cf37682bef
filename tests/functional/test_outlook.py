"""The trend and the forecast of an area, in a real browser: drawn, as a table, and on paper."""

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from practitioners.assessments import refresh
from practitioners.models import Appointment
from qualifications.models import RuleBook
from qualifications.rules.dates import add_months
from settings.models import Membership, Setting
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.functional.conftest import Axe, expect_heading, expect_sound, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
now = timezone.now  # noqa: TID251  # days count from today
LOOKS = """drawing => {
  const look = node => getComputedStyle(node)
  const all = selector => [...drawing.querySelectorAll(selector)]
  return {
    lines: all("polyline").map(node => ({
      kind: node.classList.contains("app-chart__line--square") ? "square" : "round",
      stroke: look(node).stroke, width: look(node).strokeWidth, dashed: look(node).strokeDasharray !== "none",
    })),
    marks: all(".app-chart__mark").map(node => ({
      shape: node.getAttribute("d").includes("a") ? "round" : "square",
      stroke: look(node).stroke, open: look(node).fill !== look(node).stroke,
    })),
    names: all(".app-chart__text--name").map(node => node.textContent),
  }
}"""
TABLE = "The same numbers as a table"


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    """Of an area with SENCos who have been in post for some months, for two years and more, and for too long."""
    kind = RegisterTypeFactory.create(setting_type="academy")
    school = SettingFactory.create(
        name="Far Academy", authority__code="950", authority__name="Anyshire", register_type=kind
    )
    OfficerFactory.create(authority=school.authority)
    for months in (6, 26, 30, 50):
        place = school if months == 6 else SettingFactory.create(authority=school.authority, register_type=kind)
        begun = add_months(timezone.localdate(), -months)
        post: Appointment = AppointmentFactory.create(setting=place, started_on=begun)
        refresh(post.practitioner, at=now(), day=timezone.localdate())
    return school


def arrive(page: Page, live_server: LiveServer, query: str = "") -> None:
    sign_in(page, live_server, Membership.objects.get().user)
    page.goto(f"{live_server.url}/compliance/950/{query}")
    expect_heading(page, "Anyshire")


def test_the_drawings_are_named_and_their_numbers_lead_to_lists(
    page: Page, axe: Axe, live_server: LiveServer, school: Setting
) -> None:
    arrive(page, live_server)
    drawing = page.get_by_role("img", name="Overdue, and at risk, month by month")
    expect(drawing).to_be_visible()
    expect_sound(page, axe, "outlook")
    page.get_by_text(TABLE).click()
    expect_sound(page, axe, "outlook-table")
    page.get_by_role("link", name=re.compile(r"^1\W+Places to start on the NPQ for SENCOs")).click()
    expect_heading(page, "1 post")
    expect(page.get_by_role("link", name="Far Academy", exact=True)).to_be_visible()
    arrive(page, live_server, "?as_at=2009-09-01")
    expect_sound(page, axe, "outlook-first-day")


def contrast(one: Sequence[int], other: Sequence[int]) -> float:
    """That of two colours, as WCAG has it."""

    def light(colour: Sequence[int]) -> float:
        parts = (each / 255 for each in colour)
        red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_lines_are_told_apart_in_greyscale(page: Page, live_server: LiveServer, school: Setting) -> None:
    """By their marks, filled or open, their thickness, their names, and dashes of what is to come; and all is seen."""
    arrive(page, live_server)
    page.evaluate("document.documentElement.style.filter = 'grayscale(1)'")
    drawing = page.get_by_role("img", name="SENCos, and who of them is qualified, month by month")
    image = Image.open(BytesIO(drawing.screenshot())).convert("RGB")
    data = image.tobytes()
    pixels = [tuple(data[place : place + 3]) for place in range(0, len(data), 3)]
    assert all(max(each) - min(each) <= 2 for each in pixels), "there is no colour left"
    shades = Counter(pixels)
    ground, _ = shades.most_common(1)[0]
    drawn = drawing.evaluate(LOOKS)
    assert {each["kind"] for each in drawn["lines"]} == {"round", "square"}
    for which in ("round", "square"):
        lines = [each for each in drawn["lines"] if each["kind"] == which]
        assert {each["dashed"] for each in lines} == {False, True}, "what was, and what is to come"
    assert len({each["width"] for each in drawn["lines"]}) == 2
    assert {(each["shape"], each["open"]) for each in drawn["marks"]} == {("round", False), ("square", True)}
    assert drawn["names"] == ["SENCos", "Qualified"]
    shade = page.locator(".app-chart__ahead").first.evaluate("node => getComputedStyle(node).fill")
    for each in (*drawn["lines"], *drawn["marks"]):
        for behind in (ground, rgb(shade)):
            assert contrast(rgb(each["stroke"]), behind) >= 3
    # And so it is where it was drawn: the middle of a line's end is as dark as that.
    assert max(contrast(each, ground) for each in shades) >= 3


def rgb(colour: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", colour)[:3]]


def test_the_table_is_reached_by_keyboard_without_script_and_unfolded_on_paper(
    page_without_script: Page, live_server: LiveServer, school: Setting
) -> None:
    page = page_without_script
    arrive(page, live_server)
    cell = page.locator(".app-print-open td a").first
    expect(cell).to_be_hidden()
    page.emulate_media(media="print")
    expect(cell).to_be_visible()
    page.emulate_media(media="screen")
    page.locator("summary", has_text=TABLE).press("Enter")
    expect(cell).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^4\W+SENCos, ")).last.press("Enter")
    expect_heading(page, "4 posts")
    expect(page.locator(".govuk-inset-text")).to_contain_text("It is a forecast")
