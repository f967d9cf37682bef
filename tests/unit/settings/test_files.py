"""Opening a register's file: whatever its encoding, line ends, title rows and columns, or a reason why it is none."""

import hashlib
import re
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from settings.imports.files import Named, RegisterFile, Row, Unreadable, open_file

COLUMNS = (
    Named("urn", ("Provider URN", "CA Reference"), needed=True),
    Named("name", ("Provider name",), needed=True),
    Named("town", ("Town",)),
)
ROWS = [["1", "Café"], ["2", "St Mary’s"]]
TEXT = "Provider URN,Provider name\r\n1,Café\r\n2,St Mary’s\r\n"


def opened(folder: Path, content: bytes | str) -> RegisterFile:
    path = folder / "a.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_file(path, COLUMNS)


def cells(file: RegisterFile) -> list[list[str]]:
    return [row.cells for row in file.rows()]


def refused(folder: Path, content: bytes | str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(opened(folder, content).rows())


# Encodings and line ends


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_each_encoding_says_the_same(tmp_path: Path, encoding: str) -> None:
    file = opened(tmp_path, TEXT.encode(encoding))
    assert file.header[0] == "Provider URN"
    assert cells(file) == ROWS


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_each_line_end_says_the_same(tmp_path: Path, newline: str) -> None:
    file = opened(tmp_path, TEXT.replace("\r\n", newline))
    assert list(file.rows()) == [Row(2, ROWS[0]), Row(3, ROWS[1])]


def test_a_letter_on_the_border_of_two_blocks_is_whole(tmp_path: Path) -> None:
    before = "Provider URN,Provider name\n1,"
    name = "a" * ((1 << 20) - len(before) - 1) + "é"
    assert opened(tmp_path, f"{before}{name}").encoding == "utf-8-sig"


def test_bytes_that_are_no_letter_in_windows_are_lost_and_no_more(tmp_path: Path) -> None:
    assert cells(opened(tmp_path, b"Provider URN,Provider name\n1,Caf\xe9 \x81\n")) == [["1", "Café \ufffd"]]


def test_a_file_that_begins_as_utf_8_is_that_even_where_a_byte_is_broken(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + TEXT.encode() + b"3,Z\xe9\n"
    assert cells(opened(tmp_path, content)) == [*ROWS, ["3", "Z\ufffd"]]


# The header


@pytest.mark.parametrize("above", [1, 3, 19])
def test_title_rows_above_the_header_are_passed_over(tmp_path: Path, above: int) -> None:
    file = opened(tmp_path, "Childcare providers,as at 31 August 2021\n" * above + TEXT)
    assert file.header_line == above + 1
    assert [row.line for row in file.rows()] == [above + 2, above + 3], "lines are those of the file"


def test_a_header_far_down_is_not_looked_for(tmp_path: Path) -> None:
    refused(tmp_path, "words\n" * 20 + TEXT, "first 20 rows")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_each_separator_says_the_same(tmp_path: Path, separator: str) -> None:
    assert cells(opened(tmp_path, TEXT.replace(",", separator))) == ROWS


@pytest.mark.parametrize(
    "header",
    [
        "Provider URN,Provider name",
        "PROVIDER URN,provider NAME",
        "provider_urn,Provider_Name",
        "  Provider  URN ,\u00a0Provider\u00a0name\u00a0",
        "ProviderURN,ProviderName",
        "CA Reference,Provider name",
        "CA_REFERENCE,Provider name:",
    ],
)
def test_columns_are_found_however_they_are_spelled(tmp_path: Path, header: str) -> None:
    file = opened(tmp_path, TEXT.replace("Provider URN,Provider name", header))
    assert file.positions == {"urn": 0, "name": 1}


def test_columns_are_found_wherever_they_stand_among_others(tmp_path: Path) -> None:
    file = opened(tmp_path, "Region,Town,Provider name,Places,Provider URN\nEast,Ely,Acorns,20,7\n")
    assert file.positions == {"town": 1, "name": 2, "urn": 4}
    assert file.title("urn") == "Provider URN"
    assert file.title("nothing") == "nothing"


def test_of_two_spellings_the_first_known_one_is_taken(tmp_path: Path) -> None:
    file = opened(tmp_path, "CA Reference,Provider URN,Provider name\n1,2,Acorns\n")
    assert file.positions["urn"] == 1


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("Provider URN,Town", "“Provider name” missing"),
        ("Provider name,Town", "“Provider URN” missing"),
        ("Name,Number", "“Provider URN”, “Provider name” missing"),
        ("Town,Postcode", "“Provider URN”, “Provider name” missing"),
    ],
)
def test_a_needed_column_that_is_missing_is_named(tmp_path: Path, header: str, named: str) -> None:
    refused(tmp_path, f"Published today\n{header}\n1,2\n", named)


def test_empty_columns_at_the_end_of_the_header_are_none(tmp_path: Path) -> None:
    file = opened(tmp_path, "Provider URN,Provider name,,\n1,Acorns\n2,Oak,,\n")
    assert len(file.header) == 2
    assert [file.fault(row) for row in file.rows()] == ["", ""]


def test_empty_lines_are_no_rows(tmp_path: Path) -> None:
    file = opened(tmp_path, "Provider URN,Provider name\n\n1,Acorns\n, \n\n")
    assert [row.line for row in file.rows()] == [3]


# What is no such file


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty"),
        (b"\n\n\n", "No header"),
        (b"\xef\xbb\xbf", "No header"),
        ("Prövider".encode("utf-16"), "no text file in UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "no text file in UTF-8"),
        (TEXT.encode() + b"3,A\x00B\n", "no text file in UTF-8"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "No header"),
        (b"<html><body>Not found</body></html>", "No header"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    refused(tmp_path, content, reason)


def test_a_zip_file_and_a_spreadsheet_are_refused_with_the_cure(tmp_path: Path) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml" + "x" * 50, TEXT)
    refused(tmp_path, packed.getvalue(), "zip file or a spreadsheet.*save it as CSV")


def test_a_huge_field_is_refused_with_its_line(tmp_path: Path) -> None:
    refused(tmp_path, TEXT + f"3,{'a' * 200_000}\n", r"cannot be read from line 4 on: field larger than field limit")


def test_the_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    assert opened(tmp_path, TEXT).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


# Rows that cannot be trusted

WHOLE = '1,"Acorns, Leeds"\n'


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("1\n", "has 1 cells where the header has 2"),
        ("1,Acorns,Leeds\n", "has 3 cells where the header has 2"),
        ('1,"Acorns\n2,Oak\n', "a line break inside a cell: a quotation mark may be missing"),
        ('1,"Acorns\n2,"Oak Lane"\n', "a line break inside a cell"),
        ('1,"Acorns\r2"\n', "a line break inside a cell"),
        ("1,Acorns,,  \n", ""),
        (WHOLE, ""),
        ('1,"Acorns ""by the Sea"""\n', ""),
        ('1,"Acorns\n"\n', ""),
    ],
)
def test_a_row_that_was_torn_or_ran_into_the_next_is_told(tmp_path: Path, row: str, fault: str) -> None:
    file = opened(tmp_path, f"Provider URN,Provider name\n{row}")
    first = next(file.rows())
    assert fault in file.fault(first)
    assert bool(fault) == bool(file.fault(first))


@pytest.mark.parametrize(("note", "is_whole"), [("two\nlines", True), ("two\n2,Oak", False)])
def test_a_column_that_nobody_reads_may_have_lines_but_not_rows(tmp_path: Path, note: str, is_whole: bool) -> None:
    file = opened(tmp_path, f'Provider URN,Provider name,Note\n1,Acorns,"{note}"\n')
    assert (not file.fault(next(file.rows()))) is is_whole


def test_rows_after_one_that_ran_on_have_their_own_lines(tmp_path: Path) -> None:
    file = opened(tmp_path, 'Provider URN,Provider name,Note\n1,A,"x\ny"\n2,B,\n')
    assert [row.line for row in file.rows()] == [2, 4]


# Whatever there is


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_are_read_or_unreadable(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            list(opened(Path(folder), content).rows())
        except Unreadable as unreadable:
            assert re.match(r"The file|This is|No header", str(unreadable))


@given(st.binary(max_size=400))
def test_any_bytes_below_a_header_are_rows_or_unreadable(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            file = opened(Path(folder), b"Provider URN,Provider name\n" + content)
            for row in file.rows():
                assert file.fault(row) or len(row.cells) >= 2
        except Unreadable:
            pass
