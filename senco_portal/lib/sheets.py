"""Tables for spreadsheets, row by row, in which nothing is run as a formula."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.http import StreamingHttpResponse

# A spreadsheet runs what begins so; in some languages their wide forms too.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)%?", re.ASCII)
_BOM = "\ufeff"  # by which spreadsheets know UTF-8
NO_STORE = "private, no-store"

Cell = str | int | date | None


class _Echo:
    """Where the writer writes: what it is given comes straight back."""

    def write(self, text: str) -> str:
        return text


def harmless(value: Cell) -> str:
    """What stands in a cell: text that a spreadsheet would run comes after an apostrophe; a number is left as it is."""
    text = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
    if _NUMBER.fullmatch(text):
        return text
    begins = unicodedata.normalize("NFKC", text.lstrip(" \u00a0")[:1])
    return f"'{text}" if begins.startswith(_BEGINS_A_FORMULA) else text


def csv_lines(rows: Iterable[Sequence[Cell]], *, marked: bool = True) -> Iterator[str]:
    """The lines of a CSV file, each as soon as its row is there; first its mark of UTF-8, for spreadsheets."""
    writer = csv.writer(_Echo())
    if marked:
        yield _BOM
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def csv_file(name: str, rows: Iterable[Sequence[Cell]], *, marked: bool = True) -> StreamingHttpResponse:
    """A CSV file to be saved under a name, sent while it is made. ``marked``: for spreadsheets, not for programs."""
    answer = StreamingHttpResponse(csv_lines(rows, marked=marked), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.headers["Cache-Control"] = NO_STORE
    return answer
