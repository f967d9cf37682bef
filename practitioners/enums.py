"""The words of people's records, with what people call them."""

from django.db import models

from qualifications.rules.facts import EnrolmentStatus, Outcome


class Cover(models.TextChoices):
    """For whom somebody holds a post."""

    NO = "", "in their own right"
    ACTING = "acting", "acting"
    MATERNITY = "maternity", "as maternity or other leave cover"


class EndReason(models.TextChoices):
    """Why a post ended."""

    MOVED = "moved", "went to another setting"
    HANDED_ON = "handed_on", "handed the role on and stays here"
    COVER_ENDED = "cover_ended", "the cover ended"
    LEFT = "left", "left the profession, or retired"
    CLOSED = "closed", "the setting closed"
    OTHER = "other", "another reason"


# The same of a post that is still to end.
REASONS_TO_COME = {
    EndReason.MOVED: "goes to another setting",
    EndReason.HANDED_ON: "hands the role on and stays here",
    EndReason.COVER_ENDED: "the cover ends",
    EndReason.LEFT: "leaves the profession, or retires",
    EndReason.CLOSED: "the setting closes",
    EndReason.OTHER: EndReason.OTHER.label,
}


class Precision(models.TextChoices):
    """How exactly a day is known."""

    DAY = "day", "to the day"
    MONTH = "month", "to the month"
    YEAR = "year", "to the year"


class EvidenceLevel(models.TextChoices):
    """What an award rests on, from the weakest."""

    DECLARED = "declared", "self-declared"
    SEEN = "seen", "certificate seen"
    VERIFIED = "verified", "verified by an officer"


class PracticeKind(models.TextChoices):
    """What keeps a SENCo in practice."""

    CPD = "cpd", "training (CPD)"
    CLUSTER = "cluster", "cluster meeting"


class Seen(models.TextChoices):
    """What of a person's record somebody looked at."""

    RECORD = "record", "the record, with its history"
    CERTIFICATE = "certificate", "a certificate"
    LOOKS = "looks", "who looked at the record"
    COMPARED = "compared", "the record, beside another that may be of the same person"


class CertificateKind(models.TextChoices):
    """What a certificate is stored as."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"


ENROLMENT_STATUSES = [
    (EnrolmentStatus.IN_PROGRESS.value, "under way"),
    (EnrolmentStatus.COMPLETED.value, "completed"),
    (EnrolmentStatus.WITHDRAWN.value, "withdrawn"),
    (EnrolmentStatus.DEFERRED.value, "deferred"),
]
OUTCOMES = [
    (Outcome.PASSED.value, "passed"),
    (Outcome.FAILED.value, "not passed"),
    (Outcome.VOIDED.value, "voided"),
]
