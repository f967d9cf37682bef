"""Many figures in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from compliance.reports.asked import Asked


@dataclass(frozen=True)
class Figure:
    """How many, and of what: the question is that of the list which it counts."""

    asked: Asked
    number: int


def count(rows: "QuerySet[Any]", conditions: Iterable[Q]) -> list[int]:
    """How many rows each condition holds for, in one query."""
    counts = {f"figure_{number}": Count("pk", filter=each) for number, each in enumerate(conditions)}
    found = rows.aggregate(**counts) if counts else {}
    return [found[name] for name in counts]


def count_by(rows: "QuerySet[Any]", path: str, conditions: Iterable[Q]) -> dict[Any, list[int]]:
    """The same for each value of a column that rows have, in one query."""
    counts = {f"figure_{number}": Count("pk", filter=each) for number, each in enumerate(conditions)}
    found = rows.order_by().values(path).annotate(**counts)
    return {row[path]: [row[name] for name in counts] for row in found}


def figures(asked: Sequence[Asked], numbers: Iterable[int]) -> list[Figure]:
    """Questions with their numbers."""
    return [Figure(each, number) for each, number in zip(asked, numbers, strict=True)]
