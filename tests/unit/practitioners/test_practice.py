"""Training and meetings: what the database holds, how they are summed up, what actions do."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from practitioners import actions
from practitioners.models import Assessment, Practice
from practitioners.presenters.practice import practice_of
from settings.actions import Signed
from settings.policies import access
from tests.factories.practitioners import AppointmentFactory, PracticeFactory
from tests.factories.settings import AnalystFactory, ManagerFactory

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("practice_takes_some_time", lambda: PracticeFactory.create(hours=0)),
        ("practice_takes_some_time", lambda: PracticeFactory.create(hours=Decimal("-0.25"))),
        ("practice_fits_a_day", lambda: PracticeFactory.create(hours=Decimal("24.01"))),
        ("practice_says_what_it_was", lambda: PracticeFactory.create(title="")),
    ],
)
def test_a_row_that_cannot_be_true_is_refused(name: str, make: Callable[[], Practice]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


@pytest.mark.django_db
def test_what_is_just_possible_is_kept() -> None:
    assert PracticeFactory.create(hours=Decimal("0.01")).pk
    assert PracticeFactory.create(hours=24).pk


def row(pk: int, day: date, hours: str, kind: str = "cluster") -> Practice:
    return Practice(pk=pk, held_on=day, hours=Decimal(hours), kind=kind, title=f"Number {pk}")


def test_what_was_done_is_summed_up_by_school_year_and_kind() -> None:
    rows = [
        row(1, date(2025, 8, 31), "6.25", "cpd"),
        row(2, date(2025, 9, 1), "1.5"),
        row(3, date(2026, 2, 3), "2.5"),
        row(4, date(2026, 2, 3), "6.00", "cpd"),
        row(5, date(2020, 10, 1), "1"),
    ]
    told = practice_of(rows, date(2026, 3, 2))
    assert (told.this_year.name, told.this_year.total) == ("2025/26", "10 hours")
    assert [line.text for line in told.this_year.lines] == ["6 hours", "4 hours"]
    assert [done.row.pk for done in told.this_year.done] == [4, 3, 2]
    assert [(year.name, year.total) for year in told.earlier] == [("2024/25", "6.25 hours"), ("2020/21", "1 hour")]


def test_a_year_without_anything_is_told_as_such() -> None:
    told = practice_of([], date(2026, 3, 2))
    assert (told.this_year.total, told.this_year.done, told.earlier) == ("0 hours", [], [])


@pytest.mark.django_db
def test_it_is_recorded_once_with_who_and_why_and_decides_nothing() -> None:
    post = AppointmentFactory.create()
    user = ManagerFactory.create(setting=post.setting).user
    may, signed = access(user, MOMENT), Signed(user, MOMENT, "Told by the head")
    for _ in range(2):
        new = PracticeFactory.build(practitioner=post.practitioner)
        actions.record_practice(new, access=may, signed=signed)
    kept = Practice.objects.get()
    actions.withdraw_practice(kept, access=may, signed=Signed(user, MOMENT, "Never held"))
    history = Practice.history.values_list("history_type", "history_user", "history_change_reason")
    assert list(history.order_by("history_id")) == [("+", user.pk, "Told by the head"), ("-", user.pk, "Never held")]
    assert not Assessment.objects.exists()


@pytest.mark.django_db
def test_who_may_not_change_a_person_may_not_record_it() -> None:
    practice = PracticeFactory.create()
    for user in (ManagerFactory.create().user, AnalystFactory.create().user):
        may, signed = access(user, MOMENT), Signed(user, MOMENT, "")
        with pytest.raises(PermissionDenied):
            actions.record_practice(practice, access=may, signed=signed)
        with pytest.raises(PermissionDenied):
            actions.withdraw_practice(practice, access=may, signed=signed)
