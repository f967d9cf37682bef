"""The days of an answer for a person's calendar (RFC 5545)."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event

from qualifications.checker.lines import SETTLED
from qualifications.rules.answer import Answer
from qualifications.rules.dates import day_after

_WARNING = timedelta(days=-30)


class Day(NamedTuple):
    """A day still to come, what it is, and a word that tells it from the others."""

    day: date
    words: str
    kind: str


def days_to_come(found: Answer, today: date) -> list[Day]:
    """The latest safe start and the deadline, as far as they are to come and still matter."""
    days = [
        (found.latest_safe_start, "Latest safe start of a SENCo course", "start"),
        (found.deadline, "Deadline: SENCo qualification", "deadline"),
    ]
    return [Day(day, *rest) for day, *rest in days if day and day >= today and found.status not in SETTLED]


def calendar(days: list[Day], where: str, address: str, stamp: datetime) -> bytes | None:
    """A calendar file of days; nothing where there are none.

    In: the days, the place or the kind of setting, the address of the answer's page, and the moment of making. An
    address always makes the same identities, so that a file taken again changes the entries and does not double them.
    """
    events = [_event(each.day, f"{each.words}, {where}", f"{each.kind}-{address}", address, stamp) for each in days]
    if not events:
        return None
    whole = Calendar()
    whole.add("prodid", "-//SENCo portal//Checker//EN")
    whole.add("version", "2.0")
    for event in events:
        whole.add_component(event)
    return bytes(whole.to_ical())


def _event(day: date, words: str, identity: str, address: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{sha256(identity.encode()).hexdigest()[:32]}@senco-portal")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day_after(day))
    event.add("summary", words)
    event.add("description", f"From the facts given to SENCo portal. This is guidance, not legal advice. {address}")
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", _WARNING)
    event.add_component(alarm)
    return event
