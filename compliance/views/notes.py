"""Notes of an authority on a setting: read, written, put right, followed up, taken away."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import modelform_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from compliance.actions import notes
from compliance.forms.notes import ChangeNoteForm, DoneForm, NoteForm
from compliance.models import Note
from compliance.policies import area_noted
from compliance.presenters.notes import Place, note_lines, notes_page
from practitioners.forms.records import RecordForm, RemoveForm, reason_field
from practitioners.views.asking import signed
from qualifications.checker.lines import Line
from senco_portal.lib.refusals import Refused
from settings.middleware import access_of
from settings.models import Setting
from settings.policies import Access

PER_PAGE, CHANGES = 50, 50
Write = Callable[[Any], object]


class NoteAsked(NamedTuple):
    """What a page of one note says: of which place, its heading, its button, what is said once it is done.

    ``lines``: the note, where the form does not show it; ``warning``: of what cannot be taken back.
    """

    place: Place
    heading: str
    button: str
    done: str
    lines: Sequence[Line] = ()
    warning: str = ""


class ReopenForm(RemoveForm):
    """Only why something is to be done after all."""

    reason = reason_field("Enter why it is open again, such as “They did not send it”")


@require_safe
def setting_notes(request: HttpRequest, code: str, register: str, urn: str) -> HttpResponse:
    """The notes of an authority on a setting, and their history."""
    asks = access_of(request)
    place = _place(asks, code, register, urn)
    rows = _notes(asks, place).select_related("written_by", "done_by").order_by("-noted_on", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    entries = Note.history.filter(authority=place.area, setting=place.setting).select_related("history_user")
    context = {"page": notes_page(place, page, entries[:CHANGES], timezone.localdate()), "kept": notes.NOTES_KEPT.days}
    return render(request, "compliance/setting_notes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def note_new(request: HttpRequest, code: str, register: str, urn: str) -> HttpResponse:
    """A note on a setting that is in the area."""
    asks = access_of(request)
    place = _place(asks, code, register, urn)
    if not place.is_here:
        raise Http404
    note = Note(authority=place.area, setting=place.setting, written_by=asks.user)
    page = NoteAsked(place, "Add a note", "Save", "The note was saved.")
    return _edit(page, request, NoteForm, note, _writes(notes.write_note, asks, "Note written"))


@require_http_methods(["GET", "HEAD", "POST"])
def note_change(request: HttpRequest, code: str, register: str, urn: str, pk: int) -> HttpResponse:
    """A note as it should have been written, and why."""
    asks = access_of(request)
    place = _place(asks, code, register, urn)
    page = NoteAsked(place, "Put a note right", "Save", "The note was changed.")
    return _edit(page, request, ChangeNoteForm, _note(asks, place, pk), _writes(notes.write_note, asks))


@require_http_methods(["GET", "HEAD", "POST"])
def note_done(request: HttpRequest, code: str, register: str, urn: str, pk: int) -> HttpResponse:
    """What was to follow is done."""
    asks = access_of(request)
    place = _place(asks, code, register, urn)
    note = _note(asks, place, pk)
    if note.due_on is None or note.done_on:
        by = f", by {note.done_by}" if note.done_on else ", or taken back"
        messages.info(request, f"This was followed up already{by}.")
        return redirect(place.address())
    page = NoteAsked(place, "Is this done?", "Yes, it is done", "The follow-up is done.", note_lines(note))
    return _edit(page, request, DoneForm, note, _writes(notes.finish_follow_up, asks, "Followed up"))


@require_http_methods(["GET", "HEAD", "POST"])
def note_reopen(request: HttpRequest, code: str, register: str, urn: str, pk: int) -> HttpResponse:
    """What was said to be done is to be done after all."""
    asks = access_of(request)
    place = _place(asks, code, register, urn)
    note = _note(asks, place, pk)
    if note.done_on is None:
        return redirect(place.address())
    heading, done = "Open a follow-up again", "The follow-up is open again."
    page = NoteAsked(place, heading, "Open it again", done, note_lines(note))
    return _edit(page, request, _reasoned(ReopenForm), note, _writes(notes.reopen_follow_up, asks))


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def note_remove(request: HttpRequest, code: str, register: str, urn: str, pk: int) -> HttpResponse:
    """A note that was written by mistake; who sends that twice is told that it is done."""
    asks = access_of(request)
    place = _place(asks, code, register, urn)
    note = _notes(asks, place).select_for_update().filter(pk=pk).first()
    if note is None:
        return _removed(request, place, pk)
    warning = "Only take it away if it was written by mistake, or of the wrong setting. The history keeps it."
    done = "The note was taken away. The history keeps it."
    page = NoteAsked(place, "Take a note away", "Take it away", done, note_lines(note), warning)
    return _edit(page, request, _reasoned(RemoveForm), note, _writes(notes.withdraw_note, asks))


def _place(asks: Access, code: str, register: str, urn: str) -> Place:
    """A setting of the area, or one on which its authority wrote before it went. Raises Http404 for any other."""
    area, setting = area_noted(asks, code), Setting.objects.at(register, urn)
    if setting is None:
        raise Http404
    place = Place(area, setting)
    if not place.is_here and not Note.history.filter(authority=area, setting=setting).exists():
        raise Http404
    return place


def _notes(asks: Access, place: Place) -> Any:
    return Note.objects.visible_to(asks).filter(authority=place.area, setting=place.setting)


def _note(asks: Access, place: Place, pk: int) -> Note:
    note: Note = get_object_or_404(_notes(asks, place).select_related("authority", "setting", "done_by"), pk=pk)
    return note


def _removed(request: HttpRequest, place: Place, pk: int) -> HttpResponse:
    """Says that a note was taken away already. Raises Http404 where none of this place was, or nothing is sent."""
    entries = Note.history.filter(id=pk, authority=place.area, setting=place.setting)
    last = entries.order_by("-history_id").first()
    if request.method != "POST" or last is None or last.history_type != "-":
        raise Http404
    messages.info(request, "This note was taken away already. The history keeps it.")
    return redirect(place.address())


def _reasoned(form: type[RemoveForm]) -> type[RecordForm]:
    return cast(type[RecordForm], modelform_factory(Note, form=form, fields=()))


def _writes(action: Callable[..., object], asks: Access, usual: str = "") -> Write:
    """What an action does with the row of a form, signed with the reason that was given."""
    return lambda form: action(form.instance, access=asks, signed=signed(asks, form.why(usual)))


def _edit(page: NoteAsked, request: HttpRequest, kind: type[RecordForm], row: Note, write: Write) -> HttpResponse:
    """Shows a form of a note, or writes what was sent. What an action refuses is said on the form."""
    sent = request.POST if request.method == "POST" else None
    with transaction.atomic():
        form = kind(sent, instance=row, today=timezone.localdate())
        if form.is_valid() and _write(form, write):
            messages.success(request, page.done)
            return redirect(page.place.address())
    return render(request, "compliance/note_form.html", {"form": form, "page": page})


def _write(form: RecordForm, write: Write) -> bool:
    try:
        write(form)
    except Refused as why:
        form.add_error(None, str(why))
    return form.is_valid()
