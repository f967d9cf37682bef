"""What a cell says: each kind of value in every form that registers write it in, and what cannot be read."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from settings.imports import cells
from settings.imports.cells import Odd
from settings.imports.columns import GIAS, OFSTED, early_years_among, flag
from settings.imports.compare import _healed

NBSP = "\u00a0"


@pytest.mark.parametrize(
    "written",
    [
        "St Mary's",
        "  St   Mary's ",
        f"St{NBSP}Mary's{NBSP}",
        f"{NBSP} St Mary's\u2003",
        "\ufeffSt Mary's",
        "\u200bSt \u200b Mary's\u200b",
        "St\tMary's\r\n",
        "St Mary\u00ad's",
        "\u202eSt Mary's\u202c",
    ],
)
def test_space_of_any_kind_and_what_nobody_sees_do_not_count(written: str) -> None:
    assert cells.trimmed(written) == "St Mary's"


def test_letters_that_people_write_stay() -> None:
    for name in ("Ysgol Llŷn", "Coláiste", "St Mary’s – Upper", "Łódź", "שלום", "A\ufffdB"):
        assert cells.trimmed(name) == name


@pytest.mark.parametrize(
    "nothing", ["", "REDACTED", "redacted", "Not applicable", "Not Recorded", "Does not apply", "NULL", "None recorded"]
)
def test_what_registers_write_for_nothing_is_nothing(nothing: str) -> None:
    assert cells.text(20)(nothing) == ""
    assert cells.day(nothing) is None
    assert cells.age(nothing) is None


def test_a_text_has_so_many_characters_at_most() -> None:
    assert cells.text(5)("Acorn") == "Acorn"
    with pytest.raises(Odd, match="longer than 5 characters"):
        cells.text(5)("Acorns")


@pytest.mark.parametrize("hidden", ["A\x00B", "A\x07B", "A\x1bB", "A\x7fB"])
def test_a_text_has_no_control_characters(hidden: str) -> None:
    with pytest.raises(Odd, match="nobody can see"):
        cells.text(20)(hidden)


def test_a_name_that_is_looked_up_is_as_short_when_its_marks_are_words() -> None:
    assert cells.name(13)("Bath & Avon") == "Bath & Avon"
    with pytest.raises(Odd, match="longer than 12 characters"):
        cells.name(12)("Bath & Avon")


@pytest.mark.parametrize(("cell", "reason"), [("", "is empty"), ("REDACTED", "says nothing"), ("– ?", "says nothing")])
def test_a_cell_that_has_to_say_something_does(cell: str, reason: str) -> None:
    with pytest.raises(Odd, match=reason):
        cells.said(cells.text(20))(cell)


def test_one_letter_of_any_alphabet_says_something() -> None:
    for cell in ("7", "é", "ש"):
        assert cells.said(cells.text(20))(cell) == cell


@pytest.mark.parametrize(
    "written",
    [
        "01-09-1998",
        "01/09/1998",
        "1/9/1998",
        "1998-09-01",
        "01/09/1998 00:00",
        "01-09-1998 00:00:00",
        "01/09/1998 0:00:00",
        "1998-09-01T00:00:00",
        "1998-09-01 00:00:00.000",
    ],
)
def test_a_day_in_every_form(written: str) -> None:
    assert cells.day(written) == date(1998, 9, 1)


def test_a_school_may_be_older_than_the_registers_by_a_thousand_years() -> None:
    assert cells.day("01-01-0971") == date(971, 1, 1)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("31-02-2020", "does not exist"),
        ("29/02/2019", "does not exist"),
        ("12/31/2019", "does not exist"),
        ("00-00-0000", "does not exist"),
        ("01-01-0020", "a year that cannot be right"),
        ("31-12-9999", "a year that cannot be right"),
        ("September 1998", "not a date"),
        ("1998", "not a date"),
        ("01-09-98", "not a date"),
        ("35674", "not a date"),
        ("01-09-1998 morning", "not a date"),
        ("٠١-٠٩-١٩٩٨", "not a date"),
    ],
)
def test_what_is_no_day_is_told(written: str, reason: str) -> None:
    with pytest.raises(Odd, match=reason):
        cells.day(written)


@given(st.dates(min_value=date(900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_comes_back_from_each_form(day: date) -> None:
    forms = [f"{day:%d-%m-}{day.year:04}", f"{day:%d/%m/}{day.year:04}", day.isoformat(), f"{day.isoformat()} 00:00"]
    assert {cells.day(form) for form in forms} == {day}


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_odd(text: str) -> None:
    try:
        found = cells.day(cells.trimmed(text))
        assert found is None or found.year >= 900
    except Odd:
        pass


@pytest.mark.parametrize(("cell", "years"), [("3", 3), ("0", 0), ("18.0", 18), ("99", 99), ("", None)])
def test_ages_are_whole_years(cell: str, years: int | None) -> None:
    assert cells.age(cell) == years


@pytest.mark.parametrize("cell", ["three", "-1", "3.5", "100", "²", "٣", "1e2"])
def test_what_is_no_age_is_told(cell: str) -> None:
    with pytest.raises(Odd, match="not an age"):
        cells.age(cell)


@pytest.mark.parametrize(
    ("cell", "has"),
    [("Has Nursery Classes", True), ("No Nursery Classes", False), ("Not applicable", None), ("", None)],
)
def test_nursery_classes_are_there_or_not_or_not_said(cell: str, has: bool | None) -> None:
    assert cells.nursery_classes(cell) is has


@pytest.mark.parametrize(("cell", "code"), [("202", "202"), ("202.0", "202"), ("1", "001"), ("000", "000"), ("", "")])
def test_an_authoritys_number_has_three_digits(cell: str, code: str) -> None:
    assert cells.authority_number(cell) == code


@pytest.mark.parametrize("cell", ["Camden", "2021", "E09000007", "20.5", "٢٠٢"])
def test_what_is_no_authoritys_number_is_told(cell: str) -> None:
    with pytest.raises(Odd, match="not an authority's number"):
        cells.authority_number(cell)


@pytest.mark.parametrize(
    ("cell", "urn"),
    [
        ("EY101465", "EY101465"),
        ("ey101465", "EY101465"),
        ("EY 101465", "EY101465"),
        ("VC123456", "VC123456"),
        ("2512345", "2512345"),
        ("012345", "012345"),
        ("0012345", "0012345"),
    ],
)
def test_numbers_of_ofsted_are_texts_with_their_letters_and_zeros(cell: str, urn: str) -> None:
    assert OFSTED.urn.read(cell) == urn


@pytest.mark.parametrize("cell", ["", "12345", "EY1", "EYX101465", "2512345.0", "1e6", "EY１０１４６５", "REDACTED"])
def test_what_is_no_number_of_ofsted_is_told(cell: str) -> None:
    with pytest.raises(Odd, match="not a number of this register, such as EY101465"):
        OFSTED.urn.read(cell)


@pytest.mark.parametrize("cell", ["", "12345", "1234567", "EY101465", "10000A", "١٠٠٠٠٠"])
def test_what_is_no_number_of_a_school_is_told(cell: str) -> None:
    with pytest.raises(Odd, match="not a number of this register, such as 100000"):
        GIAS.urn.read(cell)


def test_a_number_of_another_pattern_is_told_with_its_example() -> None:
    with pytest.raises(Odd, match="such as A1"):
        cells.number(re.compile("A[0-9]"), "A1")("B1")


@pytest.mark.parametrize(
    ("cell", "up"), [("Y", True), ("y", True), ("Yes", True), ("1", True), ("N", False), ("No", False), ("0", False)]
)
def test_a_flag_is_up_or_not(cell: str, up: bool) -> None:
    assert flag(cell) is up


@pytest.mark.parametrize("cell", ["", "Maybe", "?", "None", "Not known"])
def test_what_is_no_flag_is_told(cell: str) -> None:
    with pytest.raises(Odd, match="neither Y nor N"):
        flag(cell)


@pytest.mark.parametrize(
    ("cell", "is_among"),
    [("ALL", True), ("EYR only", True), ("EYR-CCR", True), ("EYR-VCR", True), ("CCR-VCR", False), ("VCR only", False)],
)
def test_the_early_years_register_is_among_those_named_or_not(cell: str, is_among: bool) -> None:
    assert early_years_among(cell) is is_among


@pytest.mark.parametrize("cell", ["", "Not Recorded", "only"])
def test_a_cell_that_names_no_register_is_told(cell: str) -> None:
    with pytest.raises(Odd, match="names no register"):
        early_years_among(cell)


# Characters that were lost on the way

LOST = "\ufffd"


@pytest.mark.parametrize(
    "new", [f"Caf{LOST}", f"C{LOST}f{LOST}", f"{LOST}afé", f"Caf{LOST}{LOST}", f"{LOST}{LOST}{LOST}"]
)
def test_a_text_that_only_lost_characters_is_as_it_was(new: str) -> None:
    old = "abé" if set(new) == {LOST} else "Café"
    assert _healed(new, old) == old


@pytest.mark.parametrize("new", [f"Cof{LOST}", f"Caf{LOST} Rouge", f"The Caf{LOST}", f"Ca{LOST}fé"])
def test_a_text_that_is_another_is_taken(new: str) -> None:
    assert _healed(new, "Café") == new


def test_many_lost_characters_are_compared_at_once() -> None:
    """With an expression that goes back and tries again this would not end."""
    assert _healed(f"a{LOST}" * 100, "a" * 199 + "b") == "a" * 199 + "b"
    assert _healed(f"a{LOST}" * 100 + "c", "a" * 201) == f"a{LOST}" * 100 + "c"


@given(st.text("aé’ ", min_size=1, max_size=40), st.sets(st.integers(0, 39)))
def test_whichever_characters_are_lost_the_good_text_stays(text: str, lost: set[int]) -> None:
    # At most every other one: of longer runs only three are taken for one letter's bytes.
    new = "".join(LOST if at in lost and at % 2 else letter for at, letter in enumerate(text))
    assert _healed(new, text) == text
