"""Other lawful readings of a book, and which of a book's rows names which source."""

from django.db import models
from django.db.models import Q

from qualifications.enums import ChangeKind
from qualifications.models.book import RuleBook, Source
from qualifications.models.designation import DesignationTest
from qualifications.models.rules import Acceptance, Rule, SettingTerms


class Reading(models.Model):
    """Another lawful reading of the text: a small patch of the book."""

    book = models.ForeignKey(RuleBook, on_delete=models.CASCADE, related_name="readings")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    note = models.TextField()
    service_days = models.PositiveSmallIntegerField(
        "limit of earlier service in several runs, in days", null=True, blank=True, help_text="Empty: as in the book."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="a_reading_has_a_name_of_its_own"),
            models.UniqueConstraint(fields=["book", "position"], name="readings_stand_in_order"),
        ]

    def __str__(self) -> str:
        return self.code


class ReadingChange(models.Model):
    """One line of a reading: a rule left out, a field of a rule changed, or a convention changed."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    rule = models.CharField(max_length=60, blank=True)
    field = models.CharField(max_length=40, blank=True)
    value = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "position"], name="changes_stand_in_order"),
            models.UniqueConstraint(fields=["reading", "kind", "rule", "field"], name="a_reading_changes_a_thing_once"),
            models.CheckConstraint(
                condition=(Q(kind="drop") & ~Q(rule="") & Q(field=""))
                | (Q(kind="rule") & ~Q(rule="") & ~Q(field=""))
                | (Q(kind="convention", rule="") & ~Q(field="")),
                name="a_change_names_what_it_changes",
            ),
        ]


_OWNERS = ("rule", "acceptance", "test", "terms", "reading")


class Citation(models.Model):
    """That a row of a book names a source. Without a row it is the book's service limit that does."""

    book = models.ForeignKey(RuleBook, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="citations")
    position = models.PositiveSmallIntegerField()
    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, null=True, blank=True, related_name="citations")
    acceptance = models.ForeignKey(
        Acceptance, on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    test = models.ForeignKey(DesignationTest, on_delete=models.CASCADE, null=True, blank=True, related_name="citations")
    terms = models.ForeignKey(SettingTerms, on_delete=models.CASCADE, null=True, blank=True, related_name="citations")
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, null=True, blank=True, related_name="citations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "position"], name="citations_stand_in_order"),
            models.CheckConstraint(
                condition=Q(**{f"{owner}__isnull": True for owner in _OWNERS})
                | Q(rule__isnull=False, acceptance=None, test=None, terms=None, reading=None)
                | Q(acceptance__isnull=False, rule=None, test=None, terms=None, reading=None)
                | Q(test__isnull=False, rule=None, acceptance=None, terms=None, reading=None)
                | Q(terms__isnull=False, rule=None, acceptance=None, test=None, reading=None)
                | Q(reading__isnull=False, rule=None, acceptance=None, test=None, terms=None),
                name="a_citation_has_one_owner_at_most",
            ),
        ]
