"""A decision as ordered steps; the worked cases hold their words, this module what no worked case has."""

from dataclasses import replace
from typing import Any

import pytest

from qualifications.rules.book import Book, ServiceLimit
from qualifications.rules.book_form import read_book
from qualifications.rules.explain import Explained, explain
from qualifications.rules.facts import Case, Person, PreviousPost
from qualifications.rules.phrases import Names
from qualifications.rules.steps import Step
from qualifications.rules.terms import Clock, Expectation, LeapDay, ServiceTest
from tests.unit.qualifications.rules.builders import (
    NAMES,
    OTHER_SOURCE,
    SOURCE,
    award,
    book,
    case,
    decided,
    earlier,
    enrolment,
    fact_test,
    nothing_asked,
    npq_award,
    on,
    post,
    rule,
    terms,
    under,
)
from tests.unit.qualifications.rules.shipped import BOOK, PLAIN_BOOK, SETTING_TYPES

CALLED = Names(
    setting_types={"school": "school", "nursery": "nursery"},
    roles={"senco": "SENCo", "helper": "helper"},
    qualifications={"Q": "Award"},
)
SCHOOL = post(setting_type="school")


def steps(subject: Case, by: Book, names: Names = CALLED, day: str = "2026-11-21") -> list[Step]:
    return list(explain(Explained(subject, by, decided(subject, by), on(day), names)))


def texts(subject: Case, by: Book, names: Names = CALLED, day: str = "2026-11-21") -> list[str]:
    return [step.text for step in steps(subject, by, names, day)]


def test_the_steps_of_a_small_book_in_their_order() -> None:
    mine = book(rules=(rule(tests_designation=True),))
    told = steps(case(SCHOOL), mine)
    assert [step.text.split()[0] for step in told] == ["A", "You", "Schools", "The", "The", "From", "The", "So", "On"]
    assert [step.sources for step in told] == [(SOURCE,)] * 9


def test_a_kind_of_setting_of_which_the_book_says_nothing_begins_with_the_rule() -> None:
    elsewhere = book(setting_terms=(terms("nursery"),))
    assert texts(case(SCHOOL), elsewhere)[0].startswith("You became SENCo on ")


def test_how_strongly_the_place_should_have_a_senco_comes_first_with_its_source() -> None:
    expected = terms(should_have_senco=Expectation.EXPECTED, sources=(OTHER_SOURCE,))
    first = steps(case(SCHOOL), book(setting_terms=(expected,)))[0]
    assert first == Step("A school is expected to have a SENCo.", (OTHER_SOURCE,))
    other = terms(should_have_senco=Expectation.EXPECTED, sources=(SOURCE,))
    assert steps(case(SCHOOL), book(setting_terms=(other,)))[0].sources == (SOURCE,)


def asks(subject: Case, *rules: object) -> bool:
    """Whether earlier service is spoken of."""
    mine = book(rules=rules)
    return any("been SENCo before" in text for text in texts(subject, mine))


def test_earlier_service_is_spoken_of_where_a_rule_for_such_a_post_asks_about_it() -> None:
    served = nothing_asked("served", service=ServiceTest.MORE)
    assert asks(case(SCHOOL), served, rule())
    assert not asks(case(SCHOOL), rule())
    assert asks(case(SCHOOL), replace(served, roles=("senco",)), rule())
    assert not asks(case(SCHOOL), replace(served, roles=("helper",)), rule())
    assert not asks(case(SCHOOL), replace(served, setting_types=("nursery",)), rule())
    begun = nothing_asked("begun", service_begun_until=on("2009-09-01"))
    assert asks(case(SCHOOL), begun, rule())


def test_it_is_spoken_of_only_on_the_days_of_that_rule() -> None:
    within = nothing_asked(
        "served", service=ServiceTest.MORE, started_from=on("2020-01-01"), started_until=on("2020-12-31")
    )
    days = ["2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01"]
    assert [asks(case(post(day, "school")), within, rule()) for day in days] == [False, True, True, False]


def test_it_is_not_spoken_of_where_a_rule_before_governs_whatever_it_was() -> None:
    """An assistant, say."""
    served = nothing_asked("served", service=ServiceTest.MORE)
    assistants = nothing_asked("assistants", roles=("senco",))
    assert not asks(case(SCHOOL), assistants, served, rule())
    assert asks(case(SCHOOL), served, assistants, rule())


def test_a_decision_may_be_explained_by_the_same_book_read_again() -> None:
    """Its rules are equal, and not the same objects."""
    again = read_book(PLAIN_BOOK)
    for setting_type in ("ey_group", "maintained_school"):
        subject = case(post(setting_type=setting_type))
        told = explain(Explained(subject, again, decided(subject), on("2026-11-21"), NAMES))
        assert list(told) == steps(subject, BOOK, NAMES)


SERVED = nothing_asked("served", service=ServiceTest.MORE)
HELPERS = ServiceLimit(6, 180, ("senco", "helper"), (OTHER_SOURCE,))
ASKING = book(rules=(SERVED, rule()), service_limit=HELPERS)


@pytest.mark.parametrize(
    ("previous", "words"),
    [
        (None, "It is not known whether you had been SENCo before."),
        ((), "You had not been SENCo before."),
        (
            (earlier("2010-01-01", "2015-01-01", "nursery"),),
            "None of your earlier posts counts: only time as SENCo or helper at a school does.",
        ),
        (
            (earlier("2010-01-01", "2015-01-01", "school"),),
            "Before this post, the time that counts is from 1 January 2010 to 1 January 2015. "
            "That is more than 6 months.",
        ),
        (
            (earlier("2010-01-01", "2010-02-01", "school"), earlier("2012-01-01", "2012-02-01", "school")),
            "Before this post, the time that counts is from 1 January 2010 to 1 February 2010 and from 1 January 2012 "
            "to 1 February 2012. That is not more than 6 months.",
        ),
        (
            (earlier("2010-01-01", "2010-02-01", "school"), earlier("2012-01-01", "2015-02-01", None)),
            "Before this post, the time that counts is from 1 January 2010 to 1 February 2010. "
            "Not enough is known of your other posts to say whether it is more than 6 months in all.",
        ),
        (
            (earlier("2012-01-01", "2015-02-01", None),),
            "Not enough is known of your earlier posts to say whether they come to more than 6 months.",
        ),
        (
            (earlier("2012-01-01", "2012-02-01", None),),
            "Whatever is not known of your earlier posts, they do not come to more than 6 months.",
        ),
    ],
)
def test_what_earlier_service_comes_to(previous: tuple[PreviousPost, ...] | None, words: str) -> None:
    told = steps(case(SCHOOL, previous_posts=previous), ASKING)
    assert (told[1].text, told[1].sources) == (words, (OTHER_SOURCE,))


def test_all_kinds_of_settings_where_service_counts_are_named() -> None:
    kinds = (terms(), terms("nursery"), terms("moon", counts_as_service=False))
    told = texts(
        case(SCHOOL, previous_posts=(earlier("2010-01-01", "2015-01-01", "moon"),)),
        replace(ASKING, setting_terms=kinds),
    )
    assert told[1] == "None of your earlier posts counts: only time as SENCo or helper at a school or nursery does."


def test_what_a_rule_asks_of_service_is_part_of_the_reason() -> None:
    """The day alone is not why."""
    served = replace(SERVED, started_from=on("2009-09-02"), exemption="served", roles=("senco",))
    long = case(SCHOOL, previous_posts=(earlier("2010-01-01", "2015-01-01", "school"),))
    lifted = "Because you had already served more than 6 months where it counts, you need not hold the qualification."
    mine = book(rules=(served, rule()), service_limit=HELPERS)
    assert f"You became SENCo on 1 September 2024, which is after 1 September 2009. {lifted}" in texts(long, mine)
    new = rule("new", service=ServiceTest.NOT_MORE)
    duty = "you must hold the Award, or another qualification that the law accepts, by 1 September 2027."
    told = texts(case(SCHOOL), book(rules=(new, rule()), service_limit=HELPERS))
    because = "Because you had not already served more than 6 months where it counts"
    assert f"You became SENCo on 1 September 2024. {because}, {duty}" in told


DUTY = "you must hold the Award, or another qualification that the law accepts, by 1 September 2027."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"started_from": on("2024-09-01"), "roles": ("helper",)},
            f"You became helper on 1 September 2024, which is on or after 1 September 2024. So {DUTY}",
        ),
        (
            {"started_until": on("2024-12-31")},
            f"You became helper on 1 September 2024, which is before 1 January 2025. So {DUTY}",
        ),
        (
            {"started_from": on("2024-09-01"), "started_until": on("2024-09-01")},
            f"You became helper on 1 September 2024, which is on 1 September 2024. So {DUTY}",
        ),
        ({"roles": ("senco", "helper")}, f"You became helper on 1 September 2024. As a helper, {DUTY}"),
        ({}, f"You became helper on 1 September 2024. At a school, {DUTY}"),
    ],
)
def test_the_day_the_role_or_the_place_is_the_reason(changes: dict[str, Any], words: str) -> None:
    """Whichever the rule asks about, in this order."""
    subject = case(post(setting_type="school", role="helper"))
    assert words in texts(subject, book(rules=(rule(**changes),)))


def test_the_reason_in_the_shipped_book() -> None:
    free = "no qualification is asked of you."
    special, assistant = post(setting_type="special_school"), post(role="assistant_senco")
    assert f"You became SENCo on 1 September 2024. At a special school or special academy, {free}" in texts(
        case(special), BOOK, NAMES
    )
    assert f"You became assistant SENCo on 1 September 2024. As an assistant SENCo, {free}" in texts(
        case(assistant), BOOK, NAMES
    )


def test_once_the_post_has_ended_the_duty_is_told_as_what_it_was_while_in_the_post() -> None:
    ended = case(post(setting_type="school", ended_on="2025-08-31"))
    text = f"You became SENCo on 1 September 2024. At a school, while in the post, {DUTY}"
    assert text in texts(ended, book(), day="2025-09-01")
    assert text.replace("while in the post, ", "") in texts(ended, book(), day="2025-08-31")
    day_only = book(rules=(rule(started_from=on("2024-09-01")),))
    assert any(f" So while in the post, {DUTY}" in text for text in texts(ended, day_only, day="2025-09-01"))


def test_service_that_is_not_known_may_change_what_follows() -> None:
    unknown = case(post(setting_type="school", ended_on="2025-08-31"), previous_posts=None)
    unless = "At a school, unless your earlier service changes that, "
    told = texts(unknown, ASKING, day="2025-08-31")
    assert f"You became SENCo on 1 September 2024. {unless}{DUTY}" in told
    told = texts(unknown, ASKING, day="2025-09-01")
    assert f"You became SENCo on 1 September 2024. {unless}while in the post, {DUTY}" in told


def test_every_step_names_where_it_is_said() -> None:
    """Whatever the book, the case and the day."""
    unclear = award("NASENCO", None, "2025-06-30", None)
    failed, left = npq_award(outcome="failed"), enrolment(status="withdrawn", ended="2026-01-15")
    places = [
        post(setting_type=terms.setting_type) for terms in BOOK.setting_terms if terms.setting_type in SETTING_TYPES
    ]
    for held in (*places, post(role="assistant_senco"), post(ended_on="2025-08-31"), post("2005-09-01")):
        for subject in (
            case(held, None, None, (left, enrolment("NPQH")), Person()),
            case(held, (), (unclear, failed, award("NPQH")), (enrolment(),), Person("not_qualified")),
        ):
            for day in ("2024-01-01", "2026-11-21", "2029-01-01"):
                assert all(step.sources for step in steps(subject, BOOK, NAMES, day))


def test_a_reason_to_check_is_told_only_where_the_rule_asks_for_it() -> None:
    reason = "Ask your authority."
    marked = rule(needs_review=True, review_reason=reason)
    assert f"A person should check this. {reason}" in texts(case(SCHOOL), book(rules=(marked,)))
    quiet = texts(case(SCHOOL), book(rules=(replace(marked, needs_review=False),)))
    unexplained = texts(case(SCHOOL), book(rules=(replace(marked, review_reason=""),)))
    assert not any("should check" in text for text in quiet + unexplained)


def test_the_deadline_is_told_from_the_day_from_which_the_clock_runs() -> None:
    """Reading A2."""
    moved = case(post("2024-05-01"), previous_posts=(earlier("2023-09-01", "2024-04-30"),))
    told = texts(moved, under("A2"), NAMES)
    assert "The third anniversary of 1 September 2023 is 1 September 2026. That day is still in time." in told


def test_an_anniversary_that_its_year_does_not_have() -> None:
    leap = case(post("2024-02-29", "school"))
    found = "this is how the day is found then). That day is still in time."
    february = "The third anniversary of 29 February 2024 is 28 February 2027 (2027 has no 29 February: "
    assert february + found in texts(leap, book())
    moved = book(conventions=replace(book().conventions, leap_day=LeapDay.MAR1))
    march = "The third anniversary of 29 February 2024 is 1 March 2027 (2027 has no 29 February: "
    assert march + found in texts(leap, moved)
    six = case(post("2024-08-31", "school"))
    told = "The day 6 months after 31 August 2024 is 28 February 2025 (2025 has no 31 August: "
    assert told + found in texts(six, book(rules=(rule(months=6),)))


def test_the_deadline_rests_on_the_first_of_the_rule_s_sources() -> None:
    two = book(rules=(rule(sources=(OTHER_SOURCE, SOURCE)),))
    told = steps(case(SCHOOL), two)
    assert [step.sources for step in told if step.text.startswith("The third anniversary")] == [(OTHER_SOURCE,)]
    assert told[-1].sources == (OTHER_SOURCE,)


def test_a_rule_without_a_deadline_tells_none() -> None:
    assert not any("anniversary" in text for text in texts(case(SCHOOL), book(rules=(rule(months=None),))))


def test_designation_is_told_alternative_by_alternative_each_source_once() -> None:
    one = fact_test(sources=(SOURCE, OTHER_SOURCE))
    two = fact_test("induction", words="have finished", accepted=("complete",), sources=(OTHER_SOURCE,))
    three = fact_test("is_head_teacher", words="be the head", accepted=("true",))
    first = replace(book().designation[0], tests=(one, two))
    second = replace(first, name="Head", tests=(three,))
    mine = book(rules=(rule(tests_designation=True),), designation=(first, second))
    told = steps(case(SCHOOL, person=Person("qts", None)), mine)
    assert told[6:9] == [
        Step("The SENCo must be a teacher (yes) and have finished (not known).", (SOURCE, OTHER_SOURCE)),
        Step("Or the SENCo must be the head (no).", (SOURCE,)),
        Step("So it is not known whether you may be the SENCo.", (SOURCE, OTHER_SOURCE), decides=True),
    ]


def test_the_conclusion_names_the_rule_s_source() -> None:
    ended = post(setting_type="school", ended_on="2025-08-31")
    assert steps(case(ended), book())[-1] == Step("On 21 November 2026: the post has ended.", (SOURCE,), decides=True)
    free = book(rules=(nothing_asked(),))
    assert steps(case(SCHOOL), free)[-1] == Step(
        "On 21 November 2026: no qualification is asked for.", (SOURCE,), decides=True
    )


def test_before_the_post_begins_the_steps_speak_of_what_will_be() -> None:
    begins = "You become SENCo on 1 September 2024"
    assert any(text.startswith(begins) for text in texts(case(SCHOOL), book(), day="2024-08-31"))
    assert not any(text.startswith(begins) for text in texts(case(SCHOOL), book(), day="2024-09-01"))


def test_every_step_of_every_status_is_a_sentence() -> None:
    clock_from_first = replace(BOOK.conventions, clock=Clock.FIRST_POST)
    for by in (BOOK, replace(BOOK, conventions=clock_from_first)):
        for text in texts(case(previous_posts=None, awards=None), by, NAMES):
            assert text[0].isupper()
            assert text.endswith(".")
            assert "  " not in text


def test_that_nobody_was_senco_before_decides_where_the_rule_asks_about_it() -> None:
    by = book(rules=(rule("first", service=ServiceTest.NOT_MORE), rule("again")))
    expected = Step("You had not been SENCo before.", by.service_limit.sources, decides=True)
    assert expected in steps(case(post(setting_type="school"), previous_posts=()), by)
