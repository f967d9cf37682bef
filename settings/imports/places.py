"""Reads a file of places: every row into the values of a place, or into the reasons why it cannot be read."""

from collections.abc import Callable
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

from senco_portal.lib.folding import fold
from settings.enums import Register, SettingStatus
from settings.imports import cells
from settings.imports.cells import Odd, trimmed
from settings.imports.columns import EARLY_YEARS, GIAS, LAYOUTS, OFSTED, Layout, early_years_among, flag
from settings.imports.files import RegisterFile, Row, Unreadable, open_file
from settings.imports.report import Report, Taking, begin

_TYPE = cells.name(100)
_SOME_TYPE = cells.said(_TYPE)
_TYPE_CODE = cells.text(20)
_AUTHORITY = cells.name(90)
_STATUS = cells.said(cells.text(60))

# What a register calls a kind of place: its code there or nothing, its name, on the Early Years Register or not.
TypeKey = tuple[str, str, bool | None]
# An authority as a register writes it: its number there or nothing, and its name.
AuthorityKey = tuple[str, str]


class Record(NamedTuple):
    """A place as a file has it. ``values`` are of the file's own columns, in the order of ``PlacesFile.fields``."""

    line: int
    urn: str
    type: TypeKey
    authority: AuthorityKey
    status: SettingStatus
    register_status: str
    values: tuple[Any, ...]


class PlacesFile(NamedTuple):
    """A file that was read. ``listed`` are the numbers on it, those of rows that cannot be read included.

    ``all_numbered``: whether every row said its number.
    """

    register: Register
    fields: tuple[str, ...]
    records: list[Record]
    listed: frozenset[str]
    all_numbered: bool
    report: Report


def read_places(register: Register, path: Path, file_name: str, taking: Taking) -> PlacesFile:
    """Reads a whole file. Raises Unreadable where it is no file of this register; rows in fault are in the report."""
    layout = LAYOUTS[register]
    file = open_file(path, layout.columns)
    if layout is OFSTED and not file.positions.keys() & set(EARLY_YEARS):
        raise Unreadable(
            "No column says who is on the Early Years Register: “Provider Early Years Register Flag” missing."
        )
    report = begin(register.value, file_name, file.sha256, taking)
    reader = _RowReader(layout, file, report)
    records = [record for row in taking.track(file.rows(), "Reading", None) if (record := reader.read(row))]
    report.run.rows = reader.rows
    report.run.bad = reader.rows - len(records)
    fields = tuple(column.field for _, column in reader.columns)
    return PlacesFile(register, fields, records, frozenset(reader.lines), reader.all_numbered, report)


class _RowReader:
    """Reads the rows of one file, remembering which numbers it has met and on which lines."""

    def __init__(self, layout: Layout, file: RegisterFile, report: Report) -> None:
        self.layout, self.file, self.report = layout, file, report
        self.columns = [
            (file.positions[column.field], column) for column in layout.fields if column.field in file.positions
        ]
        self.others = {name: file.positions.get(name) for name, *_ in layout.others}
        self.type_of = self._gias_type if layout is GIAS else self._ofsted_type
        self.statuses: dict[str, tuple[SettingStatus, str]] = {}
        self.lines: dict[str, int] = {}
        self.all_numbered = True
        self.rows = 0

    def read(self, row: Row) -> Record | None:
        """The record of a row; nothing where there is a fault, which is then in the report."""
        self.rows += 1
        if fault := self.file.fault(row):
            self._torn(row, fault)
            return None
        faults = len(self.report.problems)
        urn = self._number(row)
        values = tuple(self._cell(row, position, column.field, column.read) for position, column in self.columns)
        status, words = self._value(row, "status", self._status) or (SettingStatus.OPEN, "")
        kind = self.type_of(row)
        code = self._value(row, "authority_code", cells.authority_number) or ""
        authority = (code, self._value(row, "authority", _AUTHORITY) or "")
        if len(self.report.problems) > faults:
            return None
        return Record(row.line, urn, kind, authority, status, words, values)

    def _torn(self, row: Row, fault: str) -> None:
        """A row of which only the number may be believed, and not even that where it has swallowed others."""
        self.report.bad(row.line, "the whole row", ", ".join(row.cells), fault)
        position = self.file.positions["urn"]
        try:
            urn = self.layout.urn.read(trimmed(row.cells[position]) if position < len(row.cells) else "")
            self.lines.setdefault(urn, row.line)
        except Odd:
            self.all_numbered = False
        self.all_numbered = self.all_numbered and not row.runs_on

    def _number(self, row: Row) -> str:
        urn: str | None = self._cell(row, self.file.positions["urn"], "urn", self.layout.urn.read)
        if urn is None:
            self.all_numbered = False
            return ""
        if urn in self.lines:
            title = self.file.title("urn")
            self.report.bad(row.line, title, urn, f"stands on the file twice: on line {self.lines[urn]}, too")
        self.lines.setdefault(urn, row.line)
        return urn

    def _cell(self, row: Row, position: int, name: str, read: Callable[[str], Any]) -> Any:
        """What a cell says; nothing where that cannot be read, which is then in the report."""
        cell = trimmed(row.cells[position])
        try:
            value = read(cell)
        except Odd as odd:
            self.report.bad(row.line, self.file.title(name), cell, str(odd))
            return None
        return intern(value) if type(value) is str else value

    def _value(self, row: Row, name: str, read: Callable[[str], Any]) -> Any:
        position = self.others.get(name)
        return None if position is None else self._cell(row, position, name, read)

    def _status(self, cell: str) -> tuple[SettingStatus, str]:
        """What the register's word for a status means, and the word."""
        if cell not in self.statuses:
            words = _STATUS(cell)
            if fold(words) not in self.layout.statuses:
                raise Odd(f"is no status that is known: {', '.join(self.layout.statuses)}")
            self.statuses[cell] = self.layout.statuses[fold(words)], words
        return self.statuses[cell]

    def _gias_type(self, row: Row) -> TypeKey:
        """The code with the zero that spreadsheets take away, and the name."""
        code = self._value(row, "type_code", _TYPE_CODE)
        called = self._value(row, "type", _TYPE if code else _SOME_TYPE) or ""
        return intern(code.removesuffix(".0").zfill(2)) if code else "", called, None

    def _ofsted_type(self, row: Row) -> TypeKey:
        """The name, and whether the provider is on the Early Years Register."""
        called = self._value(row, "type", _SOME_TYPE) or ""
        position = self.others["early_years"]
        by_flag = self.others["registers"] is None or (position is not None and row.cells[position].strip())
        return "", called, self._value(row, *(("early_years", flag) if by_flag else ("registers", early_years_among)))
