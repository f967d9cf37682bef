"""Imports childcare providers, from Ofsted’s register."""

from django.utils import timezone

from compliance.management.register_import import RegisterImport
from settings.enums import FileKind


class Command(RegisterImport):
    help = "Imports childcare providers, from Ofsted’s register: whole or not at all, with a report that is kept."
    kind = FileKind.OFSTED
    clock = staticmethod(timezone.now)  # noqa: TID251  # a command reads the clock
