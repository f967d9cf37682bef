"""Writes what a file of places changes: the places, their former names and types, how they are found, the report."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F
from simple_history.utils import bulk_create_with_history

from senco_portal.lib.folding import fold
from settings.actions import Signed, reopen_splits
from settings.actions.types import remember_types
from settings.enums import ChangeKind, Completeness, Outcome, SettingStatus
from settings.imports.compare import AT_ONCE, LOST, Changed, Comparison, compare
from settings.imports.files import Unreadable
from settings.imports.insert import insert
from settings.imports.meanings import Meanings
from settings.imports.places import PlacesFile
from settings.imports.report import Report, Taking
from settings.models import FormerName, ImportChange, ImportRun, LocalAuthority, RegisterType, Setting
from settings.search import index

_WRITTEN_AT_ONCE = 2_500  # rows
_WHOLE_REGISTER = 1_000  # places at least
_PLAIN = "Register import"


def apply_places(file: PlacesFile, taking: Taking) -> Report:
    """Makes the places of a register as the file has them, in the transaction of the caller.

    Out: the report, which the caller keeps. Nothing is written where it is refused. Raises Unreadable where it is
    said to be complete and cannot be: it has no rows, or some that do not say whose they are.
    """
    if file.report.is_refused:
        return file.report
    if taking.complete:
        _check_complete(file)
    meanings = Meanings(file.register, taking.at)
    found = compare(file, meanings, taking.extract_on)
    changed = [*found.changed, *_not_listed(file, taking)]
    _Writer(file, taking).write(found, changed)
    file.report.run.not_ours = found.not_ours
    file.report.run.unchanged = len(found.unchanged)
    asked_again = reopen_splits(file.register, Signed(taking.by, taking.at, taking.reason or _PLAIN))
    file.report.doubts += [*meanings.doubts, *_impossible_days(file)]
    file.report.questions += [*meanings.questions.values(), *asked_again]
    return file.report


def _check_complete(file: PlacesFile) -> None:
    if not file.records:
        raise Unreadable("A file without a row that can be read is no complete list.")
    if not file.all_numbered:
        raise Unreadable("Rows whose number cannot be read leave open what the file does not list: mend them first.")


def _not_listed(file: PlacesFile, taking: Taking) -> list[Changed]:
    """Open places that a complete file does not list: they have closed, on a day that is not known.

    Not those that a newer file has listed: an older one cannot know of them.
    """
    if not taking.complete:
        return []
    there = Setting.objects.filter(register=file.register, last_seen_on__lte=taking.extract_on)
    there = there.exclude(status=SettingStatus.CLOSED)
    if taking.complete is Completeness.TYPES:
        there = there.filter(register_type__in=_types_listed(file, taking))
    fields = there.values_list("pk", "urn", "status", "register_status")
    return [
        Changed(pk, urn, {"status": (status, SettingStatus.CLOSED.value), "register_status": (words, "Not listed")})
        for pk, urn, status, words in fields.iterator()
        if urn not in file.listed
    ]


def _impossible_days(file: PlacesFile) -> list[str]:
    """Places that closed before they opened, as the file has it."""
    if not {"opened_on", "closed_on"} <= set(file.fields):
        return []
    opened, closed = file.fields.index("opened_on"), file.fields.index("closed_on")
    return [
        f"Line {record.line}: {record.urn} closed on {record.values[closed]:%d %B %Y}, before it opened."
        for record in file.records
        if record.values[opened] and record.values[closed] and record.values[closed] < record.values[opened]
    ]


def _types_listed(file: PlacesFile, taking: Taking) -> list[RegisterType]:
    meanings = Meanings(file.register, taking.at)
    return [meanings.type(key) for key in {record.type for record in file.records}]


class _Writer:
    """Writes one file's changes."""

    def __init__(self, file: PlacesFile, taking: Taking) -> None:
        self.file, self.taking, self.report = file, taking, file.report
        self.signed = {
            "default_user": taking.by,
            "default_change_reason": taking.reason or f"{_PLAIN}: {file.report.run.file_name}",
            "default_date": taking.at,
        }
        # What a key means, for the reader of a report.
        self.shown: dict[str, tuple[str, dict[Any, str]]] = {
            "register_type_id": (
                "register_type",
                {row.pk: f"{row} ({row.code})" for row in RegisterType.objects.all()},
            ),
            "authority_id": ("authority", {row.pk: row.name for row in LocalAuthority.objects.all()}),
        }

    def write(self, found: Comparison, changed: list[Changed]) -> None:
        self.report.run.is_first_load = self._is_first_load(len(found.added))
        touched = self._add(found.added) + self._change(changed)
        for pks in _in_parts(found.unchanged):
            Setting.objects.filter(pk__in=pks, last_seen_on__lt=self.taking.extract_on).update(
                last_seen_on=self.taking.extract_on
            )
        index(touched)
        if touched and connection.vendor == "postgresql":
            _analyze()

    def _is_first_load(self, added: int) -> bool:
        """Whether this is the first file of the register, or the whole of it after a few places to try it with."""
        runs = ImportRun.objects.filter(kind=self.file.register.value, outcome=Outcome.APPLIED)
        there = Setting.objects.filter(register=self.file.register).count()
        return not runs.exists() or added > max(there, _WHOLE_REGISTER)

    def _add(self, added: list[dict[str, Any]]) -> list[int]:
        """New places. The first load writes no history and lists none of them: they are all that there is."""
        pks: list[int] = []
        for values in self.taking.track(_in_parts(added), "Adding", -(-len(added) // AT_ONCE)):
            if self.report.run.is_first_load:
                pks += insert(self.file.register, values)
                self.report.count(ChangeKind.ADDED, len(values))
            else:
                pks += self._add_with_history([Setting(**each) for each in values])
        return pks

    def _add_with_history(self, places: list[Setting]) -> list[int]:
        made = bulk_create_with_history(places, Setting, batch_size=_WRITTEN_AT_ONCE, **self.signed)
        for place in made:
            change = ImportChange(setting_id=place.pk, urn=place.urn, name=place.name)
            self.report.change(ChangeKind.ADDED, change)
        return [place.pk for place in made]

    def _change(self, changed: list[Changed]) -> list[int]:
        for each in self.taking.track(_in_parts(changed), "Changing", -(-len(changed) // AT_ONCE)):
            by_pk = {change.pk: change for change in each}
            places = list(Setting.objects.filter(pk__in=by_pk))
            names = {name for change in each for name in change.fields} | {"last_seen_on", "closed_on"}
            self._remember(places, by_pk)
            for place in places:
                self._open_again(place, by_pk[place.pk])
                self._set(place, by_pk[place.pk])
            # Every place is there: it is quicker written over than updated field by field.
            Setting.objects.bulk_create(
                places,
                batch_size=_WRITTEN_AT_ONCE,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=sorted(names),
            )
            Setting.history.bulk_history_create(places, batch_size=_WRITTEN_AT_ONCE, update=True, **self.signed)
            # A name that has come back is no former one.
            FormerName.objects.filter(setting__in=by_pk, name=F("setting__name")).delete()
        return [change.pk for change in changed]

    def _open_again(self, place: Setting, change: Changed) -> None:
        """A place that is not closed any more has no day of it, even where the file has no column for that day."""
        if _kind(change) is ChangeKind.REOPENED and place.closed_on and "closed_on" not in self.file.fields:
            change.fields["closed_on"] = (place.closed_on, None)

    def _set(self, place: Setting, change: Changed) -> None:
        kind = _kind(change)
        for name, (_, after) in change.fields.items():
            setattr(place, name, after)
        if place.urn in self.file.listed:
            place.last_seen_on = max(place.last_seen_on, self.taking.extract_on)
        shown = dict(self._shown(name, pair) for name, pair in change.fields.items())
        self.report.change(kind, ImportChange(setting_id=place.pk, urn=place.urn, name=place.name, fields=shown))

    def _shown(self, field: str, pair: tuple[Any, Any]) -> tuple[str, list[Any]]:
        """A field's name and its two values, as a person reads them and as JSON holds them."""
        name, words = self.shown.get(field, (field, {}))
        return name, [words.get(value, value.isoformat() if isinstance(value, date) else value) for value in pair]

    def _remember(self, places: Iterable[Setting], by_pk: dict[int, Changed]) -> None:
        """Former names, and the setting types that were, each with the day of the file that says otherwise."""
        names: list[FormerName] = []
        for place in places:
            fields = by_pk[place.pk].fields
            if _is_renamed(*fields.get("name", ("", ""))):
                names.append(FormerName(setting=place, name=place.name, last_seen_on=place.last_seen_on))
        FormerName.objects.bulk_create(
            names, update_conflicts=True, unique_fields=["setting", "name"], update_fields=["last_seen_on"]
        )
        types = {pk: change.fields["setting_type"] for pk, change in by_pk.items() if "setting_type" in change.fields}
        remember_types(((pk, *pair) for pk, pair in types.items()), self.taking.extract_on)


def _is_renamed(before: str, after: str) -> bool:
    """Whether one name is another than the other: not where only capitals, marks or lost characters differ."""
    return bool(before and after and LOST not in before and fold(before) != fold(after))


def _kind(change: Changed) -> ChangeKind:
    before, after = change.fields.get("status", (None, None))
    if after == SettingStatus.CLOSED:
        return ChangeKind.CLOSED
    return ChangeKind.REOPENED if before == SettingStatus.CLOSED else ChangeKind.CHANGED


def _in_parts(things: Sequence[Any]) -> list[Any]:
    return [things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE)]


def _analyze() -> None:
    """Tells PostgreSQL at once what the table holds now, so that the next question of it is planned well."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE settings_setting")
