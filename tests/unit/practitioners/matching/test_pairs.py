"""Pairs of records that may be of the same person: found without comparing everybody with everybody."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from practitioners.matching import Kind, Known, compare
from practitioners.matching.pairs import alike

# Words that are the same but for a slip, short forms, initials, and words too short for a slip.
WORDS = ["Smith", "Smyth", "Smit", "Smtih", "Smiths", "Kate", "Katherine", "Kathrine", "K", "Jo", "Joe", "Anne"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
PEOPLE = st.builds(
    Known,
    name=NAMES,
    email=st.sampled_from(["", "", "a@example.org", "A@example.org"]),
    trn=st.sampled_from(["", "", "1234567", "7654321"]),
    others=st.lists(NAMES, max_size=1).map(tuple),
)
CROWDS = st.lists(PEOPLE, max_size=8).map(lambda people: dict(enumerate(people)))


@given(CROWDS)
def test_of_one_area_nothing_is_missed_that_comparing_all_would_find(area: dict[int, Known]) -> None:
    all_of_them = {
        (one, other) for one, other in combinations(area, 2) if compare(area[one], area[other]).kind is not Kind.NONE
    }
    found = alike(area, {})
    assert {pair[:2] for pair in found} == all_of_them
    assert len(found) == len(all_of_them), "each once"
    assert all(pair.match == compare(area[pair.one], area[pair.other]) for pair in found)


@given(CROWDS)
def test_definite_ones_come_first(area: dict[int, Known]) -> None:
    kinds = [pair.match.kind for pair in alike(area, {})]
    assert kinds == sorted(kinds, key=lambda kind: kind is Kind.POSSIBLE)


def test_beyond_the_area_only_what_is_the_same_counts_and_never_without_somebody_of_it() -> None:
    beyond = {
        1: Known("Robyn Field"),
        2: Known("Field, Robin"),
        3: Known("Kim Long", others=("Robin Field",)),
        4: Known("Al Else", email="R@example.org"),
        5: Known("Field, Robin"),
    }
    pairs = [pair[:2] for pair in alike({0: Known("Robin Field", email="r@example.org")}, beyond)]
    assert sorted(pairs) == [(0, 2), (0, 3), (0, 4), (0, 5)]
