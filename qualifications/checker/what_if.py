"""The answer beside the answer to some facts changed."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from qualifications.checker.address import Facts, number_of, subject_of
from qualifications.checker.lines import CHECK
from qualifications.checker.page import place, problems
from qualifications.checker.result import Result, result
from qualifications.checker.stage import stage
from qualifications.checker.words import UNKNOWN
from qualifications.rules.assess import Decision
from qualifications.rules.book import Book
from qualifications.rules.case_form import MalformedCase
from qualifications.rules.courses import Course
from qualifications.rules.dates import day_before, in_words
from qualifications.rules.phrases import Names, a, capital
from qualifications.rules.standing import route

Changes = Mapping[str, str | None]
NOTHING = "Nothing would change."
NEXT = "What to do next"
CANNOT_BE = "That cannot be, because of this:"


class Moved(NamedTuple):
    """One line of the summary as it is and as it would be."""

    label: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


class WhatIf(NamedTuple):
    """What would be: each line beside what is, or words where there is nothing to compare.

    ``query`` is the address of the other answer.
    """

    words: str = ""
    query: str = ""
    moved: tuple[Moved, ...] = ()


def compare(facts: Facts, changes: Changes | None, found: Result, book: Book, names: Names) -> WhatIf:
    """The answer with some parameters changed. In: ``None`` where no course could be taken as one that counts."""
    if changes is None:
        return WhatIf(f"{CANNOT_BE} no course that begins on that day leads to a qualification that counts here.")
    other = facts.changed(changes)
    if other.problems:
        return WhatIf(" ".join([CANNOT_BE, *(wrong.text for wrong in problems(other))]))
    if other.query == facts.query:
        return WhatIf(f"{NOTHING} Those are the facts that this answer is about.")
    try:
        moved = _moved(found, result(other.case(), book, facts.day, names), facts.day)
    except MalformedCase as error:
        return WhatIf(f"{CANNOT_BE} {error.problem}.")
    # Whom to tell, in what to do next, is another at another kind of setting: alone that is no change of the answer.
    differs = any(line.differs for line in moved if line.label != NEXT)
    where = Moved("Where", *(_where(each, names) for each in (facts, other)))
    return WhatIf("" if differs else _nothing(where, other), other.query, (where, *moved))


def _where(facts: Facts, names: Names) -> str:
    """The place, where it is known, with its kind."""
    found, kind = place(facts), names.setting_type(facts.values["setting_type"])
    return f"{found}, {a(kind)}" if found else capital(kind)


def _nothing(where: Moved, other: Facts) -> str:
    """That nothing would change; at a place that was named, with what kind it is of."""
    return f"{NOTHING} The other place is {where.after}." if where.differs and place(other) else NOTHING


def _moved(now: Result, then: Result, day: date) -> list[Moved]:
    first, second = (_told(each, day) for each in (now, then))
    return [Moved(label, first.get(label, "–"), second.get(label, "–")) for label in dict.fromkeys([*first, *second])]


def _told(found: Result, day: date) -> dict[str, str]:
    """By their labels, all that may move: the summary, the course, and what to do next."""
    course = stage(found.decision, day).course
    told = {"Status": found.tag} | {line.label: line.text for line in found.lines}
    if CHECK in told:
        told[CHECK] = "Yes"  # the reasons on the page are those of one answer
    if course:
        told["Outcome of the course"] = f"{in_words(course.outcome_on)}{_in_time(course, found.answer.deadline)}"
    return told | {NEXT: found.next_step}


def _in_time(course: Course, deadline: date | None) -> str:
    if deadline is None:
        return ""
    if course.in_time:
        return ", in time"
    days = (course.outcome_on - deadline).days
    return f", {days:,} day{'' if days == 1 else 's'} after the deadline"


def with_course(facts: Facts, begun_on: date, decision: Decision) -> Changes | None:
    """The changes that put an accepted course in place of those under way or to come; finished ones stay.

    Nothing where no accepted course can begin on that day.
    """
    open_then = [a.qualification for a in decision.acceptances if a.opens <= begun_on < a.closes]
    if not open_then:
        return None
    usual = route(decision, facts.day)
    code = usual if usual in open_then else open_then[0]
    going = {(each.qualification, each.started_on) for each in decision.courses if each.until >= facts.day}
    rows = facts.rows.get("enrolments") or []
    kept = [number for number, row in enumerate(rows) if (row["qualification"], row["started_on"]) not in going]
    row = {"qualification": code, "started_on": begun_on.isoformat()}
    return _rows("enrolments", facts, kept) | _row("enrolments", len(kept), row)


def with_move(facts: Facts, setting_type: str, moved_on: date) -> Changes:
    """The changes that make the present post an earlier one, ended on the day before, and begin another.

    Where it is not known whether there were others before, a post of which nothing is known stands for them.
    """
    rows = facts.rows.get("previous_posts")
    kept = list(range(len(rows or [])))
    changes = _rows("previous_posts", facts, kept)
    last = min(day_before(moved_on), facts.values.get("ended_on") or date.max)
    present = {name: facts.parameters()[name] for name in ("setting_type", "started_on")} | {
        "ended_on": last.isoformat(),
        "role": facts.values.get("role") or "senco",
    }
    changes |= _row("previous_posts", len(kept), present)
    if rows is None:
        changes |= _row("previous_posts", 1, dict.fromkeys(("setting_type", "started_on", "ended_on"), UNKNOWN))
    new = {"setting_type": setting_type, "started_on": moved_on.isoformat(), "ended_on": None, "setting": None}
    return changes | new


def _rows(of: str, facts: Facts, kept: list[int]) -> dict[str, str | None]:
    """All parameters of a list less the rows that are not kept, numbered anew."""
    place = {number: str(new) for new, number in enumerate(kept)}
    said: dict[str, str | None] = {of: None}
    for name, text in facts.parameters().items():
        number = number_of(name)
        if subject_of(name) == of and number in place:
            said[f"{of}-{place[number]}-{name.split('-', 2)[2]}"] = text
    return said


def _row(of: str, number: int, parts: Mapping[str, str]) -> dict[str, str | None]:
    return {f"{of}-{number}-{name}": text for name, text in parts.items()}
