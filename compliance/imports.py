"""Takes a file of a public register: one at a time, whole or not at all, with its report kept.

When places change, what is recorded of their SENCos is carried along in the same transaction, here.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import get_current_timezone

from practitioners.actions import carry_posts
from practitioners.assessments import refresh_stale
from senco_portal.lib.exclusive import alone
from settings.actions import Signed
from settings.enums import FileKind, Outcome, Register
from settings.imports import Report, Taking, apply_links, apply_places, keep, read_links, read_places
from settings.models import ImportRun

Clock = Callable[[], datetime]


class Offered(NamedTuple):
    """A file to take: which it is, where it lies, and what its owner calls it."""

    kind: FileKind
    path: Path
    name: str


def nothing() -> None:
    """What is done first where nothing is asked for."""


def take(offered: Offered, taking: Taking, *, clock: Clock, first: Callable[[], None] = nothing) -> Report:
    """Takes a file and keeps the report; a refused one changes nothing, and its report is kept.

    ``first`` is called once nobody else can import any more, to look whether all is still as it should be.
    Raises Unreadable where it is no such file, Busy where another import is under way, and what ``first`` raises.
    """
    with alone("import"):
        first()
        read = _read(offered, taking)
        with transaction.atomic():
            report = read()
            if not report.is_refused:
                follow(Signed(taking.by, taking.at, taking.reason or f"Register import: {report.run.file_name}"))
            outcome = Outcome.REFUSED if report.is_refused else Outcome.APPLIED
            keep(report, outcome, clock())
    return report


def follow(signed: Signed) -> None:
    """Lets what is recorded of SENCos follow their places, after these changed; in the transaction of the caller.

    Posts go to the numbers that carry schools on; posts at places of another kind or authority are decided anew.
    """
    day = signed.at.astimezone(get_current_timezone()).date()
    carry_posts(signed=signed, day=day)
    refresh_stale(at=signed.at, day=day)


def preview(offered: Offered, taking: Taking, *, clock: Clock, kept: bool) -> Report:
    """What taking a file would do. Nothing changes; the report is kept where asked. Raises as ``take`` does."""
    with alone("import"):
        read = _read(offered, taking)
        with transaction.atomic():
            report = read()
            transaction.set_rollback(True)
        if kept:
            with transaction.atomic():
                keep(report, Outcome.PREVIEWED, clock())
    return report


def _read(offered: Offered, taking: Taking) -> Callable[[], Report]:
    """Reads the file, before any transaction begins. Out: what writes it."""
    if offered.kind is FileKind.GIAS_LINKS:
        links = read_links(offered.path, offered.name, taking)
        return lambda: apply_links(links, taking)
    places = read_places(Register(offered.kind.value), offered.path, offered.name, taking)
    return lambda: apply_places(places, taking)


def newest(kind: FileKind) -> ImportRun | None:
    """The import of this kind whose file speaks of the latest day."""
    return ImportRun.objects.filter(kind=kind, outcome=Outcome.APPLIED).order_by("-extract_on", "-pk").first()
