"""Settings and people by words, however they are written: as the search for settings finds them.

Every word that was typed must begin a word of the name, or of what else a setting is found by; every number be its.
"""

from collections.abc import Callable

from django.db.models import Q

from settings.models import SettingWord
from settings.search.words import Query, read_query

DIGITS_OF_A_SCHOOL = 7  # three of the authority, four of the establishment


def said_of(typed: str, setting: str, more: Callable[[str], Q] = lambda word: Q()) -> Q:
    """Rows of which every word and number is true. In: the way from a row to its setting, empty where it is one; what
    else a word may be true of."""
    asked: Query = read_query(typed)
    found = Q()
    for word in asked.words:
        having = SettingWord.objects.filter(word__word__startswith=word).values("setting")
        found &= Q(**{f"{setting or 'pk'}__in": having}) | more(word)
    for number in asked.numbers:
        found &= numbered(number, setting)
    for postcode in asked.postcodes:
        found &= Q(**{f"{_to(setting)}postcode": postcode})
    return found


def numbered(number: str, setting: str) -> Q:
    """Rows whose setting has this number on its register, or as a school's of seven digits."""
    found = Q(**{f"{_to(setting)}urn": number})
    if len(number) == DIGITS_OF_A_SCHOOL and number.isdigit():
        of_authority = {f"{_to(setting)}authority__code": number[:3]}
        found |= Q(**of_authority, **{f"{_to(setting)}establishment_number": number[3:]})
    return found


def person(word: str, path: str) -> Q:
    """Rows of a person of whose name this begins a word. In: the way from a row to the person."""
    return Q(**{f"{path}__words__contains": f" {word}"})


def _to(setting: str) -> str:
    return f"{setting}__" if setting else ""
