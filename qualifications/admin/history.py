"""The history of a book: what was done, by whom, why, and what the book then said otherwise."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator

from qualifications import books
from qualifications.comparison import Difference, compare
from qualifications.models import RuleBook
from qualifications.rules.book import Book
from qualifications.rules.book_form import read_book
from qualifications.rules.phrases import Names

AT_ONCE = 20  # entries
_DONE = {"+": "Begun", "~": "Changed", "-": "Deleted"}


class Told(NamedTuple):
    """One entry. ``is_known``: what the book said before and after it was kept."""

    at: datetime
    by: str
    done: str
    reason: str
    differences: Sequence[Difference]
    is_known: bool


class History(NamedTuple):
    """A page of entries, the latest first; the book's latest name, and whether there still is such a book."""

    name: str
    is_there: bool
    entries: Sequence[Told]
    page: "Page[Any]"


def history_of(pk: int, page: str) -> History:
    """The history of a book. In: its key, and the number of a page as it was typed."""
    every = RuleBook.history.filter(id=pk).order_by("-history_id").select_related("history_user")
    shown = Paginator(every, AT_ONCE).get_page(page)
    found = list(every[shown.start_index() - 1 : shown.end_index() + 1]) if shown.object_list else []
    names, earlier = books.names(), [*found, None][1:]
    told = [_told(entry, before, names) for entry, before in zip(found, earlier, strict=True)][:AT_ONCE]
    name, is_there = (found[0].name, RuleBook.objects.filter(pk=pk).exists()) if found else ("", False)
    return History(name, is_there, told, shown)


def deleted_books() -> list[Any]:
    """The last entry of each deleted draft, the latest first."""
    entries = RuleBook.history.filter(history_type="-").select_related("history_user")
    return list(entries.order_by("-history_id")[:200])


def _told(entry: Any, before: Any, names: Names) -> Told:
    old, new = _book(before), _book(entry)
    return Told(
        at=entry.history_date,
        by=str(entry.history_user or "the portal"),
        done=entry.done or _DONE[entry.history_type],
        reason=entry.history_change_reason or "",
        differences=compare(old, new, names) if old and new else (),
        is_known=bool(old and new),
    )


def _book(entry: Any) -> Book | None:
    """What the book said after an entry; nothing where it was not kept, or in a form of another time."""
    try:
        return read_book(entry.contents) if entry is not None and entry.contents else None
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
