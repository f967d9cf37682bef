"""Whether two records are of one person."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practitioners.matching import Kind, Known, compare
from practitioners.matching.names import words_of
from senco_portal.lib.folding import fold

SHORT_NAMES = Path("practitioners/data/short_names.csv")


def rows() -> list[dict[str, str]]:
    with SHORT_NAMES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NAMES = st.one_of(
    st.lists(st.sampled_from([word for row in rows()[:40] for word in (row["name"], *row["also"].split())]), max_size=4)
    .map(" ".join)
    .map(str.title),
    st.text(max_size=30),
    st.lists(st.sampled_from(["J", "K", "Smith", "Smyth", "Smithe", "Mrs", "O’Neill", "Anne", "Jo"]), max_size=9).map(
        " ".join
    ),
)
PEOPLE = st.builds(
    Known,
    name=NAMES,
    email=st.sampled_from(["", "a@example.org", "A@example.org", "b@example.org"]),
    trn=st.sampled_from(["", "1234567", "7654321"]),
    others=st.lists(NAMES, max_size=2).map(tuple),
)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Kate Smith", "Katherine Smith", "similar name"),
        ("Bob Field", "Robert Field", "similar name"),
        ("Bob Field", "Rob Field", "similar name"),
        ("Smith, Katherine", "Katherine Smith", "same name"),
        ("Mrs K. Smith", "Katherine Smith", "similar name"),
        ("Zoë O’Neill", "ZOE ONEILL", "same name"),
        ("Katherine Anne Smith", "Kate Smith", "similar name"),
        ("Katherine Smithson", "Katherine Smihtson", "similar name"),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, reason: str) -> None:
    assert compare(Known(one), Known(other)) == (Kind.POSSIBLE, (reason,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Katherine Smith", "Katherine Jones"),
        ("Katherine Smith", "Robert Smith"),
        ("Christopher Hall", "Christine Hall"),
        ("Kate", "Katherine Smith"),
        ("K S", "Katherine Smith"),
        ("", ""),
        ("Mrs", "Mrs"),
        ("Jo Lee", "Al Lee"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert compare(Known(one), Known(other)).kind is Kind.NONE


def test_a_previous_name_counts() -> None:
    before = Known("Katherine Jones", others=("Katherine Smith",))
    assert compare(Known("Katherine Smith"), before) == (Kind.POSSIBLE, ("same as a previous name",))
    assert compare(Known("Kate Smith"), before) == (Kind.POSSIBLE, ("similar to a previous name",))


def test_a_number_is_definite_whatever_the_names() -> None:
    assert compare(Known("", trn="1234567"), Known("Robin Field", trn="1234567")).kind is Kind.DEFINITE


def test_an_address_with_the_name_is_definite_and_without_it_possible() -> None:
    robin = Known("Robin Field", "r@example.org")
    assert compare(robin, Known("robin FIELD", "R@example.org")).kind is Kind.DEFINITE
    assert compare(robin, Known("Sam Lake", "r@example.org")) == (Kind.POSSIBLE, ("same e-mail address",))


def test_two_numbers_are_two_people_unless_they_share_an_address() -> None:
    one, other = Known("Robin Field", "", "1234567"), Known("Robin Field", "", "7654321")
    assert compare(one, other).kind is Kind.NONE
    shared = [each._replace(email="r@example.org") for each in (one, other)]
    assert compare(*shared).kind is Kind.POSSIBLE


@given(PEOPLE, PEOPLE)
def test_it_does_not_matter_who_is_compared_with_whom(one: Known, other: Known) -> None:
    assert compare(one, other) == compare(other, one)


@given(PEOPLE)
def test_who_has_a_name_of_two_words_is_at_least_possibly_themselves(one: Known) -> None:
    match = compare(one, one)
    assert match.kind is not Kind.NONE or not (words_of(one.name) or one.trn or one.email)


@given(NAMES)
def test_capitals_accents_and_order_do_not_matter(name: str) -> None:
    turned = " ".join(reversed(fold(name).split()[:8]))
    words = words_of(name)
    if words and len(fold(name).split()) <= 8:
        assert compare(Known(name), Known(turned)).reasons == ("same name",)


def test_the_table_of_short_names_is_folded_and_each_name_stands_once() -> None:
    names = [row["name"] for row in rows()]
    assert len(names) == len(set(names))
    assert all(fold(word) == word for row in rows() for word in (row["name"], *row["also"].split()))
