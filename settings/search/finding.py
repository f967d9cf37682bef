"""Finds places: those that have every word and number that was asked for, the best first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from settings.enums import Register
from settings.models import Setting, SettingWord
from settings.search.following import numbers_after
from settings.search.ranking import Ranking
from settings.search.vocabulary import Meaning, Vocabulary, vocabulary
from settings.search.words import Query, plain, read_query

# Where words have more places than this together, the rest of them is left out: so many begin with a letter or two.
MOST_PLACES = 5_000
# Reading all words of one place takes as long as reading of so many places that they have a word.
WORDS_OF_A_PLACE = 10
NOWHERE_NEAR = 100
# Three digits of the authority, four of the establishment.
DIGITS_OF_A_SCHOOL = 7

# How far each place is from what was typed, by the place's key.
Distances = Mapping[int, int]


class Found(NamedTuple):
    """The best places, in order, and whether there are more."""

    places: list[Setting]
    has_more: bool


def find(query: str, limit: int = 200) -> Found:
    """The places that have every word and number of a query, whatever was typed, with their authorities and kinds.

    Open places come first, then those proposed, then closed ones; among them an exact name, then the fewest slips and
    beginnings of words, then words of the name before words of the town and these before others, then names that begin
    as was typed, then the shortest.
    """
    words = vocabulary()
    for asked in _readings(read_query(query), words):
        meanings = [words.meaning(word) for word in asked.words]
        distances = _places(asked, meanings, words)
        if distances:
            return _best(Ranking(asked, meanings), distances, limit)
    return Found([], has_more=False)


def _best(ranking: Ranking, distances: Distances, limit: int) -> Found:
    best = ranking.best(distances, limit)
    places = Setting.objects.select_related("authority", "register_type").in_bulk(best)
    return Found([places[pk] for pk in best if pk in places], len(distances) > limit)


def _readings(asked: Query, words: Vocabulary) -> Iterable[Query]:
    """What may be asked for, the likeliest first: the words as typed, and with two where two were typed as one."""
    parts = {word: words.parts(word) for word in asked.words}
    likely = {word: each for word, each in parts.items() if words.is_rather_parted(word)}
    return dict.fromkeys((_parted(asked, likely), asked, _parted(asked, parts)))


def _parted(asked: Query, parts: Mapping[str, Sequence[str]]) -> Query:
    """What was asked for, with the parts of words in their place."""
    parted = {word: plain(" ".join(parts.get(word, (word,)))) for word in asked.words}
    text = " ".join(parted.get(word, word) for word in asked.text.split())
    return asked._replace(text=text, words=tuple(dict.fromkeys(" ".join(parted.values()).split())))


def _places(asked: Query, meanings: Sequence[Meaning], words: Vocabulary) -> Distances:
    """The places that have all that is asked for, by how far they are off in all. Nothing asked for, nothing found."""
    if not all(meaning.words for meaning in meanings):
        return {}
    found = _numbered(asked) if asked.numbers or asked.postcodes else None
    for meaning in sorted(meanings, key=lambda meaning: meaning.places):
        near = _near(meaning, words, found)
        found = {place: distance + (found[place] if found else 0) for place, distance in near.items()}
    return found or {}


def _near(meaning: Meaning, words: Vocabulary, among: Distances | None) -> Distances:
    """The places, all or among some, that have a word of a meaning, by how far the nearest of these is off."""
    near: dict[int, int] = {}
    for key in reversed(meaning.common):
        having = words.having(key)
        near.update(dict.fromkeys(having if among is None else having & among.keys(), meaning.keys[key]))
    for place, key in _rows(meaning, words, among):
        distance = meaning.keys.get(key, NOWHERE_NEAR)
        if distance < near.get(place, NOWHERE_NEAR) and (among is None or place in among):
            near[place] = distance
    return near


def _rows(meaning: Meaning, words: Vocabulary, among: Distances | None) -> Iterable[tuple[int, int]]:
    """Pairs of a place and a word it has: by the rare words, or by the places where that is less to read."""
    rows = SettingWord.objects.values_list("setting_id", "word_id")
    if not meaning.rare or among == {}:
        return ()
    if among and sum(map(words.places_of, meaning.rare)) > WORDS_OF_A_PLACE * len(among):
        return rows.filter(setting__in=list(among))
    return rows.filter(word__in=list(words.cut(meaning.rare, MOST_PLACES)))


def _numbered(asked: Query) -> dict[int, int]:
    """The places with every number and every postcode that is asked for; what only follows a number is further off."""
    each = [_by_number(number) for number in asked.numbers]
    for code in asked.postcodes:
        each.append(dict.fromkeys(Setting.objects.filter(postcode=code).values_list("pk", flat=True), 0))
    every = set.intersection(*map(set, each))
    return {place: sum(found[place] for found in each) for place in every}


def _by_number(number: str) -> dict[int, int]:
    """The places with a number, and the schools that follow it."""
    after = Setting.objects.filter(register=Register.GIAS, urn__in=numbers_after([number]))
    return dict.fromkeys(after.values_list("pk", flat=True), 1) | dict.fromkeys(_with_number(number), 0)


def _with_number(number: str) -> set[int]:
    """The places with a number of their register, or with a school's number that begins with its authority's."""
    found = {*Setting.objects.filter(register__in=Register.values, urn=number).values_list("pk", flat=True)}
    if len(number) == DIGITS_OF_A_SCHOOL:
        schools = Setting.objects.filter(authority__code=number[:3], establishment_number=number[3:])
        found.update(schools.values_list("pk", flat=True))
    return found
