"""Keeps the words of places: made anew from the places whenever these change, many at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from io import StringIO
from uuid import uuid4

from django.db import connection, transaction

from settings.enums import Register
from settings.models import FormerName, SearchMark, SearchWord, Setting, SettingWord
from settings.search.following import names_before, numbers_after
from settings.search.words import outward, words_of, words_of_place

# How many places are held in memory at once.
CHUNK = 2500


@transaction.atomic
def index(pks: Collection[int]) -> None:
    """Makes the words of these places anew, from their names, former names, names of schools they follow, towns,
    authorities and postcodes.

    In: keys of places. Numbers and whole postcodes are no words: they are looked for in the places themselves.
    """
    if not pks:
        return
    # First of all: of two that write words at once the second waits here, before either holds what the other wants.
    SearchMark.objects.update_or_create(pk=1, defaults={"mark": uuid4()})
    known: dict[str, int] = {}
    ordered = sorted(pks)
    for start in range(0, len(ordered), CHUNK):
        _index(ordered[start : start + CHUNK], known)
    _count_again(len(ordered))


def index_successors(urns: Collection[str]) -> None:
    """After links of schools changed: makes the words anew of all places that have, or follow, one of these numbers.

    In: numbers at either end of the links that were added, changed or taken away.
    """
    after = sorted({*urns, *numbers_after(urns)})
    pks: list[int] = []
    for start in range(0, len(after), CHUNK):
        places = Setting.objects.filter(register=Register.GIAS, urn__in=after[start : start + CHUNK])
        pks += places.values_list("pk", flat=True)
    index(pks)


def _index(pks: Sequence[int], known: dict[str, int]) -> None:
    """One chunk. ``known`` are keys of words already looked up; those of this chunk are added."""
    words = _words(pks)
    _learn({word for each in words.values() for word in each}, known)
    SettingWord.objects.filter(setting__in=pks).delete()
    _write([(pk, known[word]) for pk, each in words.items() for word in each])


def _words(pks: Sequence[int]) -> dict[int, set[str]]:
    """Each place's words."""
    words: dict[int, set[str]] = defaultdict(set)
    for pk, name, town, locality, postcode, authority in _texts(pks):
        words[pk] = words_of(name) | words_of_place(town) | words_of_place(locality) | outward(postcode)
        if name and authority:  # A childminder without a name is found by number; an authority has thousands.
            words[pk] |= words_of_place(authority)
    for pk, name in FormerName.objects.filter(setting__in=pks).values_list("setting", "name"):
        words[pk] |= words_of(name)
    for pk, name in _names_before(pks):
        words[pk] |= words_of(name)
    return words


def _names_before(pks: Sequence[int]) -> Iterable[tuple[int, str]]:
    """The places that follow others, each with every name of these."""
    places = dict(Setting.objects.filter(pk__in=pks, register=Register.GIAS).values_list("urn", "pk"))
    return ((places[urn], name) for urn, names in names_before(places.keys()).items() for name in names)


def _texts(pks: Sequence[int]) -> Iterable[tuple[int, str, str, str, str, str | None]]:
    places = Setting.objects.filter(pk__in=pks).order_by("pk")
    return places.values_list("pk", "name", "town", "locality", "postcode", "authority__name")


def _learn(words: Iterable[str], known: dict[str, int]) -> None:
    """Adds to ``known`` the keys of the words that it lacks; makes rows for those that are new altogether."""
    wanted = sorted(set(words) - known.keys())
    known.update(_keys(wanted))
    new = [word for word in wanted if word not in known]
    SearchWord.objects.bulk_create([SearchWord(word=word) for word in new])
    known.update(_keys(new))


def _keys(words: Collection[str]) -> dict[str, int]:
    return dict(SearchWord.objects.filter(word__in=words).values_list("word", "pk"))


def _write(pairs: Sequence[tuple[int, int]]) -> None:
    """Rows of our own whole numbers, by the ten thousand: as objects they would take ten times as long."""
    table = SettingWord._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            rows = StringIO("".join(f"{setting}\t{word}\n" for setting, word in pairs))
            cursor.copy_expert(f"COPY {table} (setting_id, word_id) FROM STDIN", rows)
        elif pairs:
            values = ",".join(f"({setting},{word})" for setting, word in pairs)
            cursor.execute(f"INSERT INTO {table} (setting_id, word_id) VALUES {values}")  # noqa: S608  whole numbers


def _count_again(written: int) -> None:
    """After many rows, tells PostgreSQL's planner how many there are; it would guess for some minutes otherwise."""
    if written > CHUNK and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {SettingWord._meta.db_table}, {SearchWord._meta.db_table}")
