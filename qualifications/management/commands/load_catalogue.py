"""Loads, and brings up to date, everything that is shipped as data."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from qualifications.catalogue import BookDiffers, load_catalogue
from senco_portal.lib.database import in_plain_words


class Command(BaseCommand):
    help = (
        "Loads the catalogue of qualifications and the rule book that are shipped with the portal. "
        "Running it again changes nothing. It never touches a rule book that an administrator made."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with in_plain_words():
                counts = load_catalogue(at=timezone.now())  # noqa: TID251  # a command reads the clock
        except BookDiffers as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Catalogue: {counts.added} added, {counts.changed} changed, {counts.unchanged} as they were, "
            f"{counts.kept} left as an administrator has them."
        )
