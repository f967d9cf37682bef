"""An analyst finds the region and the authority that lag behind, in a real browser."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from practitioners.assessments import refresh
from practitioners.models import Practitioner
from qualifications.models import Qualification, RuleBook
from settings.models import LocalAuthority
from tests.factories.practitioners import AppointmentFactory, AwardFactory
from tests.factories.settings import AnalystFactory, RegisterTypeFactory, SettingFactory
from tests.functional.conftest import Axe, expect_errors, expect_heading, expect_sound, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
now = timezone.now  # noqa: TID251  # days count from today


def award(person: Practitioner) -> None:
    """The qualification that was asked for then, in time."""
    done = date(2017, 7, 1)
    days = {"course_started_on": date(2016, 9, 1), "course_completed_on": done, "awarded_on": done}
    AwardFactory.create(practitioner=person, qualification=Qualification.objects.get(code="NASENCO"), **days)


@pytest.fixture
def england(shipped_book: RuleBook) -> None:
    """Schools of two regions, some with a qualified SENCo, some with one who is overdue."""
    kind = RegisterTypeFactory.create(setting_type="academy")
    for code, many in (("301", 3), ("878", 2), ("908", 4)):
        for number in range(many):
            school = SettingFactory.create(authority=LocalAuthority.objects.get(code=code), register_type=kind)
            post = AppointmentFactory.create(setting=school, started_on=date(2015, 9, 1))
            if number % 2:
                award(post.practitioner)
            refresh(post.practitioner, at=now(), day=timezone.localdate())


def test_the_region_and_the_authority_that_lag_behind_are_found(
    page_without_script: Page, live_server: LiveServer, england: None
) -> None:
    page = page_without_script
    sign_in(page, live_server, AnalystFactory.create().user)
    page.goto(f"{live_server.url}/compliance/")
    page.get_by_role("link", name="England: all authorities").click()
    expect_heading(page, "England")
    page.locator(".app-tiles").get_by_role("link", name="South West").press("Enter")
    expect(page.locator("#authorities")).to_have_text("Authorities: South West")
    table = page.get_by_role("table", name="Authorities:")
    table.get_by_role("link", name="Overdue", exact=True).press("Enter")
    expect(page.locator("[aria-sort=descending]")).to_have_text("Overdue")
    expect(table.get_by_role("rowheader").first).to_have_text("Cornwall")
    table.get_by_role("link", name=": Overdue, Cornwall").click()
    expect_heading(page, "2 posts")


def test_england_is_sound_narrow_and_wide(page: Page, axe: Axe, live_server: LiveServer, england: None) -> None:
    sign_in(page, live_server, AnalystFactory.create().user)
    for name, path in {
        "england": "",
        "england-region": "?region=E12000009&sort=-overdue&as_at=2024-01-01",
        "england-posts": "posts/?region=E12000009",
        "england-wrong": "?as_at=never",
    }.items():
        page.goto(f"{live_server.url}/compliance/england/{path}")
        expect_sound(page, axe, name)
    expect_errors(page)
