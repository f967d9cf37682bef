"""Register files taken from a page: sent, looked at, taken or not."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from compliance.actions import imports as actions
from compliance.views.imports import import_new
from senco_portal.lib import uploads
from senco_portal.lib.exclusive import Busy, alone
from settings.actions import choose_authority
from settings.enums import Completeness, FileKind, Outcome, SettingStatus
from settings.models import ImportRun, LocalAuthority, Question, RegisterType, Setting
from tests import shipped
from tests.clients import Client
from tests.factories.users import UserFactory
from tests.registers import link, provider, school, written

pytestmark = pytest.mark.django_db
NEW = reverse("import_new")
TWO = written([school(), school(urn="100002", name="Hill School")])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings, db: None) -> Iterator[Path]:
    """Where files wait: empty, and apart from everybody's."""
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    shipped.places()
    yield tmp_path / "uploads"


@pytest.fixture
def ada() -> User:
    user = UserFactory.create(name="Ada Admin", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="add_importrun"))
    return user


@pytest.fixture
def client(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def form(content: bytes, **said: Any) -> dict[str, Any]:
    """What the page sends: a file of schools of an old day, unless told otherwise."""
    file = SimpleUploadedFile(said.pop("name", "edubase.csv"), content)
    day = {"extract_on_day": "17", "extract_on_month": "7", "extract_on_year": "2025"}
    return {"kind": "gias", "file": file, "complete": "", "reason": "Monthly"} | day | said


def send(client: Client, content: bytes, **said: Any) -> str:
    """Sends a file. Out: the page that follows."""
    return client.post(NEW, form(content, **said), follow=True).content.decode()


def newest() -> ImportRun:
    return ImportRun.objects.order_by("-pk")[0]


def take(client: Client, run: ImportRun) -> str:
    return client.post(reverse("import_take", args=[run.pk]), follow=True).content.decode()


def taken(client: Client, content: bytes, **said: Any) -> str:
    """Sends a file and has it taken."""
    send(client, content, **said)
    return take(client, newest())


# The way through


def test_a_file_is_sent_looked_at_and_taken(client: Client, ada: User, folder: Path) -> None:
    page = send(client, TWO)
    assert "What taking this file would change" in page
    assert "Nothing has changed yet." in page
    assert not Setting.objects.exists()
    looked = newest()
    assert (looked.outcome, looked.by, looked.added, looked.file_name) == ("previewed", ada, 2, "edubase.csv")
    page = take(client, looked)
    assert "The file was taken." in page
    assert "What taking this file changed" in page
    assert Setting.objects.count() == 2
    run = newest()
    assert (run.outcome, run.by, run.reason, run.sha256) == ("applied", ada, "Monthly", looked.sha256)
    assert list(folder.iterdir()) == [], "what was taken is not kept"


def test_a_second_look_at_the_same_file_finds_nothing_to_change(client: Client) -> None:
    taken(client, TWO)
    assert "Everything is as this file has it already" in send(client, TWO)


def test_the_report_shows_each_change_from_and_to(client: Client) -> None:
    taken(client, TWO)
    page = send(client, written([school(type_code="34", type="Academy converter", opened="01-09-2024")]))
    assert "Setting type: maintained mainstream school → mainstream academy" in page
    assert "Opened on: 1 September 1998 → 1 September 2024" in page


def test_what_would_close_is_said_before_it_does(client: Client) -> None:
    taken(client, TWO)
    page = send(client, written([school()]), complete=Completeness.REGISTER.value)
    assert "This would close 1 place." in page
    assert "Hill School" in page
    take(client, newest())
    assert Setting.objects.get(urn="100002").status == SettingStatus.CLOSED


def test_questions_are_shown_before_they_are_asked(client: Client) -> None:
    page = send(client, written([school(type_code="77", type="Flying school")]))
    assert "What kind of setting is “Flying school” (77)" in page
    assert not RegisterType.objects.filter(code="77").exists()
    assert "Flying school" in take(client, newest()), "and in the report of the taking"


def test_a_file_older_than_the_newest_is_said_to_be_so(client: Client) -> None:
    taken(client, TWO)
    page = send(client, TWO, extract_on_year="2024")
    assert "This file is of 17 July 2024, and one of 17 July 2025 was taken before" in page


@pytest.mark.parametrize(
    ("kind", "content"),
    [("ofsted", written([provider()])), ("gias_links", written([link("100001", "Successor", "140001")]))],
)
def test_the_other_files_are_taken_too(client: Client, kind: str, content: bytes) -> None:
    assert "The file was taken." in taken(client, content, kind=kind)
    assert newest().kind == FileKind(kind)


def test_more_changes_than_fit_are_listed_in_admin(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.presenters.imports.SHOWN", 1)
    taken(client, TWO)
    page = send(
        client, written([school(phase="All-through"), school(urn="100002", name="Vale School"), school(urn="x")])
    )
    assert "so that nothing can be taken" in page
    page = send(client, written([school(phase="All-through"), school(urn="100002", name="Vale School")]))
    assert "The first 1 of 2." in page
    listed = reverse("admin:settings_importchange_changelist") + f"?run__id__exact={newest().pk}"
    assert listed in page
    assert "Vale School" in client.get(listed).content.decode()


def test_of_a_split_authority_is_asked_again_when_another_place_comes_under_it(client: Client, ada: User) -> None:
    first = school(authority_code="909", authority="Cumbria")
    taken(client, written([first]))
    question = Question.objects.get()
    chosen = LocalAuthority.objects.get(name="Cumberland")
    choose_authority(Setting.objects.all(), authority=chosen, by=ada, at=question.asked_at, reason="On the map")
    taken(client, written([first]))
    assert not Question.objects.filter(answered_at=None).exists()
    page = taken(client, written([first, first | {"URN": "100002"}]))
    assert Question.objects.get(answered_at=None) == question
    assert question.text in page


# Rows in fault


def test_rows_in_fault_are_shown_and_nothing_can_be_taken(client: Client, folder: Path) -> None:
    page = send(client, written([school(), school(urn="abc", name="<script>alert(1)</script>")]))
    assert "1 row cannot be read, so that nothing can be taken." in page
    assert "<td" in page
    assert "is not a number of this register" in page
    assert "Take this file" not in page
    assert list(folder.iterdir()) == []
    assert "no longer kept" in take(client, newest())


def test_rows_in_fault_are_passed_over_where_asked(client: Client) -> None:
    page = send(client, written([school(), school(urn="abc")]), skip_bad_rows="on")
    assert "1 row cannot be read, and would be passed over." in page
    take(client, newest())
    assert Setting.objects.count() == 1


def test_names_in_files_are_not_read_as_markup(client: Client) -> None:
    evil = "<script>alert(1)</script>"
    taken(client, TWO)
    page = send(client, written([school(name=evil)]), name=f"{evil}.csv", reason=evil)
    assert evil not in page
    assert "&lt;script&gt;" in page


# What is not taken


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04and so on", "This is a zip file or a spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is no text file"),
        (b"a,b,c\n1,2,3\n", "No header with the needed columns"),
        (written([provider()]), "No header with the needed columns"),
    ],
)
def test_a_file_is_judged_by_what_is_in_it(client: Client, folder: Path, content: bytes, words: str) -> None:
    page = send(client, content)
    assert words in page
    assert "There is a problem" in page
    assert not ImportRun.objects.exists()
    assert not folder.exists() or list(folder.iterdir()) == []


def test_a_file_that_is_too_large_is_not_stored(client: Client, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(import_new, "takes_files", uploads.Limits(1000, 2000))
    monkeypatch.setattr("compliance.forms.imports.MEGABYTE", 5)
    page = send(client, TWO * 10)
    assert "The file must be of 200 MB at most" in page
    assert not folder.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": ""}, "Choose which file it is"),
        ({"file": ""}, "Choose the file"),
        ({"extract_on_day": ""}, "Day of the file must include a day"),
        ({"extract_on_year": "9999"}, "Day of the file must not be in the future"),
        ({"complete": "perhaps"}, "Select a valid choice"),
    ],
)
def test_what_is_lacking_is_said(client: Client, said: dict[str, str], words: str) -> None:
    page = client.post(NEW, form(TWO) | said).content.decode()
    assert words in page
    assert "<title>Error: " in page


def test_while_another_file_is_taken_one_is_told_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send(client, TWO)
    run = newest()
    monkeypatch.setattr("compliance.imports.alone", _somebody_else)
    assert "Another import is under way." in send(client, TWO)
    assert "Another import is under way." in take(client, run)
    monkeypatch.undo()
    assert "The file was taken." in take(client, run), "it is still there"


def _somebody_else(name: str) -> Any:
    raise Busy(name)


# Between looking and taking


def test_a_report_that_no_longer_holds_is_not_taken_and_may_be_made_anew(client: Client) -> None:
    send(client, TWO)
    first = newest()
    taken(client, written([school()]))
    answer = client.post(reverse("import_take", args=[first.pk]))
    assert answer.status_code == 409
    assert actions.STALE in answer.content.decode()
    assert "Look at the file again" in answer.content.decode()
    page = client.post(reverse("import_look_again", args=[first.pk]), follow=True).content.decode()
    assert "Nothing has changed yet." in page
    again = newest()
    assert (again.added, again.unchanged, again.reason) == (1, 1, "Monthly")
    assert "The file was taken." in take(client, again)
    assert "no longer kept" in take(client, first)


def test_a_meaning_that_changed_since_is_a_reason_to_look_again(client: Client) -> None:
    send(client, TWO)
    RegisterType.objects.get(register="gias", code="01").save()
    assert actions.STALE in take(client, newest())
    assert not Setting.objects.exists()


def test_a_file_that_was_changed_on_the_disk_is_not_taken(client: Client) -> None:
    send(client, TWO)
    actions.file_of(newest()).write_bytes(written([school(name="Another")]))
    assert actions.OTHER in take(client, newest())
    assert not Setting.objects.exists()


def test_a_file_is_taken_once(client: Client) -> None:
    send(client, TWO)
    run = newest()
    take(client, run)
    assert "no longer kept" in take(client, run)
    assert ImportRun.objects.filter(outcome=Outcome.APPLIED).count() == 1


def test_a_file_is_put_away(client: Client, folder: Path) -> None:
    send(client, TWO)
    run = newest()
    page = client.post(reverse("import_cancel", args=[run.pk]), follow=True).content.decode()
    assert "The file was put away. Nothing was changed." in page
    assert list(folder.iterdir()) == []
    assert "Take this file" not in client.get(reverse("import_report", args=[run.pk])).content.decode()
    assert client.post(reverse("import_look_again", args=[run.pk])).status_code == 409


def test_what_was_sent_more_than_a_day_ago_is_cleared_away(client: Client, folder: Path) -> None:
    send(client, TWO)
    old = newest()
    then = (old.started_at - timedelta(days=1, minutes=1)).timestamp()
    os.utime(actions.file_of(old), (then, then))
    send(client, TWO)
    assert list(folder.iterdir()) == [actions.file_of(newest())]
    assert actions.GONE in take(client, old)


def test_files_wait_under_our_own_names_and_for_the_portal_alone(client: Client, folder: Path) -> None:
    send(client, TWO, name="../../evil.csv")
    (kept,) = folder.iterdir()
    assert kept.name == f"looked-at-{newest().pk}"
    assert (kept.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert newest().file_name == "evil.csv"


# Who may


def pages(run: ImportRun) -> list[tuple[str, str]]:
    """Every address here, with how it is asked for."""
    ask = [("get", NEW), ("get", reverse("import_report", args=[run.pk])), ("post", NEW)]
    return ask + [
        ("post", reverse(name, args=[run.pk])) for name in ("import_take", "import_look_again", "import_cancel")
    ]


def test_who_may_not_take_files_finds_no_page(client: Client) -> None:
    send(client, TWO)
    run = newest()
    nobody, neighbour, staff = Client(), Client(), Client()
    neighbour.force_login(UserFactory.create())
    staff.force_login(UserFactory.create(is_staff=True))
    for how, address in pages(run):
        assert getattr(nobody, how)(address)["Location"].startswith("/admin/login/?next="), address
        assert getattr(neighbour, how)(address).status_code == 404, address
        assert getattr(staff, how)(address).status_code == 404, address
    assert actions.is_waiting(run)


def test_who_may_read_reports_sees_one_and_takes_nothing(client: Client) -> None:
    send(client, TWO)
    user = UserFactory.create(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_importrun"))
    reader = Client()
    reader.force_login(user)
    page = reader.get(reverse("import_report", args=[newest().pk]))
    assert page.status_code == 200
    assert "Take this file" not in page.content.decode()
    assert reader.post(reverse("import_take", args=[newest().pk])).status_code == 404


def test_who_may_take_files_finds_their_reports_in_admin(client: Client) -> None:
    taken(client, TWO)
    assert client.get(reverse("admin:settings_importrun_changelist")).status_code == 200
    assert client.get(reverse("admin:settings_importrun_change", args=[newest().pk])).status_code == 200


def test_files_are_taken_from_our_own_page_only(ada: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    assert strict.post(NEW, form(TWO)).status_code == 403
    assert strict.post(reverse("import_take", args=[1])).status_code == 403


def test_nothing_is_done_by_looking(client: Client) -> None:
    send(client, TWO)
    for name in ("import_take", "import_look_again", "import_cancel"):
        assert client.get(reverse(name, args=[newest().pk])).status_code == 405


def test_an_unknown_report_is_not_found(client: Client) -> None:
    assert client.get(reverse("import_report", args=[999999])).status_code == 404


def test_the_lock_is_free_again_after_everything(client: Client) -> None:
    taken(client, TWO)
    with alone("import"):
        pass
