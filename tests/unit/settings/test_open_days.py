"""The days on which a place is open: as a question to the database, and of one place."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from settings.models import Setting
from settings.querysets import open_days, open_on
from tests.factories.settings import SettingFactory

few_days = st.dates(date(2025, 8, 30), date(2025, 9, 2))


@pytest.mark.django_db
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    status=st.sampled_from(["open", "closed", "proposed"]),
    opened_on=st.none() | few_days,
    closed_on=st.none() | few_days,
    day=few_days | st.sampled_from([date.min, date.max]),
)
def test_both_say_the_same(status: str, opened_on: date | None, closed_on: date | None, day: date) -> None:
    place = SettingFactory.create(status=status, opened_on=opened_on, closed_on=closed_on)
    first, last = open_days(status, opened_on, closed_on) or (date.max, date.min)
    assert Setting.objects.filter(open_on(day), pk=place.pk).exists() is (first <= day <= last)
    place.delete()


@pytest.mark.parametrize(
    ("status", "opened_on", "closed_on", "expected"),
    [
        ("open", None, None, (date.min, date.max)),
        ("open", date(2025, 9, 1), date(2025, 9, 1), (date(2025, 9, 1), date(2025, 9, 1))),
        ("closed", None, date(2025, 8, 31), (date.min, date(2025, 8, 31))),
        ("closed", date(2025, 9, 1), None, None),  # nobody knows on which day
        ("proposed", None, None, None),
        ("proposed", date(2025, 9, 1), None, (date(2025, 9, 1), date.max)),
        ("open", date(2025, 9, 1), date(2025, 8, 31), None),
    ],
)
def test_a_place_is_open_from_its_first_day_to_its_last(
    status: str, opened_on: date | None, closed_on: date | None, expected: tuple[date, date] | None
) -> None:
    assert open_days(status, opened_on, closed_on) == expected
