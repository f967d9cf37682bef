"""A date known to the day, the month or the year."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from senco_portal.lib.govuk_forms.partial_dates import PartialDate, PartialDateField

FIELD = PartialDateField(label="First day", required=False)


@pytest.mark.parametrize(
    ("texts", "first", "to", "last"),
    [
        (["5", "2", "2024"], date(2024, 2, 5), "day", date(2024, 2, 5)),
        (["", "Feb", "2024"], date(2024, 2, 1), "month", date(2024, 2, 29)),
        (["", "", "2024"], date(2024, 1, 1), "year", date(2024, 12, 31)),
    ],
)
def test_what_is_left_out_is_not_known(texts: list[str], first: date, to: str, last: date) -> None:
    found = FIELD.clean(texts)
    assert found == PartialDate(first, to)
    assert found.last == last


def test_nothing_is_nothing_unless_it_is_required() -> None:
    assert FIELD.clean(["", "", ""]) is None
    assert FIELD.to_python(None) is None
    with pytest.raises(forms.ValidationError, match="Enter the first day"):
        PartialDateField(label="First day").clean(["", "", ""])


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["5", "", "2024"], "must include a month"),
        (["", "2", ""], "must include a day and year"),
        (["", "13", "2024"], "must be a real date"),
        (["", "", "24"], "year with 4 numbers"),
    ],
)
def test_what_cannot_be_is_told(texts: list[str], words: str) -> None:
    with pytest.raises(forms.ValidationError, match=words):
        FIELD.clean(texts)


@given(st.lists(st.text(max_size=6), max_size=3))
def test_whatever_is_typed_is_a_date_or_told(texts: list[str]) -> None:
    try:
        found = FIELD.clean(texts)
    except forms.ValidationError:
        return
    assert found is None or found.first <= found.last
