"""The plans for one kind of post by the day on which it begins: the same as asking every rule in turn."""

from datetime import date, timedelta

import pytest

from qualifications.rules.plan import plans_for, timeline_for
from tests.unit.qualifications.rules.shipped import BOOK, ROLES, SETTING_TYPES

EDGES = [date(2009, 9, 1), date(2024, 8, 31)]
DAYS = [edge + timedelta(days=offset) for edge in EDGES for offset in range(-2, 3)]


@pytest.mark.parametrize("setting_type", SETTING_TYPES)
@pytest.mark.parametrize("role", ROLES)
def test_a_timeline_holds_the_rules_about_posts_of_each_day_in_order(setting_type: str, role: str) -> None:
    timeline = timeline_for(BOOK, setting_type, role)
    for day in [date.min, *DAYS, date.max]:
        fitting = [p for p in plans_for(BOOK, setting_type, role) if p.first_day <= day <= p.last_day]
        assert list(timeline.on(day)) == fitting


def test_a_timeline_is_made_once() -> None:
    assert timeline_for(BOOK, "academy", "senco") is timeline_for(BOOK, "academy", "senco")


def test_a_kind_of_post_that_no_rule_knows_has_no_rules() -> None:
    assert timeline_for(BOOK, "moon", "senco").on(date(2020, 1, 1)) == ()
