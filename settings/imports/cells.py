"""What one cell says. Each reader takes the cell's text, trimmed, and raises Odd with the reason why it cannot."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from senco_portal.lib.folding import fold

# What registers write for nothing, and for what they may not publish.
_NOTHING = {"", "redacted", "not applicable", "not recorded", "does not apply", "null", "none recorded"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# Of no width, or turning the direction of what follows.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})" + _TIME, re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})" + _TIME, re.ASCII)
# Years: some schools are older than the registers by a thousand years, and none is planned for long after us.
_OLDEST, _NEWEST = 900, 2199
_LONGEST_LIFE = 99  # years of age, in two digits


class Odd(ValueError):
    """A cell that cannot be read; the message says why."""


Reader = Callable[[str], Any]


def trimmed(cell: str) -> str:
    """A cell without space at its ends, of whatever kind, and with single spaces inside."""
    return " ".join((cell if cell.isascii() else _INVISIBLE.sub("", cell)).split())


def text(most: int) -> Reader:
    """A reader of texts of at most so many characters."""

    def read(cell: str) -> str:
        if len(cell) > most:
            raise Odd(f"is longer than {most} characters")
        if not cell.isprintable() and _CONTROL.search(cell):
            raise Odd("has a character that nobody can see")
        return "" if cell.lower() in _NOTHING else cell

    return read


def name(most: int) -> Reader:
    """A reader of a name that is looked up here: at most so many characters, as it is written and as it is folded."""
    plain = text(most)

    @lru_cache(maxsize=10_000)
    def read(cell: str) -> str:
        found: str = plain(cell)
        if len(fold(found)) > most:
            raise Odd(f"is longer than {most} characters when its marks are said as words")
        return found

    return read


def said(reader: Reader) -> Reader:
    """The same reader for a cell that has to say something: a letter or a digit at least."""

    def read(cell: str) -> str:
        found: str = reader(cell)
        if not any(map(str.isalnum, found)):
            raise Odd("says nothing" if cell else "is empty")
        return found

    return read


@lru_cache(maxsize=50_000)
def day(cell: str) -> date | None:
    """A day as DD-MM-YYYY, DD/MM/YYYY or YYYY-MM-DD, with or without a time; nothing where there is nothing."""
    if cell.lower() in _NOTHING:
        return None
    if found := _DAY.fullmatch(cell):
        days, months, years = found.groups()
    elif found := _ISO_DAY.fullmatch(cell):
        years, months, days = found.groups()
    else:
        raise Odd("is not a date written DD-MM-YYYY or DD/MM/YYYY")
    try:
        read = date(int(years), int(months), int(days))
    except ValueError as error:
        raise Odd("is a day that does not exist") from error
    if not _OLDEST <= read.year <= _NEWEST:
        raise Odd("is a year that cannot be right")
    return read


@lru_cache(maxsize=1_000)
def age(cell: str) -> int | None:
    """An age in whole years; nothing where there is nothing."""
    if cell.lower() in _NOTHING:
        return None
    number = cell.removesuffix(".0")
    if not (number.isascii() and number.isdigit() and int(number) <= _LONGEST_LIFE):
        raise Odd("is not an age in years")
    return int(number)


def nursery_classes(cell: str) -> bool | None:
    """Whether a school has nursery classes; nothing where the register does not say."""
    return {"has nursery classes": True, "no nursery classes": False}.get(cell.lower())


@lru_cache(maxsize=1_000)
def authority_number(cell: str) -> str:
    """An authority's number as three digits, with the zeros that spreadsheets take away; empty where it is."""
    if cell and not re.fullmatch(r"[0-9]{1,3}(\.0)?", cell):
        raise Odd("is not an authority's number, such as 202")
    return cell.removesuffix(".0").zfill(3) if cell else ""


def number(pattern: re.Pattern[str], example: str) -> Reader:
    """A reader of a register's numbers, kept as text."""

    def read(cell: str) -> str:
        found = cell.upper().replace(" ", "")
        if not pattern.fullmatch(found):
            raise Odd(f"is not a number of this register, such as {example}")
        return found

    return read
