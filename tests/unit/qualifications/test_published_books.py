"""A published rule book never changes: the database itself refuses, by whatever hand and on every road."""
# ruff: noqa: S608  # the names of tables are our own

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import F
from django.test import TransactionTestCase

from qualifications import actions, books
from qualifications.models import Citation, Qualification, RuleBook
from qualifications.rules.book import Book
from tests.conftest import triggers_lifted
from tests.factories.qualifications import QualificationFactory
from tests.factories.rule_books import sound_book

MOMENT = datetime(2024, 9, 1, tzinfo=UTC)
NEVER = "A published rule book never changes"
BOOK = "qualifications_rulebook"
# Every table below a book, by its model's name, and the way from a row to the row that it hangs on.
PARENTS = {
    "Source": "book",
    "SettingTerms": "book",
    "Alternative": "book",
    "DesignationTest": "alternative",
    "Acceptance": "book",
    "Rule": "book",
    "Reading": "book",
    "ReadingChange": "reading",
    "Citation": "book",
}
parts = pytest.mark.parametrize("part", PARENTS)


def model_of(part: str) -> Any:
    return apps.get_model("qualifications", part)


def of_book(part: str, row: RuleBook) -> models.QuerySet[Any]:
    parent = PARENTS[part]
    book = parent if parent == "book" else f"{parent}__book"
    rows: models.QuerySet[Any] = model_of(part).objects.filter(**{book: row}).order_by("pk")
    return rows


def one_of(part: str, row: RuleBook) -> Any:
    found = of_book(part, row).first()
    assert found is not None
    return found


def stored(name: str) -> RuleBook:
    return books.store(sound_book("Q", name))


@pytest.fixture
def qualification(db: None) -> Qualification:
    return QualificationFactory.create(code="Q")


@pytest.fixture
def published(qualification: Qualification) -> RuleBook:
    return actions.publish(stored("Published"), at=MOMENT, by=None, reason="Agreed")


def empty(table: str) -> None:
    """Everything of a table and of all that hangs on it. What is still to be checked of its rows is checked first."""
    connection.check_constraints()
    sql(f"TRUNCATE {table} CASCADE")


@pytest.fixture
def draft(qualification: Qualification) -> RuleBook:
    return stored("Draft")


def as_it_is(row: RuleBook) -> Book:
    """What the rows say now, whatever is remembered."""
    return books._read(RuleBook.objects.get(pk=row.pk))


@contextmanager
def refused(row: RuleBook) -> Iterator[None]:
    """Nothing of the block happens, and the book says what it said."""
    before, rows = as_it_is(row), every_row(row)
    with pytest.raises(IntegrityError, match=NEVER), transaction.atomic():
        yield
    assert as_it_is(row) == before
    assert every_row(row) == rows


def every_row(row: RuleBook) -> list[Any]:
    found = [list(RuleBook.objects.filter(pk=row.pk).values())]
    return found + [list(of_book(part, row).values()) for part in PARENTS]


def sql(text: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return int(cursor.rowcount)


def table_of(part: str) -> str:
    return str(model_of(part)._meta.db_table)


def copy_sql(part: str, *, verb: str = "INSERT", key: int | None = None, parent: int | None = None) -> str:
    """A statement that adds a row like the one whose id is its parameter, in a place and with a name of its own."""
    fields = [field for field in model_of(part)._meta.concrete_fields if key is not None or not field.primary_key]
    unique = {"setting_type", "code", "field", "provision"}

    def value(field: Any) -> str:
        if field.primary_key:
            return str(key)
        if parent is not None and field.name == PARENTS[part]:
            return str(parent)
        return {"position": "position + 100"}.get(field.name) or (
            f"{field.column} || 'x'" if field.name in unique else f'"{field.column}"'
        )

    table, columns = table_of(part), ", ".join(f'"{field.column}"' for field in fields)
    return f"{verb} INTO {table} ({columns}) SELECT {', '.join(map(value, fields))} FROM {table} WHERE id = %s"


# The parts of a book


def test_every_table_of_a_book_is_here() -> None:
    """A table that is added below a book must be kept by the triggers as well, and be tested below."""
    below: set[type[models.Model]] = {RuleBook}
    found = set[str]()
    for _ in range(3):
        for model in apps.get_app_config("qualifications").get_models():
            parents = {field.related_model for field in model._meta.concrete_fields if field.many_to_one}
            if parents & below and not model.__name__.startswith("Historical"):
                below.add(model)
                found.add(model.__name__)
    assert found == set(PARENTS)


@parts
def test_no_part_can_be_added_by_sql(part: str, published: RuleBook, draft: RuleBook) -> None:
    with refused(published):
        sql(copy_sql(part), one_of(part, published).pk)
    assert sql(copy_sql(part), one_of(part, draft).pk) == 1


@parts
def test_no_part_can_be_added_by_the_orm(part: str, published: RuleBook, draft: RuleBook) -> None:
    def add(row: RuleBook, *, many: bool) -> None:
        one = one_of(part, row)
        one.pk, one.position, one._state.adding = None, 200 + many, True
        for field in ("setting_type", "code", "field", "provision"):
            if hasattr(one, field):
                setattr(one, field, f"{getattr(one, field)} {many}")
        if many:
            model_of(part).objects.bulk_create([one])
        else:
            one.save()

    for many in (True, False):
        with refused(published):
            add(published, many=many)
        add(draft, many=many)


@parts
def test_no_part_can_be_changed_by_sql(part: str, published: RuleBook, draft: RuleBook) -> None:
    change = f"UPDATE {table_of(part)} SET position = position + 100 WHERE id = %s"
    with refused(published):
        sql(change, one_of(part, published).pk)
    assert sql(change, one_of(part, draft).pk) == 1


@parts
def test_no_part_can_be_changed_by_the_orm(part: str, published: RuleBook, draft: RuleBook) -> None:
    for change in (
        lambda row: of_book(part, row).filter(pk=one_of(part, row).pk).update(position=F("position") + 100),
        lambda row: row_with(one_of(part, row), position=200).save(),
        lambda row: model_of(part).objects.bulk_update([row_with(one_of(part, row), position=300)], ["position"]),
    ):
        with refused(published):
            change(published)
        change(draft)
    assert {100, 200, 300} & set(of_book(part, draft).values_list("position", flat=True))


def row_with(row: Any, **values: Any) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


@parts
def test_no_column_of_a_part_can_be_changed(part: str, published: RuleBook) -> None:
    """Each column alone: no trigger watches only some of them."""
    for field in model_of(part)._meta.concrete_fields:
        with refused(published):
            sql(
                f'UPDATE {table_of(part)} SET "{field.column}" = "{field.column}" WHERE id = %s',
                one_of(part, published).pk,
            )


@parts
def test_no_part_can_be_taken_away(part: str, published: RuleBook, draft: RuleBook) -> None:
    with refused(published):
        sql(f"DELETE FROM {table_of(part)} WHERE id = %s", one_of(part, published).pk)
    with refused(published):
        sql(f"DELETE FROM {table_of(part)}")
    with refused(published):
        of_book(part, published).delete()
    with refused(published):
        one_of(part, published).delete()
    with refused(published):
        of_book(part, published)._raw_delete("default")
    of_book(part, draft).delete()
    assert not of_book(part, draft).exists()


@parts
def test_no_part_can_be_moved_in_or_out(part: str, published: RuleBook, draft: RuleBook) -> None:
    parent = f"{PARENTS[part]}_id"
    move = f"UPDATE {table_of(part)} SET {parent} = %s, position = position + 100 WHERE id = %s"
    mine, theirs = one_of(part, published), one_of(part, draft)
    with refused(published):
        sql(move, getattr(mine, parent), theirs.pk)
    with refused(published):
        sql(move, getattr(theirs, parent), mine.pk)
    with refused(published):
        model_of(part).objects.filter(pk=mine.pk).update(**{parent: getattr(theirs, parent)}, position=500)
    third = one_of(part, stored("Another draft"))
    if part not in {"SettingTerms", "Rule", "Reading", "ReadingChange", "Source"}:  # there the names would clash
        assert sql(move, getattr(third, parent), theirs.pk) == 1


@pytest.mark.only_on("sqlite")
@parts
def test_no_part_can_be_replaced(part: str, published: RuleBook, draft: RuleBook) -> None:
    """OR REPLACE deletes what is in the way without asking the triggers on deletion."""
    mine, theirs = one_of(part, published), one_of(part, draft)
    parent = getattr(theirs, f"{PARENTS[part]}_id")
    with refused(published):
        sql(copy_sql(part, verb="INSERT OR REPLACE", key=mine.pk, parent=parent), theirs.pk)
    with refused(published):
        sql(f"UPDATE OR REPLACE {table_of(part)} SET id = %s WHERE id = %s", mine.pk, theirs.pk)
    another = of_book(part, draft).last()
    assert another is not None
    assert sql(copy_sql(part, verb="INSERT OR REPLACE", key=another.pk, parent=parent), theirs.pk) == 1


@pytest.mark.only_on("postgresql")
@parts
def test_no_part_can_be_added_on_conflict(part: str, published: RuleBook) -> None:
    one = one_of(part, published)
    with refused(published):
        sql(f"{copy_sql(part, key=one.pk)} ON CONFLICT (id) DO UPDATE SET position = 900", one.pk)


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("table", [BOOK, *(part for part in PARENTS)])
def test_no_table_can_be_emptied_at_once(table: str, published: RuleBook) -> None:
    name = table if table == BOOK else table_of(table)
    with refused(published):
        empty(name)


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("table", ["qualifications_qualification", "accounts_user"])
def test_no_table_can_be_emptied_by_way_of_another(table: str, published: RuleBook) -> None:
    with refused(published):
        empty(table)


@pytest.mark.only_on("postgresql")
def test_drafts_can_be_emptied_at_once(draft: RuleBook) -> None:
    empty(BOOK)
    assert not RuleBook.objects.exists()


# The book's own row

OWN_CHANGES: dict[str, Any] = {
    "name": "Another name",
    "status": "draft",
    "is_shipped": True,
    "in_force_from": "2030-01-01",
    "notes": "Other notes.",
    "leap_day": "mar1",
    "clock": "first_post",
    "overlap": "twice",
    "accept_by": "awarded",
    "service_months": 1,
    "service_days": 1,
    "service_roles": '["assistant_senco"]',
    "published_at": "2030-01-01 00:00:00+00:00",
    "published_by_id": None,
}


def test_every_column_of_a_book_is_tried() -> None:
    assert {field.attname for field in RuleBook._meta.concrete_fields} == {"id", *OWN_CHANGES}


@pytest.mark.parametrize("column", OWN_CHANGES)
def test_no_column_of_a_book_can_be_changed(column: str, published: RuleBook) -> None:
    with refused(published):
        sql(f"UPDATE {BOOK} SET {column} = %s WHERE id = %s", OWN_CHANGES[column], published.pk)
    if column != "service_roles":
        with refused(published):
            RuleBook.objects.filter(pk=published.pk).update(**{column: OWN_CHANGES[column]})


def test_a_book_cannot_go_back_to_a_draft(published: RuleBook) -> None:
    with refused(published):
        RuleBook.objects.filter(pk=published.pk).update(status="draft", published_at=None)
    with refused(published):
        row_with(published, status="draft", published_at=None).save()


def test_a_book_cannot_be_deleted(published: RuleBook, draft: RuleBook) -> None:
    with refused(published):
        sql(f"DELETE FROM {BOOK} WHERE id = %s", published.pk)
    with refused(published):
        RuleBook.objects.all().delete()
    with refused(published):
        published.delete()


def test_a_book_cannot_be_put_in_the_place_of_a_published_one(published: RuleBook, draft: RuleBook) -> None:
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    fields = [field for field in RuleBook._meta.concrete_fields if field.name not in ("id", "name")]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    for key, name in ((published.pk, "Another"), (published.pk + 1000, published.name)):
        with refused(published):
            sql(
                f"{verb} INTO {BOOK} (id, name, {columns}) SELECT %s, %s, {columns} FROM {BOOK} WHERE id = %s",
                key,
                name,
                draft.pk,
            )
    if connection.vendor == "sqlite":
        for change, value in (("id", published.pk), ("name", published.name)):
            with refused(published):
                sql(f"UPDATE OR REPLACE {BOOK} SET {change} = %s WHERE id = %s", value, draft.pk)


# What a book names


def test_the_code_of_a_qualification_that_a_published_book_names_stays(
    published: RuleBook, qualification: Qualification
) -> None:
    with refused(published):
        Qualification.objects.filter(pk=qualification.pk).update(code="OTHER")
    with refused(published):
        row_with(qualification, code="OTHER").save()
    with refused(published):
        sql("DELETE FROM qualifications_qualification WHERE id = %s", qualification.pk)
    other = QualificationFactory.create()
    if connection.vendor == "sqlite":
        for change, value in (("id", qualification.pk), ("code", "Q")):
            with refused(published):
                sql(f"UPDATE OR REPLACE qualifications_qualification SET {change} = %s WHERE id = %s", value, other.pk)


def test_what_else_is_known_of_a_qualification_may_change(published: RuleBook, qualification: Qualification) -> None:
    Qualification.objects.filter(pk=qualification.pk).update(name="A better name", level=7)
    before = as_it_is(published)
    other = QualificationFactory.create(code="SPARE")
    row_with(other, code="RENAMED").save()
    other.delete()
    assert as_it_is(published) == before


def test_the_code_of_a_qualification_that_only_drafts_name_may_change(draft: RuleBook) -> None:
    Qualification.objects.filter(code="Q").update(code="R")
    assert as_it_is(draft).rules[1].qualification == "R"


# Drafts


def test_a_draft_can_be_changed_published_and_only_then_not(draft: RuleBook) -> None:
    draft.rules.filter(code="all").update(words="Other words.")
    row_with(draft, notes="Other notes.").save()
    published = actions.publish(draft, at=MOMENT, by=None, reason="Agreed")
    assert as_it_is(published).notes == "Other notes."
    assert as_it_is(published).rules[1].words == "Other words."
    with refused(published):
        draft.rules.filter(code="all").update(words="Still other words.")


def test_a_draft_can_be_deleted_beside_a_published_book(draft: RuleBook, published: RuleBook) -> None:
    before = every_row(published)
    draft.delete()
    assert list(RuleBook.objects.all()) == [published]
    assert every_row(published) == before


def test_a_published_book_can_be_copied_to_a_new_draft(published: RuleBook) -> None:
    copy = books.store(replace(books.load(published), name="A copy"))
    copy.rules.filter(code="all").update(months=48)
    assert {books.load(copy).rules[1].months, books.load(published).rules[1].months} == {48, 36}


# The triggers themselves


def triggers() -> set[str]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall() if "_keeps_published_books_" in name}


def functions() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_proc WHERE proname LIKE '%%_keeps_published_books_%%'")
        return int(cursor.fetchone()[0])


def expected_triggers() -> set[str]:
    tables = [BOOK, "qualifications_qualification", *map(table_of, PARENTS)]
    found = {f"{table}_keeps_published_books_{verb}" for table in tables for verb in ("insert", "update", "delete")}
    if connection.vendor == "postgresql":
        kept = [table for table in tables if table != "qualifications_qualification"]
        found |= {f"{table}_keeps_published_books_truncate" for table in kept}
    return found


@pytest.mark.django_db
def test_every_table_has_its_triggers_after_all_migrations() -> None:
    """SQLite drops a table's triggers when a migration makes the table anew: such a migration must bring them back."""
    assert triggers() == expected_triggers()


@pytest.mark.django_db(transaction=True)
def test_the_migration_can_be_undone() -> None:
    with triggers_lifted():
        assert triggers() == set()
        if connection.vendor == "postgresql":
            assert functions() == 0
    assert triggers() == expected_triggers()


# Transactional tests


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_leaves_nothing_behind_and_the_triggers_as_they_were() -> None:
    QualificationFactory.create(code="Q")
    published = actions.publish(stored("Left behind"), at=MOMENT, by=None, reason="Agreed")
    with pytest.raises(DatabaseError, match=NEVER):
        published.delete()
    TransactionTestCase("__init__")._fixture_teardown()  # type: ignore[attr-defined]  # as Django does after the test
    assert not RuleBook.objects.exists()
    assert not Qualification.objects.exists()
    assert not RuleBook.history.exists()
    assert triggers() == expected_triggers()


@pytest.mark.django_db(transaction=True)
def test_after_such_a_test_published_books_are_kept_again() -> None:
    assert not RuleBook.objects.exists()
    QualificationFactory.create(code="Q")
    published = actions.publish(stored("Left behind"), at=MOMENT, by=None, reason="Agreed")
    TransactionTestCase("__init__")._fixture_teardown()  # type: ignore[attr-defined]  # as Django does after the test
    QualificationFactory.create(code="Q")
    published = actions.publish(stored("Left behind"), at=MOMENT, by=None, reason="Agreed")
    with refused(published):
        Citation.objects.all().delete()


# Two at once


def in_a_thread(work: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    """A thread with a connection of its own; what came of the work, an error perhaps, is in the list at its end."""
    results: list[Any] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, results


def until_somebody_waits() -> None:
    """Until a thread waits for what this one holds."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits for a lock")


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
@parts
def test_a_part_changed_while_another_publishes_is_refused(part: str) -> None:
    QualificationFactory.create(code="Q")
    row = stored("Contended")
    one = one_of(part, row)
    with transaction.atomic():
        actions.publish(row, at=MOMENT, by=None, reason="Agreed")
        thread, results = in_a_thread(lambda: model_of(part).objects.filter(pk=one.pk).update(position=900))
        until_somebody_waits()
    thread.join(10)
    assert isinstance(results[0], IntegrityError)
    assert NEVER in str(results[0])
    assert one_of(part, row).position == one.position


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_who_publishes_waits_for_a_change_under_way_and_publishes_it() -> None:
    QualificationFactory.create(code="Q")
    row = stored("Contended")
    with transaction.atomic():
        row.rules.filter(code="all").update(words="")
        thread, results = in_a_thread(lambda: actions.publish(row, at=MOMENT, by=None, reason="Agreed"))
        until_somebody_waits()
    thread.join(10)
    assert isinstance(results[0], actions.BookIsBroken), "the change made the book unfit, and publishing saw it"
    assert RuleBook.objects.get().status == "draft"
