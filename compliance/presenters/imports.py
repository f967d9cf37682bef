"""What a register file did or would do, in words."""

from collections.abc import Iterable
from typing import NamedTuple

from django.template.defaultfilters import pluralize
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone

from compliance.imports import newest
from settings.enums import ChangeKind, Completeness, FileKind, Outcome
from settings.imports.words import FieldChange, field_changes
from settings.models import ImportChange, ImportProblem, ImportRun

SHOWN = 100  # changes of a kind, rows in fault, questions


class Tag(NamedTuple):
    """A word in a colour."""

    colour: str
    text: str


HEADINGS = {
    Outcome.APPLIED: "What taking this file changed",
    Outcome.PREVIEWED: "What taking this file would change",
    Outcome.REFUSED: "Why this file was not taken",
}
IN_FAULT = "Why this file cannot be taken"
TAGS = {
    Outcome.APPLIED: Tag("green", "Taken"),
    Outcome.PREVIEWED: Tag("yellow", "Preview"),
    Outcome.REFUSED: Tag("red", "Not taken"),
}


class Fact(NamedTuple):
    """A line of a summary."""

    label: str
    value: str


class Change(NamedTuple):
    """What happens to one place."""

    urn: str
    name: str
    fields: list[FieldChange]


class Changes(NamedTuple):
    """Changes of one kind: the first of them, and how many there are in all."""

    kind: str
    label: str
    total: int
    shown: list[Change]


class ReportPage(NamedTuple):
    """All that the page of a report says. ``is_waiting``: the file is kept and may be taken."""

    run: ImportRun
    heading: str
    tag: Tag
    facts: list[Fact]
    counts: list[Fact]
    warnings: list[str]
    changes: list[Changes]
    problems: list[ImportProblem]
    more_problems: int
    doubts: list[str]
    more_doubts: int
    questions: list[str]
    more_questions: int
    is_waiting: bool
    is_stale: bool


def present_report(run: ImportRun, *, is_waiting: bool, is_stale: bool) -> ReportPage:
    """The page of a report. ``is_stale``: places have changed since, so that it no longer holds."""
    outcome = Outcome(run.outcome)
    faults = run.problems.count()
    return ReportPage(
        run=run,
        heading=IN_FAULT if outcome is Outcome.PREVIEWED and _is_in_fault(run) else HEADINGS[outcome],
        tag=TAGS[outcome],
        facts=list(_facts(run)),
        counts=_counts(run),
        warnings=list(_warnings(run)),
        changes=list(_changes(run)),
        problems=list(run.problems.order_by("pk")[:SHOWN]),
        more_problems=max(0, faults - SHOWN),
        doubts=run.doubts[:SHOWN],
        more_doubts=max(0, len(run.doubts) - SHOWN),
        questions=run.asks[:SHOWN],
        more_questions=max(0, len(run.asks) - SHOWN),
        is_waiting=is_waiting,
        is_stale=is_stale,
    )


def _is_in_fault(run: ImportRun) -> bool:
    """Whether rows cannot be read, and nobody said to pass over them."""
    return run.bad > 0 and not run.skipped_bad_rows


def _facts(run: ImportRun) -> Iterable[Fact]:
    yield Fact("File", run.file_name)
    yield Fact("What it is", run.get_kind_display())
    yield Fact("Day of the file", date_format(run.extract_on, "j F Y"))
    yield Fact("What it lists", Completeness(run.complete).label.capitalize())
    if run.skipped_bad_rows:
        yield Fact("Rows in fault", "Passed over")
    when = date_format(run.finished_at.astimezone(get_current_timezone()), "j F Y, H:i")
    yield Fact("By", f"{run.by or 'a command'}, {when}")
    if run.reason:
        yield Fact("Why", run.reason)


def _counts(run: ImportRun) -> list[Fact]:
    columns = ("rows", "added", "changed", "closed", "reopened", "unchanged", "not_ours", "bad", "questions")
    return [Fact(_label(column), f"{getattr(run, column):,}") for column in columns]


def _label(column: str) -> str:
    words = str(ImportRun._meta.get_field(column).verbose_name)  # type: ignore[union-attr]  # none is a relation
    return {"bad": "Cannot be read"}.get(column, words.capitalize())


def _warnings(run: ImportRun) -> Iterable[str]:
    """What to look at before the file is taken; after it, why it was not."""
    bad = f"{run.bad:,} row{pluralize(run.bad)} cannot be read"
    if _is_in_fault(run):
        yield f"{bad}, so that nothing can be taken. Mend the file and send it again, or have such rows passed over."
    elif run.outcome == Outcome.PREVIEWED:
        yield from _before_taking(run)
        if run.bad:
            yield f"{bad}, and would be passed over."


def _before_taking(run: ImportRun) -> Iterable[str]:
    last = newest(FileKind(run.kind))
    if last is not None and last.extract_on > run.extract_on:
        day, before = date_format(run.extract_on, "j F Y"), date_format(last.extract_on, "j F Y")
        then = "places become as they were on the earlier day"
        yield f"This file is of {day}, and one of {before} was taken before: {then}."
    if run.closed:
        yield f"This would close {run.closed:,} place{pluralize(run.closed)}."
    if not (run.added or run.changed or run.closed or run.reopened):
        yield "Everything is as this file has it already: nothing would change."


def _changes(run: ImportRun) -> Iterable[Changes]:
    """By kind; of the first load nothing is listed, since it adds all that there is."""
    for kind in ChangeKind:
        found = run.changes.filter(kind=kind)
        if total := found.count():
            shown = [_change(change, run) for change in found.order_by("pk")[:SHOWN]]
            yield Changes(kind.value, kind.label.capitalize(), total, shown)


def _change(change: ImportChange, run: ImportRun) -> Change:
    change.run = run
    return Change(change.urn, change.name, field_changes(change))


def newest_files() -> list[Fact]:
    """Of each kind of file the day of the newest that was taken."""
    found = ((kind, newest(kind)) for kind in FileKind)
    return [Fact(kind.label, date_format(run.extract_on, "j F Y") if run else "none yet") for kind, run in found]
