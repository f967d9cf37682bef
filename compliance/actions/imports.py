"""What people do with register files on a page: send one, look at what it would change, have it taken or not."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile

from compliance.imports import Clock, Offered, preview, take
from senco_portal.lib import uploads
from senco_portal.lib.refusals import Refused
from settings.enums import Completeness, FileKind, Outcome
from settings.imports import Report, Taking
from settings.models import AuthorityName, ImportRun, LocalAuthority, RegisterType, Setting

if TYPE_CHECKING:
    from accounts.models import User

GONE = "This file is no longer kept: it was taken or put away, or sent more than a day ago. Send it again."
OTHER = "The file that is kept is not the one that you looked at. Send it again."
STALE = "Places have changed since you looked, so that this report no longer holds. Look at the file again."


def offer(kind: FileKind, sent: "UploadedFile[Any]", taking: Taking, *, clock: Clock) -> ImportRun:
    """Keeps a file that was sent, for a day, and what taking it would do. Out: that report.

    Files sent more than a day ago are cleared away. Raises Unreadable where it is no such file, and Busy.
    """
    uploads.clear(taking.at)
    path = uploads.park(sent.chunks())
    try:
        return _look(Offered(kind, path, sent.name or ""), taking, clock)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def look_again(run: ImportRun, *, by: "User", at: datetime, clock: Clock) -> ImportRun:
    """What taking a file that was sent would do now. Out: a new report. Raises Refused, and as ``offer`` does."""
    path = _kept(run)
    return _look(Offered(FileKind(run.kind), path, run.file_name), _taking(run, by, at), clock)


def confirm(run: ImportRun, *, by: "User", at: datetime, clock: Clock) -> Report:
    """Takes a file that somebody looked at, as it was looked at. Out: the report of the taking.

    Raises Refused where the file is gone or another, or places changed since; and as ``compliance.imports.take`` does.
    """
    path = _kept(run)
    offered = Offered(FileKind(run.kind), path, run.file_name)
    report = take(offered, _taking(run, by, at), clock=clock, first=_unchanged(run, path))
    path.unlink(missing_ok=True)
    return report


def put_away(run: ImportRun) -> None:
    """Takes away a file that was sent and will not be taken. Its report stays."""
    file_of(run).unlink(missing_ok=True)


def file_of(run: ImportRun) -> Path:
    """Where the file that a report looked at is kept, while it is."""
    return uploads.place_of(f"looked-at-{run.pk}")


def is_waiting(run: ImportRun) -> bool:
    """Whether a file was looked at and is kept, so that it may be taken."""
    return run.outcome == Outcome.PREVIEWED and file_of(run).exists()


def has_changed_since(run: ImportRun) -> bool:
    """Whether another file was taken, or a place or the meaning of a register's word changed, since a report began."""
    since = run.started_at
    if ImportRun.objects.filter(outcome=Outcome.APPLIED, finished_at__gt=since).exists():
        return True
    tables = (Setting, RegisterType, AuthorityName, LocalAuthority)
    return any(table.history.filter(history_date__gt=since).exists() for table in tables)


def _look(offered: Offered, taking: Taking, clock: Clock) -> ImportRun:
    """Keeps the report of a preview, and the file under the report's name if it can be taken."""
    report = preview(offered, taking, clock=clock, kept=True)
    if report.is_refused:
        offered.path.unlink()
    else:
        offered.path.rename(file_of(report.run))
    return report.run


def _kept(run: ImportRun) -> Path:
    if not is_waiting(run):
        raise Refused(GONE)
    return file_of(run)


def _taking(run: ImportRun, by: "User", at: datetime) -> Taking:
    """The same way of taking as was looked at."""
    complete, skip = Completeness(run.complete), run.skipped_bad_rows
    return Taking(run.extract_on, at, complete=complete, skip_bad_rows=skip, by=by, reason=run.reason)


def _unchanged(run: ImportRun, path: Path) -> Callable[[], None]:
    """Looks, once nobody else can import any more, whether file and places are as they were looked at."""

    def look() -> None:
        if not path.exists():
            raise Refused(GONE)
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != run.sha256:
                raise Refused(OTHER)
        if has_changed_since(run):
            raise Refused(STALE)

    return look
