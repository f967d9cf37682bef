"""Whether two names may be of one person: in another order, shortened, with a slip, with initials."""

import csv
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import DamerauLevenshtein

from senco_portal.lib.folding import fold

_SHORT_NAMES = Path(__file__).resolve().parent.parent / "data" / "short_names.csv"
_TITLES = {"mr", "mrs", "miss", "ms", "mx", "dr", "rev", "prof", "professor", "sir", "dame"}
# So many words of a name are compared: more is no name.
_MOST = 8
# In a word so long one slip is still the same word.
_LONG = 5


@lru_cache(maxsize=65_536)  # a register's names: each is taken apart once
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without titles, capitals and accents, in order of the alphabet."""
    words = fold(name).split()
    return tuple(sorted([word for word in words if word not in _TITLES][:_MOST]))


def is_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names have the same words. In: words as ``words_of`` gives them."""
    return bool(one) and one == other


def is_similar(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether every word of the shorter name has its own counterpart in the longer, one of them more than an initial.

    A single word tells too little. The order of the two does not matter.
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 2:
        return False
    return _share_a_word(shorter, longer) and _pairs(shorter, longer) == len(shorter)


def near(word: str) -> set[str]:
    """Marks of a word: two words of similar names that are the same, but for a slip, have one in common."""
    if len(word) < _LONG:
        return {word} if len(word) > 1 else set()
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _share_a_word(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether one word is in both, but for a slip; the quick test that nearly all of a register fail."""
    for left in shorter:
        for right in longer:
            if len(left) > 1 and (left == right or (len(left) >= _LONG and _is_close(left, right))):
                return True
    return False


def _pairs(shorter: tuple[str, ...], longer: tuple[str, ...]) -> int:
    """How many words can have a counterpart of their own at most."""
    taken: dict[int, int] = {}

    def place(left: int, tried: set[int]) -> bool:
        for right, word in enumerate(longer):
            if right not in tried and _is_alike(shorter[left], word):
                tried.add(right)
                if right not in taken or place(taken[right], tried):
                    taken[right] = left
                    return True
        return False

    return sum(place(left, set()) for left in range(len(shorter)))


def _is_alike(one: str, other: str) -> bool:
    is_initial = min(len(one), len(other)) == 1 and one[0] == other[0]
    return is_initial or _is_close(one, other) or bool(_long_forms(one) & _long_forms(other))


def _is_close(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1:
        return False
    return DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1


def _long_forms(word: str) -> frozenset[str]:
    """The names that a word may be short for, or another spelling of; else the word itself."""
    return _short_names().get(word, frozenset({word}))


@lru_cache(maxsize=1)
def _short_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with _SHORT_NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["name"]].add(row["name"])
            for short in row["also"].split():
                found[short].add(row["name"])
    return {word: frozenset(names) for word, names in found.items()}
