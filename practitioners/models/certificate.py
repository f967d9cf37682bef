"""Certificates: files that were sent as evidence of an award."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from practitioners.enums import CertificateKind
from practitioners.models.course import Award
from practitioners.models.draft import Draft


class StoredFile(models.Model):
    """A file in the storage of evidence: under which name of ours, and what its content is."""

    stored_as = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=4, choices=CertificateKind.choices)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256 of the content", max_length=64)

    class Meta:
        abstract = True


class Certificate(StoredFile):
    """A certificate of an award. Its row is written after its file, and its file goes after its row."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="certificates")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "sha256"], name="a_file_is_a_certificate_of_an_award_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="a_certificate_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.award}"


class ParkedCertificate(StoredFile):
    """A certificate sent with an appointment that is not saved yet. ``row`` marks the award in the draft's answers."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="certificates")
    row = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "row"], name="one_certificate_is_parked_per_award_told")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} in {self.draft}"
