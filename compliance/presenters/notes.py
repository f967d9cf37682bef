"""Notes on a setting in words: what was written, what is to follow and since when, and what was changed."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone

from compliance.enums import NoteKind
from compliance.models import Note
from qualifications.checker.lines import Line
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import capital
from senco_portal.lib.paths import path_of
from settings.models import LocalAuthority, Setting
from settings.presenters import Pages, Tag, address_of, name_of, pages_of

_DONE = {"+": "Written", "~": "Changed", "-": "Taken away"}


class Place(NamedTuple):
    """A setting as one authority has it in its notes; ``is_here``: it is in the authority's area now."""

    area: LocalAuthority
    setting: Setting

    @property
    def is_here(self) -> bool:
        return self.setting.authority_id == self.area.pk

    @property
    def name(self) -> str:
        return name_of(self.setting)

    @property
    def url(self) -> str:
        return address_of(self.setting)

    def address(self, view: str = "setting_notes", *row: int) -> str:
        """The address of a page of these notes."""
        return path_of(view, self.area.code, self.setting.register, self.setting.urn, *row)


class Link(NamedTuple):
    """Something that may be done, and where."""

    text: str
    url: str


class NoteSaid(NamedTuple):
    """A note: its row, what happened when and who says so, what is to follow or did with its tag, what may be done."""

    row: Note
    heading: str
    by: str
    follow_up: str
    tag: Tag | None
    links: list[Link]


class Change(NamedTuple):
    """An entry of the history: what was done to which note, when, by whom and why."""

    what: str
    about: str


class NotesPage(NamedTuple):
    """The notes on a setting, the newest first, with the newest changes of any of them."""

    place: Place
    notes: list[NoteSaid]
    pages: Pages
    changes: list[Change]
    new_url: str


def notes_page(place: Place, page: "Page[Note]", changes: Iterable[Any], day: date) -> NotesPage:
    """One page of the notes on a setting. In: entries of their history; today."""
    pages = pages_of(page, lambda number: f"{place.address()}?page={number}")
    return NotesPage(
        place=place,
        notes=[_said(place, row, day) for row in page.object_list],
        pages=pages,
        changes=[_change(each) for each in changes],
        new_url=place.address("note_new"),
    )


def note_lines(note: Note) -> list[Line]:
    """A note where no form shows it."""
    lines = [Line(heading_of(note), note.text)]
    return [*lines, Line("Follow up by", in_words(note.due_on))] if note.due_on else lines


def heading_of(note: Note) -> str:
    """What happened, and when."""
    return f"{capital(NoteKind(note.kind).label)}, {in_words(note.noted_on)}"


def tag_of(note: Note, day: date) -> Tag | None:
    """How a follow-up stands on a day; none of what has none."""
    if note.due_on is None:
        return None
    if note.done_on:
        return Tag("Done", "green")
    return Tag("Overdue", "red") if note.due_on < day else Tag("To do", "blue")


def _said(place: Place, note: Note, day: date) -> NoteSaid:
    links = [Link(text, place.address(view, note.pk)) for text, view in _may(note)]
    return NoteSaid(note, heading_of(note), str(note.written_by), _follow_up(note), tag_of(note, day), links)


def _may(note: Note) -> list[tuple[str, str]]:
    """What may be done to a note, and the name of its page."""
    follow = [("Mark as done", "note_done")] if note.due_on and not note.done_on else []
    again = [("Open again", "note_reopen")] if note.done_on else []
    return [*follow, *again, ("Change", "note_change"), ("Take away", "note_remove")]


def _follow_up(note: Note) -> str:
    if note.due_on is None:
        return ""
    if note.done_on:
        return f"Followed up on {in_words(note.done_on)} by {note.done_by}. It was due by {in_words(note.due_on)}."
    return f"Follow up by {in_words(note.due_on)}."


def _change(entry: Any) -> Change:
    when = date_format(entry.history_date.astimezone(get_current_timezone()), "j F Y, H:i")
    who = entry.history_user or "somebody"
    why = f": {entry.history_change_reason}" if entry.history_change_reason else ""
    return Change(f"{_DONE[entry.history_type]}: {heading_of(entry)}", f"{when}, by {who}{why}")
