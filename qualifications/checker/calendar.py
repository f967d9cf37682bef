"""The days of an answer for a person's calendar."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from qualifications.checker.lines import SETTLED
from qualifications.rules.answer import Answer
from senco_portal.lib.calendars import Entry, calendar_file

_WARNING = timedelta(days=30)


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
    about = f"From the facts given to SENCo portal. This is guidance, not legal advice. {address}"
    entries = [
        Entry(each.day, f"{each.words}, {where}", about, address, f"{each.kind}-{address}", stamp, _WARNING)
        for each in days
    ]
    return calendar_file("Checker", entries) if entries else None
