"""Prints the rule book in force in plain words."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from qualifications import books
from qualifications.exports import register_as_markdown
from senco_portal.lib.database import in_plain_words


class Command(BaseCommand):
    help = "Prints the rule book in force in plain words, as the Markdown document docs/rules.md."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with in_plain_words():
                book, called = books.current(timezone.localdate()), books.names()
        except books.NoCurrentBook as error:
            raise CommandError(str(error)) from error
        self.stdout.write(register_as_markdown(book, called), ending="")
