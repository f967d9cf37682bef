"""What one rule book says otherwise than another: part by part, field by field, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from qualifications import models
from qualifications.rules import book as values
from qualifications.rules.phrases import Names, capital
from qualifications.rules.sentences import sentence, titles
from qualifications.wording import CONVENTIONS, NOTHING, differences, in_words, label

Said = dict[str, str]


class Key(NamedTuple):
    """Which part of a book: its kind and its name."""

    part: str
    name: str


class Change(NamedTuple):
    """One field that differs, in words."""

    label: str
    before: str
    after: str


class Difference(NamedTuple):
    """A part that was added, removed or changed, and how; of a rule also the sentences that it made and makes."""

    part: str
    name: str
    kind: str
    changes: list[Change]
    sentence_before: str = ""
    sentence_after: str = ""


class Group(NamedTuple):
    """What differs in the parts of one kind."""

    title: str
    differences: list[Difference]


_BOOK = "The book"
OTHERWISE = "What is otherwise"
_SEVERAL = {
    _BOOK: "The book itself",
    "Rule": "Rules",
    "Kind of setting": "Kinds of settings",
    "Acceptance": "What is accepted",
    "Designation test": "Tests of who may be the SENCo",
    "Other reading": "Other readings",
    "Order": "Their order",
}


def compare(before: values.Book, after: values.Book, names: Names) -> list[Difference]:
    """All that differs between two books, in the order in which a book says it. Nothing where they say the same."""
    old, new = outline(before, names), outline(after, names)
    sentences = _sentences(before, names), _sentences(after, names)
    found = []
    for key in dict.fromkeys((*new, *old)):
        changes = _changes(old.get(key, {}), new.get(key, {}))
        if changes or (key in old) is not (key in new):
            kind = "changed" if key in old and key in new else "added" if key in new else "removed"
            found.append(Difference(*key, kind, changes, *(each.get(key, "") for each in sentences)))
    return found + list(_orders(old, new, titles(before, names) | titles(after, names)))


def compare_by_part(before: values.Book, after: values.Book, names: Names) -> list[Group]:
    """The same kind by kind, less that a new book has a name and a first day of its own."""
    found: dict[str, list[Difference]] = {}
    reader = _Reader(before, after, names)
    for each in compare(before, after, names):
        changes = [change for change in each.changes if each.part != _BOOK or change.label not in _own_to_each()]
        if changes or each.kind != "changed":
            found.setdefault(_SEVERAL.get(each.part, each.part), []).append(reader.told(each._replace(changes=changes)))
    return [Group(title, differences) for title, differences in found.items()]


class _Reader:
    """Says differences in the words of a reader, who knows rules by their titles."""

    def __init__(self, before: values.Book, after: values.Book, names: Names) -> None:
        self.titles = titles(before, names) | titles(after, names)
        self.readings = [
            {each.code: " ".join(differences(each, names, titles(book, names))) for each in book.readings}
            for book in (before, after)
        ]

    def told(self, difference: Difference) -> Difference:
        if difference.part == _BOOK:
            return difference._replace(name=_BOOK)
        if difference.part == "Rule":
            return difference._replace(name=self.titles[difference.name])
        if difference.part == "Other reading":
            changes = [self._otherwise(change, difference.name) for change in difference.changes]
            return difference._replace(name=f"Reading {difference.name}", changes=changes)
        return difference

    def _otherwise(self, change: Change, code: str) -> Change:
        if change.label != OTHERWISE:
            return change
        return Change(OTHERWISE, *(readings.get(code) or NOTHING for readings in self.readings))


def _own_to_each() -> set[str]:
    return {capital(label(models.RuleBook, name)) for name in ("name", "in_force_from")}


def outline(book: values.Book, names: Names) -> dict[Key, Said]:
    """Every part of a book with its fields in words."""
    said = {Key(_BOOK, "itself"): _own(book, names)}
    for part, entries in _parts(book, names):
        for name, fields_said in _told_apart(entries):
            said[Key(part, name)] = fields_said
    return said


def _own(book: values.Book, names: Names) -> Said:
    model, limit = models.RuleBook, book.service_limit
    said = {
        capital(label(model, name)): in_words(name, getattr(book, name), names) for name in ("name", "in_force_from")
    }
    said["Notes"] = book.notes or NOTHING
    for name in ("months", "days", "roles"):
        said[capital(label(model, f"service_{name}"))] = in_words(f"service_{name}", getattr(limit, name), names)
    said["Where the limit of earlier service is said"] = in_words("sources", limit.sources, names)
    for name, (title, _) in CONVENTIONS.items():
        said[title] = in_words(name, getattr(book.conventions, name), names)
    return said


def _parts(book: values.Book, names: Names) -> Iterator[tuple[str, Iterable[tuple[str, Said]]]]:
    """Kinds of parts, each with the name and the fields of every part of that kind."""
    tests = [(alternative, test) for alternative in book.designation for test in alternative.tests]
    yield "Rule", [(each.code, _fields(models.Rule, each, names)) for each in book.rules]
    yield (
        "Kind of setting",
        [
            (names.setting_type(each.setting_type), _fields(models.SettingTerms, each, names))
            for each in book.setting_terms
        ],
    )
    yield (
        "Acceptance",
        [
            (f"{each.set}: {names.qualification(each.qualification)}", _fields(models.Acceptance, each, names))
            for each in book.acceptances
        ],
    )
    yield "Who may be the SENCo", [(each.name, {}) for each in book.designation]
    yield (
        "Designation test",
        [(f"{one.name}: {each.words}", _fields(models.DesignationTest, each, names)) for one, each in tests],
    )
    yield "Other reading", [(each.code, _reading(each, names)) for each in book.readings]


def _fields(model: type[Any], part: Any, names: Names) -> Said:
    """The fields of a part, by what people call them."""
    return {
        capital(label(model, field.name)): in_words(field.name, getattr(part, field.name), names)
        for field in fields(part)
    }


def _reading(reading: values.Reading, names: Names) -> Said:
    return {
        "Note": reading.note or NOTHING,
        OTHERWISE: " ".join(differences(reading, names)) or NOTHING,
        "Where it says so": in_words("sources", reading.sources, names),
    }


def _told_apart(entries: Iterable[tuple[str, Said]]) -> Iterator[tuple[str, Said]]:
    """The entries, the second of one name with a number."""
    met: dict[str, int] = {}
    for name, said in entries:
        met[name] = met.get(name, 0) + 1
        yield (name if met[name] == 1 else f"{name} ({met[name]})"), said


def _changes(old: Said, new: Said) -> list[Change]:
    """Fields that differ; of a part that was added or removed, those that say something."""
    every = [Change(name, old.get(name, NOTHING), new.get(name, NOTHING)) for name in dict.fromkeys((*new, *old))]
    return [each for each in every if each.before != each.after]


def _sentences(book: values.Book, names: Names) -> dict[Key, str]:
    return {Key("Rule", rule.code): sentence(rule, book, names) for rule in book.rules}


def _orders(old: Iterable[Key], new: Iterable[Key], called: Mapping[str, str]) -> Iterator[Difference]:
    """Kinds of parts of which those that both books have stand in another order. In: also the titles of rules."""
    before, after = _by_part(old), _by_part(new)
    for part in before:
        kept = [name for name in before[part] if name in after.get(part, [])]
        now = [name for name in after.get(part, []) if name in kept]
        if kept != now:
            told = ["; ".join(called.get(name, name) for name in names) for names in (kept, now)]
            yield Difference("Order", part, "changed", [Change("In this order", *told)])


def _by_part(keys: Iterable[Key]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part, name in keys:
        found.setdefault(part, []).append(name)
    return found
