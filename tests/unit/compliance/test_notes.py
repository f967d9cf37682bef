"""Writing notes: who may, what the database refuses, and when they are forgotten."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from compliance.actions import notes
from compliance.models import Note
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.policies import Access
from tests.factories.compliance import NoteFactory
from tests.factories.settings import LocalAuthorityFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def user() -> User:
    return UserFactory.create()


@pytest.fixture
def signed(user: User) -> Signed:
    return Signed(user, NOW, "Because")


def officer(note: Note, user: User) -> Access:
    return Access(user=user, authorities=frozenset({note.authority_id}), day=TODAY)


def test_only_who_keeps_the_notes_of_their_authority_writes(signed: Signed, user: User) -> None:
    note = NoteFactory.create(due_on=TODAY)
    strangers = (
        Access(user=user),
        Access(user=user, settings=frozenset({note.setting_id})),
        Access(user=user, authorities=frozenset({LocalAuthorityFactory.create().pk})),
        Access(user=user, everywhere=True),
    )
    doings = (notes.write_note, notes.finish_follow_up, notes.reopen_follow_up, notes.withdraw_note)
    for stranger in strangers:
        for do in doings:
            with pytest.raises(PermissionDenied):
                do(note, access=stranger, signed=signed)
        assert not Note.objects.visible_to(stranger).exists()
    for who in (officer(note, user), Access(user=user, everywhere=True, is_administrator=True)):
        notes.write_note(note, access=who, signed=signed)
        assert Note.objects.visible_to(who).get() == note


def test_a_new_note_is_of_a_setting_in_the_area_and_an_old_one_stays(signed: Signed, user: User) -> None:
    note, elsewhere = NoteFactory.create(), LocalAuthorityFactory.create()
    note.setting.authority = elsewhere
    note.setting.save()
    notes.write_note(note, access=officer(note, user), signed=signed)
    new = NoteFactory.build(setting=note.setting, authority=note.authority, written_by=user)
    with pytest.raises(Refused, match="belongs to another authority now"):
        notes.write_note(new, access=officer(note, user), signed=signed)


def test_every_doing_leaves_one_entry_with_who_and_why(signed: Signed, user: User) -> None:
    note = NoteFactory.build(setting=NoteFactory.create().setting, due_on=TODAY, written_by=user, noted_on=TODAY)
    may = officer(note, user)
    for do in (notes.write_note, notes.finish_follow_up, notes.reopen_follow_up, notes.withdraw_note):
        do(note, access=may, signed=signed)
    entries = list(Note.history.filter(history_user=user).order_by("history_id"))
    assert [entry.history_type for entry in entries] == ["+", "~", "~", "-"]
    assert {(entry.history_change_reason, entry.history_date) for entry in entries} == {("Because", NOW)}
    assert [entry.done_on for entry in entries] == [None, TODAY, None, None]


def test_what_is_done_is_done_once(signed: Signed, user: User) -> None:
    note = NoteFactory.create(due_on=TODAY)
    seen_before = Note.objects.get()
    notes.finish_follow_up(note, access=officer(note, user), signed=signed)
    with pytest.raises(Refused, match="followed up already"):
        notes.finish_follow_up(seen_before, access=officer(note, user), signed=signed)


DONE = {"due_on": TODAY, "done_on": TODAY}


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"text": ""}, "a_note_says_something"),
        ({"due_on": date(2026, 3, 1)}, "a_follow_up_is_not_before_its_note"),
        (DONE, "what_is_done_was_to_be_done_and_by_somebody"),
        ({"outcome": "It came"}, "what_is_done_was_to_be_done_and_by_somebody"),
        ({"done_on": TODAY, "done_by": True}, "what_is_done_was_to_be_done_and_by_somebody"),
        ({"due_on": TODAY, "done_by": True}, "what_is_done_was_to_be_done_and_by_somebody"),
    ],
)
def test_the_database_refuses(told: dict[str, Any], named: str, user: User) -> None:
    said = {name: user if value is True else value for name, value in told.items()}
    with pytest.raises(IntegrityError, match=named), transaction.atomic():
        NoteFactory.create(noted_on=date(2026, 3, 2), **said)
    NoteFactory.create(**DONE, done_by=user, outcome="It came")


EARLY, EARLIEST = timedelta(days=400), timedelta(days=500)


@pytest.mark.parametrize(
    ("latest", "others"),
    [
        ("noted_on", {}),
        ("due_on", {"noted_on": EARLY}),
        ("done_on", {"noted_on": EARLIEST, "due_on": EARLY}),
        # Done before it was due: what was to be followed up later is not old.
        ("due_on", {"noted_on": EARLIEST, "done_on": EARLY}),
        # What was done on the day that the note is of, or is said to have been before.
        ("noted_on", {"due_on": timedelta(), "done_on": EARLY}),
    ],
)
def test_they_are_forgotten_when_the_last_of_their_days_is_old(
    latest: str, others: dict[str, timedelta], user: User
) -> None:
    limit = TODAY - notes.NOTES_KEPT
    for last in (limit - timedelta(1), limit):
        told = {latest: last} | {name: last - before for name, before in others.items()}
        NoteFactory.create(**told, done_by=user if "done_on" in told else None)
    assert notes.forget_notes(NOW) == 1
    note = Note.objects.get()
    assert getattr(note, latest) == limit
    assert set(Note.history.values_list("id", flat=True)) == {note.pk}
    assert notes.forget_notes(NOW) == 0


def test_the_history_of_one_that_was_taken_away_goes_as_late(user: User) -> None:
    note = NoteFactory.create(noted_on=TODAY)
    notes.withdraw_note(note, access=officer(note, user), signed=Signed(user, NOW, "A slip"))
    Note.history.filter(history_type="+").update(history_date=NOW - timedelta(days=1))
    assert notes.forget_notes(NOW + notes.NOTES_KEPT) == 0
    assert Note.history.count() == 2
    notes.forget_notes(NOW + notes.NOTES_KEPT + timedelta(seconds=1))
    assert not Note.history.exists()


def test_a_day_is_open_from_when_it_was_told_until_it_is_done(user: User) -> None:
    NoteFactory.create(noted_on=date(2024, 2, 28), due_on=date(2024, 2, 29), done_on=date(2024, 3, 2), done_by=user)
    days = [date(2024, 2, 27) + timedelta(away) for away in range(6)]
    assert [Note.objects.open_on(day).exists() for day in days] == [False, True, True, True, False, False]
