"""Takes the demonstration in, or out."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from compliance.demonstration import (
    PASSWORD,
    Account,
    Loaded,
    accounts,
    load,
    load_people,
    remove,
    renew_codes,
)
from senco_portal.lib.database import in_plain_words
from senco_portal.lib.exclusive import Busy
from senco_portal.lib.refusals import Refused


class Command(BaseCommand):
    help = (
        "Takes in a few hundred invented places in real local authorities, so that everything can be tried without "
        "the real registers. Refuses where real places, people or accounts are here. "
        "Running it again changes nothing, but that in development recovery codes that were used "
        "work again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--remove", action="store_true", help="Take them out again, with all that came with them.")
        how.add_argument(
            "--in-development",
            action="store_true",
            help="With invented people, and accounts whose password is known to everybody: only where ENVIRONMENT is "
            "development; elsewhere change nothing.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with in_plain_words():
                self.stdout.write(self._remove() if options["remove"] else self._load(options))
        except Refused as error:
            raise CommandError(str(error)) from error
        except Busy as error:
            raise CommandError("An import is under way. Wait until it has ended, and try again.") from error

    def _load(self, options: dict[str, Any]) -> str:
        if options["in_development"] and settings.ENVIRONMENT != "development":
            return "Demonstration: none outside development."
        clock = timezone.now  # noqa: TID251  # a command reads the clock
        places = in_words(load(clock=clock))
        if not options["in_development"]:
            return places
        with transaction.atomic():
            load_people(clock())
            renew_codes()
        return "\n".join([places, *sign_in(accounts())])

    def _remove(self) -> str:
        places = remove()
        return f"Demonstration: {places:,} places taken out." if places else "Demonstration: there is none here."


def sign_in(them: list[Account]) -> Iterable[str]:
    """Who can sign in, for a terminal."""
    if them:
        yield f"Sign in at /accounts/login/ with the password {PASSWORD} as"
    for account in them:
        yield f"  {account.email}  {account.says}"
        if account.codes:
            yield f"    second step: {', '.join(account.codes)}, each once until the next start"
            yield f"    or an authenticator app with the key {account.key}"


def in_words(loaded: Loaded) -> str:
    """What there is now, for a terminal."""
    there = f"Demonstration: {loaded.places:,} invented places in {loaded.authorities} local authorities"
    if loaded.is_another:
        return f"{there}, of another version. For the newest: seed_demo --remove, then seed_demo."
    if loaded.was_here:
        return f"{there}, as they were."
    return f"{there} taken in; {loaded.questions} questions wait for a person."
