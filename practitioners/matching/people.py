"""What is known of two people, compared. Pure: it looks nowhere and changes nothing."""

from enum import StrEnum
from itertools import product
from typing import NamedTuple

from practitioners.matching.names import is_same, is_similar, words_of


class Kind(StrEnum):
    NONE = "none"
    POSSIBLE = "possible"
    DEFINITE = "definite"


class Known(NamedTuple):
    """What tells a person from others; empty is not known. ``others`` are previous names."""

    name: str
    email: str = ""
    trn: str = ""
    others: tuple[str, ...] = ()


class Match(NamedTuple):
    """How sure it is that two are one person, and what says so, in words."""

    kind: Kind
    reasons: tuple[str, ...] = ()


NO_MATCH = Match(Kind.NONE)
_SAME_TRN = "same teacher reference number"
_SAME_EMAIL = "same e-mail address"


def compare(one: Known, other: Known) -> Match:
    """Whether these two are one person. Definite: the same number, or the same address and name. Symmetric.

    Two different numbers are two people, unless they share an address: then one number may be a slip.
    """
    if one.trn and one.trn == other.trn:
        return Match(Kind.DEFINITE, (_SAME_TRN,))
    name = _names(one, other)
    if _is_same_address(one, other):
        differ = bool(one.trn and other.trn)
        sure = name in ("same name", "same as a previous name") and not differ
        return Match(Kind.DEFINITE if sure else Kind.POSSIBLE, (_SAME_EMAIL, *([name] if name else [])))
    if not name or (one.trn and other.trn):
        return NO_MATCH
    return Match(Kind.POSSIBLE, (name,))


def _is_same_address(one: Known, other: Known) -> bool:
    return bool(one.email) and one.email.casefold() == other.email.casefold()


def _names(one: Known, other: Known) -> str:
    """What their names have in common, in words; empty for nothing."""
    ours, theirs = words_of(one.name), words_of(other.name)
    if is_same(ours, theirs):
        return "same name"
    if not one.others and not other.others:
        return "similar name" if is_similar(ours, theirs) else ""
    pairs = list(product([ours, *map(words_of, one.others)], [theirs, *map(words_of, other.others)]))
    if any(is_same(*pair) for pair in pairs):
        return "same as a previous name"
    if is_similar(ours, theirs):
        return "similar name"
    return "similar to a previous name" if any(is_similar(*pair) for pair in pairs) else ""
