"""Which of the places found come first."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, takewhile
from string import capwords
from typing import NamedTuple

from senco_portal.lib.folding import fold
from settings.enums import SettingStatus
from settings.models import Setting
from settings.search.vocabulary import Meaning
from settings.search.words import Query, plain, words_of_place

# How many places are read at once to be ranked; where more are found, those that are the least off.
AT_ONCE = 500
# How many of them are read first, by name, for each way to write one.
NAMED_SO = 100
STATUS_ORDER: Mapping[str, int] = {SettingStatus.OPEN: 0, SettingStatus.PROPOSED: 1, SettingStatus.CLOSED: 2}


class Rank(NamedTuple):
    """What places are ordered by, first things first."""

    status: int
    is_other_name: bool
    distance: int
    words_elsewhere: int
    words_further: int
    words_not_first: int
    length: int
    name: str
    town: str
    urn: str
    pk: int


class Ranking:
    """The order of places for one query."""

    def __init__(self, asked: Query, meanings: Sequence[Meaning]) -> None:
        self._asked, self._meanings = asked, meanings

    def best(self, distances: Mapping[int, int], limit: int) -> list[int]:
        """The keys of the best places, in order. Reads on until enough of them are open."""
        order = self._order(distances)
        ranks: list[Rank] = []
        for start in range(0, len(order), AT_ONCE):
            ranks += self._ranks(order[start : start + AT_ONCE], distances)
            if sum(rank.status == STATUS_ORDER[SettingStatus.OPEN] for rank in ranks) >= limit:
                break
        return [rank.pk for rank in sorted(ranks)[:limit]]

    def _order(self, distances: Mapping[int, int]) -> list[int]:
        """In which order places are read: the least off first, and before them, of many, those named so."""
        nearest = [pk for _, pk in sorted(zip(distances.values(), distances.keys(), strict=True))]
        if len(nearest) <= AT_ONCE:
            return nearest
        named = {pk for pk in self._named_so() if pk in distances}
        first = [pk for pk in nearest if pk in named]
        return list(dict.fromkeys(chain(first, nearest)))

    def _named_so(self) -> Iterable[int]:
        """What is named as was typed, and what comes next by the alphabet: names that begin so, and some others."""
        typed = self._asked.typed
        for spelling in {typed, typed.upper(), capwords(typed)}:
            names = Setting.objects.filter(name__gte=spelling).order_by("name")
            yield from names.values_list("pk", flat=True)[:NAMED_SO]

    def _ranks(self, pks: Sequence[int], distances: Mapping[int, int]) -> list[Rank]:
        rows = Setting.objects.filter(pk__in=pks).values_list("pk", "status", "name", "town", "locality", "urn")
        return [self._rank(row, distances[row[0]]) for row in rows]

    def _rank(self, row: tuple[int, str, str, str, str, str], distance: int) -> Rank:
        pk, status, name, town, locality, urn = row
        folded = fold(name)
        written = plain(folded)
        own = {*folded.split(), *written.split()}
        elsewhere = self._words_not_in(own)
        return Rank(
            status=STATUS_ORDER[status],
            is_other_name=written != self._asked.text,
            distance=distance,
            words_elsewhere=elsewhere,
            words_further=self._words_not_in(own | words_of_place(town) | words_of_place(locality)) if elsewhere else 0,
            words_not_first=self._words_not_first(written),
            length=len(written) if elsewhere < len(self._meanings) else 0,
            name=written,
            town=town,
            urn=urn,
            pk=pk,
        )

    def _words_not_first(self, name: str) -> int:
        """How many of the words asked for remain after those with which the name begins, each written or begun."""
        asked = self._asked.text.split()
        both = zip(asked, name.split(), strict=False)
        return len(asked) - sum(1 for _ in takewhile(lambda pair: pair[1].startswith(pair[0]), both))

    def _words_not_in(self, name: set[str]) -> int:
        """How many of the words asked for are not among these."""
        return sum(meaning.words.keys().isdisjoint(name) for meaning in self._meanings)
