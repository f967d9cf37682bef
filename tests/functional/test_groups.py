"""An officer makes a group of schools and reads the area by it, in a real browser."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from practitioners.assessments import refresh
from qualifications.models import RuleBook
from settings.models import LocalAuthority, Setting
from settings.search import index
from tests.factories.groups import SettingGroupFactory
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.functional.conftest import Axe, expect_errors, expect_heading, expect_sound, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
now = timezone.now  # noqa: TID251  # days count from today
TRUST = "The Wolfeschlegelsteinhausenbergerdorff and Featherstonehaugh Church of England Academies Trust"


@pytest.fixture
def area(shipped_book: RuleBook) -> LocalAuthority:
    """An area with schools, of a trust with a long name and of none."""
    authority = LocalAuthority.objects.get(code="301")
    kind = RegisterTypeFactory.create(setting_type="academy")
    for name, urn, trust in (
        ("Ash Academy", "100001", TRUST),
        ("Elm Academy", "100002", ""),
        ("Oak", "100003", "Oaks"),
    ):
        place: Setting = SettingFactory.create(
            authority=authority, register_type=kind, name=name, urn=urn, trust=trust, phase="Primary", town="Ambridge"
        )
        post = AppointmentFactory.create(setting=place)
        refresh(post.practitioner, at=now(), day=timezone.localdate())
        index([place.pk])
    return authority


def test_a_group_is_made_and_filled_and_its_figures_lead_to_its_posts(
    page_without_script: Page, live_server: LiveServer, area: LocalAuthority
) -> None:
    page = page_without_script
    sign_in(page, live_server, OfficerFactory.create(authority=area).user)
    page.goto(f"{live_server.url}/compliance/301/")
    page.get_by_role("link", name="By groups").press("Enter")
    page.get_by_role("link", name="Groups of settings").press("Enter")
    page.get_by_role("button", name="Make a group").click()
    page.get_by_label("Name of the group").fill("North cluster")
    page.get_by_label("Name of the group").press("Enter")
    expect_heading(page, "Put settings in")
    page.get_by_label("Name, town, postcode or number").fill("academy")
    page.get_by_label("Name, town, postcode or number").press("Enter")
    page.get_by_label("Ash Academy").check()
    page.get_by_label("Numbers of settings").fill("100003")
    page.get_by_role("button", name="Put these in").click()
    expect(page.locator("main")).to_contain_text("2 settings put in")
    expect_heading(page, "North cluster")
    page.goto(f"{live_server.url}/compliance/301/by/group/")
    page.get_by_role("link", name=": SENCos, North cluster").click()
    expect_heading(page, "2 posts")


def test_the_pages_of_parts_and_groups_are_sound(
    page: Page, axe: Axe, live_server: LiveServer, area: LocalAuthority
) -> None:
    group = SettingGroupFactory.create(authority=area, name="North cluster of primary schools")
    group.settings.set(Setting.objects.exclude(urn="100003"))
    Setting.objects.filter(urn="100002").update(authority=LocalAuthority.objects.get(code="303"))
    sign_in(page, live_server, OfficerFactory.create(authority=area).user)
    own = f"groups/{group.pk}/"
    for name, path in {
        "by-trust": "by/trust/?sort=-sencos",
        "by-group": "by/group/",
        "by-phase-wrong": "by/phase/?as_at=never",
        "groups": "groups/",
        "group": own,
        "group-new": "groups/new/",
        "group-fill": f"{own}fill/?q=a",
        "group-take-out": f"{own}take-out/",
        "group-delete": f"{own}delete/",
        "area-compared": "",
    }.items():
        page.goto(f"{live_server.url}/compliance/301/{path}")
        expect_sound(page, axe, name)
    page.goto(f"{live_server.url}/compliance/301/{own}fill/?setting_type=academy")
    page.get_by_role("button", name="Put these in").click()
    expect_errors(page)
    expect_sound(page, axe, "group-fill-wrong")
