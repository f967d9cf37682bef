"""How many days of earlier posts count: of each, and of all together, and why none of one does."""

from dataclasses import replace
from datetime import date

import pytest

from qualifications.rules.facts import PreviousPost
from qualifications.rules.service import Days, NotCounted, days_in_all, days_of
from qualifications.rules.terms import Overlap
from tests.unit.qualifications.rules.builders import case, earlier, post
from tests.unit.qualifications.rules.shipped import BOOK

BEFORE = date(2020, 9, 1)
TEN = earlier("2020-01-01", "2020-01-10")


@pytest.mark.parametrize(
    ("previous", "days"),
    [
        (TEN, Days(10, 10)),
        (earlier("2020-08-23", "2021-01-10"), Days(9, 9)),  # the post's own days never count
        (earlier("2020-08-23", None), Days(9, 9)),
        (earlier("2020-01-01", "2020-01-10", "childminder"), Days(0, 0, NotCounted.KIND)),
        (earlier("2020-01-01", "2020-01-10", role="assistant_senco"), Days(0, 0, NotCounted.ROLE)),
        (earlier("2020-09-01", None), Days(0, 0, NotCounted.LATER)),
        (replace(TEN, setting_type=None), Days(0, 10)),
        (replace(TEN, role=None), Days(0, 10)),
        (replace(TEN, end_unknown=True), Days(0, 10)),
        (replace(TEN, started_on=None), Days(0, None)),
    ],
)
def test_days_of_a_post(previous: PreviousPost, days: Days) -> None:
    assert days_of([previous], BEFORE, BOOK) == days


def test_days_of_a_post_of_which_some_are_certain() -> None:
    rough = PreviousPost(None, date(2019, 12, 22), date(2020, 1, 31), None)
    assert days_of([rough, TEN], BEFORE, BOOK) == Days(10, 41)


def test_a_kind_that_does_not_count_does_not_count_however_rough_its_days_are() -> None:
    rough = PreviousPost(None, date(2019, 12, 22), date(2020, 1, 31), None)
    childminder = replace(TEN, setting_type="childminder")
    assert days_of([rough, childminder], BEFORE, BOOK) == Days(0, 0, NotCounted.KIND)


def test_what_may_be_before_the_post_may_count_although_what_is_certain_is_later() -> None:
    rough = PreviousPost(None, date(2020, 8, 31), date(2020, 9, 30), None)
    assert days_of([rough, earlier("2020-09-05", "2020-09-06")], BEFORE, BOOK) == Days(0, 1)


@pytest.mark.parametrize(("overlap", "days"), [(Overlap.ONCE, 15), (Overlap.TWICE, 20)])
def test_days_in_all_are_added_up_as_the_book_says(overlap: Overlap, days: int) -> None:
    book = replace(BOOK, conventions=replace(BOOK.conventions, overlap=overlap))
    both = (TEN, earlier("2020-01-06", "2020-01-15"), earlier("2020-01-01", "2020-01-10", "childminder"))
    assert days_in_all(case(post("2020-09-01"), previous_posts=both), book) == Days(days, days)


def test_days_in_all_of_posts_that_are_not_known_have_no_end() -> None:
    assert days_in_all(case(previous_posts=None), BOOK) == Days(0, None)
    others = (TEN, PreviousPost(None, None, None, None))
    assert days_in_all(case(post("2020-09-01"), previous_posts=others), BOOK) == Days(10, None)
