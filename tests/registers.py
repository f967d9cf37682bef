"""Small register files of our own making, and taking them in as real ones are."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

from compliance.imports import Offered, take
from settings.enums import FileKind, Register
from settings.imports import Report, Taking
from settings.models import Setting

DAY = date(2025, 7, 17)
MOMENT = datetime(2025, 7, 18, 9, 30, tzinfo=UTC)
Cells = dict[str, str]

# What the columns of each file are called, by short names, with what a row says unless told otherwise.
GIAS = {
    "urn": ("URN", "100001"),
    "authority_code": ("LA (code)", "202"),
    "authority": ("LA (name)", "Camden"),
    "establishment_number": ("EstablishmentNumber", "2001"),
    "name": ("EstablishmentName", "Elm Grove Primary School"),
    "type_code": ("TypeOfEstablishment (code)", "01"),
    "type": ("TypeOfEstablishment (name)", "Community school"),
    "status": ("EstablishmentStatus (name)", "Open"),
    "opened": ("OpenDate", "01-09-1998"),
    "closed": ("CloseDate", ""),
    "phase": ("PhaseOfEducation (name)", "Primary"),
    "low_age": ("StatutoryLowAge", "3"),
    "high_age": ("StatutoryHighAge", "11"),
    "nursery": ("NurseryProvision (name)", "Has Nursery Classes"),
    "trust": ("Trusts (name)", ""),
    "street": ("Street", "1 Elm Grove"),
    "locality": ("Locality", ""),
    "address3": ("Address3", ""),
    "town": ("Town", "London"),
    "county": ("County (name)", ""),
    "postcode": ("Postcode", "NW1 1AA"),
}
OFSTED = {
    "urn": ("Provider URN", "EY101465"),
    "opened": ("Registration date", "12/03/2005"),
    "type": ("Provider type", "Childcare on non-domestic premises"),
    "status": ("Provider status", "Active"),
    "registers": ("Individual Register combinations", "ALL"),
    "early_years": ("Provider Early Years Register Flag", "Y"),
    "name": ("Provider name", "Acorns Nursery"),
    "street": ("Provider address line 1", "2 Oak Lane"),
    "locality": ("Provider address line 2", ""),
    "address3": ("Provider address line 3", ""),
    "town": ("Provider town", "Leeds"),
    "postcode": ("Postcode", "LS1 1AA"),
    "authority": ("Local authority", "Leeds"),
}
LINKS = {
    "urn": ("URN", "100001"),
    "other": ("LinkURN", "140001"),
    "name": ("LinkName", "Elm Grove Academy"),
    "type": ("LinkType", "Successor"),
    "on": ("LinkEstablishedDate", "01-09-2020"),
}


def _row(columns: dict[str, tuple[str, str]], said: Cells) -> Cells:
    assert not said.keys() - columns.keys(), said
    return {title: said.get(name, usual) for name, (title, usual) in columns.items()}


def school(**said: str) -> Cells:
    """A row of Get Information about Schools: an open community school in Camden, but for what is said."""
    return _row(GIAS, said)


def provider(**said: str) -> Cells:
    """A row of Ofsted's register: an active nursery in Leeds, but for what is said."""
    return _row(OFSTED, said)


def childminder(**said: str) -> Cells:
    """A childminder, whose name and address the register withholds."""
    withheld = dict.fromkeys(("name", "street", "town", "postcode"), "REDACTED")
    return provider(**({"urn": "2512345", "type": "Childminder"} | withheld | said))


def link(urn: str, words: str, other: str, **said: str) -> Cells:
    """A row of the links: this number, the register's words, the other number."""
    return _row(LINKS, {"urn": urn, "type": words, "other": other} | said)


@dataclass(frozen=True)
class Form:
    """How a file is written. ``columns``: those of them that there are, in their order; else all that rows have."""

    encoding: str = "utf-8"
    newline: str = "\r\n"
    separator: str = ","
    above: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


def written(rows: Iterable[Cells], form: Form | None = None) -> bytes:
    """The file's bytes."""
    form, rows = form or Form(), list(rows)
    columns = form.columns or tuple(rows[0])
    text = StringIO()
    writer = csv.writer(text, delimiter=form.separator, lineterminator=form.newline)
    writer.writerow([dict(form.renamed).get(title, title) for title in columns])
    writer.writerows([row.get(title, "") for title in columns] for row in rows)
    return ("".join(line + form.newline for line in form.above) + text.getvalue()).encode(form.encoding)


class Registers:
    """Writes files into a folder and takes them in, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.count = folder, 0

    def gias(self, *rows: Cells, form: Form | None = None, **how: Any) -> Report:
        return self.take(FileKind.GIAS, written(rows, form), **how)

    def ofsted(self, *rows: Cells, form: Form | None = None, **how: Any) -> Report:
        return self.take(FileKind.OFSTED, written(rows, form), **how)

    def links(self, *rows: Cells, form: Form | None = None, **how: Any) -> Report:
        return self.take(FileKind.GIAS_LINKS, written(rows, form), **how)

    def take(self, kind: FileKind, content: bytes, **how: Any) -> Report:
        """Takes a file. In: its bytes, and fields of ``Taking``; it speaks of DAY unless told otherwise."""
        at = MOMENT + timedelta(minutes=self.count)
        offered = Offered(kind, self.file(content), f"file {self.count}.csv")
        return take(offered, Taking(**{"extract_on": DAY, "at": at} | how), clock=lambda: at + timedelta(seconds=1))

    def file(self, content: bytes) -> Path:
        self.count += 1
        path = self.folder / f"file {self.count}.csv"
        path.write_bytes(content)
        return path


def place(urn: str, register: str = Register.GIAS) -> Setting:
    return Setting.objects.select_related("authority", "register_type").get(register=register, urn=urn)


def counts(report: Report) -> dict[str, int]:
    """The counts of a report that are not nought."""
    names = ("added", "changed", "closed", "reopened", "unchanged", "not_ours", "bad", "questions")
    return {name: count for name in names if (count := getattr(report.run, name))}


def changes(report: Report) -> dict[str, dict[str, list[Any]]]:
    """What was changed, by number: each field with [before, after], as it is kept."""
    return {change.urn: change.fields for change in report.run.changes.all()}


def problems(report: Report) -> list[tuple[int, str, str, str]]:
    """What could not be read: line, column, value and reason."""
    return [(each.line, each.column, each.value, each.reason) for each in report.problems]


def questions(report: Report) -> list[tuple[str, str]]:
    """What a person is asked: the kind of question and what it is about."""
    return [(each.kind, each.about) for each in report.questions]


def every_row(*but: type[Model]) -> dict[str, list[Any]]:
    """All that the app of places holds, history included, but for some models."""
    models = [model for model in apps.get_app_config("settings").get_models() if model not in but]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}
