"""The daily clearing: what is old goes, what is young stays, and it says what it did."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from pytest_django import Settings

from compliance.actions.exports import EXPORTS_KEPT
from compliance.actions.notes import NOTES_KEPT
from compliance.models import Export, Note
from practitioners.actions.drafts import DRAFTS_KEPT
from practitioners.actions.looks import LOOKS_KEPT, keep_look
from practitioners.enums import Seen
from practitioners.models import Draft, Look
from senco_portal.lib import evidence, uploads
from settings.policies import Access
from tests.factories.compliance import ExportFactory, NoteFactory
from tests.factories.practitioners import DraftFactory, PractitionerFactory
from tests.factories.users import UserFactory

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def cleared(capsys: pytest.CaptureFixture[str]) -> list[str]:
    with time_machine.travel(NOW, tick=False):
        call_command("clear_old")
    return capsys.readouterr().out.splitlines()


@pytest.mark.django_db
def test_what_is_old_goes_and_what_is_young_stays(
    settings: Settings, tmp_path: Path, evidence_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    seconds = (NOW - uploads.KEPT - HOUR).timestamp()
    os.utime(evidence_folder / evidence.keep(b"a certificate"), (seconds, seconds))
    may, person = Access(user=UserFactory.create()), PractitionerFactory.create()
    for age in (-HOUR, HOUR, 2 * HOUR):
        DraftFactory.create(changed_at=NOW - DRAFTS_KEPT - age)
        keep_look(person, Seen.RECORD, access=may, at=NOW - LOOKS_KEPT - age)
        ExportFactory.create(made_at=NOW - EXPORTS_KEPT - age)
        Session.objects.create(session_key=str(age.seconds), session_data="", expire_date=NOW - age)
        NoteFactory.create(noted_on=(NOW - NOTES_KEPT - 24 * age).date())
        path, seconds = uploads.park([b"a file"]), (NOW - uploads.KEPT - age).timestamp()
        os.utime(path, (seconds, seconds))
    assert cleared(capsys) == [
        "Appointments begun, not changed for 90 days: 2 taken away",
        "Looks older than 730 days: 2 taken away",
        "Lists taken along, older than 730 days: 2 taken away",
        "Notes on settings of which nothing was new for 1095 days: 2 taken away",
        "Files sent and not decided about: 2 taken away",
        "Stored certificates that no record names: 1 taken away",
        "Ended sessions: 2 taken away",
    ]
    assert [each.objects.count() for each in (Draft, Look, Export, Note, Session)] == [1, 1, 1, 1, 1]
    assert len(list((tmp_path / "uploads").iterdir())) == 1
    assert {line.partition(": ")[2] for line in cleared(capsys)} == {"0 taken away"}
