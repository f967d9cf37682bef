"""The register of a rule book as a Markdown document."""

from qualifications.register import Entry, register
from qualifications.rules.book import Book
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import Names

HEAD = """# The rules in plain words

Generated from the rule book “{name}”, in force from {day}. Do not edit: change the book and run `make register`.

{notes}
"""


def register_as_markdown(book: Book, names: Names) -> str:
    """The whole register of a book as one document."""
    parts = [HEAD.format(name=book.name, day=in_words(book.in_force_from), notes=book.notes)]
    for part in register(book, names):
        parts.append(f"## {part.title}\n\n{part.lead}\n")
        parts += [_entry(entry) for entry in part.entries]
    return "\n".join(parts)


def _entry(entry: Entry) -> str:
    called = ["", f"Called `{entry.rule}` in the book."] if entry.rule else []
    lines = [f"### {entry.name}", "", *_paragraphs(entry.sentences), *called]
    if entry.sources:
        lines += ["", "Sources: " + "; ".join(f"[{s.name}, {s.provision}]({s.url})" for s in entry.sources) + "."]
    return "\n".join(lines) + "\n"


def _paragraphs(sentences: list[str]) -> list[str]:
    return [line for sentence in sentences for line in (sentence, "")][:-1]
