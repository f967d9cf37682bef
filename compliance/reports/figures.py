"""Many figures in one query."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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


# Parameters of questions that name values of a column of rows: the column, and the values of what a question says.
Columns = Mapping[str, tuple[str, Callable[[tuple[str, ...]], Collection[Any]]]]


def count_asked(
    rows: "QuerySet[Any]", path: str, asked: Sequence[Asked], columns: Columns, condition: Callable[[Asked], Q]
) -> dict[Any, list[int]]:
    """How many rows each question is about, for each value of a column that rows have, in one query.

    Rows are counted by the columns that questions name, and their other parameters are conditions: many questions
    differ in columns alone, and to write a condition for each of them takes longer than to answer it.
    """
    split = [_split(each, columns) for each in asked]
    rests = list({tuple(rest.items()): rest for _, rest in split}.values())
    places = [rests.index(rest) for _, rest in split]
    paths = tuple(dict.fromkeys((path, *(column for own, _ in split for column, _ in own))))
    found: dict[Any, list[int]] = {}
    for key, numbers in count_by(rows, paths, [condition(each) for each in rests]).items():
        row = dict(zip(paths, key, strict=True))
        sums = found.setdefault(row[path], [0] * len(asked))
        for place, (own, _) in enumerate(split):
            if all(row[column] in values for column, values in own):
                sums[place] += numbers[places[place]]
    return found


def _split(asked: Asked, columns: Columns) -> tuple[list[tuple[str, Collection[Any]]], Asked]:
    """What a question says of columns, and the rest of it."""
    own = [(column, of(asked[name])) for name, (column, of) in columns.items() if name in asked]
    return own, {name: values for name, values in asked.items() if name not in columns}
