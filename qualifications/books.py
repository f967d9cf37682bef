"""Rule books between rows and frozen values, both ways without loss."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import transaction

from qualifications import models
from qualifications.enums import BookStatus, ChangeKind, Role
from qualifications.rules import book as values
from qualifications.rules.book_form import all_sources, read_value, write_value
from qualifications.rules.phrases import Names
from qualifications.rules.terms import Conventions
from settings.enums import PREVIOUS_POST_TYPES

# The parts of a book that name sources, by the column of a citation that names them.
Owner = tuple[str, int]
Cited = Mapping[Owner, tuple[values.Source, ...]]
SERVICE_LIMIT: Owner = ("", 0)


class NoCurrentBook(LookupError):
    """No published rule book is in force on the day: `manage.py load_catalogue` loads the one that is shipped."""


class UnreadableBook(ValueError):
    """Rows that make no book: a word that books do not know, or a value of another kind. Only a draft can be so."""


def current(day: date) -> values.Book:
    """The book that answers on a day. Raises NoCurrentBook."""
    row = models.RuleBook.objects.current(day)
    if row is None:
        raise NoCurrentBook(f"No rule book is in force on {day}. Run `python manage.py load_catalogue` first.")
    return load(row)


def names() -> Names:
    """What people call the setting types, roles and qualifications that books know by code."""
    return Names(
        setting_types=dict(PREVIOUS_POST_TYPES),
        roles=dict(Role.choices),
        qualifications=dict(models.Qualification.objects.values_list("code", "short_name")),
    )


def load(row: models.RuleBook) -> values.Book:
    """The book that rows say. A published one is read once: it never changes. Raises UnreadableBook."""
    if row.is_published:
        return _published(row.pk, row.published_at)
    return _read(row)


@lru_cache(maxsize=8)
def _published(pk: int, published_at: object) -> values.Book:
    return _read(models.RuleBook.objects.get(pk=pk))


def _read(row: models.RuleBook) -> values.Book:
    cited = _citations(row)
    return values.Book(
        name=row.name,
        in_force_from=row.in_force_from,
        notes=row.notes,
        conventions=_conventions(row),
        service_limit=values.ServiceLimit(
            row.service_months, row.service_days, _value(row, "service_roles"), cited[SERVICE_LIMIT]
        ),
        setting_terms=_each(row.setting_terms, values.SettingTerms, _TERMS, "terms", cited),
        designation=tuple(
            values.Alternative(one.name, _each(one.tests, values.DesignationTest, _TEST, "test", cited))
            for one in row.alternatives.order_by("position")
        ),
        acceptances=_each(
            row.acceptances.select_related("qualification"), values.Acceptance, _ACCEPTANCE, "acceptance", cited
        ),
        rules=_each(row.rules.select_related("qualification"), values.Rule, _RULE, "rule", cited),
        readings=tuple(_reading(one, cited) for one in row.readings.order_by("position")),
    )


def _conventions(row: models.RuleBook) -> Conventions:
    words = {name: str(getattr(row, name)) for name in _CONVENTIONS}
    try:
        return Conventions().with_changes(words)
    except ValueError as error:
        raise UnreadableBook(f"{row}: {error}.") from error


def _citations(row: models.RuleBook) -> Cited:
    """Who names which sources. A source of another book is none of this one's: that book may change, this one not."""
    cited: dict[Owner, tuple[values.Source, ...]] = defaultdict(tuple)
    for citation in row.citations.filter(source__book=row).select_related("source").order_by("position"):
        source = citation.source
        owner = next(((n, pk) for n in _OWNERS if (pk := getattr(citation, f"{n}_id"))), SERVICE_LIMIT)
        cited[owner] += (values.Source(source.name, source.provision, source.url),)
    return cited


_OWNERS = ("rule", "acceptance", "test", "terms", "reading")
_CONVENTIONS = ("leap_day", "clock", "overlap", "accept_by")
_TERMS = ("setting_type", "counts_as_service", "should_have_senco")
_TEST = ("fact", "accepted", "words", "needs_review")
_ACCEPTANCE = (
    "set", "qualification", "longest_months", "longest_is_assumed", "begun_from", "begun_before", "completed_before",
    "first_course_on", "words",
)  # fmt: skip
_RULE = (
    "code", "setting_types", "words", "requirement", "roles", "started_from", "started_until", "service",
    "service_begun_until", "exemption", "qualification", "months", "tests_designation", "accepts", "needs_review",
    "review_reason",
)  # fmt: skip
# Columns that hold an empty text where the value is that there is none.
_EMPTY_IS_NONE = {"exemption", "accepts"}
_LISTS = {"setting_types", "roles", "accepted", "service_roles"}


def _each(rows: Any, kind: Callable[..., Any], names: Iterable[str], owner: str, cited: Cited) -> tuple[Any, ...]:
    return tuple(
        kind(**{name: _value(row, name) for name in names}, sources=cited[owner, row.pk])
        for row in rows.order_by("position")
    )


def _value(row: Any, name: str) -> Any:
    value = getattr(row, name)
    if isinstance(value, models.Qualification):
        return value.code
    if name in _EMPTY_IS_NONE:
        return value or None
    return _read_value(name, value.isoformat() if isinstance(value, date) else value, f"{name} of {row}")


def _read_value(name: str, value: Any, about: str) -> Any:
    """One value from its column. Raises UnreadableBook, saying what it is about."""
    is_list = isinstance(value, list)
    if (is_list and not all(isinstance(item, str) for item in value)) or (name in _LISTS and not is_list):
        raise UnreadableBook(f"{about} is {value!r}; it must be a list of texts.")
    try:
        return read_value(name, value, {})
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableBook(f"{about} is {value!r}, which it cannot be.") from error


def _reading(row: models.Reading, cited: Cited) -> values.Reading:
    lines = list(row.changes.order_by("position"))
    return values.Reading(
        code=row.code,
        note=row.note,
        drops=tuple(line.rule for line in lines if line.kind == ChangeKind.DROP),
        changes=tuple(
            values.Change(
                line.rule,
                line.field,
                _read_value(line.field, line.value, f"{line.field} of {line.rule} under reading {row}"),
            )
            for line in lines
            if line.kind == ChangeKind.RULE
        ),
        conventions=tuple((line.field, str(line.value)) for line in lines if line.kind == ChangeKind.CONVENTION),
        service_days=row.service_days,
        sources=cited["reading", row.pk],
    )


@transaction.atomic
def store(book: values.Book, *, is_shipped: bool = False) -> models.RuleBook:
    """A new draft that says what the book says. Raises KeyError on a qualification that the catalogue has not."""
    conventions = {name: str(getattr(book.conventions, name)) for name in _CONVENTIONS}
    row = models.RuleBook.objects.create(
        name=book.name,
        status=BookStatus.DRAFT,
        is_shipped=is_shipped,
        in_force_from=book.in_force_from,
        notes=book.notes,
        service_months=book.service_limit.months,
        service_days=book.service_limit.days,
        service_roles=list(book.service_limit.roles),
        **conventions,
    )
    _Writer(row, book).write()
    return row


class _Writer:
    """Writes the parts of one book below its row."""

    def __init__(self, row: models.RuleBook, book: values.Book) -> None:
        self.row, self.book = row, book
        self.qualifications = {each.code: each for each in models.Qualification.objects.all()}
        self.citations: list[models.Citation] = []
        self.sources = {
            source: models.Source.objects.create(
                book=row, position=position, name=source.name, provision=source.provision, url=source.url
            )
            for position, source in enumerate(all_sources(book))
        }

    def write(self) -> None:
        book = self.book
        self.cite({}, book.service_limit.sources)
        for position, terms in enumerate(book.setting_terms):
            self.make(models.SettingTerms, terms, _TERMS, "terms", book=self.row, position=position)
        for position, alternative in enumerate(book.designation):
            parent = models.Alternative.objects.create(book=self.row, position=position, name=alternative.name)
            for number, test in enumerate(alternative.tests):
                self.make(models.DesignationTest, test, _TEST, "test", alternative=parent, position=number)
        for position, acceptance in enumerate(book.acceptances):
            self.make(models.Acceptance, acceptance, _ACCEPTANCE, "acceptance", book=self.row, position=position)
        for position, rule in enumerate(book.rules):
            self.make(models.Rule, rule, _RULE, "rule", book=self.row, position=position)
        for position, reading in enumerate(book.readings):
            parent_reading = self.make(
                models.Reading, reading, ("code", "note", "service_days"), "reading", book=self.row, position=position
            )
            models.ReadingChange.objects.bulk_create(_lines(reading, parent_reading))
        models.Citation.objects.bulk_create(self.citations)

    def make(self, model: Any, value: Any, names: Iterable[str], owner: str, **place: Any) -> Any:
        row = model.objects.create(**place, **{name: self.column(name, getattr(value, name)) for name in names})
        self.cite({owner: row}, value.sources)
        return row

    def column(self, name: str, value: Any) -> Any:
        if name == "qualification":
            return self.qualifications[value] if value is not None else None
        if name in _EMPTY_IS_NONE:
            return value or ""
        return value if isinstance(value, date) else write_value(value, {})

    def cite(self, owner: dict[str, Any], sources: tuple[values.Source, ...]) -> None:
        for source in sources:
            place = {"book": self.row, "source": self.sources[source], "position": len(self.citations)}
            self.citations.append(models.Citation(**place, **owner))


def _lines(reading: values.Reading, row: models.Reading) -> list[models.ReadingChange]:
    lines: list[tuple[str, str, str, Any]] = [(ChangeKind.DROP, code, "", None) for code in reading.drops]
    lines += [(ChangeKind.RULE, each.rule, each.field, write_value(each.value, {})) for each in reading.changes]
    lines += [(ChangeKind.CONVENTION, "", name, word) for name, word in reading.conventions]
    return [
        models.ReadingChange(reading=row, position=position, kind=kind, rule=rule, field=field, value=value)
        for position, (kind, rule, field, value) in enumerate(lines)
    ]
