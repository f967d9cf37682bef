"""All that the rules say of the worked cases, as plain values: the file `explanations.json` holds it word for word.

After a change of the rules or the book that is meant to change the words:

    python -m tests.unit.qualifications.rules.explanations

writes the file anew from the code. Then read the difference line by line before it is committed: the file is the
record of what people are told, and no test but its reader can say that the words are right.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from qualifications.rules.answer import answer
from qualifications.rules.assess import assess
from qualifications.rules.book import Book, Source
from qualifications.rules.explain import Explained, explain
from qualifications.rules.readings import other_readings
from qualifications.rules.standing import spans
from tests.unit.qualifications.rules.builders import NAMES, from_raw, on
from tests.unit.qualifications.rules.shipped import BOOK, PLAIN_BOOK, cases

FILE = Path(__file__).with_name("explanations.json")
CASE_FILES = ("cases.json", "own_cases.json")
KEYS = {Source(**source): key for key, source in PLAIN_BOOK["sources"].items()}


def all_cases() -> list[dict[str, Any]]:
    """The worked cases of every file, in order."""
    return [raw for name in CASE_FILES for raw in cases(name)]


def told(raw: dict[str, Any], book: Book = BOOK) -> dict[str, Any]:
    """Everything that the rules say of one case, as plain values; a step ends with the keys of its sources.

    One that decides begins with a star.
    """
    subject, day = from_raw(raw), on(raw["as_at"])
    decision = assess(subject, book)
    return {
        "title": raw["title"],
        "answer": {name: plain(value) for name, value in answer(decision, day)._asdict().items()},
        "spans": [" ".join([_day(span.first), "to", _day(span.last), span.status]) for span in spans(decision)],
        "explanation": [
            f"{'* ' if step.decides else ''}{step.text} [{', '.join(KEYS[source] for source in step.sources)}]"
            for step in explain(Explained(subject, book, decision, day, NAMES))
        ],
        "other_readings": {
            other.reading.code: {name: plain(value) for name, value in other.differs.items()}
            for other in other_readings(subject, book, day)
        },
    }


def plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value


def _day(value: date | None) -> str:
    return value.isoformat() if value else "…"


def recorded() -> dict[str, Any]:
    """What the file holds: by the id of each case."""
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return content


def write() -> None:
    """Writes the file anew."""
    content = {raw["id"]: told(raw) for raw in all_cases()}
    FILE.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
