"""Rule books from frozen values to rows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from qualifications import models
from qualifications.books.columns import ACCEPTANCE, CONVENTIONS, EMPTY_IS_NONE, RULE, TERMS, TEST
from qualifications.enums import BookStatus, ChangeKind
from qualifications.rules import book as values
from qualifications.rules.book_form import all_sources, write_value


@transaction.atomic
def store(book: values.Book, *, is_shipped: bool = False) -> models.RuleBook:
    """A new draft that says what the book says. Raises KeyError on a qualification that the catalogue has not."""
    conventions = {name: str(getattr(book.conventions, name)) for name in CONVENTIONS}
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
            self.make(models.SettingTerms, terms, TERMS, "terms", book=self.row, position=position)
        for position, alternative in enumerate(book.designation):
            parent = models.Alternative.objects.create(book=self.row, position=position, name=alternative.name)
            for number, test in enumerate(alternative.tests):
                self.make(models.DesignationTest, test, TEST, "test", alternative=parent, position=number)
        for position, acceptance in enumerate(book.acceptances):
            self.make(models.Acceptance, acceptance, ACCEPTANCE, "acceptance", book=self.row, position=position)
        for position, rule in enumerate(book.rules):
            self.make(models.Rule, rule, RULE, "rule", book=self.row, position=position)
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
        if name in EMPTY_IS_NONE:
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
