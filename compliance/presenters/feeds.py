"""Calendars of an area or a setting: what is in them, and the page where they are made and revoked."""

from collections.abc import Callable, Container, Iterable
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.timezone import get_current_timezone

from compliance.models import Feed
from compliance.reports.due import Due
from qualifications.rules.dates import in_words
from senco_portal.lib.calendars import Entry, calendar_file
from settings.models import LocalAuthority, Setting
from settings.presenters import address_of, name_of

_ABOUT = (
    "From what SENCo portal has on record. Sign in to see whose it is, and why. This is guidance, not legal advice."
)


class FeedLine(NamedTuple):
    """A calendar: who made it and when, when it was last fetched, where it is revoked; ``over``: why it stopped."""

    who: str
    made: str
    fetched: str
    revoke_url: str
    over: str


class FeedsPage(NamedTuple):
    """The calendars of a place. ``back_url``: the page of the place."""

    place: str
    back_url: str
    url: str
    lines: list[FeedLine]


def feeds_page(place: LocalAuthority | Setting, rows: Iterable[Feed], working: Container[int]) -> FeedsPage:
    """The page of the calendars of a place. In: the keys of those that still open anything."""
    lines = [_line(row, works=row.pk in working) for row in rows]
    return FeedsPage(called(place), *addresses(place), lines)


def called(place: LocalAuthority | Setting) -> str:
    """The name of a place."""
    return name_of(place) if isinstance(place, Setting) else place.name


def addresses(place: LocalAuthority | Setting) -> tuple[str, str]:
    """The page of a place, and that of its calendars."""
    if isinstance(place, Setting):
        return address_of(place), reverse("setting_feeds", args=[place.register, place.urn])
    return reverse("area_dashboard", args=[place.code]), reverse("area_feeds", args=[place.code])


def feed_file(place: LocalAuthority | Setting, days: Iterable[Due], whole: Callable[[str], str]) -> bytes:
    """The calendar. In: ``whole`` makes a whole address of a path.

    It names places and nobody: a calendar program keeps what it fetched, shows it on a locked screen and passes it on.
    """
    return calendar_file("Deadlines", [_entry(each, whole) for each in days], f"SENCo deadlines, {called(place)}")


def _entry(due: Due, whole: Callable[[str], str]) -> Entry:
    url = whole(reverse("practitioner_detail", args=[due.person]))
    kind, words = (
        ("deadline", "Deadline: SENCo qualification")
        if due.is_deadline
        else ("start", "Latest safe start of a SENCo course")
    )
    text = f"{words}, {name_of(due.setting)}"
    return Entry(due.day, text, f"{_ABOUT} {url}", url, f"{kind} of post {due.post}", due.decided_at)


def _line(row: Feed, *, works: bool) -> FeedLine:
    fetched = f"Last fetched on {in_words(row.fetched_on)}" if row.fetched_on else "Not fetched yet"
    over = "" if works else f"No longer works: {_why_over(row)}"
    return FeedLine(str(row.user), f"Made on {_day(row.made_at)}", fetched, reverse("feed_revoke", args=[row.pk]), over)


def _why_over(row: Feed) -> str:
    """Why a calendar opens nothing, of one that was not revoked."""
    return "who made it does not act here any more" if row.user.is_active else "the account of who made it is closed"


def _day(moment: datetime) -> str:
    return in_words(moment.astimezone(get_current_timezone()).date())
