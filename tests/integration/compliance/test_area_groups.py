"""Groups of settings: made, found for, filled, emptied, renamed and deleted by who acts for the authority alone."""

import re
from typing import Any

import pytest
from django.test import Client

from compliance.models import SettingGroup
from qualifications.models import RuleBook
from settings.models import LocalAuthority, Setting
from settings.search import index
from tests.clients import signed_in
from tests.factories.groups import SettingGroupFactory
from tests.factories.settings import (
    AnalystFactory,
    ManagerFactory,
    NurseryFactory,
    OfficerFactory,
    RegisterTypeFactory,
    SettingFactory,
)
from tests.factories.users import UserFactory
from tests.integration.compliance.tables import cells_of, rows_of

pytestmark = pytest.mark.django_db
GROUPS = "/compliance/301/groups/"


@pytest.fixture
def area(shipped_book: RuleBook) -> LocalAuthority:
    return LocalAuthority.objects.get(code="301")


@pytest.fixture
def client(area: LocalAuthority) -> Client:
    return signed_in(OfficerFactory.create(authority=area, user__name="Olive Officer").user)


@pytest.fixture
def group(area: LocalAuthority) -> SettingGroup:
    made: SettingGroup = SettingGroupFactory.create(authority=area, name="North cluster")
    return made


@pytest.fixture
def schools(area: LocalAuthority) -> list[Setting]:
    kind = RegisterTypeFactory.create(setting_type="academy")
    named = [("Ash Academy", "100001"), ("Elm Academy", "100002"), ("Oak School", "100003")]
    made = [SettingFactory.create(authority=area, register_type=kind, name=name, urn=urn) for name, urn in named]
    index([each.pk for each in made])
    return made


def sent(client: Client, address: str, **told: Any) -> Any:
    """Sends a page's form with its version, as a browser does."""
    page = client.get(address).content.decode()
    version = re.search(r'name="version" value="([^"]*)"', page)
    return client.post(address, {**({"version": version[1]} if version else {}), **told})


def members(group: SettingGroup) -> list[str]:
    return list(group.settings.order_by("name").values_list("name", flat=True))


def told(group: SettingGroup) -> list[tuple[str, str, str]]:
    """The history: what, by whom, why."""
    return [
        (row.history_type, str(row.history_user), row.history_change_reason)
        for row in SettingGroup.history.filter(id=group.pk).order_by("history_id")
    ]


def test_a_group_is_made_filled_emptied_renamed_and_deleted(client: Client, schools: list[Setting]) -> None:
    answer = sent(client, f"{GROUPS}new/", name="North cluster")
    group = SettingGroup.objects.get()
    assert answer.headers["Location"] == f"{GROUPS}{group.pk}/fill/"
    found = f"{GROUPS}{group.pk}/fill/?q=academy"
    assert "Ash Academy" in client.get(found).content.decode()
    sent(client, found, places=[str(schools[0].pk)], numbers="100002, 100003")
    assert members(group) == ["Ash Academy", "Elm Academy", "Oak School"]
    page = client.get(f"{GROUPS}{group.pk}/")
    assert [each.name for each in page.context["page"].members] == members(group)
    for _, url in page.context["page"].lists:
        assert client.get(url).status_code == 200
    assert client.get(page.context["page"].lists[1][1]).context["page"].heading == "3 settings"
    sent(client, f"{GROUPS}{group.pk}/take-out/", places=[str(schools[0].pk), str(schools[1].pk)])
    assert members(group) == ["Oak School"]
    assert "All of them" not in client.get(f"{GROUPS}{group.pk}/take-out/").content.decode()
    sent(client, f"{GROUPS}{group.pk}/rename/", name="Northern cluster")
    assert "Northern cluster" in client.get(GROUPS).content.decode()
    assert client.get(GROUPS).context["page"].lines[0].many == 1
    answer = sent(client, f"{GROUPS}{group.pk}/delete/", reason="The clusters were merged")
    assert answer.headers["Location"] == GROUPS
    assert not SettingGroup.objects.exists()
    assert Setting.objects.filter(pk__in=[each.pk for each in schools]).count() == 3
    # One write, one entry.
    assert told(group) == [
        ("+", "Olive Officer", "Group made"),
        ("~", "Olive Officer", "Settings put in"),
        ("~", "Olive Officer", "Settings taken out"),
        ("~", "Olive Officer", "Group renamed"),
        ("-", "Olive Officer", "The clusters were merged"),
    ]
    filled = SettingGroup.history.filter(id=group.pk).order_by("history_id")[1]
    assert {each.setting_id for each in filled.settings.all()} == {each.pk for each in schools}


def test_the_list_of_groups_is_had_as_files(client: Client, group: SettingGroup, schools: list[Setting]) -> None:
    group.settings.set(schools)
    csv, xlsx = (file.url for file in client.get(GROUPS).context["page"].files)
    assert rows_of(client.get(csv)) == [["Group", "Settings"], ["North cluster", "3"]]
    cells = cells_of(client.get(xlsx))
    assert cells[-1][:2] == ["North cluster", 3]
    assert [RuleBook.objects.get().name] in [row[1:2] for row in cells]


def test_a_group_is_emptied_at_once(client: Client, group: SettingGroup, schools: list[Setting]) -> None:
    group.settings.set(schools)
    address = f"{GROUPS}{group.pk}/take-out/"
    for wrong in ([], ["0"], ["every"]):
        assert sent(client, address, places=wrong).status_code == 200
    assert len(members(group)) == 3
    assert sent(client, address, places=["all"]).status_code == 302
    assert members(group) == []
    assert "No settings are in this group yet" in client.get(f"{GROUPS}{group.pk}/").content.decode()


def test_a_large_group_has_pages_of_fifty(client: Client, group: SettingGroup, schools: list[Setting]) -> None:
    own = {"authority": group.authority, "register_type": schools[0].register_type}
    group.settings.set([SettingFactory.create(name=f"School {number:03}", **own) for number in range(101)])
    address = f"{GROUPS}{group.pk}/"
    page = client.get(address).context["page"]
    assert (page.many, len(page.members)) == (101, 50)
    last = client.get(page.pages.links[-1].url).context["page"]
    assert [each.name for each in last.members] == ["School 100"]
    out = f"{address}take-out/"
    assert client.get(out).content.decode().count('type="checkbox"') == 51  # and all of them
    second = Setting.objects.get(name="School 060")
    assert sent(client, out, places=[str(second.pk)]).status_code == 200  # it is on the second page
    assert sent(client, f"{out}?page=2", places=[str(second.pk)]).status_code == 302
    assert len(members(group)) == 100
    assert "All 100 of them" in client.get(f"{out}?page=2").content.decode()
    assert sent(client, f"{out}?page=2", places=["all"]).status_code == 302
    assert members(group) == []


def test_a_name_is_once_in_an_area_whatever_its_capitals(
    client: Client, area: LocalAuthority, group: SettingGroup
) -> None:
    SettingGroupFactory.create(authority=LocalAuthority.objects.get(code="303"), name="South cluster")
    for name, said in (
        ("NORTH CLUSTER", "There is a group called “North cluster” already"),
        ("", "Enter the name of the group"),
        ("…", "Enter a name with letters or numbers"),
        ("n" * 101, "must be 100 characters or less"),
    ):
        answer = sent(client, f"{GROUPS}new/", name=name)
        assert answer.status_code == 200
        assert said in answer.content.decode()
    assert SettingGroup.objects.filter(authority=area).count() == 1
    # Another authority has it; and a group may keep its own name in other letters.
    assert sent(client, f"{GROUPS}new/", name="South Cluster").status_code == 302
    assert sent(client, f"{GROUPS}{group.pk}/rename/", name="NORTH cluster").status_code == 302
    assert "already" in sent(client, f"{GROUPS}{group.pk}/rename/", name="South cluster").content.decode()


def test_numbers_that_are_none_of_the_area_are_named_and_nothing_is_put_in(
    client: Client, group: SettingGroup, schools: list[Setting]
) -> None:
    SettingFactory.create(urn="999999", authority=LocalAuthority.objects.get(code="303"))
    address = f"{GROUPS}{group.pk}/fill/"
    answer = sent(client, address, numbers="100001\n999999; ey12")
    assert "Not the number of a setting of Barking and Dagenham: 999999, EY12" in answer.content.decode()
    assert "100001" in answer.content.decode()
    assert members(group) == []
    assert (
        "Tick settings that were found, or enter their numbers" in sent(client, address, numbers=" ").content.decode()
    )
    NurseryFactory.create(urn="100001", authority=group.authority, name="Nursery of that number")
    assert "In two registers" in sent(client, address, numbers="100001").content.decode()
    NurseryFactory.create(urn="EY77", authority=group.authority, name="Bees")
    assert sent(client, address, numbers="ey77 EY77").status_code == 302
    assert members(group) == ["Bees"]


def test_ticks_are_of_what_was_found_and_what_is_in_is_not_found(
    client: Client, group: SettingGroup, schools: list[Setting]
) -> None:
    group.settings.add(schools[0])
    address = f"{GROUPS}{group.pk}/fill/"
    assert "Ash Academy" not in client.get(f"{address}?q=academy").content.decode()
    assert "Elm Academy" not in client.get(address).content.decode()
    assert "No open setting was found" in client.get(f"{address}?q=nowhere").content.decode()
    assert "Oak School" in client.get(f"{address}?setting_type=academy").content.decode()
    foreign = SettingFactory.create(name="Elm Academy", authority=LocalAuthority.objects.get(code="303"))
    answer = sent(client, f"{address}?q=elm", places=[str(foreign.pk)])
    assert "not among those found" in answer.content.decode()
    # What is in it already is put in again without an entry.
    entries = len(told(group))
    sent(client, address, numbers="100001")
    assert (members(group), len(told(group))) == (["Ash Academy"], entries)


def test_the_second_editor_is_told(client: Client, group: SettingGroup, schools: list[Setting]) -> None:
    group.settings.set(schools)
    address = f"{GROUPS}{group.pk}/"
    for page, sends in (
        ("rename/", {"name": "Mine"}),
        ("take-out/", {"places": [str(schools[0].pk)]}),
        ("delete/", {"reason": "Mine"}),
    ):
        shown = client.get(f"{address}{page}").content.decode()
        found = re.search(r'name="version" value="([^"]*)"', shown)
        assert found
        SettingGroup.objects.filter(pk=group.pk).update(name=f"Theirs {page}")
        answer = client.post(f"{address}{page}", {"version": found[1], **sends})
        assert answer.status_code == 200
        assert "changed this after you opened it" in answer.content.decode()
    assert members(group) == ["Ash Academy", "Elm Academy", "Oak School"]
    assert SettingGroup.objects.get().name == "Theirs delete/"


def test_what_changed_is_told_in_words_that_people_see(
    client: Client, group: SettingGroup, schools: list[Setting]
) -> None:
    group.settings.set(schools[:1])
    address = f"{GROUPS}{group.pk}/"
    shown = {page: version(client, f"{address}{page}/") for page in ("rename", "take-out", "delete")}
    own = {"authority": group.authority, "register_type": schools[0].register_type}
    new = SettingFactory.create_batch(60, **own)
    sent(client, f"{address}fill/", numbers=" ".join(each.urn for each in new))
    sends: dict[str, dict[str, Any]] = {"take-out": {"places": [str(schools[0].pk)]}, "delete": {"reason": "Mine"}}
    for page, more in sends.items():
        said = fault(client.post(f"{address}{page}/", {"version": shown[page], **more}))
        assert said.startswith("Olive Officer changed this after you opened it: settings in the group changed: ")
        assert "there are 61 now. Nothing was saved." in said
        assert new[0].name not in said
    # What is in it does not matter to its name.
    assert client.post(f"{address}rename/", {"version": shown["rename"], "name": "Easter"}).status_code == 302
    assert len(members(group)) == 61
    said = fault(client.post(f"{address}rename/", {"version": shown["rename"], "name": "Mine"}))
    assert "changed this after you opened it: name of the group is now “Easter”. Nothing was saved." in said
    # Told, one may.
    assert sent(client, f"{address}rename/", name="Mine").status_code == 302


def version(client: Client, address: str) -> str:
    said: str = client.get(address).context["form"]["version"].value()
    return said


def fault(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.context["form"].non_field_errors()[0])


def test_a_setting_that_moved_is_shown_and_not_counted(
    client: Client, group: SettingGroup, schools: list[Setting]
) -> None:
    group.settings.set(schools)
    Setting.objects.filter(pk=schools[0].pk).update(authority=LocalAuthority.objects.get(code="303"))
    page = client.get(f"{GROUPS}{group.pk}/")
    assert [each.elsewhere for each in page.context["page"].members] == ["Of Bexley now: not counted here", "", ""]
    listed = client.get(page.context["page"].lists[1][1]).context["page"]
    assert listed.heading == "2 settings"


CHANGES = ("", "rename/", "fill/", "take-out/", "delete/")


def test_groups_are_the_authoritys_alone(client: Client, group: SettingGroup, schools: list[Setting]) -> None:
    theirs = SettingGroupFactory.create(authority=LocalAuthority.objects.get(code="303"))
    for page in CHANGES:
        assert client.get(f"{GROUPS}{theirs.pk}/{page}").status_code == 404
        assert client.post(f"{GROUPS}{theirs.pk}/{page}", {"name": "Mine", "reason": "Mine"}).status_code in (404, 405)
        assert client.get(f"{GROUPS}{'9' * 30}/{page}").status_code == 404
        assert client.get(f"/compliance/303/groups/{theirs.pk}/{page}").status_code == 404
    manager = signed_in(ManagerFactory.create(setting=schools[0]).user)
    assert manager.get(GROUPS).status_code == 404
    assert SettingGroup.objects.count() == 2


def test_what_is_deleted_twice_is_said_to_be_deleted_already(client: Client, group: SettingGroup) -> None:
    address = f"{GROUPS}{group.pk}/delete/"
    sends = {"version": version(client, address), "reason": "Merged"}
    assert client.post(address, sends).status_code == 302
    answer = client.post(address, sends, follow=True)
    assert answer.redirect_chain == [(GROUPS, 302)]
    assert "The group “North cluster” was deleted already." in answer.content.decode()
    assert [entry[0] for entry in told(group)] == ["+", "-"]
    assert client.post(address).status_code == 302  # whatever is sent
    assert client.get(address).status_code == 404
    for never in (group.pk + 1, "9" * 30):
        assert client.post(f"{GROUPS}{never}/delete/", sends).status_code == 404
    for other in ("rename", "fill", "take-out"):
        assert client.post(f"{GROUPS}{group.pk}/{other}/", sends).status_code == 404


def test_to_nobody_else_a_deleted_group_is_anything(
    client: Client, group: SettingGroup, schools: list[Setting]
) -> None:
    address = f"{GROUPS}{group.pk}/delete/"
    sent(client, address, reason="Merged")
    elsewhere = OfficerFactory.create(authority=LocalAuthority.objects.get(code="303"))
    for other in (elsewhere, AnalystFactory.create(), ManagerFactory.create(setting=schools[0])):
        assert signed_in(other.user).post(address, {"reason": "Mine"}).status_code == 404
    # Through one's own area another's is not there either.
    theirs = signed_in(elsewhere.user).post(address.replace("301", "303"), {"reason": "Mine"})
    assert theirs.status_code == 404
    assert "deleted already" not in theirs.content.decode()


def test_an_analyst_looks_and_an_administrator_changes(group: SettingGroup) -> None:
    analyst = signed_in(AnalystFactory.create().user)
    administrator = signed_in(UserFactory.create(is_superuser=True, is_staff=True))
    assert "North cluster" in analyst.get(GROUPS).content.decode()
    assert "Make a group" not in analyst.get(GROUPS).content.decode()
    assert analyst.get(f"{GROUPS}{group.pk}/").context["page"].changes == []
    assert len(administrator.get(f"{GROUPS}{group.pk}/").context["page"].changes) == 3
    for page in ("new/", *(f"{group.pk}/{page}" for page in CHANGES[1:])):
        assert analyst.get(f"{GROUPS}{page}").status_code == 404
        assert analyst.post(f"{GROUPS}{page}", {"name": "Mine", "reason": "Mine"}).status_code == 404
        assert administrator.get(f"{GROUPS}{page}").status_code == 200
    assert sent(administrator, f"{GROUPS}{group.pk}/rename/", name="Other").status_code == 302
