"""The trend and the forecast of England and of its regions: counted as those of an authority, and kept for an hour."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from compliance.presenters.outlook import Outlook
from compliance.reports.outlook import VERSION
from practitioners.assessments import refresh
from practitioners.models import Appointment
from qualifications.models import RuleBook
from qualifications.rules.dates import add_months
from settings.enums import Region
from settings.models import LocalAuthority, RegisterType
from tests.clients import signed_in
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import AnalystFactory, OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.factories.users import UserFactory
from tests.integration.compliance.counts import check_lists, counts

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today
ADDRESS = "/compliance/england/outlook/"


@pytest.fixture
def academy(shipped_book: RuleBook) -> RegisterType:
    made: RegisterType = RegisterTypeFactory.create(setting_type="academy")
    return made


@pytest.fixture
def client(shipped_book: RuleBook) -> Client:
    return signed_in(AnalystFactory.create().user)


def post(kind: RegisterType, code: str, months: int) -> Appointment:
    """A SENCo of an authority who began so many months ago."""
    place = SettingFactory.create(authority=LocalAuthority.objects.get(code=code), register_type=kind)
    made: Appointment = AppointmentFactory.create(setting=place, started_on=add_months(timezone.localdate(), -months))
    refresh(made.practitioner, at=now(), day=timezone.localdate())
    return made


def asked(client: Client, **said: str) -> Outlook:
    found: Outlook = client.get(ADDRESS, said).context["outlook"]
    return found


def sencos(found: Outlook) -> list[int]:
    return [month.counts[0].number for month in found.months if month.counts[0]]


def test_england_is_its_authorities_and_a_region_its_own(academy: RegisterType, client: Client) -> None:
    for code, months in (("301", 6), ("303", 26), ("878", 50)):
        post(academy, code, months)
    own = [client.get(f"/compliance/{code}/").context["outlook"] for code in ("301", "303", "878")]
    whole = [sum(each) for each in zip(*map(sencos, own), strict=True)]
    assert sencos(asked(client)) == whole
    london = [sum(each) for each in zip(*map(sencos, own[:2]), strict=True)]
    assert sencos(asked(client, region=Region.LONDON)) == london
    for region in ("", Region.LONDON):
        page = client.get(ADDRESS, {"region": region})
        found = counts(page.content.decode())
        assert len(found) > 300
        assert all(not region or f"region={region}" in address for address, _ in found)
        check_lists(client, found[::7], files=False)
    assert "London: trend and forecast" in page.content.decode()


def test_it_is_counted_by_one_request_at_a_time_and_kept_for_an_hour(
    noon: time_machine.Traveller, academy: RegisterType, client: Client
) -> None:
    post(academy, "301", 6)
    day = timezone.localdate()
    key = f"outlook-{VERSION}-{RuleBook.objects.get().pk}-{day}-{day}--counting"
    cache.add(key, True)
    assert "This is being counted" in client.get(ADDRESS).content.decode()
    cache.delete(key)
    assert sencos(asked(client))[36] == 1
    post(academy, "303", 6)
    assert sencos(asked(client))[36] == 1
    assert "Counted at" in client.get(ADDRESS).content.decode()
    noon.shift(timedelta(minutes=61))
    assert sencos(asked(client))[36] == 2


def test_while_posts_are_undecided_it_says_so_and_is_not_kept(academy: RegisterType, client: Client) -> None:
    made = post(academy, "301", 6)
    made.assessments.all().delete()
    page = client.get(ADDRESS)
    assert "Not all posts are decided" in page.content.decode()
    refresh(made.practitioner, at=now(), day=timezone.localdate())
    assert sencos(asked(client))[36] == 1


@pytest.mark.parametrize(
    ("said", "why"), [({"as_at": "soon"}, "Day must be"), ({"region": "Wales"}, "“Wales” is not one of the choices")]
)
def test_what_cannot_be_asked_is_said(client: Client, said: dict[str, str], why: str) -> None:
    answer = client.get(ADDRESS, said)
    assert answer.status_code == 400
    assert why in answer.content.decode()


def test_only_who_sees_everywhere_sees_it(client: Client) -> None:
    officer = OfficerFactory.create(authority=LocalAuthority.objects.get(code="301"))
    assert signed_in(officer.user).get(ADDRESS).status_code == 404
    administrator = signed_in(UserFactory.create(is_superuser=True, is_staff=True))
    assert administrator.get(ADDRESS, {"as_at": date(2024, 2, 29).isoformat()}).status_code == 200
