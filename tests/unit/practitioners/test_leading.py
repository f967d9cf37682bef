"""Whether a setting has a SENCo, by day, against a slow look at each day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practitioners import actions
from practitioners.assessments import refresh
from practitioners.assessments.leading import states
from practitioners.models import Assessment, Leadership, Standing
from settings.actions import Signed
from settings.policies import Access
from tests.factories.practitioners import AppointmentFactory, PractitionerFactory
from tests.factories.settings import SettingFactory
from tests.factories.users import UserFactory

FIRST = date(2025, 1, 1)
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
some_days = st.integers(0, 30).map(lambda days: FIRST + timedelta(days))


@given(st.lists(st.tuples(some_days, some_days).map(lambda each: tuple(sorted(each))), min_size=1, max_size=6))
def test_every_day_has_one_state_and_it_is_the_right_one(spans: list[tuple[date, date]]) -> None:
    found = states(sorted(spans))
    assert (found[0][1], found[-1][2]) == (date.min, date.max)
    assert all(later[1] == earlier[2] + timedelta(1) for earlier, later in zip(found, found[1:], strict=False))
    for day in (FIRST + timedelta(number) for number in range(-3, 35)):
        state, _, _, last_held_on = next(each for each in found if each[1] <= day <= each[2])
        before = [last for _, last in spans if last < day]
        led = any(first <= day <= last for first, last in spans)
        assert state == ("led" if led else "vacant" if before else "coming")
        assert last_held_on == (None if led else max(before, default=None))


def test_a_post_without_end_leaves_no_vacancy() -> None:
    assert states([(FIRST, date.max)]) == [
        ("coming", date.min, FIRST - timedelta(1), None),
        ("led", FIRST, date.max, None),
    ]


@pytest.mark.usefixtures("shipped_book")
def test_a_post_that_is_taken_away_leaves_nothing_behind() -> None:
    setting = SettingFactory.create()
    stays = AppointmentFactory.create(setting=setting, started_on=date(2020, 9, 1), ended_on=date(2022, 8, 31))
    goes = AppointmentFactory.create(setting=setting, started_on=date(2023, 9, 1))
    for post in (stays, goes):
        refresh(post.practitioner, at=MOMENT, day=MOMENT.date())
    user = UserFactory.create()
    may = Access(user=user, settings=frozenset({setting.pk}), day=MOMENT.date())
    actions.withdraw_appointment(goes, access=may, signed=Signed(user, MOMENT, "Recorded by mistake"))
    rows = Leadership.objects.filter(setting=setting).order_by("first_day")
    assert list(rows.values_list("state", "first_day")) == [
        ("coming", date.min),
        ("led", date(2020, 9, 1)),
        ("vacant", date(2022, 9, 1)),
    ]
    assert Assessment.objects.count() == 1
    assert set(Standing.objects.values_list("assessment__appointment", flat=True)) == {stays.pk}


@pytest.mark.usefixtures("shipped_book")
def test_an_assistant_leads_nothing_and_a_move_leaves_the_old_setting() -> None:
    helps = AppointmentFactory.create(role="assistant_senco")
    refresh(helps.practitioner, at=MOMENT, day=MOMENT.date())
    assert not Leadership.objects.exists()
    person = PractitionerFactory.create()
    post = AppointmentFactory.create(practitioner=person, started_on=date(2021, 9, 1))
    refresh(person, at=MOMENT, day=MOMENT.date())
    before, post.setting = post.setting, SettingFactory.create()
    post.save()
    refresh(person, at=MOMENT, day=MOMENT.date())
    assert not Leadership.objects.filter(setting=before).exists()
    assert Leadership.objects.filter(setting=post.setting, state="led").count() == 1
