"""The history of what is recorded of a person, in words: who, when, what from, what to, why."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone

from practitioners.models import (
    OF_A_PERSON,
    Appointment,
    Award,
    Certificate,
    Enrolment,
    Move,
    Practice,
    Practitioner,
    PreviousName,
    PriorPost,
)
from practitioners.presenters.days import partly
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import capital
from settings.enums import PREVIOUS_POST_TYPES
from settings.models import Setting
from settings.presenters import Pages, pages_of

_KINDS: dict[Any, str] = {
    Practitioner: "Record",
    Appointment: "Post",
    PriorPost: "Earlier post",
    Enrolment: "Course",
    Award: "Award",
    Certificate: "Certificate",
    Move: "Move of the post",
    PreviousName: "Previous name",
    Practice: "Practice",
}
_DONE = {"+": "recorded", "~": "changed", "-": "taken away"}
_NOTHING = "not recorded"
# Of no use to anybody who reads: how files are stored, and how exactly a day is known, which the day itself tells.
_LEFT_OUT = {"stored_as", "sha256", "started_to", "ended_to", "words"}
# Rows that belong to a row of the person.
_PARTS: dict[Any, tuple[str, Any]] = {Certificate: ("award", Award), Move: ("appointment", Appointment)}
Value = tuple[Any, str]


class Entry(NamedTuple):
    """One entry: when, who, what was done, each value that was recorded, changed or taken away, why."""

    when: str
    who: str
    what: str
    changes: list[str]
    why: str


class HistoryPage(NamedTuple):
    """A page of entries, the newest first, with the way to the other pages."""

    entries: list[Entry]
    pages: Pages


def history_page(person: Practitioner, page: "Page[Entry]") -> HistoryPage:
    """One page of a person's history, within the page of the person."""
    address = reverse("practitioner_detail", args=[person.pk])
    return HistoryPage(list(page.object_list), pages_of(page, lambda number: f"{address}?history={number}#history"))


def history_of(person: Practitioner) -> list[Entry]:
    """All that was ever recorded of a person, and of who was merged into them, the newest first.

    A fixed number of queries.
    """
    people = Practitioner.objects.records_of(person.pk)
    found = [*Practitioner.history.filter(id__in=people).select_related("history_user")]
    for model in OF_A_PERSON:
        found += model.history.filter(practitioner_id__in=people).select_related("history_user")
    for part, (name, owner) in _PARTS.items():
        keys = _own(owner, found, people)
        found += part.history.filter(**{f"{name}_id__in": keys}).select_related("history_user")
    found.sort(key=lambda record: (record.history_date, record.history_id))
    called = _Called(found)
    entries = [_entry(record, before, called) for record, before in _after_one_another(found)]
    return entries[::-1]


def _own(owner: Any, found: Iterable[Any], people: set[int]) -> set[int]:
    """The keys of the rows that are or were the person's, but those that are somebody else's by now."""
    keys = {record.id for record in found if record.instance_type is owner}
    others = owner._base_manager.filter(pk__in=keys).exclude(practitioner__in=people)
    return keys - set(others.values_list("pk", flat=True))


def _after_one_another(found: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    """Each entry with the one of the same row before it."""
    latest: dict[tuple[Any, int], Any] = {}
    for record in found:
        key = record.instance_type, record.id
        yield record, latest.get(key)
        latest[key] = record


class _Called:
    """What rows are called, those that are gone too: from the history where it tells of them, else as they are."""

    def __init__(self, found: Iterable[Any]) -> None:
        self.records = {(record.instance_type, record.id): record for record in found}
        keys: dict[Any, set[int]] = defaultdict(set)
        for record in found:
            for field in _fields(record):
                key = getattr(record, field.attname) if field.is_relation else None
                if key and (field.related_model, key) not in self.records:
                    keys[field.related_model].add(key)
        self.rows = {model: _rows(model).in_bulk(wanted) for model, wanted in keys.items() if _is_of_use(model)}

    def __call__(self, model: Any, key: int) -> str:
        """What the row of a model with this key is called."""
        if record := self.records.get((model, key)):
            return self.own(record)
        return str(self.rows.get(model, {}).get(key, "one that is gone"))

    def own(self, record: Any) -> str:
        """What tells the row of an entry from others of its kind."""
        return _OWN[record.instance_type](record, self)


def _rows(model: Any) -> Any:
    """The rows of a model, with all that they are called by."""
    rows = model._base_manager
    return rows.select_related("register_type") if model is Setting else rows


def _is_of_use(model: Any) -> bool:
    """Whether a row tells what it is called by itself; one of the person's own that is not in the history is not."""
    return model is Practitioner or model not in _KINDS


def _course(record: Any, called: _Called) -> str:
    return f"{called(_model(record, 'qualification'), record.qualification_id)}, begun on {in_words(record.started_on)}"


def _award(record: Any, called: _Called) -> str:
    return str(record.title or called(_model(record, "qualification"), record.qualification_id))


def _at(name: str) -> Callable[[Any, _Called], str]:
    return lambda record, called: called(_model(record, name), getattr(record, f"{name}_id"))


def _named(name: str) -> Callable[[Any, _Called], str]:
    return lambda record, _: str(getattr(record, name))


_OWN: dict[Any, Callable[[Any, _Called], str]] = {
    Practitioner: _named("name"),
    Appointment: _at("setting"),
    PriorPost: lambda record, _: str(record.instance),
    Enrolment: _course,
    Award: _award,
    Certificate: _at("award"),
    Move: _at("appointment"),
    PreviousName: _named("name"),
    Practice: _named("title"),
}


def _model(record: Any, name: str) -> Any:
    return record.instance_type._meta.get_field(name).related_model


def _entry(record: Any, before: Any, called: _Called) -> Entry:
    return Entry(
        when=date_format(record.history_date.astimezone(get_current_timezone()), "j F Y, H:i"),
        who=str(record.history_user or "The portal"),
        what=f"{_KINDS[record.instance_type]} “{called.own(record)}” {_DONE[record.history_type]}",
        changes=list(_changes(record, before, called)),
        why=record.history_change_reason or "",
    )


def _changes(record: Any, before: Any, called: _Called) -> Iterable[str]:
    """Each value that was recorded or taken away; of a row that was changed each from what to what."""
    now = _values(record, called)
    if record.history_type == "~" and before is not None:
        for label, (old, was) in _values(before, called).items():
            if old != now[label][0]:
                yield f"{label}: from “{was}” to “{now[label][1]}”"
        return
    verb = "was " if record.history_type == "-" else ""
    for label, (_, text) in now.items():
        if text != _NOTHING:
            yield f"{label}: {verb}“{text}”"


def _fields(record: Any) -> list[Any]:
    fields = record.instance_type._meta.concrete_fields
    return [field for field in fields if not field.primary_key and field.name not in _LEFT_OUT]


def _values(record: Any, called: _Called) -> dict[str, Value]:
    """What an entry says of a row: each value with its words, by what it is called."""
    return {capital(str(field.verbose_name)): _value(record, field, called) for field in _fields(record)}


def _value(record: Any, field: Any, called: _Called) -> Value:
    value = getattr(record, field.attname)
    words = dict(field.flatchoices) | (dict(PREVIOUS_POST_TYPES) if field.name == "setting_type" else {})
    if value in words:
        return value, str(words[value])
    if value is None or value == "":
        return value, _NOTHING
    if field.is_relation:
        return value, called(field.related_model, value)
    if isinstance(value, date):
        to = getattr(record, field.name.replace("_on", "_to"), "day")
        return (value, to), partly(value, to)
    if isinstance(value, bool):
        return value, "yes" if value else "no"
    if isinstance(value, Decimal):
        value = value.normalize()
    return value, "none" if value == 0 else f"{value:f}" if isinstance(value, Decimal) else str(value)
