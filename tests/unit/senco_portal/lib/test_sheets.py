"""Tables for spreadsheets: what they would run is text, and what is honest stays as it is."""

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senco_portal.lib.sheets import csv_file, csv_lines, harmless


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＠A1", "-Smith", "--5"],
)
def test_what_would_be_run_comes_after_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+5", "-0.5", "-12%", "O’Neill", "a=b", "Smith-Jones", "'tis", "", "1-2", "٣"])
def test_honest_data_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_numbers_days_and_nothing_stay_themselves() -> None:
    assert [harmless(each) for each in (-5, date(2024, 9, 1), None)] == ["-5", "2024-09-01", ""]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2)))
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    lines = "".join(csv_lines(rows))
    assert lines.startswith("\ufeff")
    read = list(csv.reader(StringIO(lines.removeprefix("\ufeff"), newline="")))
    assert read == [[harmless(cell) for cell in row] for row in rows]


def test_it_is_sent_while_it_is_made() -> None:
    asked = []
    rows = ([asked.append(number), number] for number in range(3))  # type: ignore[func-returns-value]
    answer = csv_file("two", rows)
    assert asked == []
    assert answer.streaming
    assert answer.headers["Content-Disposition"] == 'attachment; filename="two.csv"'
    assert b"".join(answer) == "\ufeff,0\r\n,1\r\n,2\r\n".encode()
