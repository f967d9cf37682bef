"""Reading the tables for spreadsheets that pages send."""

import csv
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from openpyxl import load_workbook

from tests.clients import whole


def rows_of(answer: Any) -> list[list[str]]:
    """The rows of a table, the names of the columns first; what stands above it is left out."""
    assert isinstance(answer, StreamingHttpResponse)
    rows = list(csv.reader(StringIO(whole(answer).decode("utf-8-sig"))))
    return rows[rows.index([]) + 1 :]


def cells_of(answer: Any) -> list[list[Any]]:
    """The cells of an Excel file, what stands above its table too; days as a CSV file has them, and nothing as ""."""
    assert isinstance(answer, FileResponse)
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    (sheet,) = load_workbook(BytesIO(whole(answer))).worksheets
    return [[_plain(cell.value) for cell in row] for row in sheet.iter_rows()]


def _plain(value: Any) -> Any:
    return "" if value is None else value.date().isoformat() if isinstance(value, datetime) else value
