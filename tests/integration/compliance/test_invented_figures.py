"""Of all that the page of an area looks for there is something: in the demonstration, and in an invented England."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Count
from django.test.utils import override_settings
from django.utils import timezone

from compliance.demonstration import load, load_people
from compliance.enums import Contradiction, Succession
from compliance.reports.areas import Area
from compliance.reports.asked import Terms, query_of
from compliance.reports.dashboard import Dashboard, dashboard
from compliance.reports.early_years import EARLY_YEARS
from compliance.reports.figures import Figure
from compliance.reports.places import VACANCIES
from practitioners.models import Appointment
from qualifications import books
from qualifications.models import RuleBook
from settings.models import LocalAuthority
from tests import shipped
from tests.clients import signed_in
from tests.factories.users import UserFactory
from tests.integration.compliance.counts import check_lists

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today
PART = 20
POSTS = (
    *("overdue", "safe_start", "deadline", "chase"),
    *(f"succession_{each}" for each in Succession.values),
    *(f"contradiction_{each}" for each in Contradiction.values),
    *(f"{kind}_{name}" for kind in EARLY_YEARS for name in ("chase", "contradictions")),
)
PLACES = ("vacant", *VACANCIES, "silent", *(f"{kind}_silent" for kind in EARLY_YEARS))


def figures(area: Area, at: datetime) -> Dashboard:
    day = timezone.localdate(at)
    row = books.current_row(day)
    return dashboard(area, Terms(day, day, row, books.load(row)))


def none_of(found: Dashboard) -> list[str]:
    """The names of what is looked for and not there."""
    posts = [name for name in POSTS if not found.posts[name].number]
    return posts + [name for name in PLACES if not found.places[name].number]


@pytest.mark.usefixtures("shipped_book")
@pytest.mark.parametrize("later", [0, 1, 365, 800])
def test_the_demonstration_has_something_of_all_that_needs_doing_whenever_it_is_loaded(later: int) -> None:
    load(clock=now)
    at = now() + timedelta(days=later)
    load_people(at)
    assert none_of(figures(Area(LocalAuthority.objects.get(code="878")), at)) == []


@pytest.fixture
def england(shipped_book: RuleBook) -> Iterator[Dashboard]:
    """A part of England, on a day that stays the same: who is on which course is by chance, and the day its seed."""
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    shipped.places()
    with time_machine.travel(at, tick=False), override_settings(ENVIRONMENT="development"):
        call_command("seed_england", f"--part={PART}")
        yield figures(Area(), at)


def test_england_has_something_of_all_that_needs_doing_and_each_number_is_its_list(england: Dashboard) -> None:
    assert none_of(england) == []
    client = signed_in(UserFactory.create(is_staff=True, is_superuser=True))
    check_lists(client, [listed("posts", england.posts[name]) for name in POSTS], files=False)
    check_lists(client, [listed("settings", england.places[name]) for name in PLACES], files=False)


def listed(page: str, figure: Figure) -> tuple[str, int]:
    """The list of a figure of all England, with its number."""
    return f"/compliance/england/{page}/?{query_of(figure.asked)}", figure.number


@pytest.mark.usefixtures("england")
def test_some_in_england_are_senco_of_two_schools_at_once_and_nobody_of_three() -> None:
    today = timezone.localdate()
    led = Appointment.objects.filter(role="senco", started_on__lte=today).exclude(ended_on__lt=today)
    posts = led.values("practitioner").annotate(posts=Count("pk"), places=Count("setting", distinct=True))
    several = list(posts.filter(posts__gt=1).values_list("posts", "places"))
    assert set(several) == {(2, 2)}
    primary = led.filter(setting__phase="Primary", setting__status="open")
    assert 0.01 < len(several) / primary.count() < 0.05
    assert primary.filter(is_shared=True).count() == led.filter(is_shared=True).count() == 2 * len(several)
