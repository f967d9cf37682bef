"""Which rule governs which posts, as stretches of days for each history that rules can tell apart."""

from datetime import date
from typing import Any

import pytest

from qualifications.rules.book import Rule
from qualifications.rules.coverage import History, Stretch, coverage, governing, histories
from qualifications.rules.dates import day_before
from qualifications.rules.plan import Plan, plans_for
from qualifications.rules.terms import LeapDay, ServiceTest
from tests.unit.qualifications.rules.builders import book, nothing_asked, on, rule

FIRST, LAST, BEFORE_LAST = date.min, date.max, day_before(date.max)
NO_SERVICE = History(False, None, None)
LITTLE, MUCH = History(False, FIRST, LAST, date(1, 1, 2)), History(True, FIRST, LAST, date(2, 1, 2))


def stretches(*rules: Rule, history: History = NO_SERVICE, role: str = "senco") -> list[tuple[str, str, str | None]]:
    """The stretches of one history; the calendar's very last day is not told apart."""
    mine = book(rules=rules)
    return [
        (str(stretch.first), "…" if stretch.last >= BEFORE_LAST else str(stretch.last), code_of(stretch))
        for stretch in coverage(mine, "school", role)
        if stretch.history == history and stretch.first != LAST
    ]


def code_of(stretch: Stretch) -> str | None:
    return stretch.rule.code if stretch.rule else None


def test_without_any_question_about_its_beginning_service_is_none_little_or_much() -> None:
    """None, from the first day; little, from the day after it began; much, from the day after the limit's months."""
    assert NO_SERVICE.possible_from == FIRST
    assert list(histories(book())) == [NO_SERVICE, LITTLE, MUCH]


def test_each_day_by_which_service_must_have_begun_parts_the_histories() -> None:
    one, two = on("2009-09-01"), on("2015-01-01")
    rules = (rule("b", service_begun_until=two), rule("a", service_begun_until=one), rule("c", service_begun_until=one))
    assert list(histories(book(rules=rules))) == [
        NO_SERVICE,
        History(False, FIRST, one, date(1, 1, 2)),
        History(True, FIRST, one, date(2, 1, 2)),
        History(False, on("2009-09-02"), two, on("2009-09-03")),
        History(True, on("2009-09-02"), two, on("2010-09-03")),
        History(False, on("2015-01-02"), LAST, on("2015-01-03")),
        History(True, on("2015-01-02"), LAST, on("2016-01-03")),
    ]


def test_much_service_follows_the_book_s_limit_and_its_convention() -> None:
    until = rule(service_begun_until=on("2016-02-28"))
    limit = book().service_limit
    six = book(rules=(until,), service_limit=type(limit)(6, 180, limit.roles, limit.sources))
    assert History(True, on("2016-02-29"), LAST, on("2016-08-30")) in list(histories(six))
    assert History(True, on("2016-02-29"), LAST, on("2017-03-01")) in list(histories(book(rules=(until,))))
    moved = book(rules=(until,), conventions=type(six.conventions)(leap_day=LeapDay.MAR1))
    assert History(True, on("2016-02-29"), LAST, on("2017-03-02")) in list(histories(moved))


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, [True, True, True, True]),
        ({"service": ServiceTest.MORE}, [False, False, True, True]),
        ({"service": ServiceTest.NOT_MORE}, [True, True, False, False]),
        ({"service_begun_until": on("2009-09-01")}, [False, False, True, False]),
        ({"service_begun_until": on("2009-08-31")}, [False, False, False, False]),
        ({"service": ServiceTest.NOT_MORE, "service_begun_until": on("2009-09-01")}, [False, False, False, False]),
    ],
)
def test_a_rule_fits_a_history_where_it_fits_every_service_of_that_kind(
    changes: dict[str, Any], fits: list[bool]
) -> None:
    known = [
        NO_SERVICE,
        LITTLE,
        History(True, FIRST, on("2009-09-01")),
        History(True, on("2009-09-01"), on("2009-09-02")),
    ]
    plan = Plan(rule(**changes), book())
    assert [history.fits(plan) for history in known] == fits


def test_the_rule_that_governs_on_one_day() -> None:
    """The first one whose days and service fit."""
    served = nothing_asked("served", service=ServiceTest.MORE)
    within = rule("within", started_from=on("2010-01-01"), started_until=on("2019-12-31"))
    plans = plans_for(book(rules=(served, within, rule("again", started_from=on("2015-01-01")))), "school", "senco")

    def code(day: str, history: History = LITTLE) -> str | None:
        found = governing(plans, history, on(day))
        return found.code if found else None

    days = ["2009-12-31", "2010-01-01", "2019-12-31", "2020-01-01"]
    assert [code(day) for day in days] == [None, "within", "within", "again"]
    assert [code(day, MUCH) for day in days] == ["served"] * 4
    assert governing((), LITTLE, on("2020-01-01")) is None


def test_one_rule_for_all_days_is_one_stretch() -> None:
    assert stretches(rule()) == [("0001-01-01", "…", "duty")]


def test_a_rule_governs_from_its_first_day_to_its_last_and_gaps_are_stretches_without() -> None:
    within = rule("within", started_from=on("2010-01-01"), started_until=on("2019-12-31"))
    assert stretches(within) == [
        ("0001-01-01", "2009-12-31", None),
        ("2010-01-01", "2019-12-31", "within"),
        ("2020-01-01", "…", None),
    ]


def test_where_rules_overlap_the_first_governs() -> None:
    until, since = rule("until", started_until=on("2015-12-31")), rule("since", started_from=on("2010-01-01"))
    assert stretches(until, since) == [
        ("0001-01-01", "2009-12-31", "until"),
        ("2010-01-01", "2015-12-31", "until"),
        ("2016-01-01", "…", "since"),
    ]
    assert [code for *_, code in stretches(since, until)] == ["until", "since", "since"]


def test_no_rule_at_all_is_one_gap() -> None:
    assert stretches(rule(setting_types=("moon",))) == [("0001-01-01", "…", None)]
    assert stretches(rule(roles=("helper",))) == [("0001-01-01", "…", None)]
    assert stretches(rule(roles=("helper",)), role="helper") == [("0001-01-01", "…", "duty")]


def test_a_history_begins_on_the_first_day_that_can_follow_it() -> None:
    served = nothing_asked("served", service=ServiceTest.MORE, started_from=on("2010-01-01"))
    others = rule("others", started_until=on("2010-06-30"))
    assert stretches(served, others, history=MUCH) == [
        ("0002-01-02", "2009-12-31", "others"),
        ("2010-01-01", "2010-06-30", "served"),
        ("2010-07-01", "…", "served"),
    ]
    assert stretches(served, others, history=LITTLE) == [
        ("0001-01-02", "2010-06-30", "others"),
        ("2010-07-01", "…", None),
    ]


def test_an_edge_on_the_first_day_that_can_follow_makes_no_empty_stretch() -> None:
    early = rule("early", started_until=date(2, 1, 1))
    assert stretches(early, rule("late"), history=MUCH) == [("0002-01-02", "…", "late")]
    from_there = rule("end", started_from=date(2, 1, 2))
    assert stretches(from_there, history=MUCH) == [("0002-01-02", "…", "end")]


def test_the_last_stretch_of_each_history_ends_with_the_calendar() -> None:
    found = coverage(book(rules=(rule(started_until=on("2020-01-01")),)), "school", "senco")
    assert [stretch.last for stretch in found] == [on("2020-01-01"), LAST] * 3
    assert found[0] == Stretch(FIRST, on("2020-01-01"), NO_SERVICE, rule(started_until=on("2020-01-01")))
    assert found[1] == Stretch(on("2020-01-02"), LAST, NO_SERVICE, None)
