"""Which awards are held: for certain, perhaps, or not.

Regulation 49(7): NASENCO begun before 1 September 2024 and completed before 1 September 2027; the NPQ begun on or after
1 September 2024. A day that is not known counts where no possible value of it could change the answer.
"""

from dataclasses import replace
from datetime import date

import pytest

from qualifications.rules.book import Acceptance
from qualifications.rules.facts import Award
from qualifications.rules.holding import NOTHING_HELD, REFUSED, Between, Holding, Verdict, hold, weigh
from qualifications.rules.plan import Plan
from qualifications.rules.terms import AcceptBy, Conventions
from tests.unit.qualifications.rules.builders import acceptance, award, book, npq_award, on, rule
from tests.unit.qualifications.rules.shipped import BOOK

MANDATORY = BOOK.acceptance_sets["mandatory"]
NASENCO, NPQ = MANDATORY
START, COMPLETED, AWARDED = "course_started_on", "course_completed_on", "awarded_on"


def sure(day: str) -> Verdict:
    return on(day), None, frozenset()


def perhaps(day: str, *missing: str) -> Verdict:
    return None, on(day), frozenset(missing)


def nasenco(
    begun: str | None, completed: str | None, awarded: str | None, by: AcceptBy = AcceptBy.COMPLETED
) -> Verdict:
    return weigh(award("NASENCO", begun, completed, awarded), NASENCO, by)


@pytest.mark.parametrize(
    ("begun", "completed", "expected"),
    [
        ("2024-08-31", "2026-06-30", True),
        ("2024-09-01", "2026-06-30", False),
        ("2024-08-31", "2027-08-31", True),
        ("2024-08-31", "2027-09-01", False),
    ],
)
def test_nasenco_is_begun_before_1_september_2024_and_completed_before_1_september_2027(
    begun: str, completed: str, expected: bool
) -> None:
    assert nasenco(begun, completed, "2027-10-15") == (sure("2027-10-15") if expected else REFUSED)


@pytest.mark.parametrize(("begun", "expected"), [("2024-08-31", False), ("2024-09-01", True)])
def test_the_npq_is_begun_on_or_after_1_september_2024(begun: str, expected: bool) -> None:
    verdict = weigh(npq_award(begun), NPQ, AcceptBy.COMPLETED)
    assert verdict == (sure("2026-08-20") if expected else REFUSED)


@pytest.mark.parametrize("outcome", ["failed", "voided"])
def test_only_a_passed_outcome_counts(outcome: str) -> None:
    assert weigh(award(outcome=outcome), NASENCO, AcceptBy.COMPLETED) == REFUSED == (None, None, frozenset())


@pytest.mark.parametrize(
    ("awarded", "verdict"),
    [
        ("2027-08-31", sure("2027-08-31")),
        ("2027-09-01", REFUSED),
    ],
)
def test_by_another_reading_the_certificate_must_be_in_time(awarded: str, verdict: Verdict) -> None:
    """Reading A9."""
    assert nasenco("2024-08-31", "2027-08-30", awarded, AcceptBy.AWARDED) == verdict
    assert nasenco("2024-08-31", None, awarded, AcceptBy.AWARDED) == verdict


@pytest.mark.parametrize(
    ("begun", "completed", "awarded", "verdict"),
    [
        # the start is not known
        (None, "2024-08-31", "2025-01-01", sure("2025-01-01")),
        (None, "2024-09-01", "2025-01-01", perhaps("2025-01-01", START)),
        (None, None, "2024-08-31", sure("2024-08-31")),
        (None, None, "2024-09-01", perhaps("2024-09-01", START)),
        (None, "2027-08-31", "2027-09-30", perhaps("2027-09-30", START)),
        (None, "2027-09-01", "2027-09-30", REFUSED),
        # the completion is not known
        ("2024-08-31", None, "2027-08-31", sure("2027-08-31")),
        ("2024-08-31", None, "2027-09-01", perhaps("2027-09-01", COMPLETED)),
        ("2024-09-01", None, "2027-08-31", REFUSED),
        # neither is
        (None, None, "2027-09-01", perhaps("2027-09-01", START, COMPLETED)),
        # the award's day is not known
        ("2024-08-31", "2027-08-31", None, perhaps("2027-08-31", AWARDED)),
        ("2024-08-31", "2027-09-01", None, REFUSED),
        ("2024-09-01", "2026-08-31", None, REFUSED),
        ("2024-08-31", None, None, perhaps("2024-08-31", COMPLETED, AWARDED)),
        (None, "2024-08-31", None, perhaps("2024-08-31", AWARDED)),
        (None, "2025-08-31", None, perhaps("2025-08-31", START, AWARDED)),
        (None, None, None, perhaps("2009-09-01", START, COMPLETED, AWARDED)),
    ],
)
def test_nasenco_of_which_something_is_not_known(
    begun: str | None, completed: str | None, awarded: str | None, verdict: Verdict
) -> None:
    assert nasenco(begun, completed, awarded) == verdict


@pytest.mark.parametrize(
    ("begun", "completed", "awarded", "verdict"),
    [
        ("2024-08-31", "2027-08-30", None, perhaps("2027-08-30", AWARDED)),
        ("2024-08-31", "2027-09-01", None, REFUSED),
        ("2024-08-31", None, None, perhaps("2024-08-31", AWARDED)),
        (None, None, "2024-08-31", sure("2024-08-31")),
        (None, None, "2027-08-31", perhaps("2027-08-31", START)),
        (None, None, "2027-09-01", REFUSED),
        (None, None, None, perhaps("2009-09-01", START, AWARDED)),
    ],
)
def test_the_same_where_the_certificate_decides(
    begun: str | None, completed: str | None, awarded: str | None, verdict: Verdict
) -> None:
    assert nasenco(begun, completed, awarded, AcceptBy.AWARDED) == verdict


@pytest.mark.parametrize(
    ("begun", "awarded", "verdict"),
    [
        (None, "2026-08-01", sure("2026-08-01")),
        (None, "2024-09-01", sure("2024-09-01")),
        (None, "2024-08-31", REFUSED),  # no NPQ course can have begun by then
        ("2024-09-01", None, perhaps("2024-09-01", AWARDED)),
        ("2024-08-31", None, REFUSED),
        (None, None, perhaps("2024-09-01", AWARDED)),
    ],
)
def test_the_npq_of_which_something_is_not_known(begun: str | None, awarded: str | None, verdict: Verdict) -> None:
    assert weigh(npq_award(begun, awarded), NPQ, AcceptBy.COMPLETED) == verdict


def test_a_start_that_may_be_too_early_is_asked_for() -> None:
    """Where courses ran before the first day that is accepted."""
    late = acceptance(begun_from=on("2015-01-01"), first_course_on=on("2010-01-01"))
    assert weigh(award("Q", None, None, "2016-01-01"), late, AcceptBy.COMPLETED) == perhaps("2016-01-01", START)
    assert weigh(award("Q", None, "2014-12-31", "2016-01-01"), late, AcceptBy.COMPLETED) == REFUSED
    assert weigh(award("Q", None, "2015-01-01", "2016-01-01"), late, AcceptBy.COMPLETED) == perhaps("2016-01-01", START)
    assert weigh(award("Q", "2015-01-01", None, None), late, AcceptBy.COMPLETED) == perhaps("2015-01-01", AWARDED)


def test_without_a_first_course_ever_a_start_that_is_not_known_may_be_any() -> None:
    no_first = acceptance(first_course_on=None)
    assert weigh(award("Q", None, None, "2016-01-01"), no_first, AcceptBy.COMPLETED) == sure("2016-01-01")
    assert weigh(award("Q", None, None, None), no_first, AcceptBy.COMPLETED) == (None, date.min, frozenset({AWARDED}))


def test_an_acceptance_without_limits_takes_every_passed_award() -> None:
    every = acceptance(first_course_on=None)
    assert weigh(award("Q", "1950-01-01", None, "1951-01-01"), every, AcceptBy.COMPLETED) == sure("1951-01-01")
    assert weigh(award("Q", "1950-01-01", None, "1951-01-01"), every, AcceptBy.AWARDED) == sure("1951-01-01")


def test_a_day_between_two_days_is_before_another_for_certain_perhaps_or_not() -> None:
    between = Between(on("2024-01-10"), on("2024-01-20"))
    days = ["2024-01-10", "2024-01-11", "2024-01-20", "2024-01-21"]
    assert [between.is_before(on(day)) for day in days] == [False, None, None, True]


# What is held of all awards


def plan(acceptances: tuple[Acceptance, ...], accept_by: AcceptBy = AcceptBy.COMPLETED) -> Plan:
    """The plan of a rule that takes these."""
    same_set = tuple(replace(each, set="mine") for each in acceptances)
    by = book(acceptances=same_set, conventions=Conventions(accept_by=accept_by))
    return Plan(rule(accepts="mine" if acceptances else None), by)


def held(*awards: Award) -> Holding:
    return hold(awards, plan(MANDATORY))[0]


def courses_taken(*awards: Award) -> list[Award]:
    return hold(awards, plan(MANDATORY))[1]


def test_no_award_is_nothing_held() -> None:
    assert held() == NOTHING_HELD == Holding(None, None, None, frozenset())
    assert held(award("OTHER")) == NOTHING_HELD
    assert held(award(outcome="failed")) == NOTHING_HELD
    assert hold((), plan(())) == (NOTHING_HELD, [])


def test_the_earliest_certain_award_is_the_one_held() -> None:
    early, late = award(awarded="2022-07-31"), npq_award()
    assert held(early, late) == held(late, early) == Holding(on("2022-07-31"), "NASENCO")
    assert held(late) == Holding(on("2026-08-20"), "NPQSENCO")


def test_of_two_on_one_day_the_first_in_the_book_is_named() -> None:
    same_day = award("NASENCO", "2023-09-01", "2024-10-31", "2026-08-20")
    assert held(npq_award(), same_day) == Holding(on("2026-08-20"), "NASENCO")


def test_one_that_may_be_held_before_the_certain_one_is_told_and_one_after_it_is_not() -> None:
    unclear = award("NASENCO", None, "2025-06-30", "2025-07-31")
    assert held(unclear) == Holding(None, None, on("2025-07-31"), frozenset({START}))
    before = Holding(on("2026-08-20"), "NPQSENCO", on("2025-07-31"), frozenset({START}))
    assert held(npq_award(), unclear) == held(unclear, npq_award()) == before
    assert held(award(awarded="2025-07-31"), unclear) == Holding(on("2025-07-31"), "NASENCO")
    assert held(award(awarded="2025-07-30"), unclear) == Holding(on("2025-07-30"), "NASENCO")
    assert held(award(awarded="2025-08-01"), unclear) == Holding(
        on("2025-08-01"), "NASENCO", on("2025-07-31"), frozenset({START})
    )


def test_of_several_that_may_be_held_the_earliest_day_and_all_that_is_missing() -> None:
    both = held(award("NASENCO", None, "2025-06-30", "2025-07-31"), npq_award("2025-10-13", None))
    assert both == Holding(None, None, on("2025-07-31"), frozenset({START, AWARDED}))


def test_awards_not_known_may_be_held_since_the_first_course_ever() -> None:
    missing = frozenset({"awards"})
    assert hold(None, plan(MANDATORY)) == (Holding(None, None, on("2009-09-01"), missing), [])
    assert hold(None, plan((NPQ,)))[0].may_be_held_on == on("2024-09-01")
    any_day, _ = hold(None, plan(BOOK.acceptance_sets["early_years"]))
    assert any_day == Holding(None, None, date.min, missing)


def test_an_award_s_own_course_is_taken_where_the_award_counts_or_may() -> None:
    counts, may_count = npq_award(), award("NASENCO", None, "2025-06-30", "2025-07-31")
    too_late = award("NASENCO", "2024-09-01", "2025-06-30", "2025-07-31")
    assert courses_taken(too_late, may_count, award("OTHER"), counts) == [may_count, counts]


@pytest.mark.parametrize("outcome", ["failed", "voided"])
def test_a_course_that_was_failed_is_taken_where_it_began_on_a_day_that_is(outcome: str) -> None:
    in_time = npq_award(outcome=outcome)
    too_early, unknown = npq_award("2024-08-31", outcome=outcome), npq_award(None, outcome=outcome)
    assert hold((too_early, in_time, unknown), plan(MANDATORY)) == (NOTHING_HELD, [in_time])


def test_the_certificate_decides_of_all_awards_by_another_reading() -> None:
    """Reading A9."""
    late_certificate = award("NASENCO", "2024-08-30", "2027-08-31", "2027-10-15")
    assert held(late_certificate) == Holding(on("2027-10-15"), "NASENCO")
    assert hold((late_certificate,), plan(MANDATORY, AcceptBy.AWARDED)) == (NOTHING_HELD, [])
