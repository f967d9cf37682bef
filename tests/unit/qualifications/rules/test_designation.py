"""May this person be the SENCo at all: regulation 49(2), a qualified teacher who works there, or 49(3), the head.

The result is apart from the qualification.
"""

from itertools import product

import pytest

from qualifications.rules.book import Alternative
from qualifications.rules.designation import (
    Designation,
    Result,
    as_text,
    designate,
    fact_of,
    missing_in_order,
    passes,
)
from qualifications.rules.facts import Person
from tests.unit.qualifications.rules.builders import book, case, fact_test, post
from tests.unit.qualifications.rules.shipped import BOOK


def result(
    status: str | None = "qts",
    induction: str | None = "complete",
    head: bool | None = False,
    teaches: bool | None = True,
) -> tuple[str, bool, tuple[str, ...]]:
    subject = case(post(is_head_teacher=head, teaches_at_setting=teaches), person=Person(status, induction))
    found = designate(subject, BOOK)
    return str(found.result), found.needs_review, missing_in_order(found)


def test_the_words_that_scripts_hold_on_to() -> None:
    assert [str(each) for each in Result] == ["ok", "not_ok", "unknown", "not_tested"]


@pytest.mark.parametrize("status", ["qts", "qtls"])
@pytest.mark.parametrize("induction", ["complete", "not_required"])
def test_a_qualified_teacher_with_induction_behind_them_who_teaches_there_may(status: str, induction: str) -> None:
    assert result(status, induction) == ("ok", False, ())


@pytest.mark.parametrize("status", ["eyts_only", "excluded_route", "not_qualified"])
def test_without_qualified_status_only_the_head_may(status: str) -> None:
    """Regulation 49(2)(a) and (3)."""
    assert result(status) == ("not_ok", False, ())
    assert result(status, head=True) == ("ok", False, ())
    assert result(status, head=None) == ("unknown", False, ("is_head_teacher",))


def test_induction_that_is_required_must_be_completed() -> None:
    """Regulation 49(2)(b)."""
    assert result(induction="incomplete") == ("not_ok", False, ())
    assert result(induction="incomplete", head=True) == ("ok", False, ())


def test_who_fails_only_by_not_teaching_there_is_a_matter_for_a_person_to_check() -> None:
    """Regulation 49(2)(c), and the Code's smaller primaries that share a SENCo."""
    assert result(teaches=False) == ("not_ok", True, ())
    assert result(teaches=False, status="not_qualified") == ("not_ok", False, ())
    assert result(teaches=False, induction="incomplete") == ("not_ok", False, ())
    assert result(teaches=False, status=None) == ("not_ok", True, ())


def test_what_is_not_known_matters_only_where_it_decides() -> None:
    assert result(status=None) == ("unknown", False, ("teacher_status",))
    assert result(induction=None) == ("unknown", False, ("induction",))
    assert result(teaches=None) == ("unknown", False, ("teaches_at_setting",))
    assert result(head=None) == ("ok", False, ())
    assert result("not_qualified", None, teaches=None) == ("not_ok", False, ())
    assert result(None, None, None, None) == (
        "unknown",
        False,
        ("teacher_status", "induction", "is_head_teacher", "teaches_at_setting"),
    )
    assert result(None, None, True, None) == ("ok", False, ())
    assert result(None, None, False, None) == ("unknown", False, ("teacher_status", "induction", "teaches_at_setting"))


def test_what_is_remembered_is_remembered_for_each_set_of_facts() -> None:
    """One book, every combination, twice over and in both orders."""
    facts = list(product(("qts", "not_qualified", None), ("complete", None), (True, False, None), (True, False, None)))
    first = [result(*each) for each in facts]
    assert [result(*each) for each in reversed(facts)] == first[::-1]
    subject = case()
    mine = book()
    assert designate(subject, mine) is designate(case(post("2030-01-01")), mine)
    assert list(mine.designations) == ["qts"]


def test_the_facts_remembered_are_those_that_the_book_names() -> None:
    """One designation for all cases that agree in them, whatever else they differ in."""
    status, head = fact_test(), fact_test("is_head_teacher", accepted=("true",))
    mine = book(designation=(Alternative("a", (status,)), Alternative("b", (head, status))))
    assert mine.designation_facts(case(post(is_head_teacher=True))) == (True, "qts")
    one = designate(case(person=Person("qts", "complete")), mine)
    assert designate(case(post(teaches_at_setting=None), person=Person("qts", None)), mine) is one
    assert designate(case(post(is_head_teacher=True), person=Person("qtls")), mine).result is Result.NOT_OK
    assert list(mine.designations) == [(False, "qts"), (True, "qtls")]


def test_a_book_that_tests_nothing_lets_nobody_pass() -> None:
    assert designate(case(), book(designation=())) == Designation(Result.NOT_OK, needs_review=False)


def test_a_person_checks_where_any_alternative_says_so() -> None:
    reviewed, plain = fact_test(needs_review=True), fact_test("induction", accepted=("complete",))
    alternatives = (Alternative("a", (plain,)), Alternative("b", (reviewed,)))
    mine = book(designation=alternatives)
    assert designate(case(person=Person("x", "y")), mine) == Designation(Result.NOT_OK, True, frozenset())
    assert designate(case(person=Person("qts", "y")), mine) == Designation(Result.OK, False, frozenset())


def test_a_fact_is_the_person_s_or_the_post_s() -> None:
    subject = case(post(is_head_teacher=True))
    assert fact_of(subject, "teacher_status") == "qts"
    assert fact_of(subject, "is_head_teacher") is True
    with pytest.raises(AttributeError):
        fact_of(subject, "shoe_size")


def test_facts_are_compared_as_books_write_them() -> None:
    assert [as_text(value) for value in (True, False, "QTS", 3)] == ["true", "false", "QTS", "3"]
    assert passes(case(), fact_test()) is True
    assert passes(case(person=Person("qtls")), fact_test()) is False
    assert passes(case(person=Person()), fact_test()) is None
    assert passes(case(), fact_test("is_head_teacher", accepted=("false",))) is True
