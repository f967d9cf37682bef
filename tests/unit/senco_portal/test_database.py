"""Telling a database that is away from a mistake of ours, by errors that real databases raise."""

import sqlite3
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg2  # type: ignore[import-untyped]
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

from senco_portal.lib.database import is_away, what_is_not_ready
from tests.databases import server_of_the_suite


def wrapped(cause: BaseException) -> OperationalError:
    """As Django raises what a driver raised."""
    error = OperationalError("told")
    error.__cause__ = cause
    return error


def test_postgresql_where_no_server_answers_is_away() -> None:
    with pytest.raises(psycopg2.OperationalError) as refused:
        psycopg2.connect(host="127.0.0.1", port=1, dbname="none", connect_timeout=5)
    assert is_away(wrapped(refused.value))


def test_a_connection_that_was_closed_is_away() -> None:
    assert is_away(InterfaceError("connection already closed"))


def test_sqlite_that_cannot_be_opened_is_away(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as refused:
        sqlite3.connect(tmp_path / "none" / "a.sqlite3")
    assert is_away(wrapped(refused.value))


def test_sqlite_that_somebody_writes_to_is_away(tmp_path: Path) -> None:
    one = sqlite3.connect(tmp_path / "a.sqlite3")
    other = sqlite3.connect(tmp_path / "a.sqlite3", timeout=0)
    one.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError) as refused:
        other.execute("BEGIN EXCLUSIVE")
    one.close()
    other.close()
    assert is_away(wrapped(refused.value))


def test_a_table_that_is_not_there_is_our_mistake(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "a.sqlite3")
    with pytest.raises(sqlite3.OperationalError) as mistake:
        database.execute("SELECT * FROM nowhere")
    database.close()
    assert not is_away(wrapped(mistake.value))


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db
def test_one_of_two_who_wait_for_each_other_may_try_again() -> None:
    writers = [psycopg2.connect(server_of_the_suite()) for _ in range(2)]
    errors: list[BaseException] = []

    def ask(writer: Any, lock: int) -> None:
        try:
            writer.cursor().execute("SELECT pg_advisory_xact_lock(%s)", [lock])
        except psycopg2.Error as error:
            errors.append(error)
            writer.rollback()

    for lock, writer in enumerate(writers, start=20261):
        ask(writer, lock)
    crossing = [Thread(target=ask, args=pair) for pair in zip(writers, (20262, 20261), strict=True)]
    for thread in crossing:
        thread.start()
    for thread in crossing:
        thread.join(timeout=30)
    for writer in writers:
        writer.close()
    (deadlock,) = errors
    assert is_away(wrapped(deadlock))


@pytest.mark.parametrize("error", [None, ValueError("x"), DatabaseError("x"), OperationalError("without a cause")])
def test_other_errors_are_our_mistakes(error: BaseException | None) -> None:
    assert not is_away(error)


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_server_that_cuts_the_connection_is_away_and_comes_back() -> None:
    with connection.cursor() as cursor, pytest.raises((OperationalError, InterfaceError)) as cut:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.close()
    assert is_away(cut.value)
    assert what_is_not_ready() == ""


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_lock_that_is_not_had_in_time_is_our_mistake() -> None:
    rival = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
    rival.cursor().execute("LOCK TABLE accounts_user")
    with pytest.raises(OperationalError) as waited, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50ms'")
        cursor.execute("LOCK TABLE accounts_user")
    rival.close()
    assert not is_away(waited.value)


@pytest.mark.django_db
def test_a_migrated_database_is_ready() -> None:
    assert what_is_not_ready() == ""


@pytest.mark.django_db
def test_a_database_with_a_migration_to_come_is_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    assert "migrate" in what_is_not_ready()
