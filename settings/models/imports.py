"""What the import of a register file did: kept, and readable later."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from settings.enums import ChangeKind, FileKind, Outcome
from settings.models.setting import Setting


class ImportRun(models.Model):
    """One file taken, previewed or refused, with who, when and how many rows of each sort.

    ``by`` is empty for a command at the terminal. Counts are of rows.
    """

    kind = models.CharField(max_length=10, choices=FileKind.choices)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField("SHA-256 of the file", max_length=64)
    extract_on = models.DateField("day of the file", help_text="The day that the register file speaks of.")
    complete = models.CharField(max_length=10, blank=True, help_text="Whether it was said to list all that is open.")
    skipped_bad_rows = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField("re-opened", default=0)
    unchanged = models.PositiveIntegerField(default=0)
    not_ours = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    questions = models.PositiveIntegerField("new questions", default=0)
    asks = models.JSONField(default=list, blank=True, help_text="What the file leaves for a person to say, in words.")
    doubts = models.JSONField(default=list, blank=True, help_text="Where the file contradicts itself, in words.")
    is_first_load = models.BooleanField(default=False, help_text="Then what was added is not listed row by row.")

    class Meta:
        verbose_name = "import report"
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__gte=models.F("started_at")), name="an_import_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["-started_at"], name="newest_imports_first")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.extract_on:%d %B %Y}"


class ImportChange(models.Model):
    """What an import did to one place: which fields, from what, to what. A place's own words are kept with it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, null=True, blank=True, related_name="import_changes")
    urn = models.CharField("number", max_length=12)
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    fields = models.JSONField(default=dict, help_text="Each field's name with [before, after].")

    class Meta:
        indexes = [models.Index(fields=["run", "kind"], name="changes_of_a_run_by_kind")]


class ImportProblem(models.Model):
    """A row that could not be read: where, what stood there, and why not."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=100)
    value = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300)
