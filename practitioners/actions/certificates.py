"""Certificates as evidence of awards: attached, withdrawn, and files cleared away that no record names.

A file is stored before its row is written, and removed after its row has gone: a process that is killed between leaves
a file without a row, never a row without its file. What an award rests on never says more than the certificates left.
"""

from datetime import datetime
from functools import partial

from django.db import transaction

from practitioners.actions.deciding import hold
from practitioners.enums import EvidenceLevel
from practitioners.models import Award, Certificate, ParkedCertificate
from practitioners.policies import check_change, check_change_award
from senco_portal.lib import evidence
from senco_portal.lib.file_kinds import Received
from senco_portal.lib.uploads import KEPT
from settings.actions import Signed
from settings.actions.signing import save, take_away
from settings.policies import Access


@transaction.atomic
def attach_certificate(award: Award, received: Received, *, access: Access, signed: Signed) -> Certificate:
    """Records a certificate of an award, which rests on one that was seen at least. Raises PermissionDenied.

    The same file is recorded once. What an officer has verified stays verified.
    """
    return attach(_hold(award, access), received, signed)


def attach(award: Award, received: Received, signed: Signed) -> Certificate:
    """Records a certificate of an award whose person is held."""
    if same := award.certificates.filter(sha256=received.sha256).first():
        return same
    row = Certificate(award=award, stored_as=evidence.keep(received.content), **described(received))
    return _attach(row, signed)


def attach_parked(award: Award, parked: ParkedCertificate, signed: Signed) -> None:
    """Makes a file that waited with a draft a certificate of an award. Inside the transaction that saves the draft."""
    if not award.certificates.filter(sha256=parked.sha256).exists():
        said = {"kind": parked.kind, "size": parked.size, "sha256": parked.sha256}
        _attach(Certificate(award=award, stored_as=parked.stored_as, **said), signed)


@transaction.atomic
def withdraw_certificate(certificate: Certificate, *, access: Access, signed: Signed) -> None:
    """Takes away a certificate that was attached by mistake; its history stays. Raises PermissionDenied.

    The award is not verified any more, and only self-declared where no certificate is left. Of a verified one only who
    may verify it takes any away.
    """
    award = _hold(certificate.award, access)
    check_change_award(access, award)
    take_away(certificate, signed)
    _rest_on(award, _by_certificates(award), signed)
    remove_on_commit(certificate.stored_as)


def rest(award: Award, signed: Signed) -> None:
    """Writes what an award rests on once its certificates are other ones; what an officer verified stays so."""
    if award.evidence_level != EvidenceLevel.VERIFIED:
        _rest_on(award, _by_certificates(award), signed)


def _by_certificates(award: Award) -> EvidenceLevel:
    return EvidenceLevel.SEEN if award.certificates.exists() else EvidenceLevel.DECLARED


def described(received: Received) -> dict[str, str | int]:
    """What a row says of a file's content."""
    return {"kind": received.kind, "size": len(received.content), "sha256": received.sha256}


def remove_on_commit(stored_as: str) -> None:
    """Takes a file away once the transaction is over. One that is left then is cleared later."""
    transaction.on_commit(partial(evidence.remove, stored_as), robust=True)


def clear(at: datetime) -> int:
    """Takes away files that no row has named for a day. Out: how many."""
    old = set(evidence.stored_before(at - KEPT))
    # In this order: a parked file may become a certificate meanwhile, and none goes the other way.
    for table in (ParkedCertificate, Certificate):
        old -= set(table._default_manager.values_list("stored_as", flat=True))
    for name in old:
        evidence.remove(name)
    return len(old)


def _hold(award: Award, access: Access) -> Award:
    """An award as it is now, held with its person. Raises PermissionDenied for who may not change it."""
    check_change(access, award.practitioner)
    hold(award.practitioner)
    return Award.objects.get(pk=award.pk)


def _attach(row: Certificate, signed: Signed) -> Certificate:
    save(row, signed)
    rest(row.award, signed)
    return row


def _rest_on(award: Award, level: EvidenceLevel, signed: Signed) -> None:
    """Writes what an award rests on, where that changes. No rule asks for it, so nothing is decided anew."""
    if award.evidence_level != level:
        award.evidence_level = level
        save(award, signed)
