"""Rule books between rows and frozen values, both ways without loss."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch

from qualifications import models
from qualifications.books.columns import ACCEPTANCE, CONVENTIONS, EMPTY_IS_NONE, LISTS, OWNERS, RULE, TERMS, TEST
from qualifications.books.storing import store
from qualifications.enums import ChangeKind, Role
from qualifications.rules import book as values
from qualifications.rules.book_form import read_value
from qualifications.rules.phrases import Names
from qualifications.rules.terms import Conventions
from settings.enums import PREVIOUS_POST_TYPES

__all__ = ["NoCurrentBook", "UnreadableBook", "current", "current_row", "load", "names", "store"]

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
    return load(current_row(day))


def current_row(day: date) -> models.RuleBook:
    """The row of the book that answers on a day. Raises NoCurrentBook."""
    row = models.RuleBook.objects.current(day)
    if row is None:
        raise NoCurrentBook(f"No rule book is in force on {day}. Run `python manage.py load_catalogue` first.")
    return row


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
        setting_terms=_each(row.setting_terms.order_by("position"), values.SettingTerms, TERMS, "terms", cited),
        designation=tuple(
            values.Alternative(one.name, _each(one.tests.all(), values.DesignationTest, TEST, "test", cited))
            for one in _with(row.alternatives, "tests")
        ),
        acceptances=_each(
            row.acceptances.select_related("qualification").order_by("position"),
            values.Acceptance,
            ACCEPTANCE,
            "acceptance",
            cited,
        ),
        rules=_each(row.rules.select_related("qualification").order_by("position"), values.Rule, RULE, "rule", cited),
        readings=tuple(_reading(one, cited) for one in _with(row.readings, "changes")),
    )


def _with(parts: Any, below: str) -> Any:
    """Parts in their order, each with the rows below it, in theirs."""
    model = parts.model._meta.get_field(below).related_model
    return parts.order_by("position").prefetch_related(Prefetch(below, model.objects.order_by("position")))


def _conventions(row: models.RuleBook) -> Conventions:
    words = {name: str(getattr(row, name)) for name in CONVENTIONS}
    try:
        return Conventions().with_changes(words)
    except ValueError as error:
        raise UnreadableBook(f"{row}: {error}.") from error


def _citations(row: models.RuleBook) -> Cited:
    """Who names which sources. A source of another book is none of this one's: that book may change, this one not."""
    cited: dict[Owner, tuple[values.Source, ...]] = defaultdict(tuple)
    for citation in row.citations.filter(source__book=row).select_related("source").order_by("position"):
        source = citation.source
        owner = next(((n, pk) for n in OWNERS if (pk := getattr(citation, f"{n}_id"))), SERVICE_LIMIT)
        cited[owner] += (values.Source(source.name, source.provision, source.url),)
    return cited


def _each(rows: Any, kind: Callable[..., Any], names: Iterable[str], owner: str, cited: Cited) -> tuple[Any, ...]:
    return tuple(kind(**{name: _value(row, name) for name in names}, sources=cited[owner, row.pk]) for row in rows)


def _value(row: Any, name: str) -> Any:
    value = getattr(row, name)
    if isinstance(value, models.Qualification):
        return value.code
    if name in EMPTY_IS_NONE:
        return value or None
    return _read_value(name, value.isoformat() if isinstance(value, date) else value, f"{name} of {row}")


def _read_value(name: str, value: Any, about: str) -> Any:
    """One value from its column. Raises UnreadableBook, saying what it is about."""
    is_list = isinstance(value, list)
    if (is_list and not all(isinstance(item, str) for item in value)) or (name in LISTS and not is_list):
        raise UnreadableBook(f"{about} is {value!r}; it must be a list of texts.")
    try:
        return read_value(name, value, {})
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableBook(f"{about} is {value!r}, which it cannot be.") from error


def _reading(row: models.Reading, cited: Cited) -> values.Reading:
    lines = list(row.changes.all())
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
