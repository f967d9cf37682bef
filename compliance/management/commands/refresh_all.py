"""Decides every post again: after the rules in force became others, or when decisions are missing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from compliance.management.deciding import decide_all
from qualifications import books
from qualifications.models import RuleBook
from senco_portal.lib.database import in_plain_words


class Command(BaseCommand):
    help = "Decides every post in the register again by the rule book in force, or by another one, and keeps that."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--book", help="The name of a book, a draft too. Without it: the one in force.")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_plain_words():
            row = self._book(options["book"]) if options["book"] else None
            try:
                self.stdout.write(decide_all(at=timezone.now(), row=row))  # noqa: TID251  a command
            except books.NoCurrentBook as error:
                raise CommandError(str(error)) from error

    def _book(self, name: str) -> RuleBook:
        row = RuleBook.objects.filter(name=name).first()
        if row is None:
            raise CommandError(f"There is no rule book “{name}”.")
        return row
