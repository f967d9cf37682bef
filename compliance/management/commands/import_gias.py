"""Imports schools, from Get Information about Schools."""

from django.utils import timezone

from compliance.management.register_import import RegisterImport
from settings.enums import FileKind


class Command(RegisterImport):
    help = "Imports schools, from Get Information about Schools: whole or not at all, with a report that is kept."
    kind = FileKind.GIAS
    clock = staticmethod(timezone.now)  # noqa: TID251  # a command reads the clock
