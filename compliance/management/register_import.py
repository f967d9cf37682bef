"""What the commands that import a register have in common."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime
from tqdm import tqdm

from compliance.demonstration import is_here
from compliance.imports import Offered, newest, preview, take
from senco_portal.lib.database import in_plain_words
from senco_portal.lib.exclusive import Busy
from settings.enums import ChangeKind, Completeness, FileKind
from settings.imports import Report, Taking, Unreadable
from settings.imports.report import T
from settings.imports.words import field_changes
from settings.models import ImportChange, ImportProblem, ImportRun

_DAY_IN_NAME = re.compile(r"(20\d{2})-?(\d{2})-?(\d{2})")
_LISTED = 20  # changes and problems of a sort, on the terminal


class RegisterImport(BaseCommand):
    """Imports one kind of register file; a command names the kind and says what it is for."""

    kind: FileKind
    clock: Callable[[], datetime]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The register's CSV file.")
        parser.add_argument("--dry-run", action="store_true", help="Show what would change, and change nothing.")
        parser.add_argument("--skip-bad-rows", action="store_true", help="Pass over rows that cannot be read.")
        parser.add_argument(
            "--complete",
            nargs="?",
            const=Completeness.REGISTER,
            type=_completeness,
            metavar="types",
            help="The file lists every open place of the register, or with “types” of the kinds that it lists: "
            "what it does not list has closed.",
        )
        parser.add_argument(
            "--as-of",
            type=_day,
            metavar="YYYY-MM-DD",
            help="The day that the file speaks of. Without it: the day in its name, else when it was last written.",
        )
        parser.add_argument("--reason", default="", help="Why, for the history.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        self._check_day(options["as_of"] or day_of(path))
        taking = Taking(
            extract_on=options["as_of"] or day_of(path),
            at=self.clock(),
            complete=Completeness(options["complete"] or Completeness.NO),
            skip_bad_rows=options["skip_bad_rows"],
            reason=options["reason"],
            track=self._track,
        )
        report = self._take(Offered(self.kind, path, path.name), taking, dry_run=options["dry_run"])
        for line in in_words(report, dry_run=options["dry_run"]):
            self.stdout.write(line)
        if report.is_refused:
            raise CommandError("Nothing was changed. Mend the rows, or pass over them with --skip-bad-rows.")

    def _take(self, offered: Offered, taking: Taking, *, dry_run: bool) -> Report:
        try:
            with in_plain_words():
                self._warn(taking.extract_on)
                if dry_run:
                    return preview(offered, taking, clock=self.clock, kept=False)
                return take(offered, taking, clock=self.clock)
        except Unreadable as error:
            raise CommandError(f"{offered.name} was not taken. {error}") from error
        except Busy as error:
            raise CommandError("Another import is under way. Wait until it has ended, and try again.") from error

    def _track(self, things: Iterable[T], label: str, total: int | None, /) -> Iterable[T]:
        """A progress bar on a terminal; nothing elsewhere."""
        return tqdm(things, desc=label, total=total, disable=None, leave=False)

    def _check_day(self, extract_on: date) -> None:
        """Raises CommandError on a day to come: no later file could put right what was seen then."""
        if extract_on > localtime(self.clock()).date():
            raise CommandError(f"{extract_on:%d %B %Y} is a day to come. Give the file's own day with --as-of.")

    def _warn(self, extract_on: date) -> None:
        if is_here():
            self.stderr.write("The invented places of the demonstration are here: `seed_demo --remove` takes them out.")
        last = newest(self.kind)
        if last is not None and last.extract_on > extract_on:
            self.stderr.write(
                f"This file is of {extract_on:%d %B %Y}, and one of {last.extract_on:%d %B %Y} was taken before: "
                "places become as they were on the earlier day."
            )


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise ArgumentTypeError(f"{word} is no day written YYYY-MM-DD") from error


def _completeness(word: str) -> Completeness:
    """What follows --complete. The file's name does, where somebody puts that last."""
    if word not in {Completeness.REGISTER, Completeness.TYPES}:
        raise ArgumentTypeError("only “types” may follow it; put the file before --complete")
    return Completeness(word)


def day_of(path: Path) -> date:
    """The day that a file speaks of: in its name, else when it was last written."""
    for found in _DAY_IN_NAME.finditer(path.name):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            continue
    return localtime(datetime.fromtimestamp(path.stat().st_mtime, UTC)).date()


def in_words(report: Report, *, dry_run: bool) -> Iterable[str]:
    """The report for a terminal, the first few of each sort."""
    run = report.run
    begins = "Refused" if report.is_refused else "Would change" if dry_run else "Taken"
    yield f"{begins}: {run.file_name}, {run.get_kind_display()}, as of {run.extract_on:%d %B %Y}; {run.rows:,} rows."
    yield (
        f"{run.added:,} added, {run.changed:,} changed, {run.closed:,} closed, {run.reopened:,} re-opened, "
        f"{run.unchanged:,} unchanged, {run.not_ours:,} not ours, {run.bad:,} bad."
    )
    if report.changes_nothing and not report.is_refused:
        yield "Everything is as it was: nothing changed."
    for kind in ChangeKind:
        listed = [change for change in report.changes if change.kind == kind]
        yield from _first([f"{kind.label}: {_change(each, run)}" for each in listed[:_LISTED]], len(listed), kind.label)
    yield from _first([*map(_problem, report.problems[:_LISTED])], len(report.problems), "that cannot be read")
    yield from _first(report.doubts, len(report.doubts), "contradictions, listed in Django admin")
    asked = [f"for a person: {each.text}" for each in report.questions[:_LISTED]]
    yield from _first(asked, len(report.questions), "questions, listed in Django admin")


def _first(lines: list[str], total: int, sort: str) -> Iterable[str]:
    """The first few lines of a sort, and how many more there are."""
    yield from (f"  {line}" for line in lines[:_LISTED])
    if total > _LISTED:
        yield f"  … and {total - _LISTED:,} more {sort}"


def _change(change: ImportChange, run: ImportRun) -> str:
    change.run = run
    fields = (f"; {label} from “{before}” to “{after}”" for label, before, after in field_changes(change))
    return f"{change.urn} {change.name}{''.join(fields)}"


def _problem(problem: ImportProblem) -> str:
    return f"line {problem.line}, {problem.column}: “{problem.value}” {problem.reason}"
