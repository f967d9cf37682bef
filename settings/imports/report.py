"""What became of a file: gathered while it is taken, then kept as rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, TypeVar

from accounts.models import User
from settings.enums import ChangeKind, Completeness, Outcome
from settings.models import ImportChange, ImportProblem, ImportRun, Question

T = TypeVar("T")
_AT_ONCE = 1_000  # rows written together
_SHOWN = 200  # characters of a cell that could not be read, and of a file's name
_TITLE = 100  # characters of a column's name


class Track(Protocol):
    """Goes through things and shows how far it is."""

    def __call__(self, things: Iterable[T], label: str, total: int | None, /) -> Iterable[T]: ...


def silently(things: Iterable[T], label: str, total: int | None, /) -> Iterable[T]:
    """Goes through things and shows nothing."""
    return things


@dataclass(frozen=True)
class Taking:
    """How a file is to be taken: as of which day, what it lists, whose doing it is and when.

    ``extract_on`` is the day that the file speaks of; ``at`` the moment of the import. ``by`` is nobody at a terminal.
    """

    extract_on: date
    at: datetime
    complete: Completeness = Completeness.NO
    skip_bad_rows: bool = False
    by: User | None = None
    reason: str = ""
    track: Track = silently


@dataclass
class Report:
    """An import's own row with its counts, and what will stand beside it; none of it is kept until ``keep``."""

    run: ImportRun
    changes: list[ImportChange] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether there are rows that cannot be read, and nobody said to pass over them."""
        return bool(self.problems) and not self.run.skipped_bad_rows

    @property
    def changes_nothing(self) -> bool:
        return not (self.run.added or self.run.changed or self.run.closed or self.run.reopened)

    def bad(self, line: int, column: str, value: str, reason: str) -> None:
        """A row that cannot be read, once for each fault."""
        column, value = _visible(column[:_TITLE]), _visible(value[:_SHOWN])
        self.problems.append(ImportProblem(line=line, column=column, value=value, reason=reason))

    def change(self, kind: ChangeKind, change: ImportChange) -> None:
        """Something done to one place, counted and listed."""
        change.kind = kind
        self.changes.append(change)
        self.count(kind)

    def count(self, kind: ChangeKind, how_many: int = 1) -> None:
        column = "changed" if kind is ChangeKind.REMOVED else kind.value
        setattr(self.run, column, getattr(self.run, column) + how_many)


def keep(report: Report, outcome: Outcome, finished_at: datetime) -> ImportRun:
    """Writes a report and all that stands beside it, in the transaction of the caller. Out: the import's row."""
    run = report.run
    # A clock may be set back meanwhile.
    run.outcome, run.finished_at = outcome, max(finished_at, run.started_at)
    run.questions = len(report.questions)
    run.asks = [question.text for question in report.questions]
    run.doubts = report.doubts
    run.save()
    for change in report.changes:
        change.run = run
        if outcome is not Outcome.APPLIED and change.kind == ChangeKind.ADDED:
            change.setting = None
    for problem in report.problems:
        problem.run = run
    ImportChange.objects.bulk_create(report.changes, batch_size=_AT_ONCE)
    ImportProblem.objects.bulk_create(report.problems, batch_size=_AT_ONCE)
    if outcome is Outcome.APPLIED:
        _ask(report.questions, run)
    return run


def _ask(questions: list[Question], run: ImportRun) -> None:
    for question in questions:
        question.run = run
    Question.objects.bulk_create(questions, batch_size=_AT_ONCE, ignore_conflicts=True)


def begin(kind: str, file_name: str, sha256: str, taking: Taking) -> Report:
    """The report of an import that begins."""
    run = ImportRun(
        kind=kind,
        file_name=_visible(file_name[-_SHOWN:]),
        sha256=sha256,
        extract_on=taking.extract_on,
        complete=taking.complete,
        skipped_bad_rows=taking.skip_bad_rows,
        by=taking.by,
        reason=taking.reason,
        started_at=taking.at,
    )
    return Report(run)


def _visible(value: str) -> str:
    """Somebody's text as it can be shown and stored."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in value)
