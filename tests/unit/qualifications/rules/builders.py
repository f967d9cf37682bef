"""Cases, books and their parts, each made with the least that a test has to say.

Days are written as texts of year, month and day, the way the cases have them.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from qualifications.rules.assess import Decision, assess
from qualifications.rules.book import (
    Acceptance,
    Alternative,
    Book,
    DesignationTest,
    Reading,
    Rule,
    ServiceLimit,
    SettingTerms,
    Source,
)
from qualifications.rules.case_form import read_case
from qualifications.rules.facts import Award, Case, Enrolment, Person, Post, PreviousPost
from qualifications.rules.phrases import Names
from qualifications.rules.terms import Conventions, Expectation, Requirement
from tests.unit.qualifications.rules.shipped import BOOK, WORDS

NAMES = Names(
    setting_types={
        "maintained_school": "maintained mainstream school",
        "academy": "mainstream academy or free school",
        "maintained_nursery_school": "maintained nursery school",
        "special_school": "special school or special academy",
        "pru": "pupil referral unit",
        "ap_academy": "alternative provision academy",
        "independent_school": "independent school",
        "fe_college": "further education or sixth-form college",
        "academy_16_19": "16 to 19 academy",
        "ctc": "city technology college",
        "ey_group": "nursery, pre-school or other early-years group",
        "childminder": "childminder",
        "other": "other kind of setting",
        "outside_england": "school or setting outside England",
    },
    roles={"senco": "SENCo", "assistant_senco": "assistant SENCo"},
    qualifications={
        "NASENCO": "NASENCo",
        "NPQSENCO": "NPQ for SENCOs",
        "EY_L3_SENCO": "Level 3 early-years SENCO award",
    },
)
SOURCE = Source("Act", "section 1", "https://example.org/act")
OTHER_SOURCE = Source("Code", "paragraph 2", "https://example.org/code")


def day(text: str | None) -> date | None:
    """A day from its text; nothing from nothing."""
    return None if text is None else on(text)


def on(text: str) -> date:
    """A day from its text."""
    return date.fromisoformat(text)


def from_raw(raw: dict[str, Any]) -> Case:
    return read_case(raw, WORDS)


# The parts of a case


def post(
    started_on: str = "2024-09-01",
    setting_type: str = "maintained_school",
    ended_on: str | None = None,
    role: str = "senco",
    is_head_teacher: bool | None = False,
    teaches_at_setting: bool | None = True,
) -> Post:
    return Post(setting_type, on(started_on), day(ended_on), role, is_head_teacher, teaches_at_setting)


def earlier(
    started_on: str | None = "2020-09-01",
    ended_on: str | None = "2021-08-31",
    setting_type: str | None = "maintained_school",
    role: str | None = "senco",
) -> PreviousPost:
    return PreviousPost(setting_type, day(started_on), day(ended_on), role)


def award(
    qualification: str = "NASENCO",
    begun: str | None = "2021-09-01",
    completed: str | None = "2022-06-30",
    awarded: str | None = "2022-07-31",
    outcome: str = "passed",
) -> Award:
    return Award(qualification, day(begun), day(completed), day(awarded), outcome)


def npq_award(begun: str | None = "2024-10-07", awarded: str | None = "2026-08-20", outcome: str = "passed") -> Award:
    return award("NPQSENCO", begun, None, awarded, outcome)


def enrolment(
    qualification: str = "NPQSENCO",
    begun: str = "2025-10-13",
    status: str = "in_progress",
    ended: str | None = None,
    completion: str | None = None,
    outcome: str | None = None,
) -> Enrolment:
    return Enrolment(qualification, on(begun), status, day(ended), day(completion), day(outcome))


TEACHER = Person("qts", "complete")


def case(
    held: Post | None = None,
    previous_posts: tuple[PreviousPost, ...] | None = (),
    awards: tuple[Award, ...] | None = (),
    enrolments: tuple[Enrolment, ...] | None = (),
    person: Person = TEACHER,
) -> Case:
    """A case of a qualified teacher without any history, in a post that began on 1 September 2024."""
    return Case(held or post(), person, previous_posts, awards, enrolments)


def decided(of: Case, by: Book = BOOK) -> Decision:
    return assess(of, by)


def under(code: str) -> Book:
    """The shipped book as its reading of that code has it."""
    return next(other for reading, other in BOOK.other_books if reading.code == code)


# The parts of a book


def rule(code: str = "duty", **changes: Any) -> Rule:
    """A rule that requires a qualification of everybody at a school, within three years."""
    usual = Rule(
        code=code,
        setting_types=("school",),
        words="Schools need it.",
        requirement=Requirement.REQUIRED,
        qualification="Q",
        months=36,
        accepts="main",
        sources=(SOURCE,),
    )
    return replace(usual, **changes)


def nothing_asked(code: str = "nothing", **changes: Any) -> Rule:
    """A rule that asks for nothing of anybody at a school."""
    usual = Rule(
        code=code, setting_types=("school",), words="Nothing.", requirement=Requirement.NONE, sources=(SOURCE,)
    )
    return replace(usual, **changes)


def acceptance(**changes: Any) -> Acceptance:
    usual = Acceptance(
        set="main", qualification="Q", longest_months=12, first_course_on=on("2010-01-01"), sources=(SOURCE,)
    )
    return replace(usual, **changes)


def terms(setting_type: str = "school", **changes: Any) -> SettingTerms:
    return replace(SettingTerms(setting_type, True, Expectation.MUST, (SOURCE,)), **changes)


def fact_test(fact: str = "teacher_status", **changes: Any) -> DesignationTest:
    return replace(DesignationTest(fact, ("qts",), "be a teacher", False, (SOURCE,)), **changes)


def reading(code: str = "R", **changes: Any) -> Reading:
    return replace(Reading(code, note="Read otherwise.", sources=(SOURCE,)), **changes)


def book(**changes: Any) -> Book:
    """A small sound book: one kind of setting, one rule, one acceptance, one test."""
    usual = Book(
        name="small",
        in_force_from=on("2020-01-01"),
        notes="",
        conventions=Conventions(),
        service_limit=ServiceLimit(12, 366, ("senco",), (SOURCE,)),
        setting_terms=(terms(),),
        designation=(Alternative("A teacher", (fact_test(),)),),
        acceptances=(acceptance(),),
        rules=(rule(),),
    )
    return replace(usual, **changes)
