"""All authorities side by side: every number is the length of its list, and only who sees everywhere sees it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from compliance.demonstration import load, load_people
from practitioners.assessments import refresh
from practitioners.models import Appointment
from qualifications.models import RuleBook
from settings.enums import Region
from settings.models import LocalAuthority, Setting
from tests.clients import signed_in
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import AnalystFactory, ManagerFactory, OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.factories.users import UserFactory
from tests.integration.compliance.counts import check_lists, counts
from tests.integration.compliance.tables import cells_of, rows_of

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today
ADDRESS = "/compliance/england/"


@pytest.fixture
def client(shipped_book: RuleBook) -> Client:
    return signed_in(AnalystFactory.create().user)


def school(code: str, **told: Any) -> Setting:
    kind = RegisterTypeFactory.create(setting_type=told.pop("kind", "academy"))
    made: Setting = SettingFactory.create(authority=LocalAuthority.objects.get(code=code), register_type=kind, **told)
    return made


def post(setting: Setting, **told: Any) -> Appointment:
    """A post that is decided."""
    made: Appointment = AppointmentFactory.create(setting=setting, **told)
    refresh(made.practitioner, at=now(), day=timezone.localdate())
    return made


def numbers(page: Any, name: str) -> dict[str, str]:
    """The line of an authority, a region or England: its cells by their columns."""
    (row,) = [row for row in (*page.regions, *page.authorities) if row.name == name]
    return {cell.label: cell.text for cell in row.cells}


def names(client: Client, **asked: str) -> list[str]:
    return [row.name for row in client.get(ADDRESS, asked).context["page"].authorities]


def test_every_number_is_the_length_of_its_list(shipped_book: RuleBook) -> None:
    load(clock=now)
    load_people(now())
    client = signed_in(get_user_model().objects.get(email="analyst@demonstration.invalid"))
    SettingFactory.create(authority=None, register_type=RegisterTypeFactory.create(setting_type="academy"))
    lists: dict[str, int] = {}
    for away in (-46, 0, 400):
        day = timezone.localdate() + timedelta(days=away)
        page = client.get(ADDRESS, {"as_at": day.isoformat()}).content.decode()
        found = counts(page)
        assert len(found) > 1900
        some = [(url, number) for url, number in found if number or "/england/" in url]
        assert len(some) > 130
        lists |= dict([*some, *[each for each in found if not each[1]][:9]])
    of_england = {url for url, number in lists.items() if "/england/" in url and number}
    check_lists(client, ((url, lists[url]) for url in of_england))
    check_lists(client, ((url, lists[url]) for url in lists.keys() - of_england), files=False)


def test_england_is_all_its_regions_and_an_authority_is_as_on_its_own_page(client: Client) -> None:
    oak = school("301")
    for code, kind in (("301", "academy"), ("303", "academy"), ("878", "academy"), ("878", "ey_group")):
        post(school(code, kind=kind), started_on=date(2015, 9, 1))
    SettingFactory.create(authority=None, register_type=oak.register_type)
    page = client.get(ADDRESS).context["page"]
    england = numbers(page, "England")
    assert (england["SENCos"], england["Overdue"], england["Schools"]) == ("3", "3", "5")
    assert (england["Early-years groups"], england["Groups with a SENCo"]) == ("1", "1")
    assert numbers(page, "London") | {"SENCos": "2", "Schools": "3", "Schools that told nothing": "1"} == numbers(
        page, "London"
    )
    assert numbers(page, "Authority not known")["Schools"] == "1"
    for column, whole in england.items():
        parts = [numbers(page, row.name)[column] for row in page.regions[1:]]
        assert column == "Share qualified" or int(whole) == sum(map(int, parts))
    own = client.get("/compliance/301/").context["page"]
    schools = next(section for section in own.sections if section.id == "schools")
    said = {each.text: each.number for each in schools.counts}
    line = numbers(page, LocalAuthority.objects.get(code="301").name)
    assert int(line["SENCos"]) == own.sencos.number
    assert int(line["Schools"]) == said["Schools that must have a SENCo"] == 2
    assert int(line["Schools that told nothing"]) == said["Have told us nothing of a SENCo"] == 1


def test_authorities_are_sorted_by_any_column_and_back(client: Client) -> None:
    for code, many in (("301", 1), ("303", 2), ("878", 0)):
        for _ in range(many):
            post(school(code), started_on=date(2015, 9, 1))
    called = {each.code: each.name for each in LocalAuthority.objects.all()}
    assert names(client) == sorted(names(client))
    assert names(client, sort="-authority") == sorted(names(client), reverse=True)
    assert names(client, sort="-overdue")[:2] == [called["303"], called["301"]]
    assert names(client, sort="overdue")[-2:] == [called["301"], called["303"]]
    # A share of nobody is none: last whichever way.
    assert names(client, sort="share")[:2] == names(client, sort="-share")[:2] == sorted([called["301"], called["303"]])
    answer = client.get(ADDRESS, {"sort": "-overdue", "region": Region.LONDON})
    headings = {each.label: each for each in answer.context["page"].columns}
    assert headings["Overdue"].sorted == "descending"
    assert "sort=overdue" in headings["Overdue"].url
    assert "sort=-at_risk" in headings["At risk"].url
    assert answer.content.decode().count('aria-sort="descending"') == 1
    for heading in headings.values():
        assert f"region={Region.LONDON}" in heading.url
        assert client.get(heading.url).status_code == 200


def test_the_table_is_had_as_files_in_its_order(client: Client) -> None:
    for code, many in (("301", 1), ("303", 2), ("878", 1)):
        for _ in range(many):
            post(school(code), started_on=date(2015, 9, 1))
    page = client.get(ADDRESS, {"sort": "-overdue", "region": Region.LONDON}).context["page"]
    csv, xlsx = (file.url for file in page.files)
    header, first, second, *rest = rows_of(client.get(csv))
    assert header[:6] == ["Authority", "Authority number", "SENCos", "Qualified", "Share qualified", "Overdue"]
    assert [row[1:6] for row in (first, second)] == [["303", "2", "0", "0%", "2"], ["301", "1", "0", "0%", "1"]]
    assert (len(rest), rest[0][4]) == (31, "–")
    cells = cells_of(client.get(xlsx))
    assert ["Filters", "Region: London"] in [row[:2] for row in cells]
    assert cells[cells.index(header) + 1][2:6] == [2, 0, "0%", 2]


def test_a_tile_leads_to_the_rows_of_its_region(client: Client) -> None:
    post(school("301"), started_on=date(2015, 9, 1))
    page = client.get(ADDRESS).context["page"]
    tiles = {tile.name: tile for tile in page.tiles}
    assert set(tiles) == set(Region.labels)
    assert (tiles["London"].share, tiles["London"].of) == ("0%", "0 of 1 SENCos")
    assert tiles["London"].beside == "The same as England"
    assert (tiles["South West"].share, tiles["South West"].of) == ("", "No SENCos yet")
    url, _, anchor = tiles["London"].url.partition("#")
    answer = client.get(url)
    assert len(answer.context["page"].authorities) == 33
    assert f'id="{anchor}"' in answer.content.decode()
    assert len(client.get(answer.context["page"].all_url).context["page"].authorities) > 150


def test_an_abolished_authority_is_there_while_anything_is_its(client: Client) -> None:
    gone = LocalAuthority.objects.filter(abolished_on__isnull=False).order_by("code")[0]
    assert not [name for name in names(client) if "abolished" in name]
    school(gone.code)
    assert f"{gone.name} (abolished)" in names(client)


def test_the_lists_of_england_name_authorities_and_narrow_to_regions(client: Client) -> None:
    for code in ("301", "878"):
        post(school(code))
    SettingFactory.create(authority=None, register_type=RegisterTypeFactory.create(setting_type="academy"))
    for kind, many in (("posts", 2), ("settings", 3)):
        answer = client.get(f"{ADDRESS}{kind}/", {"sort": "-authority"})
        assert len(answer.context["page"].rows) == many
        assert answer.context["page"].columns[-1].sorted == "descending"
        one = client.get(f"{ADDRESS}{kind}/", {"region": Region.LONDON}).context["page"]
        assert [row[-1].text for row in one.rows] == [LocalAuthority.objects.get(code="301").name]
        assert one.words == ["Region: London"]
        assert one.area_url.startswith(ADDRESS)
        table = rows_of(client.get(f"{ADDRESS}{kind}/", {"region": Region.LONDON, "format": "csv"}))
        assert table[1][-2:] == [LocalAuthority.objects.get(code="301").name, "301"]
    nowhere = client.get(f"{ADDRESS}settings/", {"region": "none"}).context["page"]
    assert [row[-1].text for row in nowhere.rows] == ["Not known"]


def test_an_area_is_not_narrowed_to_regions(client: Client) -> None:
    answer = client.get("/compliance/301/posts/", {"region": Region.LONDON})
    assert answer.status_code == 400
    assert "is not one of the choices" in answer.content.decode()
    assert "Region" not in client.get("/compliance/301/posts/").content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"as_at": "soon"}, "Day must be a real day"),
        ({"sort": "colour"}, "“colour” is not one of the choices"),
        ({"region": "Wales"}, "Region: “Wales” is not one of the choices"),
    ],
)
def test_what_cannot_be_asked_is_said(client: Client, asked: dict[str, str], said: str) -> None:
    answer = client.get(ADDRESS, asked)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "data-count" not in answer.content.decode()


@pytest.mark.parametrize("as_at", ["2009-09-01", "2024-02-29"])
def test_any_day_is_answered_and_said(client: Client, as_at: str) -> None:
    page = client.get(ADDRESS, {"as_at": as_at})
    assert "today’s law looks back" in page.content.decode()
    assert all(
        f"as_at={as_at}" in cell.url for row in page.context["page"].authorities for cell in row.cells if cell.url
    )


def test_only_who_sees_everywhere_sees_england(shipped_book: RuleBook) -> None:
    place = school("301")
    officer = OfficerFactory.create(authority=place.authority).user
    for user in (officer, ManagerFactory.create(setting=place).user):
        for page in ("", "posts/", "settings/", "posts/?format=csv"):
            assert signed_in(user).get(f"{ADDRESS}{page}").status_code == 404
    administrator = signed_in(UserFactory.create(is_superuser=True, is_staff=True))
    assert administrator.get(ADDRESS).status_code == 200
    assert f'href="{ADDRESS}"' in administrator.get("/compliance/").content.decode()
    OfficerFactory.create(user=officer, authority=LocalAuthority.objects.get(code="303"))
    assert ADDRESS not in signed_in(officer).get("/compliance/").content.decode()


def test_as_many_queries_whatever_there_is(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get(ADDRESS)  # the book is read once a process
    with django_assert_num_queries(7):
        client.get(ADDRESS)
    for code in ("301", "303"):
        post(school(code))
    with django_assert_num_queries(7):
        client.get(ADDRESS)
