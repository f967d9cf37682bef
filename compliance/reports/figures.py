"""Many figures in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from compliance.reports.asked import Asked


@dataclass(frozen=True)
class Figure:
    """How many, and of what: the question is that of the list which it counts."""

    asked: Asked
    number: int


def count_by(rows: "QuerySet[Any]", path: str | tuple[str, ...], conditions: Iterable[Q]) -> dict[Any, list[int]]:
    """How many rows each condition holds for, for each value of a column that rows have, in one query.

    In: that column, or several, by whose values together it is counted.
    """
    # Rows, and not their keys: what an index holds all of need not be read from the table.
    counts = {f"figure_{number}": Count(Value(1), filter=each) for number, each in enumerate(conditions)}
    paths = (path,) if isinstance(path, str) else path
    found = rows.order_by().values(*paths).annotate(**counts)
    numbers = {tuple(row[each] for each in paths): [row[name] for name in counts] for row in found}
    return {key[0]: each for key, each in numbers.items()} if isinstance(path, str) else numbers
