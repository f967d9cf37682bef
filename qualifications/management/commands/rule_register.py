"""Prints the rule book in force in plain words."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from qualifications import books
from qualifications.exports import register_as_markdown


class Command(BaseCommand):
    help = "Prints the rule book in force in plain words, as the Markdown document docs/rules.md."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            book = books.current(timezone.localdate())
        except books.NoCurrentBook as error:
            raise CommandError(str(error)) from error
        self.stdout.write(register_as_markdown(book, books.names()), ending="")
