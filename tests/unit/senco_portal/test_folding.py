"""Names without what people write differently."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senco_portal.lib.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St Mary's", "ST MARYS"),
        ("St Mary’s", "St Mary's"),
        ("St Mary‘s", "St Mary`s"),
        ("St. Mary's", "St Mary's"),
        ("Bristol, City of", "bristol city of"),
        ("Bath & North East Somerset", "Bath and North East Somerset"),
        ("Bath&Avon", "Bath and Avon"),
        ("Café Rouge", "Cafe Rouge"),
        ("Cafe\u0301 Rouge", "Café Rouge"),
        ("Ysgol Llŷn", "Ysgol Llyn"),
        ("Stoke-on-Trent", "Stoke on Trent"),
        ("Stoke–on–Trent", "Stoke on Trent"),
        ("Camden\u00a0", " Camden"),
        ("Straße", "STRASSE"),
        ("ﬁeld", "field"),
        ("２０２", "202"),
        ("Provider_URN", "provider urn"),
        ("TypeOfEstablishment (name)", "typeofestablishment name"),
    ],
)
def test_what_people_write_differently_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Camden", "Hackney"), ("School 1", "School 2"), ("Eastbourne", "East Bourne")]
)
def test_what_is_not_the_same_stays_so(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_an_example() -> None:
    assert fold("St. Helen’s & St. Anne’s") == "st helens and st annes"


@pytest.mark.parametrize("nothing", ["", "  ", "–", "…?!", "שלום"])
def test_without_latin_letters_and_digits_nothing_is_left(nothing: str) -> None:
    assert fold(nothing) == ""


@given(st.text())
def test_small_letters_and_digits_with_single_spaces_are_left(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", fold(text))


@given(st.text())
def test_a_folded_text_is_its_own_fold(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_capitals_do_not_count(text: str) -> None:
    # Dotless and dotted i have capitals that are another letter's.
    if not set(text) & set("ıİ"):
        assert fold(text.swapcase()) == fold(text)
