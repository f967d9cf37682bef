"""How many decisions a second: ours without and with explanation, and a general rules engine on the same cases.

The cases are 10,000 distinct random ones from a fixed seed, their facts parsed and the book compiled beforehand. The
engine is zen-engine, written in Rust; it is given one decision table made of the same book. A table can say which rule
governs and what that rule asks; it cannot count service, compute a deadline, weigh awards or name what is unknown. So
it is handed the service counted by us, and answers less.
"""

import gc
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import zen

from qualifications.rules.assess import assess
from qualifications.rules.book import Book
from qualifications.rules.book_form import read_book
from qualifications.rules.case_form import read_case
from qualifications.rules.explain import Explained, explain
from qualifications.rules.facts import Case
from qualifications.rules.phrases import Names
from qualifications.rules.readings import other_readings
from qualifications.rules.service import count_service
from qualifications.rules.standing import spans, standing
from tests.benchmarks.cases import random_cases
from tests.benchmarks.table import as_context, as_table
from tests.unit.qualifications.rules.shipped import WORDS

RUNS = 5
NAMES = Names()
BOOK_FILE = Path(__file__).resolve().parents[2] / "qualifications" / "data" / "book.json"


def run(write: Callable[[str], object]) -> None:
    """Measures and prints."""
    book = read_book(json.loads(BOOK_FILE.read_text(encoding="utf-8")))
    pairs = [(read_case(raw, WORDS), date.fromisoformat(raw["as_at"])) for raw in random_cases(10_000)]
    write(f"{len(pairs):,} distinct random cases; the median of {RUNS} runs, in processor time of one process\n\n")
    engine = _engine(book, pairs)
    ours = _measure("a decision", lambda case, _: assess(case, book), pairs, write)
    _measure("a decision and its status on a day", lambda case, day: standing(assess(case, book), day), pairs, write)
    _measure("a decision and all its spans", lambda case, _: spans(assess(case, book)), pairs, write)
    _measure("with explanation and other readings", lambda case, day: _everything(case, book, day), pairs, write)
    theirs = _measure(
        "zen-engine, its table only", engine, [(as_context(case, book), None) for case, _ in pairs], write
    )
    write(f"\nOurs beside zen-engine in this run: {ours / theirs:.1f} times as many decisions.\n")


def _everything(case: Case, book: Book, day: date) -> None:
    decision = assess(case, book)
    explain(Explained(case, book, decision, day, NAMES))
    other_readings(case, book, day, decision)


def _engine(book: Book, pairs: list[tuple[Case, date]]) -> Callable[[Any, Any], Any]:
    """The engine with its table compiled once. Raises AssertionError where it does not choose the rule that we do."""
    content = zen.ZenDecisionContent(json.dumps(as_table(book)))
    engine = zen.ZenEngine({"loader": lambda _: content})
    for case, _ in pairs[:2000]:
        if count_service(case, book).more is not None and not (decision := assess(case, book)).alternatives:
            found = engine.evaluate("book", as_context(case, book))["result"]["rule"]
            assert found == decision.rule.code, (case, found)
    return lambda context, _: engine.evaluate("book", context)


def _measure(
    name: str, work: Callable[[Any, Any], object], pairs: list[tuple[Any, Any]], write: Callable[[str], object]
) -> float:
    """Units of work a second, the median of the runs."""
    rates = []
    for _ in range(RUNS):
        gc.collect()
        began = process_time()
        for one, other in pairs:
            work(one, other)
        rates.append(len(pairs) / (process_time() - began))
    write(f"{name:40} {median(rates):>10,.0f} a second   (lowest {min(rates):,.0f}, highest {max(rates):,.0f})\n")
    return median(rates)
