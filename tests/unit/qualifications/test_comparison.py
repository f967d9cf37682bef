"""What one book says otherwise than another, in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualifications import catalogue
from qualifications.comparison import Difference, compare, outline
from qualifications.rules.book import Acceptance, Book, Change, Source
from qualifications.rules.book_form import read_book
from qualifications.rules.phrases import Names
from qualifications.rules.terms import Clock
from tests.factories.rule_books import sound_book
from tests.unit.qualifications import book_strategies

NAMES = Names(qualifications={"Q": "the award"}, roles={"senco": "SENCo"}, setting_types={"pru": "referral unit"})
BOOK = sound_book("Q")
random_books = book_strategies.books(("Q", "R"))


def only(before: Book, after: Book) -> Difference:
    (difference,) = compare(before, after, NAMES)
    return difference


def with_rule(**changes: Any) -> Book:
    return replace(BOOK, rules=(BOOK.rules[0], replace(BOOK.rules[1], **changes)))


@pytest.mark.parametrize(
    ("changes", "label", "before", "after"),
    [
        ({"months": 48}, "Months to the deadline", "36", "48"),
        ({"months": None}, "Months to the deadline", "36", "–"),
        ({"started_from": date(2029, 9, 1)}, "Post began on or after", "–", "1 September 2029"),
        ({"roles": ("senco",)}, "Roles", "any", "SENCo"),
        ({"setting_types": ("pru",)}, "Kinds of settings", None, "referral unit"),
        ({"qualification": "R"}, "Qualification", "the award", "R"),
        ({"needs_review": True}, "A person should check the answer", "no", "yes"),
        ({"words": "Otherwise."}, "Why, in plain words", "Everybody must hold the qualification.", "Otherwise."),
        ({"sources": ()}, "Where it says so", None, "–"),
    ],
)
def test_a_changed_rule_is_told_field_by_field(
    changes: dict[str, Any], label: str, before: str | None, after: str
) -> None:
    difference = only(BOOK, with_rule(**changes))
    assert difference[:3] == ("Rule", "all", "changed")
    (change,) = difference.changes
    assert (change.label, change.after) == (label, after)
    assert before in (None, change.before)


def test_a_changed_rule_tells_the_sentences_that_it_made_and_makes() -> None:
    difference = only(BOOK, with_rule(months=48))
    assert "by the third anniversary" in difference.sentence_before
    assert "by the fourth anniversary" in difference.sentence_after


def test_rules_added_and_removed_are_told_with_what_they_say() -> None:
    less = replace(BOOK, rules=BOOK.rules[1:])
    removed, added = only(BOOK, less), only(less, BOOK)
    assert (removed[:3], added[:3]) == (("Rule", "assistant", "removed"), ("Rule", "assistant", "added"))
    assert ("Roles", "–", "assistant_senco") in added.changes
    assert removed.sentence_after == added.sentence_before == ""
    assert removed.sentence_before == added.sentence_after != ""


def test_another_order_of_the_same_rules_is_told() -> None:
    difference = only(BOOK, replace(BOOK, rules=BOOK.rules[::-1]))
    assert difference[:3] == ("Order", "Rule", "changed")
    nobody, all_ = "No qualification asked for: assistant_senco", "The award required: any post"
    assert difference.changes == [("In this order", f"{nobody}; {all_}", f"{all_}; {nobody}")]


def test_every_other_part_is_compared() -> None:
    limit, reading, test = BOOK.service_limit, BOOK.readings[0], BOOK.designation[0].tests[0]
    other = replace(
        BOOK,
        conventions=replace(BOOK.conventions, clock=Clock.FIRST_POST),
        service_limit=replace(limit, months=13),
        setting_terms=(replace(BOOK.setting_terms[0], counts_as_service=False), *BOOK.setting_terms[1:]),
        designation=(replace(BOOK.designation[0], tests=(replace(test, accepted=("qtls",)),)),),
        acceptances=(replace(BOOK.acceptances[0], begun_from=date(2029, 9, 1)),),
        readings=(replace(reading, changes=(Change("all", "months", 60),), drops=("assistant",)),),
    )
    found = {difference.part: difference for difference in compare(BOOK, other, NAMES)}
    assert set(found) == {
        *("The book", "Kind of setting", "Acceptance", "Designation test", "Other reading"),
    }
    assert [change.after for change in found["The book"].changes] == [
        "13",
        "the first day of the first post that counts",
    ]
    assert "Rule assistant is left out." in found["Other reading"].changes[0].after
    assert "“months to the deadline” is 60." in found["Other reading"].changes[0].after
    assert found["Acceptance"].name == "mandatory: the award"


def test_parts_of_one_name_are_told_apart() -> None:
    twice = replace(BOOK, acceptances=(*BOOK.acceptances, Acceptance("mandatory", "Q", 6)))
    difference = only(BOOK, twice)
    assert difference[:3] == ("Acceptance", "mandatory: the award (2)", "added")


def test_another_address_of_a_source_is_told() -> None:
    moved = Source("Act", "section 1", "https://law.example.org/moved")
    (change,) = only(BOOK, with_rule(sources=(moved,))).changes
    assert change.after == "Act, section 1 (https://law.example.org/moved)"


@given(random_books)
def test_a_book_says_the_same_as_itself(book: Book) -> None:
    assert compare(book, book, NAMES) == []


@given(random_books, random_books, st.booleans())
def test_any_two_books_can_be_compared(one: Book, other: Book, same_name: bool) -> None:
    other = replace(other, name=one.name) if same_name else other
    there, back = compare(one, other, NAMES), compare(other, one, NAMES)
    assert {each[:2] for each in there} == {each[:2] for each in back}
    kinds = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(*each[:2], kinds[each.kind]) for each in there} == {each[:3] for each in back}


def test_the_shipped_book_is_told_whole() -> None:
    shipped = read_book(catalogue.read("book"))
    said = outline(shipped, NAMES)
    parts = [key.part for key in said]
    tests = sum(len(one.tests) for one in shipped.designation)
    assert (parts.count("Rule"), parts.count("Designation test")) == (len(shipped.rules), tests)
    assert all(all(words for words in fields.values()) for fields in said.values()), "a dash where there is nothing"
