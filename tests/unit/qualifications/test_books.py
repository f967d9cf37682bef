"""Rule books between rows, plain form and values: nothing is lost on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualifications import actions, books, catalogue, models
from qualifications.enums import ChangeKind
from qualifications.rules import book as values
from qualifications.rules.book_form import read_book, write_book
from qualifications.rules.phrases import Names
from tests.factories.qualifications import QualificationFactory
from tests.factories.rule_books import (
    AlternativeFactory,
    CitationFactory,
    DesignationTestFactory,
    ReadingChangeFactory,
    RuleBookFactory,
    RuleFactory,
    SettingTermsFactory,
    SourceFactory,
    sound_book,
)
from tests.unit.qualifications import book_strategies

CODES = ("Q-ONE", "Q-TWO", "q three, with “marks”")
MOMENT = datetime(2024, 9, 1, 8, 30, 15, 123456, tzinfo=UTC)
random_books = book_strategies.books(CODES)
# One database for all examples: each takes back what it wrote.
in_database = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def qualifications(db: None) -> list[models.Qualification]:
    return [QualificationFactory.create(code=code, short_name=f"the {code}") for code in CODES]


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# There and back


def test_the_shipped_book_comes_back_from_rows(shipped_book: models.RuleBook) -> None:
    shipped = read_book(catalogue.read("book"))
    assert books.load(shipped_book) == shipped
    assert books.load(books.store(replace(shipped, name="A copy"))) == replace(shipped, name="A copy")


@pytest.mark.usefixtures("qualifications")
@in_database
@given(book=random_books)
def test_any_book_comes_back_from_rows(book: values.Book) -> None:
    with taken_back():
        assert books.load(books.store(book)) == book


@pytest.mark.usefixtures("qualifications")
@in_database
@given(data=st.data(), book=random_books)
def test_readings_keep_the_order_of_their_changes(data: st.DataObject, book: values.Book) -> None:
    """Rows hold any order, also one that goes to and fro between rules."""
    shuffled = [replace(each, changes=tuple(data.draw(st.permutations(each.changes)))) for each in book.readings]
    book = replace(book, readings=tuple(shuffled))
    with taken_back():
        assert books.load(books.store(book)) == book


@given(book=random_books)
def test_any_book_comes_back_from_its_plain_form(book: values.Book) -> None:
    assert read_book(write_book(book)) == book


@pytest.mark.usefixtures("qualifications")
@in_database
@given(book=random_books)
def test_rows_and_plain_form_say_the_same(book: values.Book) -> None:
    with taken_back():
        stored = books.load(books.store(book))
        assert write_book(stored) == write_book(book)
        assert read_book(write_book(stored)) == book


def test_equal_means_equal_to_the_order_of_sources_and_to_nothing_against_an_empty_text(
    qualifications: list[models.Qualification],
) -> None:
    """The comparison of the tests above is a strict one."""
    book = sound_book(CODES[0])
    first, second = book.rules
    assert replace(second, sources=second.sources[::-1]) != second
    assert replace(first, exemption="") != first
    loaded = books.load(books.store(book))
    assert loaded.rules[0].exemption is None
    assert loaded.rules[0].accepts is None
    assert loaded.rules[0].months is None
    assert loaded.rules[0].review_reason == ""
    assert [source.name for source in loaded.rules[1].sources] == ["Act", "Regulations"]


def test_codes_of_readings_keep_their_kinds(qualifications: list[models.Qualification]) -> None:
    wanted = (
        values.Change("all", "months", 48),
        values.Change("all", "tests_designation", False),
        values.Change("all", "started_until", date(2030, 1, 1)),
        values.Change("all", "qualification", None),
        values.Change("all", "roles", ()),
        values.Change("all", "words", "2030-01-01"),
    )
    book = sound_book(CODES[0])
    book = replace(book, readings=(replace(book.readings[0], changes=wanted),))
    found = books.load(books.store(book)).readings[0].changes
    assert [(each.value, type(each.value)) for each in found] == [(each.value, type(each.value)) for each in wanted]


# Storing


def test_a_stored_book_is_a_draft(qualifications: list[models.Qualification]) -> None:
    row = books.store(sound_book(CODES[0]))
    assert (row.status, row.is_shipped, row.published_at) == ("draft", False, None)
    assert books.store(sound_book(CODES[0], "Another"), is_shipped=True).is_shipped


def test_a_book_that_names_an_unknown_qualification_is_not_stored_at_all(db: None) -> None:
    with pytest.raises(KeyError, match="NOBODY"):
        books.store(sound_book("NOBODY"))
    assert not models.RuleBook.objects.exists()
    assert not models.Source.objects.exists()


def test_a_name_is_taken_once(qualifications: list[models.Qualification]) -> None:
    books.store(sound_book(CODES[0]))
    with pytest.raises(IntegrityError), transaction.atomic():
        books.store(sound_book(CODES[0]))
    assert models.RuleBook.objects.count() == 1


# Loading


def test_a_published_book_is_read_once(qualifications: list[models.Qualification]) -> None:
    row = actions.publish(books.store(sound_book(CODES[0])), at=MOMENT, by=None, reason="Agreed")
    first = books.load(row)
    with CaptureQueriesContext(connection) as queries:
        assert books.load(models.RuleBook(pk=row.pk, status="published", published_at=MOMENT)) is first
    assert len(queries) == 0


def test_a_draft_is_read_anew_every_time(qualifications: list[models.Qualification]) -> None:
    row = books.store(sound_book(CODES[0]))
    before = books.load(row)
    row.rules.filter(code="all").update(words="Other words.")
    assert books.load(row) != before
    assert books.load(row).rules[1].words == "Other words."


def test_what_a_draft_said_is_forgotten_when_it_is_published(qualifications: list[models.Qualification]) -> None:
    row = books.store(sound_book(CODES[0]))
    books.load(row)
    row.rules.filter(code="all").update(words="Other words.")
    published = actions.publish(row, at=MOMENT, by=None, reason="Agreed")
    assert books.load(published).rules[1].words == "Other words."


def test_loading_takes_few_questions_however_large_the_book(shipped_book: models.RuleBook) -> None:
    with CaptureQueriesContext(connection) as queries:
        books.load(shipped_book)
    assert len(queries) < 25


def test_a_source_of_another_book_is_none_of_this_ones(qualifications: list[models.Qualification]) -> None:
    """Else a change to that other book would change what a published one says."""
    row = books.store(sound_book(CODES[0]))
    elsewhere = SourceFactory.create(name="Elsewhere")
    CitationFactory.create(book=row, position=999, source=elsewhere, rule=row.rules.get(code="all"))
    assert books.load(row) == sound_book(CODES[0])


def test_the_current_book_is_the_latest_in_force(shipped_book: models.RuleBook) -> None:
    assert books.current(date(2024, 9, 1)) == books.load(shipped_book)
    with pytest.raises(books.NoCurrentBook, match=r"2024-08-31.*manage\.py load_catalogue"):
        books.current(date(2024, 8, 31))


def test_names_are_what_people_call_things(qualifications: list[models.Qualification]) -> None:
    called = books.names()
    assert isinstance(called, Names)
    assert called.qualifications[CODES[0]] == f"the {CODES[0]}"
    assert called.setting_types["outside_england"] == "school or setting outside England"
    assert called.roles == {"senco": "SENCo", "assistant_senco": "assistant SENCo"}


# Rows that are no book


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda book: RuleFactory.create(book=book, code="r", requirement="must"), "requirement of r is 'must'"),
        (lambda book: RuleFactory.create(book=book, code="r", service="some"), "service of r is 'some'"),
        (lambda book: RuleFactory.create(book=book, code="r", setting_types="academy"), "setting_types of r .* a list"),
        (lambda book: RuleFactory.create(book=book, code="r", roles=[["senco"]]), "roles of r .* a list of texts"),
        (lambda book: RuleFactory.create(book=book, code="r", roles={"a": 1}), "roles of r .* a list of texts"),
        (
            lambda book: SettingTermsFactory.create(book=book, setting_type="t", should_have_senco="maybe"),
            "should_have_senco of t is 'maybe'",
        ),
        (
            lambda book: DesignationTestFactory.create(
                alternative=AlternativeFactory.create(book=book), words="teach", accepted=7
            ),
            "accepted of teach is 7; it must be a list of texts",
        ),
        (
            lambda book: ReadingChangeFactory.create(
                reading__book=book, reading__code="A1", kind=ChangeKind.RULE, field="started_from", value="1/9/2009"
            ),
            "started_from of rule under reading A1 is '1/9/2009'",
        ),
        (
            lambda book: ReadingChangeFactory.create(
                reading__book=book, kind=ChangeKind.RULE, field="requirement", value=None
            ),
            "requirement of rule under reading .* is None",
        ),
        (
            lambda book: ReadingChangeFactory.create(
                reading__book=book, kind=ChangeKind.RULE, field="sources", value=["s1"]
            ),
            "sources of rule",
        ),
        (
            lambda book: ReadingChangeFactory.create(
                reading__book=book, kind=ChangeKind.RULE, field="roles", value=[["senco"]]
            ),
            "a list of texts",
        ),
        (lambda book: models.RuleBook.objects.filter(pk=book.pk).update(clock="noon"), "'noon' is not a valid Clock"),
        (lambda book: models.RuleBook.objects.filter(pk=book.pk).update(service_roles="senco"), "service_roles of"),
    ],
)  # fmt: skip
def test_rows_that_make_no_book_are_told(db: None, change: object, said: str) -> None:
    row = RuleBookFactory.create()
    assert callable(change)
    change(row)
    row.refresh_from_db()
    with pytest.raises(books.UnreadableBook, match=said):
        books.load(row)
    (finding,) = actions.findings(row)
    assert finding.about == row.name
