"""Fills an empty database with as many invented places, people and posts as all of England has."""

from argparse import ArgumentParser
from collections.abc import Iterable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from compliance.demonstration.england import seed_england
from compliance.management.deciding import decide_all
from qualifications import books
from senco_portal.lib.database import in_plain_words
from senco_portal.lib.refusals import Refused


class Command(BaseCommand):
    help = (
        "Adds 85,000 invented settings with 100,000 SENCos in post, or about to begin, and 200,000 past posts to an "
        "empty database, in development alone, and decides them. They are the same "
        "each time, up to the day on which it is run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--part", type=int, default=1, choices=range(1, 1001), metavar="N", help="Only an Nth of it: up to 1000."
        )
        parser.add_argument("--undecided", action="store_true", help="Leave decisions to refresh_all.")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT != "development":
            raise CommandError("Invented records are for development: this is not (see ENVIRONMENT).")
        began = perf_counter()
        try:
            with in_plain_words():
                made = seed_england(day=timezone.localdate(), track=_track, part=options["part"])
                self.stdout.write(
                    f"{made.places:,} settings, {made.people:,} people and {made.posts:,} posts in "
                    f"{perf_counter() - began:.1f} s."
                )
                if not options["undecided"]:
                    self.stdout.write(decide_all(at=timezone.now()))  # noqa: TID251  a command
        except (Refused, books.NoCurrentBook) as error:
            raise CommandError(str(error)) from error


def _track(things: Iterable[Any], label: str, total: int) -> Iterable[Any]:
    """A progress bar on a terminal; nothing elsewhere."""
    return tqdm(things, desc=label, total=total, disable=None, leave=False)
