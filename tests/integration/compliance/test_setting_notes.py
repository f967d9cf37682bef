"""Notes of an authority on a setting: written, put right, followed up, taken away, and by nobody else seen."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from compliance.models import Note
from qualifications.models import RuleBook
from settings.models import Setting
from tests.clients import signed_in
from tests.factories.compliance import NoteFactory
from tests.factories.settings import (
    AnalystFactory,
    LocalAuthorityFactory,
    ManagerFactory,
    OfficerFactory,
    SettingFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NOTES = "/compliance/950/settings/gias/100777/notes/"
SECRET = "The head is hard to reach"


def today() -> date:
    return timezone.localdate()


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def days(name: str, value: date | None) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(value, part)) if value else "" for part in ("day", "month", "year")}


def sent(due_on: date | None = None, **more: str) -> dict[str, str]:
    said = {"kind": "called", "text": SECRET, **days("noted_on", today()), **days("due_on", due_on)}
    return said | more


def version(client: Client, address: str) -> str:
    said: str = client.get(address).context["form"]["version"].value()
    return said


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    return SettingFactory.create(
        authority__code="950", authority__name="Anyshire", name="Oak Academy", urn="100777",
        register_type__setting_type="academy",
    )  # fmt: skip


@pytest.fixture
def client(school: Setting) -> Client:
    return signed_in(OfficerFactory.create(authority=school.authority, user__name="Olive Officer").user)


def test_a_note_is_written_put_right_and_taken_away(school: Setting, client: Client) -> None:
    assert "Nothing is written of this setting." in words(client.get(NOTES))
    said = words(client.post(f"{NOTES}new/", sent(), follow=True))
    assert "The note was saved." in said
    assert f"We called, {today():%-d %B %Y}" in said
    assert SECRET in said and "Written by Olive Officer." in said
    note = Note.objects.get()
    assert (note.authority, note.setting) == (school.authority, school)

    url = f"{NOTES}{note.pk}/change/"
    mark = version(client, url)
    assert "Enter why you change this" in words(client.post(url, sent(version=mark)))
    answer = client.post(url, sent(version=mark, text="A head to reach", reason="A slip"), follow=True)
    assert "The note was changed." in words(answer)
    assert "by Olive Officer: A slip" in words(answer)
    assert Note.objects.get().text == "A head to reach"

    url = f"{NOTES}{note.pk}/remove/"
    mark = version(client, url)
    assert "Enter why it is taken away" in words(client.post(url, {"version": mark}))
    said = words(client.post(url, {"version": mark, "reason": "Of another school"}, follow=True))
    assert "Taken away: We called" in said and "by Olive Officer: Of another school" in said
    assert not Note.objects.exists()
    assert [entry.history_type for entry in Note.history.all()] == ["-", "~", "+"]


def test_a_form_that_is_sent_twice_makes_one_note(school: Setting, client: Client) -> None:
    for _ in range(2):
        assert client.post(f"{NOTES}new/", sent()).status_code == 302
    assert Note.objects.count() == 1


def test_a_follow_up_is_done_and_opened_again(school: Setting, client: Client) -> None:
    client.post(f"{NOTES}new/", sent(today() + timedelta(days=1)))
    note = Note.objects.get()
    assert "To do" in words(client.get(NOTES))
    url = f"{NOTES}{note.pk}/done/"
    mark = version(client, url)
    said = words(client.post(url, {"version": mark, "outcome": "They sent it"}, follow=True))
    assert "The follow-up is done." in said and "What came of it: They sent it" in said
    assert f"Followed up on {today():%-d %B %Y} by Olive Officer." in said
    assert "followed up already, by Olive Officer" in words(client.get(url, follow=True))

    change = f"{NOTES}{note.pk}/change/"
    assert "Open it again first" in words(client.post(change, sent(version=version(client, change), reason="Why not")))
    url = f"{NOTES}{note.pk}/open-again/"
    mark = version(client, url)
    assert "Enter why it is open again" in words(client.post(url, {"version": mark}))
    said = words(client.post(url, {"version": mark, "reason": "It was the wrong form"}, follow=True))
    assert "The follow-up is open again." in said and "What came of it" not in said
    note.refresh_from_db()
    assert (note.done_on, note.done_by, note.outcome) == (None, None, "")
    assert client.get(url).status_code == 302  # nothing is to be opened


def test_what_has_nothing_to_follow_cannot_be_done(school: Setting, client: Client) -> None:
    note = NoteFactory.create(setting=school)
    assert "followed up already, or taken back" in words(client.get(f"{NOTES}{note.pk}/done/", follow=True))


@pytest.mark.parametrize("page", ["change", "done", "remove"])
def test_the_second_of_two_editors_is_told(school: Setting, client: Client, page: str) -> None:
    note = NoteFactory.create(setting=school, due_on=date(2026, 3, 9))
    mark = version(client, f"{NOTES}{note.pk}/{page}/")
    other = signed_in(OfficerFactory.create(authority=school.authority, user__name="Oscar Other").user)
    url = f"{NOTES}{note.pk}/change/"
    theirs = sent(today(), version=version(other, url), text="Theirs", reason="Mine")
    assert other.post(url, theirs).status_code == 302
    answer = client.post(f"{NOTES}{note.pk}/{page}/", sent(version=mark, reason="Late", outcome="It came"))
    assert "Oscar Other changed this after you opened it" in words(answer)
    note = Note.objects.get()
    assert (note.text, note.done_on) == ("Theirs", None)


def test_what_is_taken_away_twice_is_said_to_be_away_already(school: Setting, client: Client) -> None:
    note = NoteFactory.create(setting=school, text=SECRET)
    url = f"{NOTES}{note.pk}/remove/"
    sends = {"version": version(client, url), "reason": "Of another school"}
    assert client.post(url, sends).status_code == 302
    answer = client.post(url, sends, follow=True)
    assert answer.redirect_chain == [(NOTES, 302)]
    assert "This note was taken away already." in words(answer)
    assert [entry.history_type for entry in Note.history.all()] == ["-", "+"]
    assert client.get(url).status_code == 404
    near = SettingFactory.create(authority=school.authority, urn="100778")
    NoteFactory.create(setting=near)
    # Not of another setting, nor what never was, nor by any other way.
    for wrong in (
        url.replace("100777", "100778"),
        *(f"{NOTES}{never}/remove/" for never in (note.pk + 9, "9" * 30)),
        *(f"{NOTES}{note.pk}/{page}/" for page in ("change", "done", "open-again")),
    ):
        assert client.post(wrong, sends).status_code == 404
    for other in (ManagerFactory.create(setting=school), OfficerFactory.create(), AnalystFactory.create()):
        assert signed_in(other.user).post(url, sends).status_code == 404


def test_nobody_else_sees_them(school: Setting, client: Client) -> None:
    note = NoteFactory.create(setting=school, text=SECRET, due_on=date(2026, 3, 9))
    others = [ManagerFactory.create(setting=school), OfficerFactory.create(), AnalystFactory.create()]
    pages = ["", "new/", *(f"{note.pk}/{page}/" for page in ("change", "done", "open-again", "remove"))]
    for other in others:
        them = signed_in(other.user)
        for page in pages:
            assert them.get(f"{NOTES}{page}").status_code == 404
            assert them.post(f"{NOTES}{page}", sent(reason="Mine")).status_code in (404, 405)
        for page in ("/compliance/950/", "/compliance/950/posts/", "/compliance/950/settings/", school_page()):
            said = them.get(page).content.decode()
            assert "/notes/" not in said and "Follow-ups" not in said and SECRET not in said
    assert Client().get(NOTES).status_code == 302
    administrator = signed_in(UserFactory.create(is_superuser=True, is_staff=True))
    for reader in (client, administrator):
        assert SECRET in words(reader.get(NOTES))
        assert f'href="{NOTES}"' in words(reader.get(school_page()))
        assert f'href="{NOTES}"' in words(reader.get("/compliance/950/settings/"))


def school_page() -> str:
    return "/settings/gias/100777/"


def test_they_stay_with_who_wrote_them_where_the_setting_goes(school: Setting, client: Client) -> None:
    mine, unwritten = NoteFactory.create(setting=school, text=SECRET), SettingFactory.create(urn="100778")
    new = OfficerFactory.create(authority__code="951", authority__name="Othershire")
    Setting.objects.filter(pk=school.pk).update(authority=new.authority)
    them = signed_in(new.user)
    theirs = NOTES.replace("950", "951")
    assert SECRET not in words(them.get(theirs))
    assert them.get(NOTES).status_code == 404
    assert them.get(f"{theirs}{mine.pk}/change/").status_code == 404

    said = words(client.get(NOTES))
    assert SECRET in said and "This setting is not in Anyshire now" in said and "Add a note" not in said
    assert (client.get(f"{NOTES}new/").status_code, client.post(f"{NOTES}new/", sent()).status_code) == (404, 404)
    url = f"{NOTES}{mine.pk}/remove/"
    assert client.post(url, {"version": version(client, url), "reason": "Gone"}, follow=True).status_code == 200
    assert client.get(NOTES.replace("100777", unwritten.urn)).status_code == 404


def test_a_note_of_another_setting_or_area_is_not_reached_through_ones_own(school: Setting, client: Client) -> None:
    near = NoteFactory.create(setting=SettingFactory.create(authority=school.authority))
    far = NoteFactory.create(setting=school, authority=LocalAuthorityFactory.create())
    for note in (near, far):
        for page in ("change", "done", "open-again", "remove"):
            url = f"{NOTES}{note.pk}/{page}/"
            assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "sent"}, "Select a valid choice"),
        ({"kind": ""}, "Choose an answer"),
        ({"text": " "}, "Enter the note"),
        ({"text": "a" * 1_001}, "Note must be 1000 characters or less"),
        ({"noted_on_day": ""}, "must include a day"),
        (days("noted_on", timezone.localdate() + timedelta(days=1)), "must be today or in the past"),
        (days("noted_on", date(1066, 10, 14)), "check the year"),
        (days("due_on", date(2020, 2, 28)), "Follow up by is before"),
        ({"due_on_day": "30", "due_on_month": "2", "due_on_year": "2027"}, "must be a real date"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    school: Setting, client: Client, typed: dict[str, str], said: str
) -> None:
    page = words(client.post(f"{NOTES}new/", {**sent(), **typed}))
    assert said in page and "There is a problem" in page
    assert "text" in typed or SECRET in page
    assert not Note.objects.exists()


def test_nothing_that_is_sent_is_a_500(school: Setting, client: Client) -> None:
    for junk in ("", "\x00", "9" * 400, "1e9", "NaN", "é\u202e"):
        assert client.post(f"{NOTES}new/", dict.fromkeys(sent(), junk)).status_code in (200, 302)
    for path in (f"{'9' * 30}/change/", "0/done/", "?page=never"):
        assert client.get(f"{NOTES}{path}").status_code in (200, 404)
    for register, urn in (("gias", "1"), ("odd", "100777"), ("gias", "9" * 200)):
        assert client.get(f"/compliance/950/settings/{register}/{urn}/notes/").status_code == 404


def test_the_page_warns_and_says_how_long_they_are_kept(school: Setting, client: Client) -> None:
    for page in (NOTES, f"{NOTES}new/"):
        said = words(client.get(page))
        assert "By data protection law people can ask to see what is written about them." in said
        assert "The setting does not." in said
    assert "Notes are kept for 1095 days" in words(client.get(NOTES))


def test_as_many_queries_whatever_there_is(
    school: Setting, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    NoteFactory.create_batch(2, setting=school)
    client.get(NOTES)  # which says that the session is used
    with django_assert_num_queries(8):
        assert len(client.get(NOTES).context["page"].notes) == 2
    NoteFactory.create_batch(60, setting=school)
    with django_assert_num_queries(8):
        assert len(client.get(NOTES).context["page"].notes) == 50
