"""An order that people give by numbers, or by steps up and down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualifications.admin.forms.asks import in_order, moved

numbers = st.lists(st.none() | st.integers(0, 30), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("given_numbers", "order"),
    [
        ([1, 2, 3], "abc"),
        ([3, 2, 1], "cba"),
        ([3, 2, 3], "bca"),  # down to a place: after who had it
        ([1, 2, 1], "cab"),  # up to a place: before who had it
        ([1, 0, 3], "bac"),
        ([9, 2, 3], "bca"),
        ([None, 2, 3], "abc"),
        ([1, 1, 1], "bca"),
    ],
)
def test_who_is_given_anothers_number_takes_its_place(given_numbers: list[int | None], order: str) -> None:
    keys = [ord(letter) for letter in "abc"]
    found = "".join(map(chr, in_order(list(zip(keys, given_numbers, strict=True)))))
    assert found == order


@given(numbers)
def test_any_numbers_make_an_order_of_the_same_parts(typed: list[int | None]) -> None:
    pairs = list(enumerate(typed, start=100))
    assert sorted(in_order(pairs)) == [key for key, _ in pairs]


@given(st.integers(1, 12))
def test_numbers_that_nobody_changed_change_nothing(count: int) -> None:
    pairs = [(100 + place, place) for place in range(1, count + 1)]
    assert in_order(pairs) == [key for key, _ in pairs]


@pytest.mark.parametrize(
    ("key", "by", "order"),
    [(1, -1, [1, 2, 3]), (2, -1, [2, 1, 3]), (1, 1, [2, 1, 3]), (3, 1, [1, 2, 3]), (9, 1, [1, 2, 3])],
)
def test_a_step_is_one_place_as_far_as_there_is_one(key: int, by: int, order: list[int]) -> None:
    assert moved([1, 2, 3], key, by=by) == order
