"""Pairs of records that may be of the same person. Pure: it looks nowhere and changes nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from practitioners.matching.names import near, words_of
from practitioners.matching.people import Kind, Known, Match, compare

Keys = Mapping[int, Known]
Marks = Callable[[Known], Iterator[object]]


class Pair(NamedTuple):
    """Two records by their numbers, the lower first, and how sure it is that they are of the same person."""

    one: int
    other: int
    match: Match


def alike(area: Keys, beyond: Keys) -> list[Pair]:
    """The pairs of which at least one is of the area; definite ones first.

    Of people of the area everything is compared. Somebody beyond it makes a pair only by the same number, the same
    address or the same name: similar names are too many in a whole country.
    """
    everybody = {**beyond, **area}
    found = {
        *_together(area, _loosely),
        *(pair for pair in _together(everybody, _exactly) if not area.keys().isdisjoint(pair)),
    }
    pairs = (Pair(one, other, compare(everybody[one], everybody[other])) for one, other in found)
    sure = [pair for pair in pairs if pair.match.kind is not Kind.NONE]
    return sorted(sure, key=lambda pair: (pair.match.kind is Kind.POSSIBLE, everybody[pair.one].name, pair[:2]))


def _together(people: Keys, marks: Marks) -> Iterator[tuple[int, int]]:
    """Those who have a mark in common."""
    having: dict[object, list[int]] = defaultdict(list)
    for key in sorted(people):
        for mark in set(marks(people[key])):
            having[mark].append(key)
    for keys in having.values():
        yield from combinations(keys, 2)


def _names(known: Known) -> Iterator[tuple[str, ...]]:
    return (words for words in map(words_of, (known.name, *known.others)) if words)


def _exactly(known: Known) -> Iterator[object]:
    yield from _names(known)
    if known.email:
        yield known.email.casefold()
    if known.trn:
        yield known.trn


def _loosely(known: Known) -> Iterator[object]:
    """Similar names share a word, but for a slip."""
    yield from _exactly(known)
    for words in _names(known):
        for word in words:
            yield from near(word)
