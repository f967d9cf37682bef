"""Excel files: opened again they hold what was put in, text as text, days as days, and nothing that is run."""

import csv
import gc
import tracemalloc
from datetime import date, datetime
from io import BytesIO, StringIO
from tempfile import TemporaryFile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from senco_portal.lib.sheets import Cell, csv_lines, harmless
from senco_portal.lib.workbooks import LONGEST_TEXT, write_xlsx, xlsx_file
from tests.clients import whole

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20) | st.sampled_from(
    ["=1+1", "{=1}", "@A1", "-1", "100000", "007", "1e5", "2024-09-01", "https://example.org", "_x0041_", " a ", "TRUE"]
)
days = st.dates(date(1901, 1, 1), date(9999, 12, 31))
cells = st.none() | texts | st.integers(-(10**9), 10**9) | days


def opened(content: bytes) -> Any:
    return load_workbook(BytesIO(content)).active


def read(sheet: Any) -> list[list[Cell]]:
    """The values of a sheet, row by row; what is empty is None."""
    return [[_value(cell.value) for cell in row] for row in sheet.iter_rows()]


def _value(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    return unescape(value) if isinstance(value, str) else value


def written(rows: list[Any]) -> bytes:
    file = BytesIO()
    write_xlsx(file, rows)
    return file.getvalue()


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1))
def test_what_is_written_is_read_again(rows: list[list[Cell]]) -> None:
    found = read(opened(written([("first", "row"), *rows, ("last", "row")])))
    assert found == [
        ["first", "row"],
        *([cell or (cell if cell == 0 else None) for cell in row] for row in rows),
        ["last", "row"],
    ]


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1))
def test_both_kinds_of_files_say_the_same(rows: list[list[Cell]]) -> None:
    lines = "".join(csv_lines(rows)).removeprefix("\ufeff")
    plain = list(csv.reader(StringIO(lines, newline="")))
    found = read(opened(written([("first", "row"), *rows, ("last", "row")])))[1:-1]
    assert [[harmless(cell) for cell in row] for row in found] == plain


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(1)", "{=SUM(A1)}", "+cmd|' /C calc'!A0", "-2+3", "@A1", "＝1"])
def test_a_formula_is_text_without_an_apostrophe(text: str) -> None:
    cell = opened(written([(text,)]))["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_numbers_of_registers_stay_text_and_days_are_days() -> None:
    sheet = opened(written([("100000", "EY123456", 7, date(2024, 2, 29), date(1899, 12, 31))]))
    assert [cell.data_type for cell in sheet[1]] == ["s", "s", "n", "d", "s"]
    assert sheet["D1"].number_format == "d mmmm yyyy"
    assert sheet["E1"].value == "1899-12-31"


def test_the_names_of_columns_are_bold_and_stay_in_sight() -> None:
    sheet = opened(written([("Area", "Anyshire"), (), ("Setting", "Town"), ("Oak", "Ambridge"), (), ("no", "name")]))
    assert sheet.freeze_panes == "A4"
    assert [sheet.cell(row, 1).font.bold for row in (1, 3, 4, 6)] == [False, True, False, False]


def test_what_no_cell_can_hold_is_cut() -> None:
    assert len(opened(written([("a" * (LONGEST_TEXT + 1),)]))["A1"].value) == LONGEST_TEXT


@pytest.mark.django_db  # when all is sent, Django lets go of the database
def test_it_is_sent_as_a_file_that_nobody_keeps() -> None:
    answer = xlsx_file("950-posts", iter([("a", "b")]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="950-posts.xlsx"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert read(opened(whole(answer))) == [["a", "b"]]
    answer.close()


def test_rows_that_break_off_leave_no_file_open() -> None:
    """Python warns of a file that is left open, and warnings are errors here."""
    with pytest.raises(ZeroDivisionError):
        xlsx_file("broken", ([1 // number] for number in (1, 0)))
    gc.collect()


def test_memory_does_not_grow_with_the_rows() -> None:
    def most(rows: int) -> int:
        with TemporaryFile() as file:
            tracemalloc.start()
            write_xlsx(file, ((f"setting {number}", number, date(2024, 1, 1)) for number in range(rows)))
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return peak

    most(10)
    assert most(20_000) < most(2_000) * 1.5
