"""What each parameter of an address may say, and how it is read."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from qualifications.checker.words import WORDS, YES_NO
from qualifications.rules.facts import EnrolmentStatus, Induction, Outcome, TeacherStatus

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
_SETTING = re.compile(r"(gias|ofsted)/[A-Z0-9]{6,12}", re.ASCII)
OLDEST_YEAR = 1945
HORIZON = 10
LISTS = ("previous_posts", "awards", "enrolments")


class Odd(ValueError):
    """A value that cannot be right; the message says what would be, as the end of a sentence."""


Reader = Callable[[str, date], Any]


def _day(text: str, today: date) -> date:
    found = _DAY.fullmatch(text)
    if not found:
        raise Odd("must be a date written as year, month and day with hyphens")
    try:
        day = date(*map(int, found.groups()))
    except ValueError as error:
        raise Odd("must be a real date: there is no such day") from error
    if not OLDEST_YEAR <= day.year <= today.year + HORIZON:
        raise Odd(f"must have a year from {OLDEST_YEAR} to {today.year + HORIZON}: is {day.year} a slip?")
    return day


def _one_of(words: Iterable[str]) -> Reader:
    known = frozenset(words)

    def read(text: str, today: date) -> str:
        if text not in known:
            raise Odd(f"must be one of: {', '.join(sorted(known))}")
        return text

    return read


def _yes_no(text: str, today: date) -> bool:
    if text not in YES_NO:
        raise Odd("must be yes, no or unknown")
    return YES_NO[text]


def _matching(pattern: re.Pattern[str], what: str) -> Reader:
    def read(text: str, today: date) -> str:
        if not pattern.fullmatch(text):
            raise Odd(f"must be {what}")
        return text

    return read


# What each parameter may say. Those that cannot be unknown are in NEEDED.
PERSON: Mapping[str, Reader] = {"teacher_status": _one_of(TeacherStatus), "induction": _one_of(Induction)}
POST: Mapping[str, Reader] = {
    "setting_type": _one_of(WORDS.setting_types),
    "started_on": _day,
    "ended_on": _day,
    "role": _one_of(WORDS.roles),
    "is_head_teacher": _yes_no,
    "teaches_at_setting": _yes_no,
}
ROWS: Mapping[str, Mapping[str, Reader]] = {
    "previous_posts": {
        "setting_type": _one_of(WORDS.previous_setting_types),
        "started_on": _day,
        "ended_on": _day,
        "role": _one_of(WORDS.roles),
    },
    "awards": {
        "qualification": _matching(_CODE, "the code of a qualification"),
        "course_started_on": _day,
        "course_completed_on": _day,
        "awarded_on": _day,
        "outcome": _one_of(Outcome),
    },
    "enrolments": {
        "qualification": _matching(_CODE, "the code of a qualification"),
        "started_on": _day,
        "status": _one_of(EnrolmentStatus),
        "ended_on": _day,
        "expected_completion_on": _day,
        "expected_outcome_on": _day,
    },
}
NEEDED = {
    *("setting_type", "started_on", "ended_on", "role", "setting", "as_at"),
    *("awards.outcome", "enrolments.qualification", "enrolments.started_on", "enrolments.status"),
}
# What a row must say, be it that nobody knows.
NOT_EMPTY = {"awards.qualification"}
USUAL = {"awards.outcome": Outcome.PASSED.value, "enrolments.status": EnrolmentStatus.IN_PROGRESS.value}
# Days that follow each other.
IN_ORDER = {
    "previous_posts": ("started_on", "ended_on"),
    "awards": ("course_started_on", "course_completed_on", "awarded_on"),
    "enrolments": ("started_on", "expected_completion_on", "expected_outcome_on"),
}


ALL: Mapping[str, Reader] = {
    **POST,
    **PERSON,
    "as_at": _day,
    "setting": _matching(_SETTING, "a register and a number there: gias/100000"),
}
