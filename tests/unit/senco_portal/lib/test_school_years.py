"""Which school year a day is in."""

from datetime import date

import pytest

from senco_portal.lib.school_years import school_year_of


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
