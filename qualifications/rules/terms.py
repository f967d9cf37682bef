"""The words in which a rule book makes its choices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Requirement(StrEnum):
    """How strong the expectation of a qualification is: statute, statutory guidance, encouragement, nothing."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"
    NONE = "none"

    @property
    def strength(self) -> int:
        """Higher is more demanding."""
        return _STRENGTHS[self]


_STRENGTHS = {requirement: strength for strength, requirement in enumerate(reversed(Requirement))}


class Expectation(StrEnum):
    """How strongly a kind of setting should have a SENCo."""

    MUST = "must"
    EXPECTED = "expected"
    ENCOURAGED = "encouraged"
    NONE = "none"


class ServiceTest(StrEnum):
    """What a rule asks of earlier service: more than the limit, not more than it, or nothing."""

    ANY = "any"
    MORE = "more"
    NOT_MORE = "not_more"


class LeapDay(StrEnum):
    """On which day an anniversary of 29 February falls in a common year."""

    FEB28 = "feb28"
    MAR1 = "mar1"


class Clock(StrEnum):
    """From which post the time to the deadline runs."""

    THIS_POST = "this_post"
    FIRST_POST = "first_post"


class Overlap(StrEnum):
    """Whether a day in two posts counts once or twice towards the service limit."""

    ONCE = "once"
    TWICE = "twice"


class AcceptBy(StrEnum):
    """Which day must fall before an acceptance's last day: the course's completion or the certificate's date."""

    COMPLETED = "completed"
    AWARDED = "awarded"


@dataclass(frozen=True, slots=True)
class Conventions:
    """The choices that the text leaves open and that hold for the whole book."""

    leap_day: LeapDay = LeapDay.FEB28
    clock: Clock = Clock.THIS_POST
    overlap: Overlap = Overlap.ONCE
    accept_by: AcceptBy = AcceptBy.COMPLETED

    def with_changes(self, changes: Mapping[str, str]) -> "Conventions":
        """These conventions with some of them named otherwise. Raises KeyError or ValueError on a word not known."""
        return replace(self, **{name: _CONVENTIONS[name](word) for name, word in changes.items()})  # type: ignore[arg-type]


_CONVENTIONS: Mapping[str, type[StrEnum]] = {
    "leap_day": LeapDay,
    "clock": Clock,
    "overlap": Overlap,
    "accept_by": AcceptBy,
}
