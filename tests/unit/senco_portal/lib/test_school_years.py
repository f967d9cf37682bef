"""Which school year and which term a day is in."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from senco_portal.lib.school_years import school_term_of, school_terms, school_year_of


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 8, 31), "2024/25"),
        (date(2025, 9, 1), "2025/26"),
        (date(2026, 1, 1), "2025/26"),
        (date(2099, 12, 31), "2099/00"),
        (date(2009, 2, 28), "2008/09"),
    ],
)
def test_a_school_year_begins_with_september(day: date, name: str) -> None:
    assert school_year_of(day).name == name


@pytest.mark.parametrize(
    ("day", "name", "ends"),
    [
        (date(2026, 12, 31), "autumn term 2026", date(2026, 12, 31)),
        (date(2027, 1, 1), "spring term 2027", date(2027, 3, 31)),
        (date(2028, 2, 29), "spring term 2028", date(2028, 3, 31)),
        (date(2027, 4, 1), "summer term 2027", date(2027, 8, 31)),
        (date(2027, 8, 31), "summer term 2027", date(2027, 8, 31)),
        (date(2027, 9, 1), "autumn term 2027", date(2027, 12, 31)),
    ],
)
def test_a_term_is_of_the_year_that_it_is_in(day: date, name: str, ends: date) -> None:
    term = school_term_of(day)
    assert (term.name, term.ends) == (name, ends)
    assert term.begins <= day


def test_terms_follow_each_other_without_a_gap() -> None:
    terms = school_terms(date(2026, 11, 21), date(2028, 11, 21))
    assert [term.name for term in terms] == [
        "autumn term 2026",
        *("spring term 2027", "summer term 2027", "autumn term 2027"),
        *("spring term 2028", "summer term 2028", "autumn term 2028"),
    ]
    assert all(one.ends + timedelta(days=1) == other.begins for one, other in pairwise(terms))


def test_the_terms_of_one_day_are_one() -> None:
    assert school_terms(date(2027, 1, 1), date(2027, 1, 1)) == [school_term_of(date(2027, 3, 31))]
