"""Questions to the database that are asked again and again: written once, and then asked as they are.

To write a question with dozens of conditions takes Django longer than a database takes to answer it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import QuerySet

_AT_MOST = 256  # of some ten kilobytes each
_kept: OrderedDict[Hashable, tuple[str, tuple[Any, ...]]] = OrderedDict()
_lock = Lock()


def rows(key: Hashable, make: "Callable[[], QuerySet[Any, Any]]") -> list[tuple[Any, ...]]:
    """The rows that answer a question, as the database gives them: of SQLite what is no column is text or a number.

    In: all that the question turns on, the data excepted; and what makes it, as a list of values.
    """
    key = (connection.alias, connection.vendor, key)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
    if found is None:
        found = make().query.sql_with_params()
        with _lock:
            _kept[key] = found
            while len(_kept) > _AT_MOST:
                _kept.popitem(last=False)
    with connection.cursor() as cursor:
        cursor.execute(*found)
        found_rows: list[tuple[Any, ...]] = cursor.fetchall()
        return found_rows
