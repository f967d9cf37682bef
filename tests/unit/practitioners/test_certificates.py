"""Certificates: a row never without its file, a level that never says more than what is left, each change signed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from practitioners.actions import attach_certificate, withdraw_certificate
from practitioners.actions.certificates import clear
from practitioners.enums import EvidenceLevel
from practitioners.models import Award, Certificate, ParkedCertificate
from senco_portal.lib import evidence
from senco_portal.lib.file_kinds import Received
from senco_portal.lib.uploads import KEPT
from settings.actions import Signed
from settings.policies import Access
from tests.factories.practitioners import AwardFactory, CertificateFactory, DraftFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2100, 1, 1, tzinfo=UTC)  # later than any file of a test
ADMINISTRATOR = Access(everywhere=True, is_administrator=True)
FILE = Received(b"%PDF- one", "pdf", "1" * 64)
OTHER = Received(b"\xff\xd8\xff two", "jpeg", "2" * 64)
SELF, SEEN, VERIFIED = EvidenceLevel.DECLARED, EvidenceLevel.SEEN, EvidenceLevel.VERIFIED


@pytest.fixture
def signed() -> Signed:
    return Signed(UserFactory.create(), NOW, "Sent with the award")


@pytest.fixture
def award() -> Award:
    return AwardFactory.create()


def attach(award: Award, received: Received, signed: Signed, access: Access = ADMINISTRATOR) -> Certificate:
    return attach_certificate(award, received, access=access, signed=signed)


def stored(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_a_certificate_is_stored_for_the_portal_alone_under_a_name_of_its_own(
    award: Award, signed: Signed, evidence_folder: Path
) -> None:
    row = attach(award, FILE, signed)
    path = evidence_folder / row.stored_as
    assert (path.read_bytes(), len(row.stored_as)) == (FILE.content, 32)
    assert (path.stat().st_mode & 0o777, evidence_folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert (row.kind, row.size, row.sha256) == ("pdf", len(FILE.content), FILE.sha256)


def test_who_did_it_and_why_is_kept(award: Award, signed: Signed) -> None:
    row = attach(award, FILE, signed)
    (entry,) = row.history.all()
    said = entry.history_user, entry.history_date, entry.history_change_reason
    assert said == (signed.by, signed.at, signed.reason)
    with_reason = signed._replace(reason="Of somebody else")
    withdraw_certificate(row, access=ADMINISTRATOR, signed=with_reason)
    last = Certificate.history.latest("history_id")
    assert (last.history_type, last.history_user, last.history_change_reason) == ("-", signed.by, "Of somebody else")


@pytest.mark.parametrize(("before", "after"), [(SELF, SEEN), (SEEN, SEEN), (VERIFIED, VERIFIED)])
def test_a_certificate_is_seen_and_what_is_verified_stays_so(
    before: EvidenceLevel, after: EvidenceLevel, signed: Signed
) -> None:
    award = AwardFactory.create(evidence_level=before)
    attach(award, FILE, signed)
    award.refresh_from_db()
    assert award.evidence_level == after
    assert award.history.count() == 1 + (before != after)


@pytest.mark.parametrize(
    ("before", "others", "after"),
    [(VERIFIED, 1, SEEN), (VERIFIED, 0, SELF), (SEEN, 1, SEEN), (SEEN, 0, SELF), (SELF, 1, SEEN)],
)
def test_what_an_award_rests_on_never_says_more_than_what_is_left(
    before: EvidenceLevel, others: int, after: EvidenceLevel, signed: Signed
) -> None:
    row = CertificateFactory.create(award__evidence_level=before)
    CertificateFactory.create_batch(others, award=row.award, content=b"another")
    withdraw_certificate(row, access=ADMINISTRATOR, signed=signed)
    row.award.refresh_from_db()
    assert row.award.evidence_level == after


def test_a_file_sent_twice_is_stored_and_recorded_once(award: Award, signed: Signed, evidence_folder: Path) -> None:
    assert attach(award, FILE, signed) == attach(award, FILE, signed)
    attach(award, OTHER, signed)
    attach(AwardFactory.create(), FILE, signed)
    assert (award.certificates.count(), len(stored(evidence_folder))) == (2, 3)
    first = award.certificates.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateFactory.create(award=award, sha256=first.sha256 if first else "")


def test_no_certificate_is_empty() -> None:
    with pytest.raises(IntegrityError):
        CertificateFactory.create(size=0)


def test_a_withdrawn_file_goes_once_that_is_certain(
    award: Award, signed: Signed, evidence_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    row = attach(award, FILE, signed)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_certificate(row, access=ADMINISTRATOR, signed=signed)
        assert len(stored(evidence_folder)) == 1, "taken back, the row would be there again"
    assert stored(evidence_folder) == set()


def test_who_may_not_change_the_person_neither_attaches_nor_withdraws(
    award: Award, signed: Signed, evidence_folder: Path
) -> None:
    row = CertificateFactory.create(award=award)
    for access in (Access(), Access(everywhere=True)):
        with pytest.raises(PermissionDenied):
            attach(award, FILE, signed, access)
        with pytest.raises(PermissionDenied):
            withdraw_certificate(row, access=access, signed=signed)
    assert stored(evidence_folder) == {row.stored_as}


def test_files_that_no_row_names_are_cleared_after_a_day(signed: Signed, evidence_folder: Path) -> None:
    assert clear(NOW) == 0, "before anything was stored"
    named = CertificateFactory.create().stored_as
    parked = ParkedCertificate.objects.create(
        draft=DraftFactory.create(), row="1", stored_as=evidence.keep(b"x"), kind="pdf", size=1, sha256="3" * 64
    ).stored_as
    lost = evidence.keep(b"killed before its row")
    assert clear(timezone.now()) == 0, "it may be written at this moment"  # noqa: TID251  # files are as old as they are
    assert stored(evidence_folder) == {named, parked, lost}
    assert clear(NOW + KEPT + timedelta(seconds=1)) == 1
    assert stored(evidence_folder) == {named, parked}
