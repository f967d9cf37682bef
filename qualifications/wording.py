"""What the fields of a rule book are called, and their values in words: for register, comparison and forms alike."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from qualifications import models
from qualifications.enums import (
    ACCEPT_BY,
    ANSWERS,
    CLOCKS,
    EXPECTATIONS,
    FACTS,
    LEAP_DAYS,
    OVERLAPS,
    REQUIREMENTS,
    SERVICE_TESTS,
    Choices,
)
from qualifications.rules.book import Change, Reading, Source
from qualifications.rules.dates import in_words as day_in_words
from qualifications.rules.phrases import Names, join

CONVENTIONS: dict[str, tuple[str, Choices]] = {
    "leap_day": ("An anniversary of 29 February in a year without it is on", LEAP_DAYS),
    "clock": ("The months to a deadline run from", CLOCKS),
    "overlap": ("Where posts overlap", OVERLAPS),
    "accept_by": ("Whether a course was completed in time is decided by", ACCEPT_BY),
}
CHOICES: dict[str, Choices] = {
    "requirement": REQUIREMENTS,
    "service": SERVICE_TESTS,
    "should_have_senco": EXPECTATIONS,
    "fact": FACTS,
    **{name: choices for name, (_, choices) in CONVENTIONS.items()},
}
NOTHING = "–"
_LABELS = {
    "setting_types": "kinds of settings",
    "setting_type": "kind of setting",
    "counts_as_service": "service there counts",
    "should_have_senco": "a setting of this kind",
    "fact": "the fact that is asked for",
    "accepted": "the answers that pass",
    "set": "set of acceptances",
    "code": "name",
    "in_force_from": "in force from",
    "service_months": "limit of earlier service in one run, in months",
    "service_days": "limit of earlier service in several runs, in days",
    "service_roles": "roles in which service counts",
    "url": "web address",
    "sources": "where it says so",
}
_ROLES = {"roles", "service_roles"}


def label(model: type[Any], field: str) -> str:
    """What people call a field of a part of a book, without a capital."""
    return _LABELS.get(field) or str(model._meta.get_field(field).verbose_name)


def in_words(field: str, value: Any, names: Names) -> str:
    """A field's value in words. In: the field's name, and its value as books hold it. Out: a dash for nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value in ("", (), []):
        return "any" if field in _ROLES else NOTHING
    if isinstance(value, date):
        return day_in_words(value)
    if field == "sources":
        return "; ".join(f"{each.name}, {each.provision} ({each.url})" for each in value)
    if isinstance(value, list | tuple):
        return join([_item(field, each, names) for each in value], "or")
    return _item(field, value, names)


def _item(field: str, value: Any, names: Names) -> str:
    if field in ("setting_types", "setting_type"):
        return names.setting_type(value)
    if field in _ROLES:
        return names.role(value)
    if field == "qualification":
        return names.qualification(value)
    if field == "accepted":
        return next((words for choices in ANSWERS.values() for code, words in choices if code == value), str(value))
    return choice_in_words(field, value)


def choice_in_words(field: str, value: Any) -> str:
    """What a choice is called; a word that is none of the choices as it is."""
    return str(dict(CHOICES.get(field, [])).get(value, value))


def differences(reading: Reading, names: Names, titles: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """What another reading makes different, a sentence each. In: also what to call rules, where not by their codes."""
    called = {code: f"“{words}”" for code, words in titles.items()}
    lines = [f"Rule {called.get(code, code)} is left out." for code in reading.drops]
    lines += [_difference(change, names, called.get(change.rule, change.rule)) for change in reading.changes]
    for name, word in reading.conventions:
        title = CONVENTIONS[name][0] if name in CONVENTIONS else name
        lines.append(f"{title}: {choice_in_words(name, word)}.")
    if reading.service_days:
        lines.append(f"Several runs together are more than the limit where longer than {reading.service_days} days.")
    return lines


def _difference(change: Change, names: Names, rule: str) -> str:
    known = {field.name for field in models.Rule._meta.get_fields()}
    called = label(models.Rule, change.field) if change.field in known else change.field
    return f"In rule {rule}, “{called}” is {in_words(change.field, change.value, names)}."


def once(sources: Iterable[tuple[Source, ...]]) -> tuple[Source, ...]:
    """Sources of several parts, each once, in the order in which they come."""
    return tuple(dict.fromkeys(source for each in sources for source in each))
