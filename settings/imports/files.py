"""Opens a register's file, whatever its encoding, separator and title rows, and finds its columns by their names."""

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from senco_portal.lib.folding import fold

_TITLE_ROWS = 20  # above the header, at most
_SEPARATORS = ",;\t"
_BLOCK = 1 << 20  # bytes read at a time
_MARK = 4  # bytes at the beginning that tell a kind of file
_ZIPPED = b"PK\x03\x04"
_BREAK = re.compile("[\r\n]")


class Unreadable(ValueError):
    """The file as a whole cannot be taken; the message says why, and what would help."""


class Named(NamedTuple):
    """A column: the name we know it by, the spellings in headers, and whether no row makes sense without it."""

    name: str
    spellings: tuple[str, ...]
    needed: bool = False


class Row(NamedTuple):
    """A row of the file: the line on which it begins, counted from 1, its cells, and whether it runs over lines."""

    line: int
    cells: list[str]
    runs_on: bool = False


class RegisterFile(NamedTuple):
    """A file whose header was found. ``positions``: where each known column stands that the file has."""

    path: Path
    sha256: str
    encoding: str
    separator: str
    header: list[str]
    header_line: int
    positions: dict[str, int]

    def rows(self) -> Iterator[Row]:
        """The rows below the header that are not empty. Raises Unreadable where the file stops making sense."""
        for row in _rows(self.path, self.encoding, self.separator):
            if row.line > self.header_line and any(map(str.strip, row.cells)):
                yield row

    def fault(self, row: Row) -> str:
        """Why no cell of a row can be trusted, or nothing: it was torn, or has run into the next."""
        lacking = len(self.header) - len(row.cells)
        if lacking > 0 or any(cell.strip() for cell in row.cells[len(self.header) :]):
            return f"has {len(row.cells)} cells where the header has {len(self.header)}"
        if row.runs_on and any(self._holds_a_row(*found) for found in enumerate(row.cells)):
            return "has a line break inside a cell: a quotation mark may be missing"
        return ""

    def _holds_a_row(self, position: int, cell: str) -> bool:
        """Whether a cell may have swallowed a line: a known one has no line breaks, another no row after one."""
        _, *after = _BREAK.split(cell.strip(), maxsplit=1)
        return bool(after) and (position in self.positions.values() or self.separator in after[0])

    def title(self, name: str) -> str:
        """A known column's name as this file writes it."""
        return self.header[self.positions[name]].strip() if name in self.positions else name


def open_file(path: Path, columns: Sequence[Named]) -> RegisterFile:
    """A register's file. In: the columns that are known. Raises Unreadable where it is no table that has the needed."""
    sha256, encoding = _look_at_bytes(path)
    best = [column.spellings[0] for column in columns if column.needed]
    for separator in _SEPARATORS:
        for row in islice(_rows(path, encoding, separator), _TITLE_ROWS):
            positions = _positions(row.cells, columns)
            lacking = [column.spellings[0] for column in columns if column.needed and column.name not in positions]
            if not lacking:
                header = row.cells[: max(at for at, cell in enumerate(row.cells) if cell.strip()) + 1]
                return RegisterFile(path, sha256, encoding, separator, header, row.line, positions)
            best = min(best, lacking, key=len) if len(positions) > 1 else best
    raise Unreadable(
        f"No header with the needed columns was found in the first {_TITLE_ROWS} rows: {_list(best)} missing."
    )


def _list(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _look_at_bytes(path: Path) -> tuple[str, str]:
    """The file's SHA-256 and its encoding: UTF-8 where it says so or is that, else that of Windows in Europe."""
    digest, decoder, is_utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), True
    begins = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            begins = begins or block[:_MARK]
            _check(block, begins)
            digest.update(block)
            is_utf8 = is_utf8 and _decodes(decoder, block)
    if not begins:
        raise Unreadable("The file is empty.")
    return digest.hexdigest(), "utf-8-sig" if is_utf8 or begins.startswith(codecs.BOM_UTF8) else "cp1252"


def _check(block: bytes, begins: bytes) -> None:
    if begins.startswith(_ZIPPED):
        raise Unreadable("This is a zip file or a spreadsheet. Take the CSV file out of it, or save it as CSV.")
    if b"\x00" in block:
        raise Unreadable("This is no text file in UTF-8 or Windows encoding. Save it as CSV (UTF-8).")


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True


def _rows(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=separator)
        line = 1
        try:
            for cells in reader:
                yield Row(line, cells, reader.line_num > line)
                line = reader.line_num + 1
        except csv.Error as error:
            raise Unreadable(f"The file cannot be read from line {line} on: {error}.") from error


def _positions(cells: list[str], columns: Sequence[Named]) -> dict[str, int]:
    """Where each known column stands, by its spellings in their order; capitals, marks and spaces do not count."""
    there: dict[str, int] = {}
    for position, cell in enumerate(cells):
        there.setdefault(fold(cell).replace(" ", ""), position)
    found = {}
    for column in columns:
        spellings = [fold(spelling).replace(" ", "") for spelling in column.spellings]
        position_of = next((there[spelling] for spelling in spellings if spelling in there), None)
        if position_of is not None:
            found[column.name] = position_of
    return found
