"""The steps about qualifications: what counts, what is held, what is under way, when to start."""

from dataclasses import replace

import pytest

from qualifications.rules.book import Book
from qualifications.rules.facts import Case
from qualifications.rules.phrases import Names
from qualifications.rules.qualified import accepted_when, qualification_steps
from qualifications.rules.steps import Step
from qualifications.rules.terms import AcceptBy, Conventions, Requirement
from tests.unit.qualifications.rules.builders import (
    NAMES,
    OTHER_SOURCE,
    SOURCE,
    acceptance,
    award,
    book,
    case,
    decided,
    enrolment,
    nothing_asked,
    npq_award,
    on,
    post,
    rule,
)
from tests.unit.qualifications.rules.shipped import BOOK

CALLED = Names(qualifications={"Q": "Award"})
SCHOOL = post(setting_type="school")


def steps(subject: Case, by: Book = BOOK, names: Names = NAMES, day: str = "2027-12-01") -> list[Step]:
    return list(qualification_steps(subject, by, decided(subject, by), on(day), names))


def texts(subject: Case, by: Book = BOOK, names: Names = NAMES, day: str = "2027-12-01") -> list[str]:
    return [step.text for step in steps(subject, by, names, day)]


NASENCO_COUNTS = (
    "The NASENCo counts where its course began before 1 September 2024 and it was completed before 1 September 2027. "
    "The appointment's date does not matter: the course's dates decide."
)
NPQ_COUNTS = (
    "The NPQ for SENCOs counts where its course began on or after 1 September 2024. It is held from the day of its "
    "outcome, which can come four months after eighteen months of teaching."
)


def test_when_a_qualification_counts() -> None:
    assert accepted_when(acceptance(), CALLED) == "The Award counts."
    assert accepted_when(acceptance(words="Always."), CALLED) == "The Award counts. Always."
    limited = acceptance(begun_from=on("2020-01-01"), begun_before=on("2021-01-01"), completed_before=on("2022-01-01"))
    assert accepted_when(limited, CALLED) == (
        "The Award counts where its course began on or after 1 January 2020, its course began before 1 January 2021 "
        "and it was completed before 1 January 2022."
    )
    assert [accepted_when(each, NAMES) for each in BOOK.acceptance_sets["mandatory"]] == [NASENCO_COUNTS, NPQ_COUNTS]


def test_what_counts_is_told_with_its_sources_where_something_is_asked() -> None:
    first, second, *_ = steps(case())
    nasenco, npq = BOOK.acceptance_sets["mandatory"]
    assert (first, second) == (Step(NASENCO_COUNTS, nasenco.sources), Step(NPQ_COUNTS, npq.sources))


def test_someone_exempt_is_told_of_what_they_hold_and_not_of_what_would_count() -> None:
    assert texts(case(post("2005-09-01"), awards=(award(),))) == [
        "Your NASENCo counts. You have held it since 31 July 2022."
    ]


def test_what_may_be_held_is_told_before_what_is_whatever_the_order_of_the_record() -> None:
    named, unknown = award(), replace(award(), qualification=None)
    for awards in ((named, unknown), (unknown, named)):
        told = texts(case(awards=awards))
        assert [text.split(".")[0] for text in told if "hold" in text or "held" in text][-2:] == [
            "It is not known which qualification you hold",
            "Your NASENCo counts",
        ]


def test_where_nothing_is_asked_nor_taken_nothing_is_told() -> None:
    assert texts(case(post(setting_type="other"), awards=(award(),), enrolments=(enrolment(),))) == []
    assert texts(case(post(setting_type="other"), awards=None)) == []


SIX_MONTHS = book(rules=(rule(months=6),), acceptances=(acceptance(longest_months=12, longest_is_assumed=True),))


def test_where_no_course_could_begin_early_enough_that_is_told() -> None:
    subject = case(post("2009-10-01", "school"))
    assert steps(subject, SIX_MONTHS, CALLED, "2010-04-01")[-1] == Step(
        "From start to outcome, the Award can take 12 months (assumed: no figure is published). None could begin early "
        "enough to be sure of an outcome in time.",
        (SOURCE,),
        decides=True,
    )


def test_of_the_acceptances_the_ones_that_a_course_on_the_latest_safe_start_leads_to() -> None:
    """1 September 2024 is the first day of the NPQ and the day after the last of NASENCO."""
    subject = case(post("2023-07-01"))
    assert decided(subject).latest_safe_start == on("2024-09-01")
    last = steps(subject, day="2026-07-01")[-1]
    assert last.text.startswith("From start to outcome, the NPQ for SENCOs can take 22 months. ")
    assert "1 September 2024" in last.text
    assert last.sources == BOOK.acceptance_sets["mandatory"][1].sources
    day_before = steps(case(post("2023-06-30")), day="2026-06-30")[-1]
    assert day_before.text.startswith(
        "From start to outcome, the NASENCo can take 22 months (assumed: no figure is published). "
    )


def test_several_acceptances_that_a_course_could_lead_to_are_each_told_with_each_source_once() -> None:
    other = acceptance(qualification="P", longest_months=9, sources=(SOURCE, OTHER_SOURCE))
    both = book(acceptances=(acceptance(), other))
    last = steps(case(SCHOOL), both, CALLED, "2026-11-21")[-1]
    assert last.text.startswith("From start to outcome, the Award can take 12 months and the P can take 9 months. ")
    assert last.sources == (SOURCE, OTHER_SOURCE)


def test_the_latest_safe_start_is_told_where_there_is_a_deadline_and_nothing_is_held() -> None:
    assert "From start to outcome" in texts(case(), day="2026-11-21")[-1]
    assert "From start to outcome" not in texts(case(awards=(npq_award(),)), day="2026-11-21")[-1]
    assert "From start to outcome" not in texts(case(post(setting_type="ey_group")), day="2026-11-21")[-1]


def test_once_the_deadline_has_passed_no_start_is_safe() -> None:
    """Nor is one spoken of."""
    for deadline, after, by in (("2027-09-01", "2027-09-02", BOOK), ("2010-04-01", "2010-04-02", SIX_MONTHS)):
        subject = case(post() if by is BOOK else post("2009-10-01", "school"))
        assert decided(subject, by).deadline == on(deadline)
        assert "From start to outcome" in texts(subject, by, day=deadline)[-1]
        assert not any("From start to outcome" in text for text in texts(subject, by, day=after))


# Awards


def test_awards_not_known_are_told_with_the_sources_of_what_would_count() -> None:
    nasenco, npq = BOOK.acceptance_sets["mandatory"]
    assert Step("It is not known whether you hold an award.", (*nasenco.sources, *npq.sources), decides=True) in steps(
        case(awards=None)
    )


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("failed", "You did not pass the NPQ for SENCOs, so it does not count."),
        ("voided", "The outcome of your NPQ for SENCOs was cancelled, so it does not count."),
    ],
)
def test_an_award_that_was_not_passed(outcome: str, words: str) -> None:
    told = steps(case(awards=(npq_award(outcome=outcome),)))
    assert Step(words, BOOK.acceptance_sets["mandatory"][1].sources, decides=True) in told


def test_an_award_of_something_else_is_told_with_the_sources_of_what_counts() -> None:
    two = book(acceptances=(acceptance(), acceptance(qualification="P", sources=(OTHER_SOURCE, SOURCE))))
    words = "Your NPQH is not one of the qualifications that count here."
    for outcome in ("passed", "failed"):
        told = steps(case(SCHOOL, awards=(award("NPQH", outcome=outcome),)), two, CALLED)
        assert Step(words, (SOURCE, OTHER_SOURCE), decides=True) in told


@pytest.mark.parametrize(
    ("begun", "completed", "awarded", "unknown"),
    [
        (None, "2026-06-30", "2026-07-31", "when its course began"),
        ("2024-03-01", None, "2027-10-01", "when its course was completed"),
        ("2024-03-01", "2026-06-30", None, "when it was awarded"),
        (None, "2026-06-30", None, "when its course began or when it was awarded"),
        (None, None, None, "when its course began, when its course was completed or when it was awarded"),
    ],
)
def test_what_is_not_known_of_an_award_that_may_count(
    begun: str | None, completed: str | None, awarded: str | None, unknown: str
) -> None:
    told = texts(case(awards=(award("NASENCO", begun, completed, awarded),)))
    assert f"Your NASENCo may count. It is not known {unknown}." in told


def test_awards_come_in_order_of_qualification_and_day() -> None:
    late, early = npq_award("2025-10-13", "2027-10-15"), npq_award(awarded="2026-08-20")
    told = texts(case(awards=(late, early, award())))
    assert [text for text in told if text.startswith("Your")] == [
        "Your NASENCo counts. You have held it since 31 July 2022.",
        "Your NPQ for SENCOs counts. You have held it since 20 August 2026.",
        "Your NPQ for SENCOs counts. You have held it since 15 October 2027.",
    ]


def test_where_the_certificate_decides_it_is_weighed_by_its_certificate() -> None:
    """Reading A9."""
    by_certificate = replace(BOOK, conventions=Conventions(accept_by=AcceptBy.AWARDED))
    late = case(awards=(award(begun="2024-08-30", completed="2027-08-31", awarded="2027-10-15"),))
    assert "Your NASENCo counts. You have held it since 15 October 2027." in texts(late)
    assert any(text.startswith("Your NASENCo does not count: ") for text in texts(late, by_certificate))


def test_of_several_acceptances_the_one_that_takes_it_best_is_told() -> None:
    """For certain before perhaps, perhaps before not at all; whatever their order in the book."""
    closed = acceptance(begun_before=on("2015-01-01"), first_course_on=None, sources=(OTHER_SOURCE,))
    later = acceptance(begun_from=on("2015-01-01"), first_course_on=None)
    unclear = acceptance(begun_from=on("2014-01-01"), completed_before=on("2016-01-01"), first_course_on=None)

    def told(awarded: tuple[str | None, str | None, str | None], *acceptances: object) -> list[Step]:
        subject = case(SCHOOL, awards=(award("Q", *awarded),))
        return [s for s in steps(subject, book(acceptances=acceptances), CALLED) if s.text.startswith("Your")]

    certain = [Step("Your Award counts. You have held it since 1 February 2017.", (SOURCE,), decides=True)]
    assert told(("2015-02-01", None, "2017-02-01"), closed, later) == certain
    assert told(("2015-02-01", None, "2017-02-01"), later, closed) == certain
    assert told(("2015-02-01", None, "2017-02-01"), unclear, later) == certain
    assert told(("2015-02-01", None, "2017-02-01"), later, unclear) == certain
    perhaps = told(("2015-02-01", None, "2017-02-01"), closed, unclear)
    assert perhaps == told(("2015-02-01", None, "2017-02-01"), unclear, closed)
    assert [(step.text[:21], step.sources) for step in perhaps] == [("Your Award may count.", (SOURCE,))]


def test_an_award_is_held_where_any_of_several_acceptances_takes_it() -> None:
    closed = acceptance(begun_before=on("2015-01-01"), first_course_on=None)
    later = acceptance(begun_from=on("2015-01-01"), first_course_on=None)
    subject = case(SCHOOL, awards=(award("Q", "2015-02-01", None, "2017-02-01"),))
    for order in ((closed, later), (later, closed)):
        assert decided(subject, book(acceptances=order)).holding.held_on == on("2017-02-01")
    failed = case(SCHOOL, awards=(award("Q", "2015-02-01", None, "2017-02-01", "failed"),))
    for order in ((closed, later), (later, closed)):
        assert len(decided(failed, book(acceptances=order)).courses) == 1


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-08-19", "Your NPQ for SENCOs counts. You will hold it from 20 August 2026."),
        ("2026-08-20", "Your NPQ for SENCOs counts. You have held it since 20 August 2026."),
    ],
)
def test_an_award_is_held_from_its_day_on(day: str, words: str) -> None:
    assert words in texts(case(awards=(npq_award(),)), day=day)


@pytest.mark.parametrize(
    ("begun", "completed", "awarded", "why"),
    [
        ("2024-09-01", None, None, "its course began on 1 September 2024, and had to begin before 1 September 2024"),
        (
            "2024-09-02",
            "2027-09-01",
            "2027-10-01",
            "its course began on 2 September 2024, and had to begin before 1 September 2024",
        ),
        (
            "2024-08-31",
            "2027-09-01",
            "2027-10-01",
            "its day of completion is 1 September 2027, and has to be before 1 September 2027",
        ),
        (
            None,
            "2027-09-02",
            "2027-10-01",
            "its day of completion is 2 September 2027, and has to be before 1 September 2027",
        ),
    ],
)
def test_why_a_nasenco_does_not_count(begun: str, completed: str | None, awarded: str | None, why: str) -> None:
    told = steps(case(awards=(award("NASENCO", begun, completed, awarded),)))
    assert (
        Step(f"Your NASENCo does not count: {why}.", BOOK.acceptance_sets["mandatory"][0].sources, decides=True) in told
    )


def test_why_an_npq_does_not_count() -> None:
    too_early = "its course began on 31 August 2024, and had to begin on or after 1 September 2024"
    assert f"Your NPQ for SENCOs does not count: {too_early}." in texts(case(awards=(npq_award("2024-08-31"),)))
    unfit = "Your NPQ for SENCOs does not count: the days recorded leave no room for a course that counts."
    assert unfit in texts(case(awards=(npq_award(None, "2024-08-15"),)))


def test_a_course_begun_on_the_first_day_is_refused_for_something_else() -> None:
    window = acceptance(begun_from=on("2020-01-01"), completed_before=on("2021-01-01"))
    late = case(SCHOOL, awards=(award("Q", "2020-01-01", "2021-01-01", "2021-02-01"),))
    why = "its day of completion is 1 January 2021, and has to be before 1 January 2021"
    assert f"Your Award does not count: {why}." in texts(late, book(acceptances=(window,)), CALLED)


def test_why_it_does_not_count_where_the_certificate_decides() -> None:
    """Reading A9."""
    by_certificate = replace(BOOK, conventions=Conventions(accept_by=AcceptBy.AWARDED))
    late = case(awards=(award(begun="2024-08-30", completed="2027-08-31", awarded="2027-10-15"),))
    why = "its day of completion is 15 October 2027, and has to be before 1 September 2027"
    assert f"Your NASENCo does not count: {why}." in texts(late, by_certificate)


# Courses


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-10-12", "is to begin on 13 October 2025, and its outcome is expected by 13 August 2027, not after"),
        ("2025-10-13", "began on 13 October 2025, and its outcome is expected by 13 August 2027, not after"),
        ("2026-01-15", "began on 13 October 2025, and its outcome is expected by 13 August 2027, not after"),
    ],
)
def test_a_course_before_and_while_it_is_under_way(day: str, words: str) -> None:
    left = enrolment(status="withdrawn", ended="2026-01-15")
    assert f"Your NPQ for SENCOs course {words} the deadline." in texts(case(enrolments=(left,)), day=day)


def test_a_course_that_is_over() -> None:
    left = enrolment(status="withdrawn", ended="2026-01-15")
    over = "Your NPQ for SENCOs course began on 13 October 2025. It stopped counting after 15 January 2026."
    assert over in texts(case(enrolments=(left,)), day="2026-01-16")


def test_a_course_that_comes_too_late_and_one_without_a_deadline() -> None:
    late = "Your NPQ for SENCOs course began on 12 January 2026, and its outcome is expected by 12 November 2027"
    subject = enrolment(begun="2026-01-12")
    day = "2027-11-12"
    assert f"{late}, after the deadline." in texts(case(enrolments=(subject,)), day=day)
    assert f"{late}." in texts(case(post(setting_type="pru"), enrolments=(subject,)), day=day)


@pytest.mark.parametrize("setting_type", ["maintained_school", "pru"])
def test_a_course_whose_outcome_was_expected_and_is_not_recorded(setting_type: str) -> None:
    """From the day after it was expected, with a deadline or without one."""
    subject = case(post(setting_type=setting_type), enrolments=(enrolment(),))
    npq = BOOK.acceptance_sets["mandatory"][1]
    began = "Your NPQ for SENCOs course began on 13 October 2025"
    passed = f"{began}. Its outcome was expected by 13 August 2027 and is not recorded."
    assert Step(passed, npq.sources, decides=True) in steps(subject, day="2027-08-14")
    assert passed not in texts(subject, day="2027-08-13")
    assert any(text.startswith(f"{began}, and its outcome is expected") for text in texts(subject, day="2027-08-13"))


def test_a_course_that_had_stopped_counting_is_not_waited_for() -> None:
    left = case(enrolments=(enrolment(status="withdrawn", ended="2026-01-15"),))
    assert not any("is not recorded" in text for text in texts(left))
    assert any("stopped counting after 15 January 2026" in text for text in texts(left))


def test_courses_are_told_with_the_sources_of_what_they_lead_to() -> None:
    nasenco, npq = BOOK.acceptance_sets["mandatory"]
    courses = (enrolment("NASENCO", "2024-03-01", "withdrawn", "2024-05-01"), enrolment(begun="2026-10-12"))
    told = {s.text.split(" course ")[0]: s.sources for s in steps(case(enrolments=courses), day="2026-09-01")}
    assert told["Your NASENCo"] == nasenco.sources
    assert told["Your NPQ for SENCOs"] == npq.sources
    twice = acceptance(begun_before=on("2015-01-01"), sources=(OTHER_SOURCE, SOURCE))
    other = acceptance(qualification="P", sources=(replace(SOURCE, name="Other"),))
    mine = book(acceptances=(twice, other, acceptance(begun_from=on("2015-01-01"))))
    (course,) = [s for s in steps(case(SCHOOL, enrolments=(enrolment("Q"),)), mine, CALLED) if "Your" in s.text]
    assert course.sources == (OTHER_SOURCE, SOURCE)


def test_courses_that_do_not_count_are_told_with_the_reason() -> None:
    nasenco, npq = BOOK.acceptance_sets["mandatory"]
    courses = (
        enrolment("NPQH", "2024-01-08"),
        enrolment(begun="2024-08-31"),
        enrolment("NASENCO", "2024-08-30", completion="2027-09-01"),
        enrolment("NASENCO", "2024-08-29", outcome="2027-09-02"),
        enrolment("NASENCO", "2024-08-28", status="withdrawn"),
    )
    told = [step for step in steps(case(enrolments=courses)) if " course " in step.text and "Your" in step.text]
    late = "its day of completion is {} September 2027, and has to be before 1 September 2027"
    assert told == [
        Step(
            "Your NPQH course does not lead to one of the qualifications that count here.",
            (*nasenco.sources, *npq.sources),
            decides=True,
        ),
        Step(
            "Your NASENCo course does not count: the days recorded leave no room for a course that counts.",
            nasenco.sources,
            decides=True,
        ),
        Step(f"Your NASENCo course does not count: {late.format(2)}.", nasenco.sources, decides=True),
        Step(f"Your NASENCo course does not count: {late.format(1)}.", nasenco.sources, decides=True),
        Step(
            "Your NPQ for SENCOs course does not count: its course began on 31 August 2024, and had to begin on or "
            "after 1 September 2024.",
            npq.sources,
            decides=True,
        ),
    ]


@pytest.mark.parametrize(
    ("status", "completion", "day"),
    [
        ("completed", None, "2 October"),
        ("completed", "2027-09-05", "2 October"),
        ("in_progress", "2027-09-05", "5 September"),
    ],
)
def test_a_refused_course_that_was_completed_is_told_with_the_day_when_it_was(
    status: str, completion: str | None, day: str
) -> None:
    """Only where it was completed: another course's last day is not its completion."""
    late = enrolment("NASENCO", "2024-08-30", status, "2027-10-02", completion, "2027-12-01")
    why = f"its day of completion is {day} 2027, and has to be before 1 September 2027"
    assert f"Your NASENCo course does not count: {why}." in texts(case(enrolments=(late,)))


def test_a_course_completed_on_a_day_not_known_is_told_with_the_day_expected() -> None:
    late = enrolment("NASENCO", "2024-08-30", "completed", None, "2027-09-05", "2027-12-01")
    assert any("its day of completion is 5 September 2027, and" in text for text in texts(case(enrolments=(late,))))


def test_each_course_is_told_as_its_own() -> None:
    """The same day, and the same qualification, with other courses beside it."""
    nasenco, npq = enrolment("NASENCO", "2024-08-31"), enrolment("NPQSENCO", "2024-08-31")
    told = [text for text in texts(case(enrolments=(npq, nasenco))) if text.startswith("Your")]
    assert [text.split(" course ")[0] for text in told] == ["Your NASENCo", "Your NPQ for SENCOs"]
    assert " began on " in told[0]
    assert " does not count: " in told[1]
    late = enrolment(begun="2026-01-12")
    two = [text for text in texts(case(enrolments=(late, enrolment()))) if text.startswith("Your")]
    assert ["13 October 2025" in two[0], "12 January 2026" in two[1]] == [True, True]
    assert (
        texts(case(awards=(npq_award(begun="2025-10-13", awarded="2027-08-01"),), enrolments=(enrolment(),))).count(
            "Your NPQ for SENCOs course began on 13 October 2025. It stopped counting after 1 August 2027."
        )
        == 1
    )


def test_the_latest_safe_start_is_spoken_of_as_past_once_it_is() -> None:
    sure = "To be sure of an outcome in time, a course {} begin by 1 November 2025. A later one may still be in time."
    assert texts(case(), day="2025-11-01")[-1].endswith(sure.format("has to"))
    assert texts(case(), day="2025-11-02")[-1].endswith(sure.format("would have had to"))


def test_a_recommendation_with_a_deadline_is_told_like_a_duty() -> None:
    recommended = book(rules=(rule(requirement=Requirement.RECOMMENDED),))
    assert texts(case(SCHOOL), recommended, CALLED)[0] == "The Award counts."
    assert texts(case(SCHOOL), book(rules=(nothing_asked(accepts="main"),)), CALLED) == []


# Which steps decide, on the last day of a course


def test_on_its_last_day_a_course_still_decides_and_why_others_do_not_count_does_not() -> None:
    left = enrolment("NPQSENCO", "2025-10-13", status="withdrawn", ended="2026-11-21")
    subject = case(awards=(award("NASENCO", "2024-09-02", "2025-07-01", "2025-09-01"),), enrolments=(left,))
    last, after = (
        {step.text[:12]: step.decides for step in steps(subject, day=day)} for day in ("2026-11-21", "2026-11-22")
    )
    assert (last["Your NASENCo"], after["Your NASENCo"]) == (False, True)


def test_on_the_day_of_its_failed_outcome_a_course_still_decides() -> None:
    failed = npq_award("2025-10-13", "2026-11-21", "failed")
    subject = case(awards=(failed,), enrolments=(enrolment("NPQSENCO", "2025-10-13"),))
    course = "Your NPQ for SENCOs course"
    on_the_day, after = (
        [step.decides for step in steps(subject, day=day) if step.text.startswith(course)]
        for day in ("2026-11-21", "2026-11-22")
    )
    assert (on_the_day, after) == ([True], [False])


def test_what_nobody_knows_of_courses_and_awards_is_said() -> None:
    nasenco, npq = BOOK.acceptance_sets["mandatory"]
    sources = tuple(dict.fromkeys((*nasenco.sources, *npq.sources)))
    unknown = replace(npq_award(None, "2026-08-20"), qualification=None)
    told = steps(case(awards=(unknown,), enrolments=None))
    which = "It is not known which qualification you hold. It may be one that counts."
    assert Step(which, sources, decides=True) in told
    assert Step("It is not known whether you are on a course.", sources, decides=True) in told
