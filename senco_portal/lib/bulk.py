"""Writes rows by the thousand without an object for each: as objects they would take several times as long."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.db import connection
from django.db.models import Model

# What means something in the text form of COPY.
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def insert(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Adds rows of a model, with no entry in their history, in the transaction of the caller.

    In: fields as they are stored (``authority_id``), all that have no default in the database; the values of each row
    in that order, JSON as text.
    """
    names = [model._meta.get_field(field.removesuffix("_id") if field != "id" else field) for field in fields]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in names)  # type: ignore[union-attr]  # concrete
    table = f"{connection.ops.quote_name(model._meta.db_table)} ({columns})"
    (_copy if connection.vendor == "postgresql" else _execute)(table, len(fields), rows)


def analyse(*models: type[Model]) -> None:
    """Lets the database look at tables that have become others at once, so that it finds the best ways through them.

    PostgreSQL does so by itself only after a while, SQLite never: through large tables it then goes the wrong way.
    """
    with connection.cursor() as cursor:
        for each in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(each._meta.db_table)}")


def _execute(table: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
    """Into SQLite, which takes row after row as quickly as many together."""
    places = ", ".join(["%s"] * width)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} VALUES ({places})",  # noqa: S608  names of ours
            [[_stored(value) if isinstance(value, date) else value for value in row] for row in rows],
        )


def _stored(value: date) -> str:
    """A day or a moment as Django keeps it in SQLite."""
    if isinstance(value, datetime):
        return str(connection.ops.adapt_datetimefield_value(value))
    return value.isoformat()


def _copy(table: str, _width: int, rows: Iterable[Sequence[Any]]) -> None:
    """Into PostgreSQL, in the text form of its COPY."""
    text = StringIO("".join(["\t".join([_copied(value) for value in row]) + "\n" for row in rows]))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} FROM STDIN", text)


def _copied(value: Any) -> str:
    if value is None:
        return r"\N"
    return value.translate(_ESCAPED) if isinstance(value, str) else str(value)
