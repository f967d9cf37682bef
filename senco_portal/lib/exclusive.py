"""One at a time, on any number of processes: the second is told at once, and a killed one leaves nothing behind."""

import fcntl
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Lock

from django.db import connection

_HERE: dict[str, Lock] = defaultdict(Lock)


class Busy(RuntimeError):
    """Somebody else is at it just now."""


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Holds the only right to do what is named, for this database. In: a name. Raises Busy where another has it."""
    with _lock(name):
        yield


def alone_to_the_end(name: str) -> None:
    """Takes the only right to do what is named, and lets it go when the transaction of the caller ends.

    In: a name, the same as ``alone`` is given. Raises Busy where another has it.
    """
    if connection.vendor != "postgresql":
        # A transaction of SQLite has the database to itself: who is not at it yet waits until this one has ended.
        with _lock(name):
            return
    # The locks of a transaction and those of a connection keep each other out.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_number(name)])
        if not cursor.fetchone()[0]:
            raise Busy(name)


def _lock(name: str) -> AbstractContextManager[None]:
    if connection.vendor == "postgresql":
        return _in_postgresql(name)
    database = str(connection.settings_dict["NAME"])
    is_in_memory = database == ":memory:" or "mode=memory" in database
    return _in_this_process(name) if is_in_memory else _beside(Path(database), name)


def _number(name: str) -> int:
    """What PostgreSQL knows a lock by."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


@contextmanager
def _in_postgresql(name: str) -> Iterator[None]:
    """A lock of this connection: the server lets it go when the connection ends, however it ends."""
    number = _number(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise Busy(name)
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@contextmanager
def _beside(database: Path, name: str) -> Iterator[None]:
    """A lock on a file beside the database's: the system lets it go when the process ends.

    Not in a folder for temporary files: that one is another for a service, and another user's files are closed there.
    """
    with Path(f"{database.resolve()}.{name}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(name) from error
        yield


@contextmanager
def _in_this_process(name: str) -> Iterator[None]:
    """A lock for a database in memory, which no other process sees."""
    if not _HERE[name].acquire(blocking=False):
        raise Busy(name)
    try:
        yield
    finally:
        _HERE[name].release()
