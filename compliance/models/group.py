"""Groups of settings, such as clusters of schools, that an authority makes itself."""

from django.db import models
from simple_history.models import HistoricalRecords

from settings.models import LocalAuthority, Setting

LONGEST_NAME = 100


class SettingGroup(models.Model):
    """Settings of an authority under a name of its own.

    One that has moved to another authority since stays in the group and is not counted.
    """

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="setting_groups")
    name = models.CharField(max_length=LONGEST_NAME)
    folded = models.CharField(max_length=5 * LONGEST_NAME, help_text="Without capitals, marks and accents.")
    settings = models.ManyToManyField(Setting, related_name="groups", blank=True)

    history = HistoricalRecords(m2m_fields=[settings])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "folded"], name="a_name_once_among_the_groups_of_an_authority")
        ]

    def __str__(self) -> str:
        return self.name


# Which setting is in which group.
InGroup = SettingGroup.settings.through
