"""Tables as Excel files, in which text is text: no formula is run, and no register's number is taken for an amount.

Rows go to a file on disk as they come, so that memory does not grow with the table.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from senco_portal.lib.sheets import NO_STORE, Cell

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767  # what a cell can hold
_UNSURE_UNTIL = 1900  # programs disagree about the days of this year, and have none before it
_ALL_CELLS = "A1:XFD1048576"
_WIDTH = 20  # characters


def xlsx_file(name: str, rows: Iterable[Sequence[Cell]]) -> FileResponse:
    """An Excel file to be saved under a name. In: rows; the first after an empty one names the columns."""
    file = TemporaryFile()  # noqa: SIM115  # closed by whoever sends it
    try:
        write_xlsx(file, rows)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=CONTENT_TYPE)
    answer.headers["Cache-Control"] = NO_STORE
    return answer


def write_xlsx(file: IO[bytes], rows: Iterable[Sequence[Cell]]) -> None:
    """Writes the rows into a file, and leaves it open."""
    with Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("List")
        days, names = book.add_format({"num_format": "d mmmm yyyy"}), book.add_format({"bold": True})
        sheet.set_column(0, 99, _WIDTH)
        sheet.ignore_errors({"number_stored_as_text": _ALL_CELLS})
        is_named, was_empty = False, False
        for number, row in enumerate(rows):
            if was_empty and not is_named:
                sheet.set_row(number, None, names)
                sheet.freeze_panes(number + 1, 0)
                is_named = True
            for column, value in enumerate(row):
                _write(sheet, (number, column), value, days)
            was_empty = not row


def _write(sheet: Worksheet, at: tuple[int, int], value: Cell, days: Format) -> None:
    """By its kind, and never by what it looks like."""
    if isinstance(value, date) and value.year > _UNSURE_UNTIL:
        sheet.write_datetime(*at, value, days)
    elif isinstance(value, date):
        sheet.write_string(*at, value.isoformat())
    elif isinstance(value, int):
        sheet.write_number(*at, value)
    elif value:
        sheet.write_string(*at, value[:LONGEST_TEXT])
