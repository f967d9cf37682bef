"""Cells that are written a row at a time say what a template would, whatever stands in them."""

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from compliance.presenters.columns import Said
from compliance.templatetags.cells import number_cells, said_cells

TEXT = st.text(st.sampled_from("ab <>&\"'{}%\\ é"), min_size=1, max_size=30)
MAYBE = st.just("") | TEXT


class Cells(HTMLParser):
    """What a browser reads: of each cell its label, the words in it, and where they lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[tuple[str, str, str]] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        said = dict(attrs)
        if tag in ("td", "th"):
            self.cells.append((said.get("data-label") or said.get("role") or "", "", ""))
        elif tag == "a":
            label, words, _ = self.cells[-1]
            self.cells[-1] = label, words, said["href"] or ""

    def handle_data(self, data: str) -> None:
        label, words, url = self.cells[-1]
        self.cells[-1] = label, words + data, url


@given(st.lists(st.tuples(TEXT, TEXT, MAYBE), min_size=1, max_size=4), TEXT)
def test_numbers_say_their_label_and_what_their_line_is_of(cells: list[tuple[str, str, str]], of: str) -> None:
    found = Cells(number_cells(cells, of))
    assert found.cells == [(label, f"{number}: {label}, {of}" if url else number, url) for number, label, url in cells]
    assert found.tags <= {"td", "a", "span"}


@given(st.lists(st.builds(Said, TEXT, TEXT, MAYBE, MAYBE, MAYBE), min_size=1, max_size=4))
def test_words_lead_where_they_should_or_are_a_tag(row: list[Said]) -> None:
    html = said_cells(row)
    found = Cells(html)
    said = [(f"{cell.text}: {cell.of}" if cell.url and cell.of else cell.text, cell.url) for cell in row]
    labels = ["rowheader", *(cell.column for cell in row[1:])]
    assert found.cells == [(label, *words) for label, words in zip(labels, said, strict=True)]
    assert found.tags <= {"th", "td", "a", "span", "strong"}
    assert ("govuk-tag" in unescape(html)) == any(cell.colour and not cell.url for cell in row)


def test_a_place_without_a_number_is_a_dash() -> None:
    assert Cells(number_cells([("1", "Overdue", "/x/"), None], "May")).cells == [
        ("Overdue", "1: Overdue, May", "/x/"),
        ("cell", "–", ""),
    ]


def test_only_a_word_that_no_column_holds_may_break_anywhere() -> None:
    words = {"1 September 2027": False, "Maintained nursery school": False, "Llanfairpwllgwyngyll Academy": True}
    for text, breaks in words.items():
        assert ("app-breaks" in said_cells([Said("Name", text)])) is breaks
