"""Lines over months, as shapes of a drawing. Told apart by their marks and their names beside them, never by colour."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from qualifications.rules.dates import in_words

WIDTH, HEIGHT = 440, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 330, 30, 232
_APART = 22  # units between the names of two lines
_MARKED = 6  # a mark every so many months
_STEPS = 4  # lines across, at most
# How a mark is drawn round its middle.
_SHAPES = {"round": "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", "square": "m-4-4h8v8h-8z"}


class Line(NamedTuple):
    """What is drawn: a number for each month."""

    name: str
    numbers: Sequence[int]


class Point(NamedTuple):
    x: int
    y: int


class Drawn(NamedTuple):
    """A line as drawn: the corners of what was, and of what is to come; its marks as one path; where its name is."""

    name: str
    mark: str
    past: str
    ahead: str
    marks: str
    name_at: Point


class Tick(NamedTuple):
    """A line across or a mark below, with its words."""

    at: int
    text: str


class Chart(NamedTuple):
    """A drawing. ``comes``: where what was ends and what is to come begins; ``day``: that of the page, if another."""

    id: str
    title: str
    in_words: str
    lines: list[Drawn]
    across: list[Tick]
    years: list[Tick]
    comes: int
    day: int | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT
    top: int = _TOP
    bottom: int = _BOTTOM

    @property
    def to_come(self) -> int:
        """How wide the part of what is to come is."""
        return self.right - self.comes


class Days(NamedTuple):
    """The months of a drawing, at least one; today, and the day of the page."""

    months: Sequence[date]
    asked_on: date
    day: date

    def place(self, day: date) -> int:
        """Where a day stands; one outside of the months at their end."""
        first, last = self.months[0], self.months[-1]
        inside = min(max((day - first).days, 0), (last - first).days)
        return _LEFT + round((_RIGHT - _LEFT) * inside / max((last - first).days, 1))


def chart(id: str, title: str, days: Days, lines: Sequence[Line]) -> Chart:
    """Draws lines over months. The first has round marks, the second square ones."""
    step, most = _scale(max(number for line in lines for number in line.numbers))
    across = [Tick(_height(number, most), f"{number:,}") for number in range(0, most + 1, step)]
    years = [Tick(days.place(month), str(month.year)) for month in days.months if month.month == 1]
    return Chart(
        id=id,
        title=title,
        in_words=" ".join(_in_words(line, days) for line in lines),
        lines=_drawn(lines, days, most),
        across=across,
        years=years,
        comes=days.place(days.asked_on),
        day=days.place(days.day) if days.day != days.asked_on else None,
    )


def _drawn(lines: Sequence[Line], days: Days, most: int) -> list[Drawn]:
    found: list[Drawn] = []
    ends = _apart([_height(line.numbers[-1], most) for line in lines])
    came = sum(month <= days.asked_on for month in days.months)
    for line, end, mark in zip(lines, ends, ("round", "square"), strict=True):
        points = [Point(days.place(m), _height(n, most)) for m, n in zip(days.months, line.numbers, strict=True)]
        past, ahead = points[:came], points[max(came - 1, 0) :] if came < len(points) else []
        marks = "".join(f"M{point.x} {point.y}{_SHAPES[mark]}" for point in points[::_MARKED])
        found.append(Drawn(line.name, mark, _corners(past), _corners(ahead), marks, Point(_RIGHT + 8, end)))
    return found


def _corners(points: Sequence[Point]) -> str:
    return " ".join(f"{point.x},{point.y}" for point in points)


def _apart(heights: list[int]) -> list[int]:
    """The heights of two names, moved apart where they would touch."""
    upper, lower = sorted(heights)
    if lower - upper < _APART:
        lower = min(max((upper + lower + _APART) // 2, _TOP + _APART), _BOTTOM)
        upper = lower - _APART
    return [upper, lower] if heights[0] <= heights[1] else [lower, upper]


def _height(number: int, most: int) -> int:
    return _BOTTOM - round((_BOTTOM - _TOP) * number / most)


def _scale(most: int) -> tuple[int, int]:
    """How far lines across are apart, and the highest of them: round numbers, of which the last is not below."""
    step = next(step for power in range(10) for part in (1, 2, 5) if (step := part * 10**power) * _STEPS >= most)
    return step, max(-(-most // step), 1) * step


def _in_words(line: Line, days: Days) -> str:
    """The line's beginning, its number of today, if it has one, and its end."""
    said = dict(zip(days.months, line.numbers, strict=True))
    came = [month for month in days.months if month <= days.asked_on]
    ends = dict.fromkeys([days.months[0], *came[-1:], days.months[-1]])
    return f"{line.name}: {', '.join(f'{said[day]:,} on {in_words(day)}' for day in ends)}."
