"""Lines over months: where they stand, and that they can be told apart."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.presenters.charts import Chart, Days, Line, chart

MONTHS = [date(2026 + month // 12, month % 12 + 1, 1) for month in range(10, 22)]
TODAY = date(2027, 3, 15)


def drawn(*lines: list[int], months: list[date] | None = None, day: date = TODAY, asked_on: date = TODAY) -> Chart:
    named = [Line(name, numbers) for name, numbers in zip(("Upper", "Lower"), lines, strict=True)]
    return chart("chart", "A drawing", Days(months or MONTHS, asked_on, day), named)


def corners(points: str) -> list[tuple[int, int]]:
    pairs = (point.split(",") for point in points.split())
    return [(int(x), int(y)) for x, y in pairs]


def test_what_was_ends_where_what_is_to_come_begins() -> None:
    first = drawn([4] * 12, [1] * 12).lines[0]
    assert len(corners(first.past)) == 5
    assert len(corners(first.ahead)) == 8
    assert corners(first.past)[-1] == corners(first.ahead)[0]


def test_a_drawing_of_what_was_alone_has_nothing_to_come() -> None:
    found = drawn([1] * 12, [1] * 12, asked_on=date(2030, 1, 1), day=TODAY)
    assert found.to_come == 0
    assert [line.ahead for line in found.lines] == ["", ""]
    assert found.day is not None


def test_a_drawing_of_what_is_to_come_alone_is_all_of_it() -> None:
    found = drawn([1] * 12, [1] * 12, asked_on=date(2020, 1, 1), day=TODAY)
    assert found.to_come == found.right - found.left
    assert [len(corners(line.ahead)) for line in found.lines] == [12, 12]
    assert [line.past for line in found.lines] == ["", ""]


def test_one_month_is_a_drawing_too() -> None:
    found = drawn([3], [0], months=[date(2027, 3, 1)])
    assert corners(found.lines[0].past) == [(found.left, found.across[-1].at)]


def test_today_needs_no_line_of_its_own() -> None:
    assert drawn([1] * 12, [1] * 12).day is None


def test_years_stand_at_their_first_month() -> None:
    found = drawn([1] * 12, [1] * 12)
    assert [tick.text for tick in found.years] == ["2027"]
    assert found.left < found.years[0].at < found.right


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0, ["0", "1"]),
        (1, ["0", "1"]),
        (4, ["0", "1", "2", "3", "4"]),
        (5, ["0", "2", "4", "6"]),
        (99, ["0", "50", "100"]),
        (1_600, ["0", "500", "1,000", "1,500", "2,000"]),
    ],
)
def test_the_lines_across_are_round_numbers(most: int, expected: list[str]) -> None:
    assert [tick.text for tick in drawn([most] * 12, [0] * 12).across] == expected


@given(
    st.lists(st.integers(0, 100_000), min_size=12, max_size=12), st.lists(st.integers(0, 40), min_size=12, max_size=12)
)
def test_all_is_inside_and_the_names_do_not_touch(one: list[int], other: list[int]) -> None:
    found = drawn(one, other)
    for line in found.lines:
        assert all(found.left <= x <= found.right for x, _ in corners(f"{line.past} {line.ahead}"))
        assert all(found.top <= y <= found.bottom for _, y in corners(f"{line.past} {line.ahead}"))
        assert found.top <= line.name_at.y <= found.bottom
    upper, lower = (line.name_at.y for line in found.lines)
    assert abs(upper - lower) >= 20
    if abs(one[-1] - other[-1]) > max(*one, *other) / 4:
        assert (upper < lower) is (one[-1] > other[-1])
    assert [line.mark for line in found.lines] == ["round", "square"]


@given(
    st.lists(st.integers(0, 5_000), min_size=12, max_size=12), st.lists(st.integers(0, 5_000), min_size=12, max_size=12)
)
def test_points_stand_at_their_numbers_and_months(one: list[int], other: list[int]) -> None:
    found = drawn(one, other)
    bottom, top = found.across[0], found.across[-1]
    most = int(top.text.replace(",", ""))
    per_unit = (bottom.at - top.at) / most
    span = (MONTHS[-1] - MONTHS[0]).days
    for line, numbers in zip(found.lines, (one, other), strict=True):
        points = [*corners(line.past), *corners(line.ahead)[1:]]
        assert len(points) == len(MONTHS)
        for (x, y), number, month in zip(points, numbers, MONTHS, strict=True):
            assert abs(bottom.at - y - number * per_unit) <= 1
            assert abs(x - found.left - (found.right - found.left) * (month - MONTHS[0]).days / span) <= 1
        marks = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)", line.marks)]
        assert marks == points[::6]


def test_the_words_say_how_it_began_how_it_is_and_how_it_will_be() -> None:
    words = drawn(list(range(1_000, 1_012)), [0] * 12).in_words
    assert words == (
        "Upper: 1,000 on 1 November 2026, 1,004 on 1 March 2027, 1,011 on 1 October 2027. "
        "Lower: 0 on 1 November 2026, 0 on 1 March 2027, 0 on 1 October 2027."
    )
