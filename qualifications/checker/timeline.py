"""The days of an answer on a line: where each mark stands in a drawing, and the same days as text."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from qualifications.checker.lines import SETTLED
from qualifications.rules.assess import Decision
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import Names
from qualifications.rules.standing import standing

WIDTH, MARGIN = 640, 28
_LEVEL = 30  # units between marks that stand above each other
_APART = 26  # units below which two marks would touch
_TICKS = 8  # years named along the line, at most
# Shapes that are told apart without colour, by their corners round the middle; all other kinds are round.
_SHAPES = {
    "today": ((0, -15), (15, 0), (0, 15), (-15, 0)),
    "deadline": ((-11, -11), (11, -11), (11, 11), (-11, 11)),
    "award": ((-7, -12), (7, -12), (13, 0), (7, 12), (-7, 12), (-13, 0)),
}


class Mark(NamedTuple):
    """A day with its number, where it stands, and what it is. ``kind`` names its look."""

    number: int
    kind: str
    day: date
    text: str
    x: int
    y: int

    @property
    def points(self) -> str:
        """The corners of its shape; none of a round one."""
        return " ".join(f"{self.x + right},{self.y + down}" for right, down in _SHAPES.get(self.kind, ()))


class Bar(NamedTuple):
    """A course, from its first day to its outcome."""

    x: int
    width: int


class Tick(NamedTuple):
    """The beginning of a year."""

    year: int
    x: int


class Scale(NamedTuple):
    """Where days stand between two of them: a year apart at the least."""

    first: date
    last: date
    left: int = MARGIN

    def place(self, day: date) -> int:
        """A day outside of it stands at its end."""
        span = max((self.last - self.first).days, 365)
        inside = min(max((day - self.first).days, 0), span)
        return self.left + round((WIDTH - MARGIN - self.left) * inside / span)

    @property
    def ticks(self) -> list[Tick]:
        years = range(self.first.year + 1, self.last.year + 1)
        return [Tick(year, self.place(date(year, 1, 1))) for year in years[:: -(-len(years) // _TICKS) or 1]]


class Timeline(NamedTuple):
    marks: list[Mark]
    bars: list[Bar]
    ticks: list[Tick]
    line: int
    height: int
    width: int = WIDTH

    @property
    def in_words(self) -> str:
        """All of it as one sentence, for those who do not see the drawing."""
        return "; ".join(f"{in_words(mark.day)}: {mark.text}" for mark in self.marks)


def timeline(decision: Decision, today: date, names: Names) -> Timeline:
    """The drawing of a decision as it stands on a day."""
    days = sorted(dict.fromkeys(_days(decision, today, names)), key=lambda each: each[0])
    first, last = days[0][0], days[-1][0]
    scale = Scale(first, last)
    place = scale.place
    levels = _levels([place(day) for day, _, _ in days])
    line = _LEVEL * (max(levels) + 1) + 10
    marks = [
        Mark(number, kind, day, text, place(day), line - _LEVEL * level)
        for number, ((day, kind, text), level) in enumerate(zip(days, levels, strict=True), start=1)
    ]
    bars = [
        Bar(place(course.started_on), max(place(course.outcome_on) - place(course.started_on), 2))
        for course in decision.courses
        if first <= course.started_on <= last
    ]
    return Timeline(marks, bars, scale.ticks, line, line + 40)


def _days(decision: Decision, today: date, names: Names) -> Iterable[tuple[date, str, str]]:
    yield decision.started_on, "post", "the post begins" if decision.started_on > today else "the post began"
    if decision.ended_on:
        yield decision.ended_on, "post", "last day in the post"
    if decision.latest_safe_start and standing(decision, today) not in SETTLED:
        yield decision.latest_safe_start, "start", "latest safe start of a course"
    if decision.deadline:
        yield decision.deadline, "deadline", "deadline: the last day that is in time"
    for course in decision.courses:
        called = names.qualification(course.qualification)
        yield course.started_on, "course", f"{called} course begins"
        if not course.was_awarded:
            yield course.outcome_on, "course", f"outcome of the {called} expected"
    if decision.holding.held_on:
        yield decision.holding.held_on, "award", f"{names.qualification(decision.holding.qualification)} awarded"
    yield today, "today", "the day of this answer"


def _levels(places: list[int]) -> list[int]:
    """How high each mark stands: the first from below where it touches no other."""
    last_at: list[int] = []
    levels = []
    for place in places:
        level = next((each for each, at in enumerate(last_at) if place - at >= _APART), len(last_at))
        last_at[level : level + 1] = [place]
        levels.append(level)
    return levels
