"""Django admin of places: every page opens with few queries, whatever the table holds; saving goes through actions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from senco_portal.lib.admin import BUSY, BoundedPaginator
from senco_portal.lib.exclusive import Busy
from settings.enums import ChangeKind, QuestionKind, SettingType
from settings.models import (
    AuthorityName,
    ImportChange,
    ImportProblem,
    ImportRun,
    Invitation,
    LocalAuthority,
    Membership,
    Question,
    RegisterType,
    Setting,
    SettingLink,
)
from settings.search import find, index
from tests.clients import Client
from tests.factories.settings import (
    REGISTER_DAY,
    AuthorityNameFactory,
    ChildminderFactory,
    FormerNameFactory,
    ImportRunFactory,
    InvitationFactory,
    LocalAuthorityFactory,
    ManagerFactory,
    OnsCodeFactory,
    QuestionFactory,
    RegisterTypeFactory,
    SettingFactory,
    SettingLinkFactory,
    TypeChangeFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def change_factory(**values: Any) -> ImportChange:
    """What an import did to a place."""
    fields = {"setting_type": ["academy", "ctc"], "opened_on": [None, "2024-09-01"]}
    run = ImportRun.objects.first() or ImportRunFactory.create()
    return ImportChange.objects.create(run=run, urn="100001", kind=ChangeKind.CHANGED, fields=fields, **values)


def problem_factory() -> ImportProblem:
    run = ImportRun.objects.first() or ImportRunFactory.create()
    return ImportProblem.objects.create(run=run, line=7, column="URN", value="abc", reason="is no number")


def place_factory() -> Setting:
    """A place with everything that may stand beside it."""
    place = SettingFactory.create(name="St Mary's School")
    FormerNameFactory.create(setting=place)
    TypeChangeFactory.create(setting=place)
    SettingLinkFactory.create(predecessor_urn=place.urn)
    return place


def successors_factory() -> Question:
    choices = [["100001", "100001 Hill School"], ["100002", "100002 Dale School"]]
    return QuestionFactory.create(kind=QuestionKind.SUCCESSORS, choices=choices, run=ImportRunFactory.create())


MAKE: dict[type[models.Model], Callable[[], Any]] = {
    LocalAuthority: lambda: OnsCodeFactory.create(authority=AuthorityNameFactory.create().authority).authority,
    AuthorityName: AuthorityNameFactory.create,
    RegisterType: RegisterTypeFactory.create,
    Setting: place_factory,
    SettingLink: SettingLinkFactory.create,
    ImportRun: ImportRunFactory.create,
    ImportChange: change_factory,
    ImportProblem: problem_factory,
    Question: successors_factory,
    Membership: ManagerFactory.create,
    Invitation: InvitationFactory.create,
}
QUERIES = {
    "membership": "role__exact=manager ends_at__isempty=1 q=person1@example.org",
    "invitation": "role__exact=officer accepted_at__isempty=1 withdrawn_at__isempty=0 q=invited1@example.org",
    "authorityname": "meaning=waiting meaning=nowhere meaning=said q=borough",
    "importchange": "q=100001 kind__exact=changed run__id__exact=1 setting__id__exact=1",
    "importproblem": "run__id__exact=1",
    "importrun": "kind__exact=gias outcome__exact=applied",
    "localauthority": "q=authority q=101 region__exact=E12000003 kind__exact=unitary abolished_on__isempty=1",
    "question": "answered=no answered=yes answered=odd kind__exact=successors q=gias run__id__exact=1",
    "registertype": "q=community register__exact=gias is_ours__exact=1 setting_type__exact=academy",
    "setting": "q=mary q=100001 register__exact=gias status__exact=open setting_type__exact=academy p=1 "
    "choice=waiting choice=chosen choice=odd authority__id__exact=1",
    "settinglink": "q=700001 kind__exact=split",
}


def address(row: models.Model | type[models.Model], page: str, *args: Any) -> str:
    return reverse(f"admin:settings_{row._meta.model_name}_{page}", args=args)


def signed_in(**values: Any) -> tuple[Client, User]:
    user = UserFactory.create(is_staff=True, **values)
    client = Client()
    client.force_login(user)
    return client, user


@pytest.fixture
def ada() -> User:
    return UserFactory.create(name="Ada Admin", is_staff=True, is_superuser=True)


@pytest.fixture
def admin(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def queries(client: Client, path: str) -> int:
    """How many queries a page takes, once what is remembered from one request to the next is there."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


# Every page


@pytest.mark.parametrize("model", MAKE, ids=lambda model: model._meta.model_name)
def test_a_list_takes_as_many_queries_for_two_rows_as_for_five(admin: Client, model: type[models.Model]) -> None:
    for _ in range(2):
        MAKE[model]()
    few = queries(admin, address(model, "changelist"))
    for _ in range(3):
        MAKE[model]()
    assert queries(admin, address(model, "changelist")) == few
    assert few <= 13


@pytest.mark.parametrize("model", MAKE, ids=lambda model: model._meta.model_name)
def test_a_row_has_a_page_and_one_that_looks_back(admin: Client, model: type[models.Model]) -> None:
    row = MAKE[model]()
    for page in ("change", "history"):
        assert admin.get(address(row, page, row.pk)).status_code == 200
    assert queries(admin, address(row, "change", row.pk)) <= 16


@pytest.mark.parametrize("model", MAKE, ids=lambda model: model._meta.model_name)
def test_every_search_and_filter_of_a_list_answers(admin: Client, model: type[models.Model]) -> None:
    MAKE[model]()
    for query in QUERIES[model._meta.model_name or ""].split():
        assert admin.get(f"{address(model, 'changelist')}?{query}").status_code == 200, query


@pytest.mark.parametrize("model", MAKE, ids=lambda model: model._meta.model_name)
def test_nothing_is_deleted(admin: Client, model: type[models.Model]) -> None:
    row = MAKE[model]()
    assert admin.post(address(row, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_a_long_list_says_that_there_are_more(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundedPaginator, "most", 3)
    SettingFactory.create_batch(3)
    assert "3 settings" in admin.get(address(Setting, "changelist")).content.decode()
    SettingFactory.create_batch(2)
    page = admin.get(address(Setting, "changelist")).content.decode()
    assert "more than 3 settings" in page


def test_the_first_page_leads_to_files_and_questions(admin: Client) -> None:
    page = admin.get(reverse("admin:index")).content.decode()
    assert reverse("import_new") in page
    assert address(Question, "changelist") + "?answered=no" in page


# Who may


def test_nobody_comes_in_without_signing_in(client: Client) -> None:
    for path in (reverse("admin:index"), address(Setting, "changelist")):
        assert client.get(path)["Location"].endswith(f"/login/?next={path}")


def test_people_who_are_no_staff_are_sent_to_sign_in(client: Client) -> None:
    client.force_login(UserFactory.create(is_superuser=True))
    assert client.get(reverse("admin:index")).status_code == 302


@pytest.mark.parametrize("model", MAKE, ids=lambda model: model._meta.model_name)
def test_staff_see_and_change_what_they_may(model: type[models.Model]) -> None:
    client, user = signed_in()
    row = MAKE[model]()
    assert client.get(address(row, "changelist")).status_code == 403
    assert client.get(address(row, "change", row.pk)).status_code == 403
    seen = "importrun" if model in (ImportChange, ImportProblem) else model._meta.model_name
    user.user_permissions.add(Permission.objects.get(codename=f"view_{seen}"))
    assert client.get(address(row, "changelist")).status_code == 200
    page = client.get(address(row, "change", row.pk))
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert client.post(address(row, "change", row.pk), {"version": ""}).status_code == 403


@pytest.mark.parametrize("model", [RegisterType, Setting, AuthorityName, Question, LocalAuthority])
def test_an_old_version_is_not_gone_back_to(admin: Client, model: type[models.Model]) -> None:
    row = MAKE[model]()
    row.save()
    old = row.history.first()
    assert admin.get(address(row, "simple_history", row.pk, old.pk)).status_code == 200
    assert admin.post(address(row, "simple_history", row.pk, old.pk), {"version": ""}).status_code == 403


# Kinds of places


def sent(client: Client, row: models.Model, **values: Any) -> dict[str, Any]:
    """What the form of a row would send: as it is shown, with some values otherwise."""
    form = client.get(address(row, "change", row.pk)).context["adminform"].form
    shown: dict[str, Any] = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | values).items() if value is not None}


def test_a_setting_type_said_here_is_that_of_the_places(admin: Client, ada: User) -> None:
    place = SettingFactory.create()
    row = place.register_type
    data = sent(admin, row, setting_type="academy", reason="Academies Act")
    page = admin.post(address(row, "change", row.pk), data, follow=True).content.decode()
    assert "1 place changed with it." in page
    place.refresh_from_db()
    assert place.setting_type == SettingType.ACADEMY
    assert place.history.order_by("-history_id").first().history_user == ada
    page = admin.get(address(row, "history", row.pk)).content.decode()
    assert "Academies Act" in page
    assert "Ada Admin" in page


def test_half_a_meaning_is_not_saved(admin: Client) -> None:
    row = RegisterTypeFactory.create()
    page = admin.post(address(row, "change", row.pk), sent(admin, row, setting_type="")).content.decode()
    assert "Choose the setting type, or say that places of this kind are not ours." in page
    row.refresh_from_db()
    assert row.setting_type == SettingType.MAINTAINED_SCHOOL


def test_the_second_editor_is_told_what_the_first_changed_and_may_save_then(admin: Client, ada: User) -> None:
    row = RegisterTypeFactory.create()
    other, _ = signed_in(is_superuser=True, name="Bob")
    mine = sent(admin, row, setting_type="ctc", reason="A college")
    theirs = sent(other, row, setting_type="academy", reason="Academies Act")
    other.post(address(row, "change", row.pk), theirs)
    told = admin.post(address(row, "change", row.pk), mine)
    words = told.content.decode()
    assert "Bob changed this after you opened it: setting type is now “mainstream academy”" in words
    assert "reason is now “Academies Act”" in words
    row.refresh_from_db()
    assert row.setting_type == SettingType.ACADEMY
    again = mine | {"version": told.context["adminform"].form["version"].value()}
    assert admin.post(address(row, "change", row.pk), again).status_code == 302
    row.refresh_from_db()
    assert row.setting_type == SettingType.CTC


def test_while_a_file_is_taken_nothing_is_saved_and_that_is_said(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = RegisterTypeFactory.create()
    monkeypatch.setattr("settings.actions.types.alone_to_the_end", busy)
    page = admin.post(address(row, "change", row.pk), sent(admin, row, setting_type="academy"), follow=True)
    assert BUSY in page.content.decode()
    row.refresh_from_db()
    assert row.setting_type == SettingType.MAINTAINED_SCHOOL


def busy(name: str) -> None:
    """The lock, while somebody else has it."""
    raise Busy(name)


# Authorities and their names


def test_a_name_said_here_gives_its_places_the_authority(admin: Client) -> None:
    name = AuthorityNameFactory.create(written="L.B. Camden", folded="l b camden", authority=None)
    place = SettingFactory.create(authority=None, authority_written="L B Camden")
    camden = LocalAuthorityFactory.create(name="Camden")
    data = sent(admin, name, authority=camden.pk, change_reason="Its letterhead")
    page = admin.post(address(name, "change", name.pk), data, follow=True).content.decode()
    assert "1 place changed with it." in page
    place.refresh_from_db()
    assert place.authority == camden


def test_a_name_means_an_authority_or_nothing_and_not_both(admin: Client) -> None:
    name = AuthorityNameFactory.create()
    for values in ({"is_nowhere": "on"}, {"authority": ""}):
        data = sent(admin, name, change_reason="So", **values)
        assert "one of the two" in admin.post(address(name, "change", name.pk), data).content.decode()


def test_a_name_is_added_once(admin: Client) -> None:
    authority = LocalAuthorityFactory.create()
    data: dict[str, Any] = {"written": "L.B. Camden", "authority": authority.pk, "change_reason": "New"}
    assert admin.post(address(AuthorityName, "add"), data).status_code == 302
    assert AuthorityName.objects.get().folded == "l b camden"
    data["written"] = "l b camden"
    assert "there already" in admin.post(address(AuthorityName, "add"), data).content.decode()


def test_an_authority_and_its_code_are_changed_with_a_reason(admin: Client) -> None:
    code = OnsCodeFactory.create()
    authority = code.authority
    place = SettingFactory.create(authority=authority, name="Elm Grove School")
    inline: dict[str, Any] = {
        "ons_codes-TOTAL_FORMS": 1,
        "ons_codes-INITIAL_FORMS": 1,
        "ons_codes-0-id": code.pk,
        "ons_codes-0-authority": authority.pk,
        "ons_codes-0-code": code.code,
        "ons_codes-0-last_day": REGISTER_DAY.isoformat(),
        "names-TOTAL_FORMS": 0,
        "names-INITIAL_FORMS": 0,
    }
    shown = admin.get(address(authority, "change", authority.pk)).context["inline_admin_formsets"][0].formset.forms[0]
    inline["ons_codes-0-version"] = shown["version"].value()
    data = sent(admin, authority, name="New name", change_reason="An order", successors=[]) | inline
    assert admin.post(address(authority, "change", authority.pk), data).status_code == 302
    authority.refresh_from_db()
    code.refresh_from_db()
    assert (authority.name, code.last_day) == ("New name", REGISTER_DAY)
    assert find("elm grove new name").places == [place]
    for row in (authority, code):
        assert row.history.order_by("-history_id").first().history_change_reason == "An order"


def abolish(client: Client, authority: LocalAuthority, *successors: LocalAuthority) -> str:
    """What is said when an administrator abolishes an authority."""
    inlines = {f"{name}-{count}_FORMS": 0 for name in ("ons_codes", "names") for count in ("TOTAL", "INITIAL")}
    keys, day = [each.pk for each in successors], REGISTER_DAY.isoformat()
    data = sent(client, authority, abolished_on=day, successors=keys, change_reason="An order") | inlines
    return client.post(address(authority, "change", authority.pk), data, follow=True).content.decode()


def test_to_abolish_an_authority_gives_its_places_to_the_one_that_follows_it(admin: Client, ada: User) -> None:
    old, new = LocalAuthorityFactory.create_batch(2)
    place = SettingFactory.create(authority=old)
    assert "1 place changed with it." in abolish(admin, old, new)
    place.refresh_from_db()
    assert place.authority == new
    entry = place.history.order_by("-history_id").first()
    assert (entry.history_user, entry.history_change_reason) == (ada, "An order")


def test_to_split_an_authority_asks_whose_its_places_are(admin: Client) -> None:
    old, *successors = LocalAuthorityFactory.create_batch(3)
    SettingFactory.create(authority=old)
    assert "changed with it" not in abolish(admin, old, *successors)
    assert Question.objects.get().about == f"gias/{old.code}"


def test_while_a_file_is_taken_no_authority_is_abolished(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = LocalAuthorityFactory.create_batch(2)
    monkeypatch.setattr("settings.actions.authorities.alone_to_the_end", busy)
    assert BUSY in abolish(admin, old, new)
    old.refresh_from_db()
    assert old.abolished_on is None


# Places


def test_a_place_without_a_name_is_called_by_its_kind(admin: Client) -> None:
    place = ChildminderFactory.create()
    assert f"Childminder {place.urn}" in admin.get(address(Setting, "changelist")).content.decode()


def test_a_search_finds_by_number_and_by_words(admin: Client) -> None:
    place, other = SettingFactory.create(name="Saint Mary's"), SettingFactory.create(name="Hill School")
    index([place.pk, other.pk])
    for typed in (place.urn, "st mary"):
        found = admin.get(address(Setting, "changelist"), {"q": typed}).context["cl"].result_list
        assert list(found) == [place], typed


def split() -> LocalAuthority:
    old = LocalAuthorityFactory.create(code="909", name="Cumbria", abolished_on=REGISTER_DAY)
    old.successors.set([LocalAuthorityFactory.create(name="Cumberland"), LocalAuthorityFactory.create(name="Furness")])
    return old


def choose(
    client: Client, place: Setting, authority: LocalAuthority | None, why: str = "On the map", **more: str
) -> str:
    data: dict[str, Any] = {"action": "choose", "_selected_action": [place.pk], "why": why} | more
    data |= {"authority": authority.pk} if authority else {}
    return client.post(address(Setting, "changelist"), data, follow=True).content.decode()


def test_the_authority_of_places_is_chosen_from_their_list(admin: Client) -> None:
    old = split()
    place = SettingFactory.create(authority=old, authority_written="909 Cumbria")
    page = admin.get(address(Setting, "changelist") + "?choice=waiting")
    assert [place] == list(page.context["cl"].result_list)
    furness = LocalAuthority.objects.get(name="Furness")
    assert "1 place changed to Furness." in choose(admin, place, furness)
    place.refresh_from_db()
    assert place.authority == place.chosen_authority == furness


def test_what_somebody_chose_before_is_chosen_otherwise_only_with_a_tick(admin: Client) -> None:
    old = split()
    place = SettingFactory.create(authority=old, authority_written="909 Cumbria")
    furness, cumberland = (LocalAuthority.objects.get(name=name) for name in ("Furness", "Cumberland"))
    choose(admin, place, furness)
    page = choose(admin, place, cumberland)
    assert f"before for 1 of these places: {place.name} ({place.urn}): Furness." in page
    assert "also those chosen before" in page
    place.refresh_from_db()
    assert place.authority == place.chosen_authority == furness
    assert "1 place changed to Cumberland." in choose(admin, place, cumberland, again="on")


def test_a_choice_without_authority_or_reason_or_for_others_is_refused(admin: Client) -> None:
    furness, place = split().successors.get(name="Furness"), SettingFactory.create()
    assert "Choose the authority beside the action" in choose(admin, place, None)
    assert "Choose the authority beside the action" in choose(admin, place, furness, why="")
    assert "names one that was split" in choose(admin, place, furness)


def test_who_may_only_look_chooses_nothing() -> None:
    client, user = signed_in()
    user.user_permissions.add(Permission.objects.get(codename="view_setting"))
    furness, place = split().successors.get(name="Furness"), SettingFactory.create()
    assert 'name="action"' not in client.get(address(Setting, "changelist")).content.decode()
    choose(client, place, furness)
    place.refresh_from_db()
    assert place.chosen_authority is None


# Reports and questions


def test_a_report_leads_to_what_was_done_in_words(admin: Client) -> None:
    change = change_factory(setting=SettingFactory.create())
    page = admin.get(address(change.run, "change", change.run.pk)).content.decode()
    listed = address(ImportChange, "changelist") + f"?run__id__exact={change.run.pk}"
    assert listed in page
    assert reverse("import_report", args=[change.run.pk]) in page
    words = admin.get(listed).content.decode()
    assert "setting type: “mainstream academy” → “city technology college”" in words
    assert "opened on: “” → “1 September 2024”" in words


def test_to_add_a_report_is_to_take_a_file(admin: Client) -> None:
    assert admin.get(address(ImportRun, "add"))["Location"] == reverse("import_new")
    client, _ = signed_in()
    assert client.get(address(ImportRun, "add")).status_code == 403


def test_a_question_is_answered_on_its_page(admin: Client, ada: User) -> None:
    question = successors_factory()
    data = sent(admin, question, answer="100002", change_reason="A letter")
    assert admin.post(address(question, "change", question.pk), data).status_code == 302
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("100002", ada)
    assert "100002 Dale School" in admin.get(address(Question, "changelist")).content.decode()


def test_those_that_wait_come_first(admin: Client, ada: User) -> None:
    answered = QuestionFactory.create(answer="x", answered_at=ada.joined_at)
    waiting = QuestionFactory.create()
    assert list(admin.get(address(Question, "changelist")).context["cl"].result_list) == [waiting, answered]


def test_other_questions_lead_to_where_they_are_answered(admin: Client) -> None:
    old, name = split(), AuthorityNameFactory.create()
    row = RegisterTypeFactory.create(code="77")
    places = reverse("admin:settings_setting_changelist") + f"?register__exact=gias&amp;authority__id__exact={old.pk}"
    cases = [
        (QuestionKind.UNKNOWN_TYPE, "gias/77", address(row, "change", row.pk)),
        (QuestionKind.UNKNOWN_AUTHORITY, name.folded, address(name, "change", name.pk)),
        (QuestionKind.SPLIT_AUTHORITY, "gias/909", places),
    ]
    for kind, about, where in cases:
        question = QuestionFactory.create(kind=kind, about=about)
        page = admin.get(address(question, "change", question.pk)).content.decode()
        assert where in page, kind
        assert 'name="_save"' not in page
