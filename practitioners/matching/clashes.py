"""Where two records of one person say different things, or the same thing twice."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Model

from practitioners.models import Appointment, Award, Enrolment, Practice, Practitioner, PreviousName, PriorPost
from qualifications.enums import Role
from senco_portal.lib.folding import fold

# What holds of a person, where one record may say other than another.
FIELDS = ("name", "email", "trn", "teacher_status", "induction")
# That all is recorded, and of which rows.
ALL_TOLD = {"posts_told": (Appointment, PriorPost), "awards_told": (Award,), "courses_told": (Enrolment,)}
# Of two rows that say the same these may differ.
_OWN = {"id", "practitioner_id", "enrolment_id", "evidence_level"}
_STRENGTH = ["declared", "seen", "verified"]


class Stays(StrEnum):
    """Which of two rows stays."""

    KEPT = "kept"
    MERGED = "merged"
    BOTH = "both"


class Clash(NamedTuple):
    """Two rows of which a person says which stays. ``may_both``: both may."""

    ours: Any
    theirs: Any
    may_both: bool

    @property
    def name(self) -> str:
        """What the pair is called in a form."""
        return f"{self.ours._meta.model_name}-{self.ours.pk}-{self.theirs.pk}"


class Question(NamedTuple):
    """What is asked of two records that clash: its name as a field, its words, and the answers with theirs."""

    name: str
    text: str
    choices: list[tuple[str, str]]


class Clashes(NamedTuple):
    """What a person has to settle: ``fields`` that differ, and pairs of rows; and the ``twins``, which say the same.

    Of twins the first stays and the second goes.
    """

    fields: list[str]
    pairs: list[Clash]
    twins: list[tuple[Any, Any]]


def clashes(kept: Practitioner, merged: Practitioner) -> Clashes:
    """Where two records clash. A fixed number of queries."""
    pairs: list[Clash] = []
    twins: list[tuple[Any, Any]] = []
    for model, is_pair, may_both in _PAIRS:
        for ours, theirs in _matching(model, is_pair, kept, merged):
            if _says_the_same(ours, theirs):
                twins.append(_stronger_first(ours, theirs))
            elif may_both is not None:
                pairs.append(Clash(ours, theirs, may_both))
    return Clashes([name for name in FIELDS if _differs(kept, merged, name)], pairs, twins)


def _differs(kept: Practitioner, merged: Practitioner, name: str) -> bool:
    ours, theirs = str(getattr(kept, name)), str(getattr(merged, name))
    is_same = ours.casefold() == theirs.casefold() if name == "email" else ours == theirs
    return bool(ours and theirs) and not is_same


def _matching(
    model: type[Model], is_pair: Callable[[Any, Any], bool], kept: Practitioner, merged: Practitioner
) -> Iterator[tuple[Any, Any]]:
    related = {Appointment: ["setting"], Enrolment: ["qualification"], Award: ["qualification"]}.get(model, [])
    rows = model._base_manager.select_related(*related).order_by("pk")
    theirs = list(rows.filter(practitioner=merged))
    taken: set[int] = set()
    for our in rows.filter(practitioner=kept) if theirs else ():
        for their in theirs:
            if their.pk not in taken and is_pair(our, their):
                if _says_the_same(our, their):
                    taken.add(their.pk)
                yield our, their


def _says_the_same(one: Model, other: Model) -> bool:
    names = [field.attname for field in one._meta.concrete_fields if field.attname not in _OWN]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _stronger_first(ours: Any, theirs: Any) -> tuple[Any, Any]:
    if isinstance(ours, Award) and _STRENGTH.index(theirs.evidence_level) > _STRENGTH.index(ours.evidence_level):
        return theirs, ours
    return ours, theirs


def _at_once(one: Appointment, other: Appointment) -> bool:
    """Whether both are the lead post at one setting on one of the same days."""
    if one.setting_id != other.setting_id or {one.role, other.role} != {Role.SENCO.value}:
        return _says_the_same(one, other)
    first, second = sorted((one, other), key=lambda post: post.started_on)
    return first.ended_on is None or first.ended_on >= second.started_on


def _same_course(one: Enrolment, other: Enrolment) -> bool:
    return (one.qualification_id, one.started_on) == (other.qualification_id, other.started_on)


def _same_qualification(one: Award, other: Award) -> bool:
    return one.qualification_id == other.qualification_id


def _same_name(one: PreviousName, other: PreviousName) -> bool:
    return fold(one.name) == fold(other.name)


# Which rows make a pair; and whether both may stay, None where a pair is nothing to be asked about.
_PAIRS: list[tuple[type[Model], Callable[[Any, Any], bool], bool | None]] = [
    (Appointment, _at_once, False),
    (Enrolment, _same_course, False),
    (Award, _same_qualification, True),
    (PriorPost, _says_the_same, None),
    (PreviousName, _same_name, None),
    (Practice, _says_the_same, None),
]
