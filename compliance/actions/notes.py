"""Notes of an authority on its settings: written, put right, followed up, taken away, and after a time forgotten."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce, Greatest

from compliance.models import Note
from compliance.policies import check_keep_notes
from practitioners.actions.deciding import day_of, twin_of
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.actions.signing import save, take_away
from settings.policies import Access

# docs/adr/0026 says why so long.
NOTES_KEPT = timedelta(days=1_095)
ELSEWHERE = "The setting belongs to another authority now. Notes that you wrote before stay yours; no new one is added."
DONE = "This was followed up already. Open it again first if something is left to do."


@transaction.atomic
def write_note(note: Note, *, access: Access, signed: Signed) -> Note:
    """Writes a note, or puts it right. Out: the note; a form that is sent twice makes one.

    Raises PermissionDenied; Refused where a new note is of a setting that is in another area.
    """
    check_keep_notes(access, note.authority)
    if note._state.adding:
        _alone(signed)
        if note.setting.authority_id != note.authority_id:
            raise Refused(ELSEWHERE)
    if twin := twin_of(note):
        return twin
    save(note, signed)
    return note


@transaction.atomic
def finish_follow_up(note: Note, *, access: Access, signed: Signed) -> None:
    """Records that what was to follow is done. Raises PermissionDenied; Refused where it was done before."""
    check_keep_notes(access, note.authority)
    if Note.objects.select_for_update().filter(pk=note.pk, done_on__isnull=False).exists():
        raise Refused(DONE)
    note.done_on, note.done_by = day_of(signed), signed.by
    save(note, signed)


@transaction.atomic
def reopen_follow_up(note: Note, *, access: Access, signed: Signed) -> None:
    """Takes that back, with what came of it. Raises PermissionDenied."""
    check_keep_notes(access, note.authority)
    note.done_on, note.done_by, note.outcome = None, None, ""
    save(note, signed)


@transaction.atomic
def withdraw_note(note: Note, *, access: Access, signed: Signed) -> None:
    """Takes away what was written by mistake; its history stays. Raises PermissionDenied."""
    check_keep_notes(access, note.authority)
    take_away(note, signed)


@transaction.atomic
def forget_notes(at: datetime) -> int:
    """Takes away notes of which nothing was new for long, with their history; and that of notes taken away before.

    The latest of its days counts: when it was told, was to be followed up, and was. Out: how many notes they were.
    """
    last = (at - NOTES_KEPT).date()
    # A day that is not told counts as the first: of nothing and a day SQLite knows no greatest.
    told = ("noted_on", *(Coalesce(day, "noted_on") for day in ("due_on", "done_on")))
    old = Note.objects.alias(latest=Greatest(*told)).filter(latest__lt=last)
    keys = list(old.values_list("pk", flat=True))
    Note.objects.filter(pk__in=keys).delete()
    _history().filter(id__in=keys).delete()
    there = Note.objects.filter(pk=OuterRef("id"))
    again = _history().filter(id=OuterRef("id"), history_date__gte=at - NOTES_KEPT)
    _history().filter(~Exists(there), ~Exists(again)).delete()
    return len(keys)


def _history() -> "QuerySet[Any]":
    found: QuerySet[Any] = Note.history.all()
    return found


def _alone(signed: Signed) -> None:
    """Of two forms that one person sends at once, one waits for the other."""
    if signed.by:
        get_user_model().objects.select_for_update(no_key=True).get(pk=signed.by.pk)
