"""Takes away what nobody needs any more, once a day."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone

from compliance.actions.exports import EXPORTS_KEPT, forget_exports
from compliance.actions.notes import NOTES_KEPT, forget_notes
from practitioners.actions import certificates
from practitioners.actions.drafts import DRAFTS_KEPT, forget_drafts
from practitioners.actions.looks import LOOKS_KEPT, forget_looks
from senco_portal.lib import uploads
from senco_portal.lib.database import in_plain_words


class Command(BaseCommand):
    help = (
        "Takes away appointments begun that nobody went on with, old entries of who looked at a record or took a list "
        "along, old notes on settings, files that nobody decided about, stored certificates that no record names, and "
        "ended sessions. Run it once a day; running it again does no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()  # noqa: TID251  # a command reads the clock
        with in_plain_words():
            for what, count in _clear(at):
                self.stdout.write(f"{what}: {count:,} taken away")


def _clear(at: datetime) -> Iterator[tuple[str, int]]:
    """Each kind of thing, and how many were taken away: a kind that is done stays done, whatever comes next."""
    yield f"Appointments begun, not changed for {DRAFTS_KEPT.days} days", forget_drafts(at)
    yield f"Looks older than {LOOKS_KEPT.days} days", forget_looks(at)
    yield f"Lists taken along, older than {EXPORTS_KEPT.days} days", forget_exports(at)
    yield f"Notes on settings of which nothing was new for {NOTES_KEPT.days} days", forget_notes(at)
    yield "Files sent and not decided about", uploads.clear(at)
    yield "Stored certificates that no record names", certificates.clear(at)
    ended, _ = Session.objects.filter(expire_date__lt=at).delete()
    yield "Ended sessions", ended
