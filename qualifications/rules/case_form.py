"""Reads a case from the plain form in which scripts, stored decisions and worked cases hold it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TypeVar

from qualifications.rules.facts import (
    Award,
    Case,
    Enrolment,
    EnrolmentStatus,
    Induction,
    Outcome,
    Person,
    Post,
    PreviousPost,
    TeacherStatus,
)

T = TypeVar("T")
# Python takes other forms of a date too, week numbers among them.
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class MalformedCase(ValueError):
    """A case that cannot be read. ``field`` is the path of what is wrong, such as ``awards[0].awarded_on``."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


@dataclass(frozen=True)
class Words:
    """The words that a case may use for kinds of settings and roles; the caller brings them."""

    setting_types: frozenset[str]
    previous_setting_types: frozenset[str]
    roles: frozenset[str]
    usual_role: str


# In the place of a qualification's code: it is not known which; of the enrolments: whether there is any.
UNKNOWN = "unknown"


class Record:
    """One mapping of a case, asked for its fields."""

    def __init__(self, path: str, raw: object) -> None:
        if not isinstance(raw, Mapping):
            raise MalformedCase(path or "case", "must be an object with named fields")
        self.path, self.raw = path, raw

    def name(self, field: str) -> str:
        return f"{self.path}.{field}" if self.path else field

    def take(self, field: str) -> object:
        """The value of a field; ``None`` where it is absent."""
        return self.raw.get(field)

    def fail(self, field: str, problem: str) -> MalformedCase:
        return MalformedCase(self.name(field), problem)

    def needed(self, field: str, value: T | None) -> T:
        if value is None:
            raise self.fail(field, "is missing")
        return value

    def day(self, field: str) -> date | None:
        value = self.take(field)
        return None if value is None else read_day(value, self.name(field))

    def yes_no(self, field: str) -> bool | None:
        value = self.take(field)
        if value is not None and not isinstance(value, bool):
            raise self.fail(field, "must be true, false or null")
        return value

    def word(self, field: str, words: Iterable[str] | None = None) -> str | None:
        value = self.take(field)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.fail(field, "must be a text or null")
        if words is not None and value not in words:
            raise self.fail(field, f"is {value!r}; it must be one of {', '.join(sorted(words))}")
        return value

    def many(self, field: str, read: "Callable[[Record], T]") -> tuple[T, ...] | None:
        value = self.take(field)
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            raise self.fail(field, "must be a list or null")
        return tuple(read(Record(f"{self.name(field)}[{number}]", item)) for number, item in enumerate(value))

    def in_order(self, *fields: str) -> None:
        """Raises MalformedCase where a later field's day is before an earlier one's."""
        days = [(field, day) for field in fields if (day := self.day(field))]
        for (first, earlier), (second, later) in zip(days, days[1:], strict=False):
            if later < earlier:
                raise self.fail(second, f"is {later}, before {first} ({earlier})")


def read_day(value: object, field: str) -> date:
    """A day written as year, month, day with hyphens. Raises MalformedCase."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise MalformedCase(field, f"is {value!r}; it must be a real date written YYYY-MM-DD")


def read_case(raw: object, words: Words) -> Case:
    """A case from its plain form. Fields that are absent are not known. Raises MalformedCase, naming the field."""
    record = Record("", raw)
    post = record.needed("post", record.take("post"))
    person = record.take("person")
    return Case(
        post=_post(Record("post", post), words),
        person=Person() if person is None else _person(Record("person", person)),
        previous_posts=record.many("previous_posts", lambda item: _previous_post(item, words)),
        awards=record.many("awards", _award),
        enrolments=None if record.take("enrolments") == UNKNOWN else record.many("enrolments", _enrolment) or (),
    )


def remarks(raw: Mapping[str, object]) -> list[str]:
    """What is odd about a case that can be read: fields that no reader asks for, and days of a course out of order."""
    found = []
    for name, kind in _KINDS.items():
        known = {field.name for field in fields(kind)}
        value = raw.get(name)
        records = value if isinstance(value, list | tuple) else [value]
        for record in records:
            if isinstance(record, Mapping):
                found += [
                    f"{name}.{key} is not a field of a case, and is not read" for key in record if key not in known
                ]
                found += _out_of_order(name, record)
    return list(dict.fromkeys(found))


_KINDS = {"post": Post, "person": Person, "previous_posts": PreviousPost, "awards": Award, "enrolments": Enrolment}
_IN_ORDER: Mapping[str, list[tuple[str, ...]]] = {
    "awards": [("course_started_on", "course_completed_on", "awarded_on")],
    "enrolments": [("started_on", "ended_on"), ("started_on", "expected_completion_on", "expected_outcome_on")],
}


def _out_of_order(name: str, record: Mapping[str, object]) -> Iterator[str]:
    for order in _IN_ORDER.get(name, ()):
        days = [(field, str(record[field])) for field in order if record.get(field)]
        for (first, earlier), (second, later) in zip(days, days[1:], strict=False):
            if later < earlier:
                yield f"{name}.{second} ({later}) is before {first} ({earlier}): is that so?"


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def _post(record: Record, words: Words) -> Post:
    record.in_order("started_on", "ended_on")
    return Post(
        setting_type=record.needed("setting_type", record.word("setting_type", words.setting_types)),
        started_on=record.needed("started_on", record.day("started_on")),
        ended_on=record.day("ended_on"),
        role=record.word("role", words.roles) or words.usual_role,
        is_head_teacher=record.yes_no("is_head_teacher"),
        teaches_at_setting=record.yes_no("teaches_at_setting"),
    )


def _person(record: Record) -> Person:
    return Person(
        teacher_status=record.word("teacher_status", _values(TeacherStatus)),
        induction=record.word("induction", _values(Induction)),
    )


def _previous_post(record: Record, words: Words) -> PreviousPost:
    """A previous post: its role is the usual one unless it is given; given as null it is not known."""
    record.in_order("started_on", "ended_on")
    role = record.word("role", words.roles)
    return PreviousPost(
        setting_type=record.word("setting_type", words.previous_setting_types),
        started_on=record.day("started_on"),
        ended_on=record.day("ended_on"),
        role=role if "role" in record.raw else words.usual_role,
        end_unknown=record.yes_no("end_unknown") or False,
    )


def _award(record: Record) -> Award:
    return Award(
        qualification=_which(record.needed("qualification", record.word("qualification"))),
        course_started_on=record.day("course_started_on"),
        course_completed_on=record.day("course_completed_on"),
        awarded_on=record.day("awarded_on"),
        outcome=record.needed("outcome", record.word("outcome", _values(Outcome))),
    )


def _which(code: str) -> str | None:
    """The code of a qualification; nothing where it says that nobody knows which."""
    return None if code == UNKNOWN else code


def _enrolment(record: Record) -> Enrolment:
    return Enrolment(
        qualification=record.needed("qualification", record.word("qualification")),
        started_on=record.needed("started_on", record.day("started_on")),
        status=record.needed("status", record.word("status", _values(EnrolmentStatus))),
        ended_on=record.day("ended_on"),
        expected_completion_on=record.day("expected_completion_on"),
        expected_outcome_on=record.day("expected_outcome_on"),
    )
