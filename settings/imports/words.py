"""What an import changed, as a person reads it: fields and values by their names."""

import re
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import date_format

from settings.enums import FileKind
from settings.models import ImportChange, Setting, SettingLink

_YES_NO = {True: "yes", False: "no", None: ""}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class FieldChange(NamedTuple):
    """One field of a place: what it is called, and what stands there before and after; empty where nothing does."""

    label: str
    before: str
    after: str


def field_changes(change: ImportChange) -> list[FieldChange]:
    """Each field that an import changed at one place, or of one link, in words."""
    model = SettingLink if change.run.kind == FileKind.GIAS_LINKS else Setting
    return [_in_words(model, name, *pair) for name, pair in change.fields.items()]


def _in_words(model: type[Setting] | type[SettingLink], name: str, before: Any, after: Any) -> FieldChange:
    label, labels = name.replace("_", " "), dict[Any, Any]()
    with suppress(FieldDoesNotExist):
        field: Any = model._meta.get_field(name)
        label, labels = str(field.verbose_name), dict(field.flatchoices)
    return FieldChange(label, _value(before, labels), _value(after, labels))


def _value(value: Any, labels: dict[Any, Any]) -> str:
    if value is None or isinstance(value, bool):
        return _YES_NO[value]
    if _DAY.fullmatch(str(value)):
        return date_format(date.fromisoformat(value), "j F Y")
    return str(labels.get(value, value))
