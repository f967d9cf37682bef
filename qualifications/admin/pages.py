"""The page of a book: what it says, part by part, each with its row; what is wrong with it; how it stands."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from qualifications import actions, books, models
from qualifications.actions.entries import saying
from qualifications.admin.kinds import KINDS, Kind
from qualifications.books.lives import replaced
from qualifications.comparison import Difference, compare, outline
from qualifications.register import Entry, Part, register
from qualifications.rules import book as values
from qualifications.rules.book import Source
from qualifications.rules.check import Finding
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import Names, capital
from qualifications.wording import label

Fields = dict[str, list[dict[str, str]]]


class Shown(NamedTuple):
    """A part as the page shows it. ``fields``: all that it says, field by field. ``below``: the parts of this part."""

    kind: Kind
    pk: int
    name: str
    sentences: Sequence[str]
    sources: Sequence[Source]
    fields: dict[str, str]
    below: "Sequence[Shown]" = ()

    @property
    def anchor(self) -> str:
        return f"{self.kind.slug}-{self.pk}"


class Section(NamedTuple):
    """All parts of one kind."""

    kind: Kind
    title: str
    lead: str
    parts: Sequence[Shown]


class Found(NamedTuple):
    """Something for which the book may not be published, and where on the page it is."""

    words: str
    anchor: str


class BookPage(NamedTuple):
    """All that the page of a book says. ``book``: nothing where its rows make none."""

    row: models.RuleBook
    standing: str
    book: values.Book | None
    found: Sequence[Found]
    sections: Sequence[Section]
    counting: Sequence[Entry]
    before: models.RuleBook | None
    differences: Sequence[Difference]


def present_book(row: models.RuleBook, today: date) -> BookPage:
    """The page of a book on a day."""
    names, book = books.names(), saying(row)
    parts = register(book, names) if book else []
    sections = list(_sections(row, _by_slug(parts), _said(book, names)))
    before = models.RuleBook.objects.before(row)
    found = () if row.is_published else _found(actions.findings(row, book, today), sections)
    return BookPage(
        row=row,
        standing=standing(row, today),
        book=book,
        found=tuple(found),
        sections=sections,
        counting=parts[4].entries if parts else (),
        before=before,
        differences=compare(books.load(before), book, names) if before and book else (),
    )


def standing(row: models.RuleBook, today: date) -> str:
    """How a book stands on a day, in one sentence."""
    day = in_words(row.in_force_from)
    if not row.is_published:
        return f"A draft: nobody is answered by it. Published, it would answer from {day} on."
    if row.in_force_from > today:
        return f"Published. It answers from {day} on."
    if models.RuleBook.objects.current(today) == row:
        return f"Published and in force: it has answered since {day}."
    after = replaced(row)
    if after and after.ever_answered:
        return f"Published, and replaced on {in_words(after.on)} by “{after.by}”. Its first day was {day}."
    return "Published, but it never answered: a book of a later first day was in force already."


def differences_from(before: models.RuleBook | None, row: models.RuleBook) -> list[Difference]:
    """What a book says otherwise than the one before it; nothing where there is none, or where it makes no book."""
    book = saying(row)
    return compare(books.load(before), book, books.names()) if before and book else []


def sentences_of(row: models.RuleBook, kind: Kind) -> dict[int, str]:
    """What each part of one kind says, in a sentence, by the part's key; nothing where the book cannot be read."""
    book, names = saying(row), books.names()
    if book is None or kind.slug not in ("rule", "terms", "acceptance", "alternative", "reading"):
        return {}
    entries = _by_slug(register(book, names))[kind.slug].entries
    return {part.pk: entry.sentences[0] for part, entry in zip(kind.rows(row), entries, strict=False)}


def _sections(row: models.RuleBook, parts: dict[str, Part], said: Fields) -> Iterator[Section]:
    tests = _by_alternative(row, said.get("test", []))
    for slug in ("rule", "terms", "acceptance", "alternative", "reading"):
        kind, part = KINDS[slug], parts[slug]
        shown = list(_shown(kind, row, part.entries, said.get(slug, [])))
        if slug == "alternative":
            shown = [one._replace(below=tests.get(one.pk, ())) for one in shown]
        yield Section(kind, part.title or kind.several.capitalize(), part.lead, shown)
    sources = [
        Shown(KINDS["source"], each.pk, each.name, [], [Source(each.name, each.provision, each.url)], {})
        for each in row.sources.order_by("name", "provision", "pk")
    ]
    yield Section(KINDS["source"], "Sources", "Every text and provision that a part of this book may name.", sources)


_NOTHING = Part("", "", [])


def _by_slug(parts: Sequence[Part]) -> dict[str, Part]:
    """The parts of the register by their kinds; the tests of the alternatives are apart there."""
    slugs = ("rule", "terms", "acceptance", "alternative", "", "reading")
    return {slug: part for slug, part in zip_longest(slugs, parts, fillvalue=_NOTHING) if isinstance(slug, str)}


def _said(book: values.Book | None, names: Names) -> Fields:
    """The fields of the parts of each kind, in their order."""
    slugs = {
        "Rule": "rule",
        "Kind of setting": "terms",
        "Acceptance": "acceptance",
        "Designation test": "test",
        "Other reading": "reading",
    }
    found: Fields = {}
    for key, fields in outline(book, names).items() if book else ():
        found.setdefault(slugs.get(key.part, ""), []).append(fields)
    return found


def _shown(
    kind: Kind, row: models.RuleBook, entries: Sequence[Entry], said: Sequence[dict[str, str]]
) -> Iterator[Shown]:
    """The rows of a kind, each with what it says; only by their names where the book cannot be read."""
    for number, each in enumerate(kind.rows(row)):
        entry = entries[number] if number < len(entries) else Entry(str(each), [], ())
        fields = said[number] if number < len(said) else {}
        yield Shown(kind, each.pk, entry.rule or entry.name, entry.sentences, entry.sources, fields)


def _by_alternative(row: models.RuleBook, said: Sequence[dict[str, str]]) -> dict[int, list[Shown]]:
    """The tests of each alternative, by its key."""
    found: dict[int, list[Shown]] = {}
    for each, fields in zip_longest(KINDS["test"].rows(row), said):
        if each is not None:
            shown = Shown(KINDS["test"], each.pk, str(each), _test_in_words(fields or {}), [], fields or {})
            found.setdefault(each.alternative_id, []).append(shown)
    return found


def _test_in_words(fields: dict[str, str]) -> list[str]:
    if not fields:
        return []
    asked, passes, checked = (fields[capital(label(models.DesignationTest, name))] for name in _TEST)
    doubt = " Where only this fails, a person should check." if checked == "yes" else ""
    return [f"Asked: {asked}. Passes: {passes}.{doubt}"]


_TEST = ("fact", "accepted", "needs_review")


def _found(findings: Sequence[Finding], sections: Sequence[Section]) -> Iterator[Found]:
    """What is wrong, each with the part that it is about, where it is about one."""
    anchors = {"The service limit": "counting", "The first day": "about"}
    for section in sections:
        for part in section.parts:
            for each in (part, *part.below):
                anchors |= dict.fromkeys(_names_of(each), each.anchor)
    for finding in findings:
        yield Found(finding.words, anchors.get(finding.about, ""))


def _names_of(part: Shown) -> list[str]:
    """As what checks speak of a part."""
    name = part.name
    if part.kind.slug == "acceptance":
        name = f"{part.fields.get('Set of acceptances', '')}: {part.fields.get('Qualification', '')}"
    small = f"{name[:1].lower()}{name[1:]}"
    return [name, f"Rule {name}", f"Reading {name}", f"The test “{name}”", f"What is said of {small}"]
