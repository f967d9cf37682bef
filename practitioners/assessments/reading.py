"""Reads what is recorded of many people at once, as plain rows in the place of models.

As models, with the rows that belong to them, they would take several times as long. A row has the names of its model's
fields, as far as a case is made of them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, cast

from django.db.models import Q, QuerySet

from practitioners.models import Appointment, Award, Enrolment, Move, Practitioner, PriorPost


class Rows(tuple[Any, ...]):
    """What belongs to a row."""

    __slots__ = ()

    def all(self) -> "Rows":
        return self


class _Place(NamedTuple):
    pk: int
    setting_type: str
    authority_id: int | None
    status: str
    opened_on: date | None
    closed_on: date | None


class _Code(NamedTuple):
    code: str


class _Move(NamedTuple):
    moved_on: date
    before: _Place


class _PriorPost(NamedTuple):
    setting_type: str
    role: str
    started_on: date | None
    started_to: str
    ended_on: date | None
    ended_to: str


class _Award(NamedTuple):
    qualification: _Code
    course_started_on: date | None
    course_completed_on: date | None
    awarded_on: date | None
    outcome: str


class _Enrolment(NamedTuple):
    qualification: _Code
    started_on: date
    status: str
    ended_on: date | None
    expected_completion_on: date | None
    expected_outcome_on: date | None


class _Person:
    """The only row that is made before what belongs to it."""

    def __init__(self, row: tuple[Any, ...], priors: Rows, awards: Rows, enrolments: Rows) -> None:
        self.pk, self.teacher_status, self.induction, self.posts_told, self.awards_told, self.courses_told = row
        self.prior_posts, self.awards, self.enrolments = priors, awards, enrolments
        self.appointments = Rows()


class _Post(NamedTuple):
    pk: int
    practitioner: _Person
    setting: _Place
    role: str
    started_on: date
    ended_on: date | None
    is_head_teacher: bool | None
    teaches_at_setting: bool | None
    moves: Rows


_PERSON = ("pk", "teacher_status", "induction", "posts_told", "awards_told", "courses_told")
_COURSE = ("practitioner_id", "qualification__code")
_PLACE = ("setting_type", "authority_id", "status", "opened_on", "closed_on")
_POST = ("pk", "practitioner_id", "setting_id", *(f"setting__{name}" for name in _PLACE))
_MOVE = ("appointment_id", "moved_on", "before_id", *(f"before__{name}" for name in _PLACE))
# Keys of people; a range is quicker asked for.
People = Collection[int] | range
_code = lru_cache(maxsize=256)(_Code)


def those(path: str, people: People) -> Q:
    """Rows of these people. In: the way from the rows to them."""
    if isinstance(people, range):
        return Q(**{f"{path}__gte": people[0], f"{path}__lte": people[-1]})
    return Q(**{f"{path}__in": people})


def posts_of(people: People) -> list[Appointment]:
    """Every post of these people, with all that a decision is made from; in six queries."""
    priors = _belonging(_theirs(PriorPost, people), ("practitioner_id", *_PriorPost._fields), _PriorPost._make)
    awards = _belonging(
        _theirs(Award, people), (*_COURSE, *_Award._fields[1:]), lambda row: _Award(_code(row[0]), *row[1:])
    )
    enrolments = _belonging(
        _theirs(Enrolment, people), (*_COURSE, *_Enrolment._fields[1:]), lambda row: _Enrolment(_code(row[0]), *row[1:])
    )
    moved = Move.objects.filter(those("appointment__practitioner", people))
    moves = _belonging(moved, _MOVE, lambda row: _Move(row[0], _Place(*row[1:])))
    them = {
        row[0]: _Person(row, priors[row[0]], awards[row[0]], enrolments[row[0]])
        for row in Practitioner.objects.filter(those("pk", people)).values_list(*_PERSON)
    }
    found = [
        _Post._make((key, them[person], _Place(*row[:6]), *row[6:], moves[key]))
        for key, person, *row in _theirs(Appointment, people).values_list(*_POST, *_Post._fields[3:8])
    ]
    for post in found:
        post.practitioner.appointments = Rows((*post.practitioner.appointments, post))
    # They have all that is asked of them.
    return cast("list[Appointment]", found)


def _theirs(model: type[PriorPost | Award | Enrolment | Appointment], people: People) -> "QuerySet[Any]":
    return model._default_manager.filter(those("practitioner", people)).order_by("pk")


def _belonging(
    rows: "QuerySet[Any]", fields: tuple[str, ...], make: Callable[[tuple[Any, ...]], object]
) -> dict[int, Rows]:
    """Rows by the key that stands first in them."""
    found = defaultdict[int, list[object]](list)
    for key, *row in rows.values_list(*fields):
        found[key].append(make(tuple(row)))
    return defaultdict(Rows, {key: Rows(each) for key, each in found.items()})
