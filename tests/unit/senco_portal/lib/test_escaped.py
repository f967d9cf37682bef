"""Words that are escaped together come out as each would alone."""

from django.utils.html import format_html
from hypothesis import given
from hypothesis import strategies as st

from senco_portal.lib.escaped import fill

WORDS = st.lists(st.text(st.sampled_from("ab <>&\"'{}%\\\0é;")))


@given(WORDS)
def test_words_are_escaped_as_each_would_be(words: list[str]) -> None:
    form = "<b>" + "<i title='{}'>{{}}</i>" * len(words) + "</b>{}"
    assert fill(form, [*words, "end"]) == format_html(form, *words, "end")


def test_what_has_no_place_stays_as_it_is() -> None:
    made = fill("<b>{{}}</b>", [])
    assert (made, made.__html__()) == ("<b>{}</b>", "<b>{}</b>")


def test_what_comes_out_is_not_escaped_again() -> None:
    assert format_html("{}", fill("<b>{}</b>", ["a & b"])) == "<b>a &amp; b</b>"
