"""All that a database needs before it serves, in one process: each costs a second or two to start."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from compliance.demonstration import why_not_here
from practitioners.assessments import refresh_stale


class Command(BaseCommand):
    help = (
        "Migrates the database, loads the catalogue, decides what is not decided yet and, in development, takes in the "
        "demonstration. "
        "Running it again changes nothing, but that the demonstration's recovery codes work again."
    )
    requires_system_checks = []  # the tables that some checks read are made here; `migrate` and the server check

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, stdout=self.stdout)
        call_command("load_catalogue", stdout=self.stdout)
        now = timezone.now()  # noqa: TID251  # a command reads the clock
        with transaction.atomic():
            refresh_stale(at=now, day=timezone.localdate(now))
        if settings.ENVIRONMENT == "development" and (why := why_not_here()):
            self.stdout.write(f"The demonstration is left out. {why}")
            return
        call_command("seed_demo", in_development=True, stdout=self.stdout)
