"""Reading the tables for spreadsheets that pages send."""

import csv
from io import StringIO
from typing import Any

from django.http import StreamingHttpResponse

from tests.clients import whole


def rows_of(answer: Any) -> list[list[str]]:
    """The rows of a table, the names of the columns first; what stands above it is left out."""
    assert isinstance(answer, StreamingHttpResponse)
    rows = list(csv.reader(StringIO(whole(answer).decode("utf-8-sig"))))
    return rows[rows.index([]) + 1 :]
