"""Random cases and books for Hypothesis: facts that can be, known or not, around the days that matter."""

from datetime import date, timedelta

from hypothesis import strategies as st

from qualifications.rules.book import (
    Acceptance,
    Alternative,
    Book,
    DesignationTest,
    Rule,
    ServiceLimit,
    SettingTerms,
    Source,
)
from qualifications.rules.facts import (
    Award,
    Case,
    Enrolment,
    EnrolmentStatus,
    Induction,
    Outcome,
    Person,
    Post,
    PreviousPost,
    TeacherStatus,
)
from qualifications.rules.terms import (
    AcceptBy,
    Clock,
    Conventions,
    Expectation,
    LeapDay,
    Overlap,
    Requirement,
    ServiceTest,
)
from tests.unit.qualifications.rules.shipped import BOOK, PREVIOUS_TYPES, ROLES, SETTING_TYPES

# Days that rules, leap years and limits turn on, and their neighbours; and any other day of half a century.
TURNS = [date(2009, 9, 1), date(2012, 2, 29), date(2024, 2, 29), date(2024, 9, 1), date(2025, 11, 1), date(2027, 9, 1)]
near_turns = st.sampled_from([turn + timedelta(days=offset) for turn in TURNS for offset in (-366, -1, 0, 1, 365)])
days = near_turns | st.dates(date(1990, 1, 1), date(2040, 12, 31))
CODES = ("NASENCO", "NPQSENCO", "EY_L3_SENCO", "OTHER_PGCERT_SEN")
FIRST_COURSES = {a.qualification: a.first_course_on for a in BOOK.acceptances if a.first_course_on}


@st.composite
def posts(draw: st.DrawFn, setting_types: tuple[str, ...] = SETTING_TYPES) -> Post:
    started_on = draw(days)
    return Post(
        setting_type=draw(st.sampled_from(setting_types)),
        started_on=started_on,
        ended_on=draw(st.none() | st.integers(0, 4000).map(lambda days: started_on + timedelta(days=days))),
        role=draw(st.sampled_from(ROLES)),
        is_head_teacher=draw(st.sampled_from([True, False, None])),
        teaches_at_setting=draw(st.sampled_from([True, False, None])),
    )


people = st.builds(
    Person,
    teacher_status=st.sampled_from([*TeacherStatus, None]),
    induction=st.sampled_from([*Induction, None]),
)


@st.composite
def previous_posts(draw: st.DrawFn) -> PreviousPost:
    started_on = draw(days)
    length = draw(st.sampled_from([0, 183, 364, 365, 366, 367]) | st.integers(0, 3000))
    return PreviousPost(
        setting_type=draw(st.sampled_from([*PREVIOUS_TYPES, None])),
        started_on=draw(st.sampled_from([started_on, started_on, started_on, None])),
        ended_on=draw(st.sampled_from([started_on + timedelta(days=length)] * 3 + [None])),
        role=draw(st.sampled_from([*ROLES, "senco", "senco", None])),
        end_unknown=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def awards(draw: st.DrawFn, *, known: bool = False, outcomes: tuple[str, ...] = tuple(Outcome)) -> Award:
    """Awards whose days can be: in order, and none begun before the qualification's first course."""
    code = draw(st.sampled_from(CODES))
    begun = max(draw(days), FIRST_COURSES.get(code, date.min))
    completed = begun + timedelta(days=draw(st.integers(0, 900)))
    awarded = completed + timedelta(days=draw(st.integers(0, 120)))
    known_days = [day if known or draw(st.booleans() | st.just(True)) else None for day in (begun, completed, awarded)]
    which = code if known else draw(st.sampled_from([code, code, code, None]))
    return Award(which, known_days[0], known_days[1], known_days[2], draw(st.sampled_from(outcomes)))


@st.composite
def enrolments(draw: st.DrawFn) -> Enrolment:
    started_on = draw(days)
    completion = started_on + timedelta(days=draw(st.integers(0, 900)))
    status = draw(st.sampled_from(list(EnrolmentStatus)))
    ended = started_on + timedelta(days=draw(st.integers(0, 900)))
    return Enrolment(
        qualification=draw(st.sampled_from(CODES)),
        started_on=started_on,
        status=status,
        ended_on=None if status is EnrolmentStatus.IN_PROGRESS else draw(st.sampled_from([ended, ended, None])),
        expected_completion_on=draw(st.sampled_from([completion, None])),
        expected_outcome_on=draw(st.sampled_from([completion + timedelta(days=90), None])),
    )


def few(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    return Case(
        post=draw(posts()),
        person=draw(people),
        previous_posts=draw(st.none() | few(previous_posts())),  # type: ignore[arg-type]
        awards=draw(st.none() | few(awards())),  # type: ignore[arg-type]
        enrolments=draw(st.none() | few(enrolments())),  # type: ignore[arg-type]
    )


SOURCE = (Source("A text", "a provision", "https://www.example.org/"),)


@st.composite
def acceptances(draw: st.DrawFn, name: str) -> Acceptance:
    begun_from, begun_before = sorted([draw(days), draw(days)])
    return Acceptance(
        set=name,
        qualification=draw(st.sampled_from(CODES[:3])),
        longest_months=draw(st.integers(1, 40)),
        begun_from=draw(st.sampled_from([begun_from, None])),
        begun_before=draw(st.sampled_from([begun_before, None])),
        completed_before=draw(st.sampled_from([begun_before + timedelta(days=700), None])),
        sources=SOURCE,
    )


@st.composite
def rules(draw: st.DrawFn, number: int) -> Rule:
    """A rule about any post of the shipped vocabulary; often with a deadline, sometimes lifting the duty."""
    requirement = draw(st.sampled_from(list(Requirement)))
    asks = requirement is not Requirement.NONE
    first, last = sorted([draw(days), draw(days)])
    return Rule(
        code=f"rule-{number}",
        setting_types=tuple(sorted(draw(st.sets(st.sampled_from(SETTING_TYPES), min_size=1)))),
        words="Because.",
        requirement=requirement,
        roles=draw(st.sampled_from([(), ("senco",), ("assistant_senco",)])),
        started_from=draw(st.sampled_from([first, None])),
        started_until=draw(st.sampled_from([last, None])),
        service=draw(st.sampled_from(list(ServiceTest))),
        service_begun_until=draw(st.sampled_from([None, None, date(2009, 9, 1), date(2015, 1, 1)])),
        exemption=None if asks else draw(st.sampled_from([None, "lifted"])),
        qualification="NASENCO" if asks else None,
        months=draw(st.sampled_from([None, 12, 36])) if asks else None,
        tests_designation=draw(st.booleans()),
        accepts=draw(st.sampled_from(["one", "other"])) if asks else draw(st.sampled_from([None, "one"])),
        sources=SOURCE,
    )


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Books in which every post is governed: a last rule takes whatever the others leave."""
    drawn = [draw(rules(number)) for number in range(draw(st.integers(1, 5)))]
    last = Rule("last", SETTING_TYPES, "Nothing else holds.", Requirement.NONE, sources=SOURCE)
    named = [[draw(acceptances(name)) for _ in range(draw(st.integers(1, 3)))] for name in ("one", "other")]
    return Book(
        name="A book",
        in_force_from=date(2020, 1, 1),
        notes="",
        conventions=draw(
            st.builds(
                Conventions,
                leap_day=st.sampled_from(LeapDay),
                clock=st.sampled_from(Clock),
                overlap=st.sampled_from(Overlap),
                accept_by=st.sampled_from(AcceptBy),
            )
        ),
        service_limit=ServiceLimit(draw(st.integers(1, 36)), draw(st.integers(30, 1100)), ("senco",), SOURCE),
        setting_terms=tuple(
            SettingTerms(kind, draw(st.booleans()), draw(st.sampled_from(Expectation)), SOURCE)
            for kind in PREVIOUS_TYPES
        ),
        designation=(
            Alternative(
                "one", (DesignationTest("teacher_status", ("qts",), "be a teacher", draw(st.booleans()), SOURCE),)
            ),
            Alternative("other", (DesignationTest("is_head_teacher", ("true",), "be the head", False, SOURCE),)),
        ),
        acceptances=tuple(acceptance for each in named for acceptance in each),
        rules=(*drawn, last),
    )
