"""Decides cases by a rule book, and explains each decision."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from qualifications import books, models
from qualifications.enums import Role
from qualifications.presenters import as_record
from qualifications.rules.book import Book
from qualifications.rules.case_form import MalformedCase, Words, read_case, read_day, unread_fields
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
        book = _book(options["book"])
        called = books.names()
        records, problems = [], []
        for number, raw in enumerate(cases, start=1):
            label = _label(raw, number)
            try:
                case = read_case(raw, WORDS)
                day = _day(raw, options["as_at"])
            except MalformedCase as error:
                problems.append(f"{label}: {error}")
                continue
            for field in unread_fields(raw):
                self.stderr.write(f"{label}: {field} is not a field of a case, and is not read")
            records.append({"id": raw.get("id")} | as_record(case, book, day, called))
        if problems:
            raise CommandError("\n".join(problems), returncode=2)
        self.stdout.write(json.dumps(records, indent=1, ensure_ascii=False))


def _read(name: str) -> list[Any]:
    """The cases in a file. Raises CommandError where it cannot be read as JSON."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        content = json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{name} cannot be read: {error}", returncode=2) from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{name} is not JSON: {error}", returncode=2) from error
    return content if isinstance(content, list) else [content]


def _label(raw: Any, number: int) -> str:
    """The id of a case, or its place in the list where it has none."""
    name = raw.get("id") if isinstance(raw, dict) else None
    return str(name) if name is not None else f"case {number}"


def _day(raw: Any, given: str | None) -> date:
    if given is not None:
        return read_day(given, "--as-at")
    if raw.get("as_at") is None:
        return timezone.localdate()
    return read_day(raw["as_at"], "as_at")


def _book(name: str | None) -> Book:
    """The named book, or the one in force today. Raises CommandError where there is none."""
    try:
        if name is None:
            return books.current(timezone.localdate())
        return books.load(models.RuleBook.objects.get(name=name))
    except models.RuleBook.DoesNotExist as error:
        there = ", ".join(models.RuleBook.objects.order_by("name").values_list("name", flat=True))
        raise CommandError(
            f"There is no rule book called {name}. There are: {there or 'none'}.", returncode=2
        ) from error
    except books.NoCurrentBook as error:
        raise CommandError(str(error), returncode=2) from error
