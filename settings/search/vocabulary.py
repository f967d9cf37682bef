"""The words under which places are found, held in memory: which of them a typed word may mean."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count
from rapidfuzz import process
from rapidfuzz.distance import OSA

from settings.models import SearchMark, SearchWord, SettingWord

# How far a word is from what was typed: the word itself, one that begins so, one that is a slip or two away.
SAME, BEGINS, SLIP = 0, 1, 2
# A word of more places than this is common: there are a few dozen of them, and their places are held in memory.
COMMON = 2500
# Of so many letters a word may lack one more, where they are no word.
LACKS_ONE = 3
# Each part of a word that was typed for two has so many letters at least.
SHORTEST_PART = 2
# Half-written words with which no word of a register begins, since registers write the short form.
_UNFINISHED = {"sai": "st", "sain": "st"}
# Comes after every letter and digit.
_AFTER_ALL = "{"


class Meaning(NamedTuple):
    """What one typed word may mean: words, and their keys, each by how far it is off; common ones apart from rare ones.

    ``rare`` holds the nearest first, and of these the commonest. ``places`` is how many places have one, at most.
    """

    words: Mapping[str, int]
    keys: Mapping[int, int]
    common: tuple[int, ...]
    rare: tuple[int, ...]
    places: int


class Vocabulary:
    """All words as they were under one mark of the database, and how many places have each."""

    def __init__(self, mark: UUID | None, keys: dict[str, int], counts: dict[int, int]) -> None:
        self.mark = mark
        self._keys = keys
        self._counts = counts
        self._common: dict[int, frozenset[int]] = {}
        self._ordered = sorted(keys)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._ordered:
            if word.isalpha():
                self._by_length[len(word)].append(word)

    def meaning(self, typed: str) -> Meaning:
        """The words that a typed one may mean: itself, those that begin so, and those that differ by a small slip."""
        words = self._slips(typed) | dict.fromkeys(self._beginning(typed), BEGINS)
        if typed in self._keys:
            words[typed] = SAME
        keys = {self._keys[word]: distance for word, distance in words.items()}
        ordered = sorted(keys, key=lambda key: (keys[key], -self.places_of(key), key))
        common = [key for key in ordered if self.places_of(key) > COMMON]
        rare = [key for key in ordered if self.places_of(key) <= COMMON]
        return Meaning(words, keys, tuple(common), tuple(rare), sum(map(self.places_of, keys)))

    def parts(self, typed: str) -> tuple[str, ...]:
        """Two words that were typed as one, stmarys: of all ways to part it, that of the commonest words.

        Only the word itself where it is one, or one begins so, or where it cannot be parted into two words.
        """
        if self._beginning(typed):
            return (typed,)
        places = range(SHORTEST_PART, len(typed) - SHORTEST_PART + 1)
        ways = [(typed[:at], typed[at:]) for at in places if typed[:at] in self._keys and typed[at:] in self._keys]
        return max(ways, key=self._places_of_rarest, default=(typed,))

    def is_rather_parted(self, typed: str) -> bool:
        """Whether both parts of a word have more places than all that is a slip away: stmarys is hardly Stmarks."""
        parts = self.parts(typed)
        return len(parts) > 1 and self._places_of_rarest(parts) > self.meaning(typed).places

    def _places_of_rarest(self, words: tuple[str, ...]) -> int:
        return min(self.places_of(self._keys[word]) for word in words)

    def places_of(self, key: int) -> int:
        """How many places have a word."""
        return self._counts.get(key, 0)

    def cut(self, keys: tuple[int, ...], most: int) -> Iterator[int]:
        """The first of these words, until they have so many places; one at least."""
        total = 0
        for key in keys:
            if total > most:
                return
            total += self.places_of(key)
            yield key

    def having(self, key: int) -> frozenset[int]:
        """The places that have a common word."""
        if key not in self._common:
            self._common[key] = frozenset(SettingWord.objects.filter(word=key).values_list("setting_id", flat=True))
        return self._common[key]

    def _beginning(self, typed: str) -> list[str]:
        first = bisect_left(self._ordered, typed)
        words = self._ordered[first : bisect_left(self._ordered, typed + _AFTER_ALL)]
        short = _UNFINISHED.get(typed)
        return [*words, short] if short in self._keys else words

    def _slips(self, typed: str) -> dict[str, int]:
        """Words a slip away: a letter wrong, missing, too many, or two changed about. A number has none."""
        most = slips_allowed(typed)
        lengths = range(len(typed) - most, len(typed) + most + 1) if most else ()
        if len(typed) == LACKS_ONE and typed.isalpha() and typed not in self._keys:
            most, lengths = 1, range(LACKS_ONE + 1, LACKS_ONE + 2)
        return {
            word: SLIP + int(distance) - 1
            for length in lengths
            for word, distance, _ in process.extract(
                typed, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=most, limit=None
            )
        }


def slips_allowed(word: str) -> int:
    """One in a word of four to seven letters, two in a longer one; none in a number or a short one.

    Three letters may still be a word of four that lacks one, where they are no word themselves.
    """
    if not word.isalpha() or len(word) < 4:
        return 0
    return 1 if len(word) < 8 else 2


_remembered = Vocabulary(None, {}, {})
_loading = Lock()


def vocabulary() -> Vocabulary:
    """The words of the database as they are now: read again whenever its mark is another than the one remembered."""
    mark = SearchMark.objects.values_list("mark", flat=True).first()
    if mark == _remembered.mark:
        return _remembered
    with _loading:
        return _remembered if mark == _remembered.mark else _load(mark)


def _load(mark: UUID | None) -> Vocabulary:
    global _remembered
    keys = dict(SearchWord.objects.values_list("word", "pk")) if mark else {}
    counts = dict(SettingWord.objects.values("word").annotate(places=Count("pk")).values_list("word", "places"))
    _remembered = Vocabulary(mark, keys, counts)
    return _remembered
