"""The list of what an area has to follow up, and the way to notes from other lists."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import shorten

from compliance.enums import NoteKind
from compliance.models import Note
from compliance.presenters.areas import Count
from compliance.presenters.columns import Column, Said
from compliance.presenters.days import Subject
from compliance.presenters.lists import Heading, ListPage
from compliance.presenters.notes import Place, heading_of
from compliance.reports.figures import Figure
from compliance.reports.noted import Noted
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import capital
from settings.enums import Register
from settings.models import LocalAuthority, Setting
from settings.presenters import name_of

_NOTES = "Notes"
_LONGEST = 80  # characters of a note on a page of the list


def follow_up_columns(subject: Subject) -> "Sequence[Column[Note]]":
    """What the list says of each, as it stood on the day: what was done since was to be done then."""

    def is_late(note: Note) -> bool:
        return note.due_on is not None and note.due_on < subject.terms.day

    return (
        Column("due", "Follow up by", lambda note, _: note.due_on, usual=True),
        Column(
            "state",
            "How it stands",
            lambda note, _: "Overdue" if is_late(note) else "To do",
            colour=lambda note: "red" if is_late(note) else "blue",
            usual=True,
        ),
        Column(
            "setting",
            "Setting",
            lambda note, _: name_of(note.setting),
            url=lambda note, _: Place(note.authority, note.setting).address(),
            usual=True,
        ),
        Column(
            "register",
            "Register",
            lambda note, _: note.setting.register,
            lambda note: Register(note.setting.register).label,
        ),
        Column("urn", "URN", lambda note, _: note.setting.urn),
        Column("kind", "What happened", lambda note, _: capital(NoteKind(note.kind).label), heading_of, usual=True),
        Column("noted", "On which day", lambda note, _: note.noted_on),
        Column("text", "Note", lambda note, _: note.text, lambda note: shorten(note.text, _LONGEST), usual=True),
        Column("by", "Written by", lambda note, _: str(note.written_by), usual=True),
    )


def follow_ups_count(subject: Subject, figure: Figure) -> Count:
    """How many are due, for the page of the area."""
    text = "Follow-ups due by today" if subject.terms.day == subject.asked_on else "Follow-ups due by this day"
    return Count(text, figure.number, subject.address("area_follow_ups", figure.asked))


def with_notes(
    area: LocalAuthority, page: ListPage, settings: Iterable[Setting], noted: Mapping[int, Noted]
) -> ListPage:
    """A list whose rows lead to the notes on their settings, those that are in the area now.

    In: the settings of its rows, and what is written of each, by their keys.
    """
    places = [Place(area, setting) for setting in settings]
    rows = [[*row, _cell(place, noted.get(place.setting.pk))] for row, place in zip(page.rows, places, strict=True)]
    return page._replace(columns=[*page.columns, Heading(_NOTES, "", "")], rows=rows)


def _cell(place: Place, noted: Noted | None) -> Said:
    if not place.is_here:
        return Said(_NOTES, "")
    return Said(_NOTES, _how_many(noted), place.address(), of=place.name)


def _how_many(noted: Noted | None) -> str:
    if noted is None:
        return "No notes"
    last = in_words(noted.last_on)
    return f"{noted.number} notes, the last of {last}" if noted.number > 1 else f"1 note, of {last}"
