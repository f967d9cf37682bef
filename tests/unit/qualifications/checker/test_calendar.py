"""The days of an answer for a calendar: those that are to come, and still matter."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from qualifications.checker.calendar import calendar, days_to_come
from tests.unit.qualifications.checker.answered import SCHOOL, TODAY, answered, award

ADDRESS = "https://example.org/check/result/?a=b"
NEW = SCHOOL | {"started_on": "2026-01-01"}
HELD = award("NPQSENCO", "2024-10-01", "2026-03-01", "2026-06-01")


def file_of(said: dict[str, str], stamp: datetime = datetime(2026, 11, 21, 12, tzinfo=UTC)) -> bytes | None:
    return calendar(answered(said).to_come, "mainstream academy", ADDRESS, stamp)


def test_the_days_open_in_a_calendar_and_say_where() -> None:
    events = {str(event["summary"]): event for event in Calendar.from_ical(file_of(NEW) or b"").walk("VEVENT")}
    assert {words: event.decoded("dtstart") for words, event in events.items()} == {
        "Latest safe start of a SENCo course, mainstream academy": date(2027, 3, 1),
        "Deadline: SENCo qualification, mainstream academy": date(2029, 1, 1),
    }
    again = Calendar.from_ical(file_of(NEW, datetime(2027, 1, 1, tzinfo=UTC)) or b"").walk("VEVENT")
    assert {str(event["uid"]) for event in again} == {str(event["uid"]) for event in events.values()}


def test_days_that_are_past_are_left_out() -> None:
    assert [day.kind for day in days_to_come(answered(SCHOOL).answer, TODAY)] == ["deadline"]
    assert [day.kind for day in days_to_come(answered(SCHOOL).answer, date(2027, 9, 1))] == ["deadline"]
    assert days_to_come(answered(SCHOOL).answer, date(2027, 9, 2)) == []


@pytest.mark.parametrize(
    "said",
    [
        {"setting_type": "special_school", "started_on": "2024-09-01"},
        {name: text for name, text in NEW.items() if name != "awards"} | HELD,
        NEW | {"ended_on": "2026-06-30"},
        SCHOOL | {"started_on": "2022-09-01"},
    ],
    ids=["nothing asked", "met", "left", "overdue"],
)
def test_without_days_to_come_there_is_no_calendar(said: dict[str, str]) -> None:
    assert file_of(said) is None
