"""Decides cases by a rule book, and explains each decision."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from qualifications import books, models
from qualifications.actions import findings
from qualifications.checker.first_courses import early_courses, first_courses
from qualifications.enums import Role
from qualifications.presenters import as_record
from qualifications.rules.assess import NoRuleGoverns
from qualifications.rules.book import Book
from qualifications.rules.case_form import MalformedCase, Words, read_case, read_day, remarks
from qualifications.rules.facts import Case
from senco_portal.lib.database import in_plain_words
from settings.enums import PREVIOUS_POST_TYPES, SettingType

WORDS = Words(
    setting_types=frozenset(SettingType.values),
    previous_setting_types=frozenset(value for value, _ in PREVIOUS_POST_TYPES),
    roles=frozenset(Role.values),
    usual_role=Role.SENCO,
)


class Command(BaseCommand):
    help = "Decides the cases in a file by the rule book in force, and prints the decisions as a JSON list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="one case or a list of cases as JSON; a dash reads standard input")
        parser.add_argument("--as-at", metavar="DATE", help="judge on this day, whatever the case says")
        parser.add_argument("--book", metavar="NAME", help="decide by the rule book of this name, a draft perhaps")

    def handle(self, *args: Any, **options: Any) -> None:
        cases = _read(options["file"])
        as_at = _as_at(options["as_at"])
        book = _book(options["book"])
        called, firsts = books.names(), first_courses()
        to_come = [] if options["book"] else models.RuleBook.objects.to_come(timezone.localdate())
        records, problems = [], []
        for number, raw in enumerate(cases, start=1):
            label = _label(raw, number)
            try:
                case, day = _case(raw), as_at or _day(raw)
                record = {"id": raw.get("id")} | as_record(case, book, day, called, to_come)
            except (MalformedCase, NoRuleGoverns) as error:
                problems.append(f"{label}: {error}")
                continue
            except (LookupError, TypeError, ValueError) as error:
                raise _broken(options["book"], label) or error from error
            for remark in (*remarks(raw), *early_courses(case, firsts)):
                self.stderr.write(f"{label}: {remark}")
            records.append(record)
        if problems:
            raise CommandError("\n".join(problems), returncode=2)
        self.stdout.write(_as_json(records, getattr(self.stdout, "encoding", None) or "utf-8"))


def _read(name: str) -> list[Any]:
    """The cases in a file. Raises CommandError where it cannot be read as JSON."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        content = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse, parse_float=_number)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error}", returncode=2) from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{name} is not JSON: {error}", returncode=2) from error
    return content if isinstance(content, list) else [content]


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _number(text: str) -> float:
    """Raises ValueError on a number that is beyond all bounds: no JSON could be written with it."""
    return number if isfinite(number := float(text)) else _refuse(text)


def _label(raw: Any, number: int) -> str:
    """The id of a case, or its place in the list where it has none that can be said."""
    name = raw.get("id") if isinstance(raw, dict) else None
    return str(name) if isinstance(name, str | int | float) and name != "" else f"case {number}"


def _case(raw: Any) -> Case:
    """Raises MalformedCase."""
    try:
        case = read_case(raw, WORDS)
    except RecursionError as error:
        raise MalformedCase("case", "is nested too deeply") from error
    if not isinstance(raw.get("id"), str | int | float | None):
        raise MalformedCase("id", "must be a text or a number")
    return case


def _day(raw: Any) -> date:
    """The day on which a case is judged: today unless it says. Raises MalformedCase."""
    return timezone.localdate() if raw.get("as_at") is None else read_day(raw["as_at"], "as_at")


def _as_at(given: str | None) -> date | None:
    try:
        return None if given is None else read_day(given, "--as-at")
    except MalformedCase as error:
        raise CommandError(str(error), returncode=2) from error


def _as_json(records: list[dict[str, Any]], encoding: str) -> str:
    """Readable where the stream can write every character, and else escaped."""
    text = json.dumps(records, indent=1, ensure_ascii=False)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(records, indent=1)
    return text


def _book(name: str | None) -> Book:
    """The named book, or the one in force today. Raises CommandError where there is none, or none that can decide."""
    try:
        with in_plain_words(returncode=2):
            if name is None:
                return books.current(timezone.localdate())
            row = models.RuleBook.objects.get(name=name)
    except models.RuleBook.DoesNotExist as error:
        there = ", ".join(models.RuleBook.objects.order_by("name").values_list("name", flat=True))
        raise CommandError(
            f"There is no rule book called {name}. There are: {there or 'none'}.", returncode=2
        ) from error
    except books.NoCurrentBook as error:
        raise CommandError(str(error), returncode=2) from error
    try:
        return books.load(row)
    except books.UnreadableBook as error:
        raise CommandError(f"{name} cannot be read: {error}", returncode=2) from error


def _broken(name: str | None, label: str) -> CommandError | None:
    """Why a draft could not decide a case; nothing where the fault is not the draft's."""
    row = models.RuleBook.objects.filter(name=name).first()
    found = findings(row) if row else ()
    words = "\n".join(each.words for each in found)
    return CommandError(f"{label}: {name} cannot decide it:\n{words}", returncode=2) if found else None
