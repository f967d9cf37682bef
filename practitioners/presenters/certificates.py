"""Certificates in words."""

from typing import NamedTuple

from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify

from practitioners.enums import EvidenceLevel
from practitioners.models import Certificate
from practitioners.models.certificate import StoredFile

CONTENT_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
_ENDINGS = {"pdf": "pdf", "jpeg": "jpg", "png": "png"}
_VERIFIED = "An officer has verified this award. Without this certificate it is verified no longer."
_DECLARED = "Without this certificate the award is self-declared."


class CertificateLine(NamedTuple):
    """A certificate of an award on the person's page."""

    row: Certificate
    text: str


def certificate_line(row: Certificate) -> CertificateLine:
    """In: a certificate. Out: the words of the link that leads to it."""
    return CertificateLine(row, f"Certificate ({in_short(row)})")


def in_short(row: StoredFile) -> str:
    """Kind and size of a file."""
    return f"{row.get_kind_display()}, {filesizeformat(row.size)}"


def file_name(row: Certificate) -> str:
    """What a certificate is called on the machine of whoever downloads it: words of ours, never of who sent it."""
    return f"{slugify(row.award.qualification.code)}-certificate-{row.pk}.{_ENDINGS[row.kind]}"


def what_follows(row: Certificate) -> str:
    """What the award rests on no more once this certificate is withdrawn; nothing where that stays."""
    if row.award.evidence_level == EvidenceLevel.VERIFIED:
        return _VERIFIED
    is_last = not row.award.certificates.exclude(pk=row.pk).exists()
    return _DECLARED if is_last and row.award.evidence_level == EvidenceLevel.SEEN else ""
