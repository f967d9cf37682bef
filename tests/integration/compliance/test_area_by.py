"""An area by phase, trust or group: every number is the length of its list, early years stand apart."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from compliance.models import SettingGroup
from practitioners.assessments import refresh
from qualifications.models import RuleBook
from settings.enums import Region
from settings.models import LocalAuthority, RegisterType, Setting
from tests.clients import signed_in, whole
from tests.factories.groups import SettingGroupFactory
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import AnalystFactory, ManagerFactory, OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.integration.compliance.counts import check_lists, counts
from tests.integration.compliance.tables import cells_of, rows_of

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today
BY = "/compliance/301/by/"


@pytest.fixture
def area(shipped_book: RuleBook) -> LocalAuthority:
    return LocalAuthority.objects.get(code="301")


@pytest.fixture
def client(area: LocalAuthority) -> Client:
    return signed_in(OfficerFactory.create(authority=area).user)


@pytest.fixture
def academy(area: LocalAuthority) -> RegisterType:
    made: RegisterType = RegisterTypeFactory.create(setting_type="academy")
    return made


def school(kind: RegisterType, *, post: bool = True, **told: Any) -> Setting:
    made: Setting = SettingFactory.create(authority=LocalAuthority.objects.get(code="301"), register_type=kind, **told)
    if post:
        held = AppointmentFactory.create(setting=made, started_on=date(2015, 9, 1))
        refresh(held.practitioner, at=now(), day=timezone.localdate())
    return made


def rows(client: Client, way: str, **asked: str) -> dict[str, list[str]]:
    page = client.get(f"{BY}{way}/", asked).context["page"]
    return {row.name: [cell.text for cell in row.cells] for row in page.rows}


def check_numbers(client: Client, way: str, **asked: str) -> None:
    """Every number of a page is the length of its list, and of its table."""
    found = counts(client.get(f"{BY}{way}/", asked).content.decode())
    assert found
    check_lists(client, found)


def test_by_phase_with_what_has_none(academy: RegisterType, client: Client) -> None:
    school(academy, phase="Secondary")
    school(academy, phase="Primary", post=False)
    school(academy, phase="")
    assert rows(client, "phase") == {
        "Primary": ["1", "0", "0", "0", "0", "0"],
        "Secondary": ["1", "1", "1", "0", "1", "0"],
        "No phase on the register": ["1", "1", "1", "0", "1", "0"],
    }
    check_numbers(client, "phase")
    page = client.get("/compliance/301/posts/", {"phase": ["none", "Primary"]}).context["page"]
    assert page.words == ["Phase: none on the register or Primary"]
    assert client.get("/compliance/301/settings/", {"phase": "primary"}).status_code == 400, "there is no such phase"


def test_by_trust_schools_first_and_chains_of_nurseries_apart(academy: RegisterType, client: Client) -> None:
    nursery = RegisterTypeFactory.create(setting_type="ey_group")
    school(academy, trust="Oak Trust")
    school(nursery, trust="Busy Bees")
    school(nursery, trust="Busy Bees", post=False)
    assert set(rows(client, "trust")) == {"Oak Trust"}
    assert rows(client, "trust", of="ey_group") == {"Busy Bees": ["2", "1", "1", "0", "0", "0"]}
    assert rows(client, "trust", of="childminder") == {}
    check_numbers(client, "trust")
    check_numbers(client, "trust", of="ey_group")
    answer = client.get(f"{BY}trust/", {"of": "childminder"})
    assert "There are none of these on this day" in answer.content.decode()


def test_by_group_a_setting_counts_in_each_of_its_groups(
    area: LocalAuthority, academy: RegisterType, client: Client
) -> None:
    both, one, none = (school(academy) for _ in range(3))
    away = school(academy)
    north, south = (SettingGroupFactory.create(authority=area, name=name) for name in ("North", "South"))
    SettingGroupFactory.create(authority=area, name="Empty")
    north.settings.set([both, one, away])
    south.settings.set([both])
    # Of another authority, with a setting that came here; and one of ours that has gone there.
    other = LocalAuthority.objects.get(code="303")
    SettingGroupFactory.create(authority=other, name="Theirs").settings.set([none, both])
    Setting.objects.filter(pk=away.pk).update(authority=other)
    refresh(away.appointments.get().practitioner, at=now(), day=timezone.localdate())
    found = {name: cells[:3] for name, cells in rows(client, "group").items()}
    assert found == {
        "Empty": ["0", "0", "0"],
        "North": ["2", "2", "2"],
        "South": ["1", "1", "1"],
        "In no group": ["1", "1", "1"],
    }
    check_numbers(client, "group")
    page = client.get(f"{BY}group/")
    assert f'href="/compliance/301/groups/{north.pk}/"' in page.content.decode()
    assert "is counted in both" in page.content.decode()
    listed = client.get("/compliance/301/posts/", {"group": [str(north.pk), "none"]}).context["page"]
    assert listed.heading == "3 posts"
    assert listed.words == ["Group: North or In no group"]


def test_lists_know_the_groups_of_their_own_area_alone(client: Client, area: LocalAuthority) -> None:
    theirs = SettingGroupFactory.create(authority=LocalAuthority.objects.get(code="303"), name="Their cluster")
    for page in ("posts", "settings"):
        address = f"/compliance/301/{page}/"
        assert "Their cluster" not in client.get(address).content.decode()
        for value in (str(theirs.pk), "9" * 30, "x"):
            answer = client.get(address, {"group": value})
            assert answer.status_code == 400
            assert "is not one of the choices" in answer.content.decode()
        SettingGroupFactory.create(authority=area)
        assert client.get(address, {"group": str(theirs.pk)}).status_code == 400
        SettingGroup.objects.filter(authority=area).delete()


def test_an_area_without_groups_is_in_none(academy: RegisterType, client: Client) -> None:
    school(academy)
    school(academy, post=False)
    assert rows(client, "group") == {"In no group": ["2", "1", "1", "0", "1", "0"]}
    check_numbers(client, "group")


def test_rows_are_sorted_and_paged_by_fifty(academy: RegisterType, client: Client) -> None:
    for number in range(51):
        school(academy, trust=f"Trust {number:02}", post=number == 50)
    school(academy, trust="", post=False)
    page = client.get(f"{BY}trust/").context["page"]
    assert [row.name for row in page.rows] == [f"Trust {number:02}" for number in range(50)]
    rest = client.get(page.pages.following).context["page"]
    assert [row.name for row in rest.rows] == ["Trust 50", "No trust or chain on the register"]
    best = client.get(f"{BY}trust/", {"sort": "-overdue"}).context["page"]
    assert best.rows[0].name == "Trust 50"
    assert "sort=-overdue" in best.pages.following
    assert {heading.text: heading.sorted for heading in best.columns}["Overdue"] == "descending"
    for heading in best.columns:
        assert client.get(heading.url).status_code == 200


def test_as_many_queries_whatever_there_is(
    academy: RegisterType, area: LocalAuthority, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(f"{BY}phase/")  # the book is read once a process
    for phase in ("Primary", "Secondary"):
        SettingGroupFactory.create(authority=area).settings.set([school(academy, phase=phase)])
    for way, many in (("phase", 7), ("trust", 7), ("group", 10)):
        with django_assert_num_queries(many):
            client.get(f"{BY}{way}/")


def test_the_table_is_had_as_files_with_all_its_rows(academy: RegisterType, client: Client) -> None:
    for number in range(51):
        school(academy, trust=f"=Trust {number:02}", post=number == 50)
    page = client.get(f"{BY}trust/", {"sort": "-overdue"}).context["page"]
    csv, xlsx = (file.url for file in page.files)
    cells = cells_of(client.get(xlsx))
    above = {row[0]: row[1] for row in cells[: cells.index([""] * len(cells[0]))]}
    assert above["SENCo portal"] == "Schools that must have a SENCo: by trust or chain"
    assert above["Area"] == LocalAuthority.objects.get(code="301").name
    assert (above["Day"], above["Filters"]) == (timezone.localdate().isoformat(), "none")
    assert above["Rule book"] == RuleBook.objects.get().name
    header, first, *rest = rows_of(client.get(csv))
    assert header == ["Trust or chain", "Settings", "With a SENCo", "SENCos", "Qualified", "Overdue", "At risk"]
    assert first == ["'=Trust 50", "1", "1", "1", "0", "1", "0"]
    assert len(rest) == 50
    assert cells[cells.index(header) + 1] == ["=Trust 50", 1, 1, 1, 0, 1, 0]
    assert client.get(csv).headers["Content-Disposition"].startswith('attachment; filename="301-by-trust-')
    assert client.get(f"{BY}trust/", {"format": "pdf"}).status_code == 400


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"as_at": "2024-02-30"}, "Day must be a real day"),
        ({"sort": "colour"}, "“colour” is not one of the choices"),
        ({"of": "schulen"}, "Settings: “schulen” is not one of the choices"),
    ],
)
def test_what_cannot_be_asked_is_said(client: Client, asked: dict[str, str], said: str) -> None:
    answer = client.get(f"{BY}phase/", asked)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_a_day_is_kept_in_every_address(academy: RegisterType, client: Client) -> None:
    school(academy, phase="Primary")
    page = client.get(f"{BY}phase/", {"as_at": "2020-02-29"}).context["page"]
    urls = [cell.url for row in page.rows for cell in row.cells]
    urls += [each.url for each in (*page.columns, *page.kinds, *page.ways)]
    assert urls
    assert all("as_at=2020-02-29" in url for url in urls)
    assert "today’s law looks back" in client.get(f"{BY}phase/", {"as_at": "2009-09-01"}).content.decode()


def test_who_sees_the_parts_of_an_area(client: Client, academy: RegisterType) -> None:
    assert client.get(f"{BY}colour/").status_code == 404
    assert 'href="/compliance/301/by/trust/"' in client.get("/compliance/301/").content.decode()
    elsewhere = OfficerFactory.create(authority=LocalAuthority.objects.get(code="303")).user
    for user in (elsewhere, ManagerFactory.create(setting=school(academy)).user):
        assert signed_in(user).get(f"{BY}phase/").status_code == 404
    analyst = signed_in(AnalystFactory.create().user)
    assert analyst.get(f"{BY}phase/").status_code == 200
    for way, expected in (("phase", 200), ("trust", 200), ("kind", 200), ("group", 404)):
        assert analyst.get(f"/compliance/england/by/{way}/").status_code == expected
        assert client.get(f"/compliance/england/by/{way}/").status_code == 404
    assert client.get(f"{BY}phase/", {"region": Region.LONDON}).status_code == 400


def test_england_and_its_regions_have_their_parts(academy: RegisterType) -> None:
    analyst = signed_in(AnalystFactory.create().user)
    school(academy, phase="Primary", trust="Oak Trust")
    elsewhere = LocalAuthority.objects.get(code="878")
    for kind in (academy, RegisterTypeFactory.create(setting_type="ey_group")):
        far = SettingFactory.create(authority=elsewhere, register_type=kind, phase="Primary", trust="Oak Trust")
        held = AppointmentFactory.create(setting=far, started_on=date(2015, 9, 1))
        refresh(held.practitioner, at=now(), day=timezone.localdate())
    expected = {
        "phase": {"Primary": ["2", "2", "2", "0", "2", "0"]},
        "trust": {"Oak Trust": ["2", "2", "2", "0", "2", "0"]},
        "kind": {
            "Mainstream academy": ["2", "2", "2", "0", "2", "0"],
            "Nursery, pre-school or other early-years group": ["1", "1", "1", "0", "0", "0"],
        },
    }
    for way, said in expected.items():
        for region, part in (("", 2), (Region.LONDON, 1), (Region.SOUTH_WEST, 1)):
            address = f"/compliance/england/by/{way}/"
            answer = analyst.get(address, {"region": region} if region else {})
            page = answer.context["page"]
            found = {row.name: [cell.text for cell in row.cells] for row in page.rows}
            assert found == said if not region else {row[0] for row in found.values()} == {str(part)}
            check_lists(analyst, counts(answer.content.decode()))
            assert page.subject.title.startswith(Region(region).label if region else "England")
            for url in (*(file.url for file in page.files), *(each.url for each in (*page.ways, *page.columns))):
                assert whole(analyst.get(url))
                assert f"region={region}" in url if region else "region=" not in url
    links = dict(analyst.get("/compliance/england/", {"region": Region.LONDON}).context["page"].further)
    assert list(links) == ["Trend and forecast", "By phase", "By trust or chain", "By kind of setting"]
    assert all(f"region={Region.LONDON}" in url and analyst.get(url).status_code == 200 for url in links.values())
