"""Taking the file of links: which number of a school follows which, told from both ends, from one, or not clearly."""

import tempfile
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from settings.enums import Completeness, FileKind, LinkKind, Outcome
from settings.imports import Taking, Unreadable
from settings.imports.links import read_links
from settings.models import ImportChange, ImportProblem, ImportRun, Question, SettingLink
from tests.registers import (
    DAY,
    MOMENT,
    Cells,
    Form,
    Registers,
    changes,
    counts,
    every_row,
    link,
    problems,
    questions,
    written,
)

pytestmark = pytest.mark.django_db
OLD, NEW, NEWER = "100001", "140001", "150001"
ALL = Completeness.REGISTER


@pytest.fixture
def registers(tmp_path: Path, db: None) -> Registers:
    return Registers(tmp_path)


def both_ends(old: str = OLD, new: str = NEW, how: str = "", **said: str) -> list[Cells]:
    """One succession as the register tells it, once from each end."""
    after, before = f"Successor{how}", f"Predecessor{how}"
    return [link(old, after, new, name="Elm Academy", **said), link(new, before, old, name="Elm School", **said)]


def links() -> dict[tuple[str, str], str]:
    rows = SettingLink.objects.order_by("predecessor_urn", "successor_urn")
    return {(row.predecessor_urn, row.successor_urn): row.kind for row in rows}


# Ends and kinds


def test_a_link_told_from_both_ends_is_one(registers: Registers) -> None:
    report = registers.links(*both_ends(on="01-09-2020"))
    assert (counts(report), report.run.rows) == ({"added": 1}, 2)
    row = SettingLink.objects.get()
    assert (row.predecessor_urn, row.predecessor_name) == (OLD, "Elm School")
    assert (row.successor_urn, row.successor_name) == (NEW, "Elm Academy")
    assert (row.register, row.kind, row.linked_on) == ("gias", LinkKind.SUCCEEDED, date(2020, 9, 1))


@pytest.mark.parametrize("end", [0, 1])
def test_a_link_told_from_one_end_is_the_same(registers: Registers, end: int) -> None:
    registers.links(both_ends()[end])
    assert links() == {(OLD, NEW): LinkKind.SUCCEEDED}
    row = SettingLink.objects.get()
    assert (row.predecessor_name, row.successor_name) == (("", "Elm Academy"), ("Elm School", ""))[end]


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("", LinkKind.SUCCEEDED),
        (" - merged", LinkKind.MERGED),
        (" - MERGED", LinkKind.MERGED),
        (" - amalgamated", LinkKind.AMALGAMATED),
        (" - Split School", LinkKind.SPLIT),
    ],
)
def test_the_words_say_how_one_follows_the_other(registers: Registers, how: str, kind: LinkKind) -> None:
    registers.links(*both_ends(how=how))
    assert links() == {(OLD, NEW): kind}


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_ends_that_differ_the_one_that_says_more_is_believed(registers: Registers, turned: bool) -> None:
    rows = [link(OLD, "Successor", NEW, on=""), link(NEW, "Predecessor - merged", OLD, on="01-09-2020")]
    registers.links(*(rows[::-1] if turned else rows))
    assert links() == {(OLD, NEW): LinkKind.MERGED}
    assert SettingLink.objects.get().linked_on == date(2020, 9, 1)


@pytest.mark.parametrize(
    "words", ["Sixth Form Centre Link", "Sixth Form Centre School", "Other", "Expansion", "Closure"]
)
def test_what_is_no_succession_is_not_ours(registers: Registers, words: str) -> None:
    assert counts(registers.links(link(OLD, words, NEW))) == {"not_ours": 1}
    assert links() == {}


def test_neither_end_need_be_a_place_that_is_known(registers: Registers) -> None:
    assert counts(registers.links(link("999998", "Successor", "999999"))) == {"added": 1}


def test_a_chain_of_successors_is_kept_link_by_link(registers: Registers) -> None:
    registers.links(*both_ends(OLD, NEW), *both_ends(NEW, NEWER))
    assert list(links()) == [(OLD, NEW), (NEW, NEWER)]
    assert not Question.objects.exists()


# What the file does not say clearly is asked


def test_several_successors_are_asked_once(registers: Registers) -> None:
    rows = [*both_ends(OLD, NEW, " - Split School"), *both_ends(OLD, NEWER, " - Split School")]
    report = registers.links(*rows)
    assert (counts(report), questions(report)) == ({"added": 2, "questions": 1}, [("successors", OLD)])
    question = Question.objects.get()
    assert question.choices == [[NEW, f"{NEW} Elm Academy"], [NEWER, f"{NEWER} Elm Academy"]]
    again = registers.links(*rows)
    assert (counts(again), questions(again)) == ({"unchanged": 2}, [])


def test_an_answer_is_not_asked_again(registers: Registers) -> None:
    rows = [*both_ends(OLD, NEW), *both_ends(OLD, NEWER)]
    registers.links(*rows)
    Question.objects.update(answer=NEW, answered_at=MOMENT)
    registers.links(*rows)
    assert list(Question.objects.values_list("about", "answer")) == [(OLD, NEW)]


def test_a_third_successor_can_be_chosen_and_asks_again(registers: Registers) -> None:
    registers.links(*both_ends(OLD, NEW), *both_ends(OLD, NEWER))
    third = "140003"
    assert questions(registers.links(*both_ends(OLD, third))) == []
    assert [value for value, _ in Question.objects.get().choices] == sorted([NEW, NEWER, third])
    Question.objects.update(answer=NEW, answered_at=MOMENT)
    fourth = registers.links(*both_ends(OLD, "140004"))
    assert questions(fourth) == [("successors", OLD)]
    assert (Question.objects.get().answer, len(Question.objects.get().choices)) == ("", 4)


def test_several_predecessors_are_no_question(registers: Registers) -> None:
    report = registers.links(*both_ends(OLD, NEW, " - merged"), *both_ends("100002", NEW, " - merged"))
    assert questions(report) == []


def test_a_second_successor_that_comes_in_a_later_file_is_asked_then(registers: Registers) -> None:
    registers.links(*both_ends(OLD, NEW))
    assert questions(registers.links(*both_ends(OLD, NEWER))) == [("successors", OLD)]
    assert [choice[0] for choice in Question.objects.get().choices] == [NEW, NEWER]


@pytest.mark.parametrize("words", ["Result of Amalgamation", "Merged - change in age range", "Merged - expansion"])
def test_words_that_do_not_say_which_goes_on_are_asked(registers: Registers, words: str) -> None:
    report = registers.links(link(NEW, words, OLD, name="Elm School"), link(OLD, words, NEW, name="Elm Academy"))
    assert (links(), questions(report)) == ({}, [("successors", f"{OLD}+{NEW}")])
    values = [choice[0] for choice in Question.objects.get().choices]
    assert values == [OLD, NEW, "neither"]
    assert f"{OLD} Elm School" in Question.objects.get().text


def test_words_that_do_not_say_which_goes_on_are_no_question_where_other_rows_do(registers: Registers) -> None:
    report = registers.links(link(OLD, "Result of Amalgamation", NEW), *both_ends(how=" - amalgamated"))
    assert (links(), questions(report)) == ({(OLD, NEW): LinkKind.AMALGAMATED}, [])


def test_two_ends_that_contradict_each_other_are_asked_and_not_taken(registers: Registers) -> None:
    rows = [link(OLD, "Successor", NEW), link(NEW, "Successor", OLD), *both_ends("100002", NEWER)]
    report = registers.links(*rows)
    assert (links(), questions(report)) == ({("100002", NEWER): "succeeded"}, [("successors", f"{OLD}+{NEW}")])
    assert questions(registers.links(*rows)) == []


# Rows that cannot be read


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (link(OLD, "Successor", OLD), "LinkURN", "is a link of a number to itself"),
        (link("12", "Successor", NEW), "URN", "is not a number of this register, such as 100000"),
        (link(OLD, "Successor", ""), "LinkURN", "is not a number of this register, such as 100000"),
        (link(OLD, "", NEW), "LinkType", "is empty"),
        (link(OLD, "Successor", NEW, on="31-02-2020"), "LinkEstablishedDate", "is a day that does not exist"),
        (link(OLD, "Successor", NEW, name="x" * 201), "LinkName", "is longer than 200 characters"),
        (link(OLD, "Successor", NEW, name="Elm\x07"), "LinkName", "has a character that nobody can see"),
    ],
)
def test_a_row_that_cannot_be_read_is_reported_and_stops_the_file(
    registers: Registers, row: Cells, column: str, reason: str
) -> None:
    report = registers.links(*both_ends("100002", NEWER), row)
    assert [(found[0], found[1], found[3]) for found in problems(report)] == [(4, column, reason)]
    assert (report.run.outcome, report.run.bad, links()) == (Outcome.REFUSED, 1, {})
    assert ImportProblem.objects.count() == 1


def test_bad_rows_are_passed_over_where_somebody_says_so(registers: Registers) -> None:
    report = registers.links(*both_ends(), link(OLD, "Successor", OLD), skip_bad_rows=True)
    assert (counts(report), list(links())) == ({"added": 1, "bad": 1}, [(OLD, NEW)])


def test_a_torn_row_is_reported(registers: Registers) -> None:
    content = written(both_ends())
    report = registers.take(FileKind.GIAS_LINKS, content[: content.rindex(b",Predecessor")])
    assert [found[1::2] for found in problems(report)] == [("the whole row", "has 3 cells where the header has 5")]


def test_a_row_that_swallowed_the_next_is_reported(registers: Registers) -> None:
    content = written(both_ends()).replace(b"Elm Academy", b'"Elm Academy')
    report = registers.take(FileKind.GIAS_LINKS, content)
    assert [found[:2] for found in problems(report)] == [(2, "the whole row")]


@pytest.mark.parametrize("needed", ["URN", "LinkURN", "LinkType"])
def test_a_needed_column_that_is_missing_is_named(registers: Registers, needed: str) -> None:
    columns = tuple(title for title in both_ends()[0] if title != needed)
    before = every_row()
    with pytest.raises(Unreadable, match=f"“{needed}” missing"):
        registers.links(*both_ends(), form=Form(columns=columns))
    assert every_row() == before


# Again, partial, complete


def test_the_same_file_twice_changes_nothing_and_says_so(registers: Registers) -> None:
    rows = [*both_ends(), *both_ends(OLD, NEWER, " - merged"), link("100009", "Result of Amalgamation", "100008")]
    registers.links(*rows)
    before = every_row(ImportRun)
    again = registers.links(*rows)
    assert (counts(again), again.changes_nothing) == ({"unchanged": 2}, True)
    assert every_row(ImportRun) == before


def test_the_first_file_lists_nothing_and_the_next_lists_what_it_adds(registers: Registers) -> None:
    first = registers.links(*both_ends())
    assert (first.run.is_first_load, changes(first)) == (True, {})
    second = registers.links(*both_ends(OLD, NEWER))
    assert not second.run.is_first_load
    change = ImportChange.objects.get()
    assert (change.urn, change.kind, change.name) == (OLD, "added", f"followed by {NEWER} Elm Academy")


def test_a_partial_file_removes_nothing(registers: Registers) -> None:
    registers.links(*both_ends(), *both_ends(OLD, NEWER))
    assert counts(registers.links(*both_ends())) == {"unchanged": 1}
    assert len(links()) == 2


def test_a_complete_file_removes_what_it_does_not_list_and_says_so(registers: Registers) -> None:
    registers.links(*both_ends(), *both_ends(OLD, NEWER))
    report = registers.links(*both_ends(), complete=ALL)
    assert (counts(report), list(links())) == ({"changed": 1, "unchanged": 1}, [(OLD, NEW)])
    assert ImportChange.objects.get().kind == "removed"
    assert ImportChange.objects.get().name == f"followed by {NEWER} Elm Academy"


@pytest.mark.parametrize("bad", [link(OLD, "Successor", NEWER, on="soon"), link(OLD, "Successor", "1500")])
def test_a_complete_file_with_a_row_that_cannot_be_read_removes_nothing(registers: Registers, bad: Cells) -> None:
    registers.links(*both_ends(), *both_ends(OLD, NEWER))
    before = every_row()
    with pytest.raises(Unreadable, match="no complete list"):
        registers.links(*both_ends(), bad, complete=ALL, skip_bad_rows=True)
    assert every_row() == before


def test_a_complete_file_without_a_link_is_refused(registers: Registers) -> None:
    registers.links(*both_ends())
    with pytest.raises(Unreadable, match="no complete list"):
        registers.links(link(OLD, "Other", NEW), complete=ALL)
    assert len(links()) == 1


def test_a_link_that_changes_is_changed_and_listed(registers: Registers) -> None:
    registers.links(*both_ends(on="01-09-2020"))
    report = registers.links(*both_ends(how=" - merged", on="01-10-2020"))
    assert counts(report) == {"changed": 1}
    assert changes(report)[OLD] == {"kind": ["succeeded", "merged"], "linked_on": ["2020-09-01", "2020-10-01"]}


@pytest.mark.parametrize("end", [0, 1])
def test_a_file_with_one_end_does_not_take_away_what_the_other_said(registers: Registers, end: int) -> None:
    registers.links(*both_ends(how=" - merged", on="01-09-2020"))
    assert counts(registers.links(both_ends(on="")[end])) == {"unchanged": 1}
    row = SettingLink.objects.get()
    assert (row.kind, row.predecessor_name, row.successor_name) == (LinkKind.MERGED, "Elm School", "Elm Academy")


def test_a_missing_column_does_not_blank_what_is_known(registers: Registers) -> None:
    registers.links(*both_ends(on="01-09-2020"))
    columns = ("LinkType", "LinkURN", "URN")
    assert counts(registers.links(*both_ends(), form=Form(columns=columns))) == {"unchanged": 1}
    assert SettingLink.objects.get().linked_on == date(2020, 9, 1)


# Whatever there is

NUMBERS = st.sampled_from([OLD, NEW, NEWER, "100002", "12", ""])
WORDS = st.sampled_from(
    [
        "Successor",
        "Predecessor",
        "Successor - merged",
        "Predecessor - Split School",
        "Result of Amalgamation",
        "Merged ",
    ]
    + ["Merged - x", "Other", "", "Successor - of a kind"]
)
ROWS = st.lists(
    st.builds(
        link,
        NUMBERS,
        WORDS,
        NUMBERS,
        name=st.sampled_from(["Elm", "Ash", "\x07"]),
        on=st.sampled_from(["", "01-09-2020", "x"]),
    ),
    min_size=1,
    max_size=12,
)


@given(ROWS)
def test_whatever_the_rows_no_two_numbers_follow_each_other(rows: list[Cells]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Registers(Path(folder)).file(written(rows))
        found = read_links(path, "a.csv", Taking(DAY, MOMENT))
    assert not [pair for pair in found.links if pair[::-1] in found.links or pair[0] == pair[1]]
    assert not {tuple(sorted(pair)) for pair in found.links} & set(found.unclear)
    assert found.report.run.rows == len(rows)


@hypothesis_settings(max_examples=30)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[Cells], random: Random) -> None:
    turned = list(rows)
    random.shuffle(turned)
    with tempfile.TemporaryDirectory() as folder:
        registers = Registers(Path(folder))
        one, other = (
            read_links(registers.file(written(each)), "a.csv", Taking(DAY, MOMENT)) for each in (rows, turned)
        )
    assert {pair: each.kind for pair, each in one.links.items()} == {
        pair: each.kind for pair, each in other.links.items()
    }
    assert one.unclear.keys() == other.unclear.keys()
