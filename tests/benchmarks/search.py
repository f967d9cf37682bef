"""How long finding a place takes, in the database that is configured, whatever places it holds.

The registers have to be loaded before, and Django set up. Each query is asked several times and its median taken, on
the clock of the wall, since a database works in another process. The first question of a process also reads the
vocabulary; it stands apart.
"""

from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

from settings.models import Setting
from settings.search import find

RUNS = 5
# As people type: whole names, beginnings, towns, other spellings, slips, postcodes, numbers, and what nearly all have.
QUERIES = (
    "st marys catholic primary school",
    "saint marys catholic primary school leeds",
    "st james church of england primary",
    "all saints cofe academy",
    "holy trinity c of e",
    "the aldgate school",
    "aldgate",
    "aldgte school london",
    "grange park",
    "park grange school",
    "grnage primary schol",
    "manchester academy",
    "manchestr acadmey",
    "brimingham community school",
    "harrogate grammar",
    "harogate gramar school",
    "little stars pre-school",
    "litle stars preschool",
    "busy bees",
    "bizzy bees nursery",
    "sunflower day nursery bristol",
    "kids club harpenden",
    "montessori guildford",
    "out of school club york",
    "leeds",
    "st",
    "ma",
    "w",
    "school",
    "primary school",
    "nursery",
    "the nursery",
    "academy london",
    "community primary school kent",
    "pri sch lon",
    "queen elizabeths",
    "king edward vi",
    "bishop wordsworth",
    "EC3A 5DE",
    "ec3a5de",
    "ec3a",
    "LS8 5DT",
    "100000",
    "EY101465",
    "2013614",
    "201/3614",
    "319354",
    "nothing is called so at all",
    "zzzzzz",
    "x" * 10_000,
)


def run(write: Callable[[str], object]) -> None:
    """Measures and prints: in milliseconds, over the queries."""
    write(f"Finding a place among {Setting.objects.count():,}; {len(QUERIES)} queries, each the median of {RUNS}\n\n")
    write(f"{'the first query of a process':40} {_milliseconds('grange'):>8.1f} ms\n")
    times = {query: median(_milliseconds(query) for _ in range(RUNS)) for query in QUERIES}
    slowest = max(times, key=lambda query: times[query])
    write(f"{'half of the queries within (p50)':40} {median(times.values()):>8.1f} ms\n")
    write(f"{'nineteen of twenty within (p95)':40} {quantiles(times.values(), n=20)[-1]:>8.1f} ms\n")
    write(f"{f'the slowest, “{slowest[:20]}”':40} {times[slowest]:>8.1f} ms\n")


def _milliseconds(query: str) -> float:
    began = perf_counter()
    find(query)
    return (perf_counter() - began) * 1000
