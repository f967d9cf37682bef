"""Forms whose second editor is told what the first one changed: nothing is overwritten unseen."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone

if TYPE_CHECKING:
    _Form = forms.ModelForm[Any]
else:
    _Form = forms.ModelForm

Version = dict[str, str]
_PLAIN = {True: "yes", False: "no", None: ""}


def version_of(row: models.Model, lists: Iterable[str] = ()) -> Version:
    """A short mark of each of a row's values, by the field's name; another value has another mark.

    ``lists``: names of rows that belong to it, which count as values too.
    """
    values = {field.name: str(field.value_to_string(row)) for field in row._meta.concrete_fields}
    for many in row._meta.many_to_many:
        values[many.name] = str(sorted(getattr(row, many.name).values_list("pk", flat=True)))
    for name in lists:
        values[name] = str(sorted(map(str, getattr(row, name).all())))
    return {name: hashlib.sha256(value.encode()).hexdigest()[:12] for name, value in values.items()}


class VersionField(forms.CharField):
    """What a row was like when its form was shown, hidden in that form."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def prepare_value(self, value: Any) -> str:
        """In: the marks by name, or the text that was sent."""
        return " ".join(f"{name}:{mark}" for name, mark in value.items()) if isinstance(value, dict) else value

    def to_python(self, value: Any) -> Version:  # type: ignore[override]
        """The marks by name; of a text that is none of ours, none that fits."""
        return {name: mark for name, _, mark in (part.partition(":") for part in str(value or "").split())}

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never: it is nothing that a person fills in."""
        return False


class VersionedForm(_Form):
    """A form of a row. Where somebody changed the row since it was shown, it says who and what, and does not save.

    Sent again, it saves: then the person knows. It is used inside a transaction, as Django admin does.
    ``lists``: names of rows that belong to the row and are changed with it. ``ignored``: names of values that do not
    matter to what the form does. ``counted``: names of long lists, of which only is said how many there are now.
    ``called``: what people call values, where the model calls them otherwise.
    """

    lists: ClassVar[tuple[str, ...]] = ()
    ignored: ClassVar[tuple[str, ...]] = ()
    counted: ClassVar[tuple[str, ...]] = ()
    called: ClassVar[Mapping[str, str]] = {}

    version = VersionField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk is not None and "version" in self.fields:
            self.initial["version"] = self._version_of(self.instance)

    def clean(self) -> dict[str, Any] | None:
        """Raises ValidationError where the row is no longer as it was shown."""
        cleaned = super().clean()
        if self.instance.pk is not None and "version" in self.fields:
            self._compare((cleaned or {}).get("version", {}))
        return cleaned

    def _compare(self, shown: Version) -> None:
        row = type(self.instance)._base_manager.select_for_update().filter(pk=self.instance.pk).first()
        if row is None:
            raise ValidationError("Somebody deleted this meanwhile.", "gone")
        now = self._version_of(row)
        if others := [name for name in now if shown.get(name) != now[name]]:
            sent = cast(QueryDict, self.data).copy()
            sent[self.add_prefix("version")] = self.fields["version"].prepare_value(now)
            self.data = sent
            raise ValidationError(_told(row, [self._change(row, name) for name in others]), "changed")

    def _version_of(self, row: models.Model) -> Version:
        return {name: mark for name, mark in version_of(row, self.lists).items() if name not in self.ignored}

    def _change(self, row: models.Model, name: str) -> str:
        """How a value that differs is now."""
        called = self.called.get(name) or _called(row, name)
        if name in self.counted:
            many = getattr(row, name).count()
            return f"{called} changed: there {'is' if many == 1 else 'are'} {many:,} now"
        return f"{called} is now “{_value(row, name)}”"


class ReasonedForm(VersionedForm):
    """The same, which asks why, too."""

    change_reason = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the history, with your name.",
        error_messages={"required": "Enter why this changes: what was wrong, or who said so."},
    )


def _told(row: models.Model, changes: list[str]) -> str:
    """Who changed a row last, and how the fields that differ are now."""
    return (
        f"{_last_editor(row)} changed this after you opened it: {'; '.join(changes)}. "
        "Nothing was saved. What you entered is still here: save once more to put it in the place of theirs."
    )


def _last_editor(row: models.Model) -> str:
    history = getattr(row, "history", None)
    latest = history.order_by("-history_date", "-history_id").first() if history is not None else None
    return str(getattr(latest, "history_user", None) or "Somebody")


def _called(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)
    if field.one_to_many and field.related_model:
        return str(field.related_model._meta.verbose_name_plural)
    return str(getattr(field, "verbose_name", name))


def _value(row: models.Model, name: str) -> str:
    if row._meta.get_field(name).many_to_many or row._meta.get_field(name).one_to_many:
        return ", ".join(map(str, getattr(row, name).all()))
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, datetime):
        return date_format(value.astimezone(get_current_timezone()), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return _PLAIN.get(value, str(value)) if value is None or isinstance(value, bool) else str(value)
