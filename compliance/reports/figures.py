"""Many figures in one query."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Value

from compliance.reports.asked import Asked
from senco_portal.lib import prepared


@dataclass(frozen=True)
class Figure:
    """How many, and of what: the question is that of the list which it counts.

    ``people``: of how many people as many posts are, where that was counted.
    """

    asked: Asked
    number: int
    people: int | None = None


def count_by(rows: "QuerySet[Any]", path: str, conditions: Iterable[Q]) -> dict[Any, list[int]]:
    """How many rows each condition holds for, for each value of a column that rows have, in one query."""
    # Rows, and not their keys: what an index holds all of need not be read from the table.
    return {key: numbers for key, *numbers in _grouped(rows, (path,), conditions)}


def count_once(
    key: Hashable, path: str, make: "Callable[[], tuple[QuerySet[Any], Iterable[Q]]]"
) -> dict[Any, list[int]]:
    """The same of rows and conditions that are asked again and again. In: all that they turn on; what makes them."""

    def question() -> "QuerySet[Any, Any]":
        rows, conditions = make()
        return _grouped(rows, (path,), conditions)

    return {found: numbers for found, *numbers in prepared.rows(key, question)}


def _grouped(rows: "QuerySet[Any]", paths: Sequence[str], conditions: Iterable[Q]) -> "QuerySet[Any, Any]":
    counts = {f"figure_{number}": Count(Value(1), filter=each) for number, each in enumerate(conditions)}
    grouped: QuerySet[Any, Any] = rows.order_by().values(*paths).annotate(**counts).values_list(*paths, *counts)
    return grouped


# Parameters of questions that name values of a column of rows: the column, and the values of what a question says.
Columns = Mapping[str, tuple[str, Callable[[tuple[str, ...]], Collection[Any]]]]


class Source(NamedTuple):
    """Of what questions are asked: rows, the columns that questions name, and what makes a filter of the rest.

    ``key``: all that rows and filters turn on, the data and the questions excepted.
    """

    key: Hashable
    rows: "Callable[[], QuerySet[Any]]"
    columns: Columns
    condition: Callable[[Asked], Q]


def count_asked(source: Source, path: str, asked: Sequence[Asked]) -> dict[Any, list[int]]:
    """How many rows each question is about, for each value of a column that rows have, in one query.

    Rows are counted by the columns that questions name, and their other parameters are conditions: many questions
    differ in columns alone, and to write a condition for each of them takes longer than to answer it.
    """
    columns = source.columns
    split = [_split(each, columns) for each in asked]
    rests = list({tuple(rest.items()): rest for _, rest in split}.values())
    paths = tuple(dict.fromkeys((path, *(column for own, _ in split for column, _ in own))))
    # For each question: where the columns that it names stand in a row, with what they may be, and where its number.
    places = [
        ([(paths.index(column), values) for column, values in own], len(paths) + rests.index(rest))
        for own, rest in split
    ]
    found: dict[Any, list[int]] = {}
    key = (source.key, paths, tuple(tuple(rest.items()) for rest in rests))
    for row in prepared.rows(key, lambda: _grouped(source.rows(), paths, [source.condition(each) for each in rests])):
        sums = found.setdefault(row[0], [0] * len(asked))
        for place, (own, number) in enumerate(places):
            for column, values in own:
                if row[column] not in values:
                    break
            else:
                sums[place] += row[number]
    return found


def _split(asked: Asked, columns: Columns) -> tuple[list[tuple[str, Collection[Any]]], Asked]:
    """What a question says of columns, and the rest of it."""
    own = [(column, of(asked[name])) for name, (column, of) in columns.items() if name in asked]
    return own, {name: values for name, values in asked.items() if name not in columns}
