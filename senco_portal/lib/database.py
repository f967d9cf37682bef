"""Is the database away, or is it our mistake?"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

# PostgreSQL: the connection failed or was cut, the server is going down, coming up, or full; or two writers were in
# each other's way, and one was turned down: nothing of it is written, and it may be sent again.
AWAY_CODES = ("08", "57P01", "57P02", "57P03", "53300", "40001", "40P01")
# SQLite: busy beyond its patience, locked, or its file cannot be opened.
AWAY_SQLITE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN}


def is_away(error: BaseException | None) -> bool:
    """Whether this error says that the database cannot be reached just now, so that trying again later may help."""
    if isinstance(error, InterfaceError):
        return True
    cause = error.__cause__ if isinstance(error, OperationalError) else None
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None) in AWAY_SQLITE
    # psycopg2 gives no code where no server answered.
    return cause is not None and (getattr(cause, "pgcode", None) or "08").startswith(AWAY_CODES)


def what_is_not_ready() -> str:
    """Why no page can be served yet, in words for the person who runs the site; nothing when all is well."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (OperationalError, InterfaceError):
        return "the database does not answer"
    return "migrations are waiting: run `python manage.py migrate`" if waiting else ""


@contextmanager
def in_plain_words(*, returncode: int = 1) -> Iterator[None]:
    """Around what a command asks of the database: where it cannot answer, says why. Raises CommandError."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        raise CommandError(what_is_not_ready() or str(error), returncode=returncode) from error
