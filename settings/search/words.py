"""Texts as words, and what people type as words and numbers. What is written in several ways is one word."""

import re
from functools import lru_cache
from typing import NamedTuple

from senco_portal.lib.folding import fold

# What one thing is called, folded; the name of the group is what all of them become.
_ALIKE = re.compile(
    r"\b(?:(?P<st>saints?|ss|sts)|(?P<ce>church of england|c of e|cofe|c e)|(?P<catholic>roman catholic|r c|rc)"
    r"|(?P<preschool>pre school)|(?P<daycare>day care)|(?P<playgroup>play group)|(?P<childcare>child care)"
    r"|(?P<coop>co op(?:erative)?|cooperative)|(?P<mount>mt)|(?P<doctor>dr)|(?P<sixth>6th))\b"
)
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) ?(\d[a-z]{2})\b")
# As written on letters: 201/3614. Seven digits together may also be a number of Ofsted's, and are read below.
_SCHOOL_NUMBER = re.compile(r"\b(\d{3}) (\d{4})\b")
_NUMBER = re.compile(r"\b(?:urn )?((?:ey|vc) ?\d{6}|[a-z]{0,2}\d{5,10})\b")

LONGEST_WORD = 60
LONGEST_QUERY = 200
MOST_WORDS = 10


class Query(NamedTuple):
    """What a person asks for: words, each once, and numbers and whole postcodes as registers write them.

    ``typed`` is all of it as it was typed, ``text`` all of it as words.
    """

    typed: str
    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    postcodes: tuple[str, ...]


def read_query(typed: str) -> Query:
    """What was typed, whatever it is: what is beyond a sensible length is left out."""
    typed = typed[:LONGEST_QUERY].replace("\0", " ").encode(errors="ignore").decode().strip()
    text = fold(typed)
    rest, postcodes = _take(_POSTCODE, text)
    rest, schools = _take(_SCHOOL_NUMBER, rest)
    rest, numbers = _take(_NUMBER, rest)
    words = tuple(dict.fromkeys(plain(rest).split()))[:MOST_WORDS]
    joined = [number.replace(" ", "") for number in (*schools, *numbers)]
    return Query(typed, plain(text), tuple(_cut(word) for word in words), tuple(joined), tuple(postcodes))


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, list[str]]:
    """The text without what the pattern finds, and what it finds, in capitals, its groups with a space between."""
    found = [" ".join(match.groups()).upper() for match in pattern.finditer(text)]
    return pattern.sub(" ", text), found


def plain(folded: str) -> str:
    """A folded text with one word for what is written in several ways: saint and st, C of E and Church of England."""
    return _ALIKE.sub(lambda match: match.lastgroup or "", folded)


def words_of(text: str) -> set[str]:
    """The words under which a text is found: as they are written, and as others write them."""
    folded = fold(text)
    return {_cut(word) for word in (*folded.split(), *plain(folded).split())}


@lru_cache(maxsize=2500)
def words_of_place(text: str) -> frozenset[str]:
    """The same of towns, localities and authorities, which are named again and again."""
    return frozenset(words_of(text))


def outward(postcode: str) -> set[str]:
    """The outward part of a postcode, as a word; nothing where it has none."""
    first, _, second = postcode.partition(" ")
    return words_of(first) if second else set()


def _cut(word: str) -> str:
    return word[:LONGEST_WORD]
