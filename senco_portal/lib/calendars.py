"""Days for people's calendars (RFC 5545)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event, vDuration, vText

CONTENT_TYPE = "text/calendar; charset=utf-8"
_OFTEN_ENOUGH = timedelta(days=1)


class Entry(NamedTuple):
    """A day in a calendar, with its words and the address of a page about it.

    ``identity``: the same text is the same entry, changed, in whichever file it comes; ``changed_at``: when it became
    as it is; ``warning``: how long before the day a program should remind, if it should.
    """

    day: date
    words: str
    about: str
    url: str
    identity: str
    changed_at: datetime
    warning: timedelta | None = None


def calendar_file(maker: str, entries: Iterable[Entry], name: str = "") -> bytes:
    """A calendar of whole days. In: what of the portal makes it, and what it is called where it is fetched again."""
    whole = Calendar()
    whole.add("prodid", f"-//SENCo portal//{maker}//EN")
    whole.add("version", "2.0")
    if name:
        whole.add("x-wr-calname", vText(name))
        whole.add("name", vText(name))
        whole.add("refresh-interval", _OFTEN_ENOUGH, parameters={"VALUE": "DURATION"})
        whole.add("x-published-ttl", vDuration(_OFTEN_ENOUGH))
    for entry in entries:
        whole.add_component(_event(entry))
    return bytes(whole.to_ical())


def identity_of(text: str) -> str:
    """What calendar programs know an entry by."""
    return f"{sha256(text.encode()).hexdigest()[:32]}@senco-portal"


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", identity_of(entry.identity))
    event.add("dtstamp", entry.changed_at)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=int(entry.day < date.max)))
    event.add("summary", entry.words)
    event.add("description", entry.about)
    event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    if entry.warning:
        event.add_component(_alarm(entry.words, entry.warning))
    return event


def _alarm(words: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -before)
    return alarm
