"""Local authorities of England, under every name and number that registers give them."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from settings.enums import AuthorityKind, Region
from settings.querysets import LocalAuthorityQuerySet


class LocalAuthority(models.Model):
    """A local authority with the education duties of an area. One that was abolished names those that follow it."""

    code = models.CharField(
        "Department for Education number", max_length=3, unique=True, help_text="Three digits: 202 is Camden."
    )
    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=30, choices=AuthorityKind.choices)
    region = models.CharField(max_length=9, choices=Region.choices)
    opened_on = models.DateField(null=True, blank=True, help_text="Empty where it is older than its number is used.")
    abolished_on = models.DateField(null=True, blank=True, help_text="The first day without it.")
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors", help_text="Who has its area now."
    )

    history = HistoricalRecords()

    objects = LocalAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "local authorities"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{3}$"), name="an_authority_has_three_digits"),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True) | Q(abolished_on__isnull=True) | Q(abolished_on__gt=F("opened_on")),
                name="an_authority_opens_before_it_is_abolished",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OnsCode(models.Model):
    """A code of the Office for National Statistics for an authority's area; a new one where its area changed."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.CASCADE, related_name="ons_codes")
    code = models.CharField("ONS code", max_length=9, unique=True)
    first_day = models.DateField(null=True, blank=True, help_text="Empty where it is not known.")
    last_day = models.DateField(null=True, blank=True, help_text="Inclusive; empty while it is in use.")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "ONS code"
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__isnull=True) | Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="an_ons_code_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["authority"], condition=Q(last_day__isnull=True), name="one_ons_code_in_use_per_authority"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AuthorityName(models.Model):
    """A number or name under which a register means an authority. Without an authority: a person has to say which."""

    written = models.CharField(max_length=100, help_text="As a register writes it.")
    folded = models.CharField(max_length=100, unique=True, help_text="Without capitals, marks and accents.")
    authority = models.ForeignKey(LocalAuthority, on_delete=models.CASCADE, null=True, blank=True, related_name="names")
    is_nowhere = models.BooleanField(
        "means that it is not recorded", default=False, help_text="The register itself does not say which authority."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "name of an authority"
        verbose_name_plural = "names of authorities"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_nowhere=False) | Q(authority__isnull=True), name="nowhere_is_no_authority"
            ),
        ]

    def __str__(self) -> str:
        return self.written
