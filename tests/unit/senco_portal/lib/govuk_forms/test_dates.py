"""Dates in three boxes: what is taken, what is refused and in which words, and that nothing typed can break it."""

from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from hypothesis import given
from hypothesis import strategies as st

from senco_portal.lib.govuk_forms.dates import PARTS, DateInput, DateInputField, wrong_parts

field = DateInputField(subject="Start date", label="When did you start?")


def refused(value: list[str], of: DateInputField = field) -> tuple[str, tuple[str, ...]]:
    """The message, and the boxes that are wrong."""
    with pytest.raises(ValidationError) as caught:
        of.clean(value)
    (error,) = caught.value.error_list
    return str(next(iter(error))), wrong_parts([error])


@pytest.mark.parametrize(
    "typed",
    [
        ["27", "3", "2007"],
        [" 27 ", "03", " 2007"],
        ["27", "March", "2007"],
        ["27", "mar", "2007"],
        ["27", "MAR.", "2007"],
    ],
)
def test_a_date_is_taken_as_people_write_it(typed: list[str]) -> None:
    assert field.clean(typed) == date(2007, 3, 27)


def test_the_29th_of_february_is_a_date_in_leap_years_only() -> None:
    assert field.clean(["29", "2", "2024"]) == date(2024, 2, 29)
    assert refused(["29", "2", "2023"]) == ("Start date must be a real date", PARTS)


@pytest.mark.parametrize(
    ("typed", "message", "parts"),
    [
        (["", "", ""], "Enter the start date", PARTS),
        (["", "3", "2007"], "Start date must include a day", ("day",)),
        (["27", "", "2007"], "Start date must include a month", ("month",)),
        (["27", "3", ""], "Start date must include a year", ("year",)),
        (["27", "", ""], "Start date must include a month and year", ("month", "year")),
        (["", "", "2007"], "Start date must include a day and month", ("day", "month")),
        (["27", "3", "07"], "Start date must include a year with 4 numbers", ("year",)),
        (["27", "3", "99999"], "Start date must include a year with 4 numbers", ("year",)),
        (["27", "3", "²⁰⁰⁷"], "Start date must include a year with 4 numbers", ("year",)),
        (["27", "3", "٢٠٠٧"], "Start date must include a year with 4 numbers", ("year",)),
        (["27", "3", "0000"], "Start date must be a real date", ("year",)),
        (["32", "3", "2007"], "Start date must be a real date", ("day",)),
        (["0", "3", "2007"], "Start date must be a real date", ("day",)),
        (["27", "13", "2007"], "Start date must be a real date", ("month",)),
        (["27", "Brumaire", "2007"], "Start date must be a real date", ("month",)),
        (["x", "y", "2007"], "Start date must be a real date", ("day", "month")),
        (["31", "4", "2007"], "Start date must be a real date", PARTS),
        (["2\x007", "3", "2007"], "Start date must be a real date", ("day",)),
        (["9" * 5000, "3", "2007"], "Start date must be a real date", ("day",)),
        (["٢", "3", "2007"], "Start date must be a real date", ("day",)),
        (["-1", "3", "2007"], "Start date must be a real date", ("day",)),
    ],
)
def test_what_is_wrong_is_said_and_marked(typed: list[str], message: str, parts: tuple[str, ...]) -> None:
    assert refused(typed) == (message, parts)


@given(st.lists(st.text(max_size=30) | st.sampled_from(["", "1", "29", "2", "2007", "0", "9" * 4400]), max_size=4))
def test_nothing_typed_can_break_it(typed: list[str]) -> None:
    try:
        assert isinstance(field.clean(typed), date)
    except ValidationError as refusal:
        assert wrong_parts(refusal.error_list)
    assert field.has_changed(None, typed) in (True, False)


@given(st.dates())
def test_every_date_comes_back_as_it_went_out(day: date) -> None:
    assert field.clean(DateInput().decompress(day)) == day


@pytest.mark.parametrize(
    ("subject", "label", "message"),
    [
        ("", "End date", "Enter the end date"),
        ("NPQ date", "Any", "Enter the NPQ date"),
        ("100% done %(date)s", "Any", "Enter the 100% done %(date)s"),
        ("", None, "Enter the date"),
    ],
)
def test_messages_begin_with_the_subject_else_the_label(subject: str, label: str | None, message: str) -> None:
    assert refused(["", "", ""], DateInputField(subject=subject, label=label)) == (message, PARTS)


def test_a_subject_with_a_per_cent_sign_is_only_text() -> None:
    assert refused(["1", "", "2007"], DateInputField(subject="5%s")) == ("5%s must include a month", ("month",))


def test_an_author_may_say_it_in_other_words() -> None:
    own = DateInputField(error_messages={"required": "When did it begin?"})
    assert refused(["", "", ""], own) == ("When did it begin?", PARTS)


def test_an_optional_date_may_be_empty_but_not_half_empty() -> None:
    optional = DateInputField(subject="End date", required=False)
    assert optional.clean(["", " ", ""]) is None
    assert optional.clean(None) is None
    assert refused(["1", "", ""], optional) == ("End date must include a month and year", ("month", "year"))


def test_validators_run_and_blame_the_whole_date() -> None:
    bounded = DateInputField(validators=[MaxValueValidator(date(2020, 1, 1), "Must be in the past")])
    assert bounded.clean(["1", "1", "2020"]) == date(2020, 1, 1)
    assert refused(["2", "1", "2020"], bounded) == ("Must be in the past", PARTS)


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (date(2007, 3, 1), ["01", "mar", "2007"], False),
        (datetime(2007, 3, 1, 9, 30), ["1", "3", "2007"], False),  # noqa: DTZ001 (a date with a time, as forms may get)
        (date(2007, 3, 1), ["2", "3", "2007"], True),
        (date(2007, 3, 1), ["", "", ""], True),
        (date(2007, 3, 1), ["x", "", ""], True),
        (None, ["", "", ""], False),
        (None, None, False),
    ],
)
def test_a_change_is_another_date_not_another_spelling(initial: Any, typed: Any, changed: bool) -> None:
    assert field.has_changed(initial, typed) is changed


def test_a_disabled_date_keeps_what_it_was_given_whatever_is_sent() -> None:
    class Disabled(forms.Form):
        day = DateInputField(disabled=True, initial=date(2007, 3, 1))

    form = Disabled({"day_day": "2", "day_month": "2", "day_year": "2002"})
    assert form.is_valid()
    assert form.cleaned_data == {"day": date(2007, 3, 1)}
    assert not form.has_changed()
