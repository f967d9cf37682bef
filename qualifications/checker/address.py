"""Facts between an address and the plain form of a case. Nothing in an address names a person.

``setting_type=academy&started_on=…&awards-0-qualification=…``: a literal ``unknown`` where a person does not
know, ``none`` for a list in which there is nothing, and what is not in the address has not been asked yet.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from qualifications.checker.first_courses import FirstCourses, too_early
from qualifications.checker.parameters import (
    ALL,
    IN_ORDER,
    LISTS,
    NEEDED,
    NOT_EMPTY,
    PERSON,
    POST,
    ROWS,
    USUAL,
    Odd,
    Reader,
)
from qualifications.checker.words import MOST_ROWS, NONE, UNKNOWN, WORDS, YES
from qualifications.rules.case_form import read_case
from qualifications.rules.dates import in_words
from qualifications.rules.facts import Case
from qualifications.rules.relevance import ASKABLE

_ROW = re.compile(r"(previous_posts|awards|enrolments)-(\d{1,6})-([a-z_]+)", re.ASCII)


@dataclass
class Facts:
    """What an address says. ``problems`` are words by parameter; where there are any, there is no case.

    ``values`` are by parameter: a day, a word, yes or no, or ``None`` where it says unknown. ``rows`` are those of each
    list; ``None`` where the list is unknown, and absent where nothing is said of it. ``begun`` are lists of which it
    is said that there is something, and not yet what. ``first_courses``: before which no course can have begun.
    """

    asked_on: date
    first_courses: FirstCourses = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]] | None] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day of judgement: today unless the address says another."""
        day: date = self.values.get("as_at") or self.asked_on
        return day

    @property
    def is_whole(self) -> bool:
        """Whether it says the two things without which no rule can be found, and nothing wrong."""
        return not self.problems and all(self.values.get(name) for name in ("setting_type", "started_on"))

    @property
    def still_open(self) -> frozenset[str]:
        """The facts of which nothing is said yet, not even that they are unknown."""
        return frozenset(ASKABLE) - self.values.keys() - self.rows.keys()

    def case(self) -> Case:
        """The case, where the facts are whole. Raises MalformedCase where one of them is none after all."""
        return read_case(self.record(), WORDS)

    def record(self) -> dict[str, Any]:
        """The plain form of the case."""
        plain = {name: _plain(value) for name, value in self.values.items()}
        lists: dict[str, Any] = {
            name: rows and [_plain_row(name, row) for row in rows] for name, rows in self.rows.items()
        }
        if lists.get("enrolments", []) is None:
            lists["enrolments"] = UNKNOWN
        return {
            "post": {name: plain[name] for name in POST if name in plain},
            "person": {name: plain[name] for name in PERSON if name in plain},
            **{name: lists.get(name) for name in LISTS},
        }

    def parameters(self) -> dict[str, str]:
        """The same facts as parameters of an address, in one order always."""
        said = {name: _written(value) for name, value in self.values.items()}
        for name, rows in self.rows.items():
            said |= _rows_written(name, rows)
        said |= dict.fromkeys(self.begun, YES)
        return {name: said[name] for name in sorted(said, key=_place)}

    @property
    def query(self) -> str:
        """The same as a query string."""
        return urlencode(self.parameters(), safe="/")

    def without_faults_of(self, fact: str) -> None:
        """Passes over what is wrong with one fact, and with rows of its list: for a page that asks for them anew."""
        faults = [name for name in self.problems if subject_of(name) == fact]
        for name in faults:
            del self.problems[name]
        if fact in self.rows and faults:
            bad = {number_of(name) for name in faults}
            rows = [row for number, row in enumerate(self.rows[fact] or []) if number not in bad]
            self.rows.pop(fact) if None in bad or not rows else self.rows.update({fact: rows})

    def changed(self, changes: Mapping[str, str | None]) -> "Facts":
        """The facts with other parameters; ``None`` leaves one out. What is said of a list replaces all its rows."""
        kept = {name: text for name, text in self.parameters().items() if subject_of(name) not in changes}
        return read_facts(
            kept | {name: text for name, text in changes.items() if text is not None}, self.asked_on, self.first_courses
        )


def subject_of(parameter: str) -> str:
    """What a parameter is about: its list, or itself."""
    row = _ROW.fullmatch(parameter)
    return row[1] if row else parameter


def number_of(parameter: str) -> int | None:
    """Which row of its list a parameter is about; nothing where it is about none."""
    row = _ROW.fullmatch(parameter)
    return int(row[2]) if row else None


def read_facts(given: Mapping[str, str], today: date, first_courses: FirstCourses = MappingProxyType({})) -> Facts:
    """Reads the parameters of an address; those that it does not know are passed over. Never raises."""
    reading = _Reading(Facts(today, first_courses))
    for name, reader in ALL.items():
        if text := given.get(name, "").strip():
            reading.value(reading.facts.values, name, text, reader)
    rows: dict[str, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for name, text in given.items():
        if (found := _ROW.fullmatch(name)) and text.strip():
            rows[found[1]][int(found[2])][found[3]] = text.strip()
    for name in LISTS:
        reading.many(name, given.get(name, "").strip(), [row for _, row in sorted(rows[name].items())])
    _check_order(reading.facts)
    return reading.facts


class _Reading:
    """Puts what is read where it belongs, and what cannot be read among the problems."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def value(self, into: dict[str, Any], called: str, text: str, reader: Reader) -> None:
        """One parameter by its whole name."""
        row = _ROW.fullmatch(called)
        name, path = (row[3], f"{row[1]}.{row[3]}") if row else (called, called)
        if text == UNKNOWN and path not in NEEDED:
            into[name] = None
            return
        try:
            into[name] = reader(text, self.facts.asked_on)
        except Odd as odd:
            self.facts.problems[called] = str(odd)

    def many(self, name: str, said: str, rows: list[dict[str, str]]) -> None:
        """One list: its rows, or the word that there are none or that nobody knows."""
        if said and said not in (NONE, UNKNOWN, YES):
            self.facts.problems[name] = "must be none, unknown, or given row by row"
        elif rows and said in (NONE, UNKNOWN):
            self.facts.problems[name] = f"cannot be {said} and given row by row, too"
        elif len(rows) > MOST_ROWS[name]:
            self.facts.problems[name] = f"must be at most {MOST_ROWS[name]}: leave out those that matter least"
        elif rows:
            self.facts.rows[name] = [self.row(name, number, row) for number, row in enumerate(rows)]
        elif said == YES:
            self.facts.begun.add(name)
        elif said:
            self.facts.rows[name] = None if said == UNKNOWN else []

    def row(self, name: str, number: int, row: dict[str, str]) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for key, reader in ROWS[name].items():
            called, path = f"{name}-{number}-{key}", f"{name}.{key}"
            if text := row.get(key) or USUAL.get(path, ""):
                self.value(read, called, text, reader)
            elif path in NEEDED | NOT_EMPTY:
                self.facts.problems[called] = "is missing"
        for key in sorted(row.keys() - ROWS[name].keys()):
            self.facts.problems[f"{name}-{number}-{key}"] = f"is nothing that is asked: {', '.join(ROWS[name])} are"
        return read


def _check_order(facts: Facts) -> None:
    """Days that follow each other must; a slip in one of them is a question to the person."""
    started_on, ended_on = facts.values.get("started_on"), facts.values.get("ended_on")
    if started_on and ended_on and ended_on < started_on:
        facts.problems["ended_on"] = f"must not be before the post began, {in_words(started_on)}"
    for name, order in IN_ORDER.items():
        for number, row in enumerate(facts.rows.get(name) or []):
            known = {key: row[key] for key in order if row.get(key)}
            for key, words in too_early(row.get("qualification"), known, facts.first_courses).items():
                facts.problems[f"{name}-{number}-{key}"] = words
            days = list(known.items())
            for (_, earlier), (key, later) in zip(days, days[1:], strict=False):
                if later < earlier:
                    facts.problems[f"{name}-{number}-{key}"] = (
                        f"is {in_words(later)}, before {in_words(earlier)}: is one of them a slip?"
                    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _plain_row(of: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a case. An earlier post without a last day goes on, unless that day is said to be unknown."""
    plain = {name: _plain(value) for name, value in row.items()}
    if of == "awards" and row.get("qualification") is None:
        return plain | {"qualification": UNKNOWN}
    is_unknown = of == "previous_posts" and "ended_on" in row and row["ended_on"] is None
    return plain | {"end_unknown": True} if is_unknown else plain


def _written(value: Any) -> str:
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(_plain(value))


def _rows_written(name: str, rows: list[dict[str, Any]] | None) -> dict[str, str]:
    if not rows:
        return {name: UNKNOWN if rows is None else NONE}
    return {f"{name}-{number}-{key}": _written(value) for number, row in enumerate(rows) for key, value in row.items()}


_PLACES = ["setting", *POST, *PERSON, *LISTS, "as_at"]


def _place(name: str) -> tuple[int, int, str]:
    """Where a parameter stands in an address."""
    found = _ROW.fullmatch(name)
    first = found[1] if found else name
    return _PLACES.index(first) if first in _PLACES else len(_PLACES), int(found[2]) if found else 0, name
