"""Places where SENCos work, as the public registers have them."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from settings.enums import LinkKind, Register, SettingStatus, SettingType
from settings.models.authority import LocalAuthority
from settings.querysets import SettingQuerySet


class RegisterType(models.Model):
    """What a register calls a kind of place, and which setting type that is in law, with the reason.

    Without a setting type it is a question for an administrator: nothing is guessed.
    """

    register = models.CharField(max_length=6, choices=Register.choices)
    code = models.CharField(max_length=60, help_text="The register's own code, with its leading zero; else a name.")
    name = models.CharField(max_length=100)
    on_early_years_register = models.BooleanField(
        null=True, blank=True, help_text="Ofsted only: which of the providers of this kind are meant."
    )
    is_ours = models.BooleanField(default=True, help_text="No: rows of this kind are passed over.")
    setting_type = models.CharField(
        max_length=30, choices=SettingType.choices, blank=True, help_text="Empty: nobody has said yet."
    )
    reason = models.TextField(blank=True, help_text="Why it is this setting type: the law, or the guidance.")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "code"], name="one_row_per_register_code"),
            models.CheckConstraint(
                condition=Q(is_ours=True) | Q(setting_type=""), name="a_type_that_is_not_ours_has_no_setting_type"
            ),
            models.CheckConstraint(condition=Q(setting_type="") | ~Q(reason=""), name="a_setting_type_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.name


class Setting(models.Model):
    """A place, known by its register and its number there. All but ``chosen_authority`` is as the register says.

    Empty is what the register leaves out. ``setting_type`` is that of its ``register_type``; empty until that has one.
    """

    register = models.CharField(max_length=6, choices=Register.choices)
    urn = models.CharField("number", max_length=12, help_text="As text: EY101465, 100000.")
    name = models.CharField(max_length=200, blank=True, help_text="Empty where the register withholds it.")
    register_type = models.ForeignKey(RegisterType, on_delete=models.PROTECT, related_name="settings")
    setting_type = models.CharField(max_length=30, choices=SettingType.choices, blank=True)
    authority = models.ForeignKey(
        LocalAuthority, on_delete=models.PROTECT, null=True, blank=True, related_name="settings", db_index=False
    )
    authority_written = models.CharField("authority in the register", max_length=100, blank=True)
    chosen_authority = models.ForeignKey(
        LocalAuthority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Chosen by a person where the register's authority was split.",
    )
    status = models.CharField(max_length=8, choices=SettingStatus.choices)
    register_status = models.CharField("status in the register", max_length=60)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(
        null=True, blank=True, help_text="The last day, past or planned, where the register says it."
    )
    establishment_number = models.CharField(max_length=4, blank=True)
    phase = models.CharField(max_length=40, blank=True)
    low_age = models.PositiveSmallIntegerField("statutory lowest age", null=True, blank=True)
    high_age = models.PositiveSmallIntegerField("statutory highest age", null=True, blank=True)
    trust = models.CharField("trust or chain", max_length=200, blank=True)
    has_nursery_classes = models.BooleanField(
        null=True, blank=True, help_text="A nursery class follows its school: the school's SENCo is its SENCo."
    )
    street = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    address3 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    last_seen_on = models.DateField(help_text="The day of the newest register file that lists it.")

    history = HistoricalRecords()

    objects = SettingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "urn"], name="one_setting_per_register_and_number"),
            models.CheckConstraint(condition=~Q(urn=""), name="a_setting_has_a_number"),
        ]
        indexes = [
            # With all that says whether a place is open on a day, so that figures need not read the places themselves.
            models.Index(
                fields=["authority", "setting_type", "status", "opened_on", "closed_on", "id"],
                name="settings_of_an_authority",
            ),
            models.Index(fields=["authority", "phase"], name="settings_of_a_phase"),
            models.Index(fields=["name"], name="settings_by_name"),
            models.Index(fields=["postcode"], name="settings_by_postcode"),
            # For lists of one status or type, in the order of their numbers: few of many are found without a sort.
            models.Index(fields=["status", "register", "urn"], name="settings_by_status"),
            models.Index(fields=["setting_type", "register", "urn"], name="settings_by_type"),
            models.Index(
                fields=["register", "urn"], condition=Q(chosen_authority__isnull=False), name="settings_with_a_choice"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.register_type.name} {self.urn}"


class FormerName(models.Model):
    """A name that a place had before."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=200)
    last_seen_on = models.DateField(help_text="The day of the last register file that called it so.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["setting", "name"], name="a_former_name_stands_once")]

    def __str__(self) -> str:
        return self.name


class TypeChange(models.Model):
    """That a place was of another setting type before a day."""

    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="type_changes")
    before = models.CharField(max_length=30, choices=SettingType.choices)
    after = models.CharField(
        max_length=30, choices=SettingType.choices, blank=True, help_text="Empty while nobody has said which."
    )
    changed_on = models.DateField(help_text="The day of the first register file that says so.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="a_type_change_changes_the_type"),
            models.UniqueConstraint(fields=["setting", "changed_on"], name="one_type_change_per_setting_and_day"),
        ]


class SettingLink(models.Model):
    """That one number of a register follows, or joins, another. Both by number: either may not be on the register."""

    register = models.CharField(max_length=6, choices=Register.choices, default=Register.GIAS)
    predecessor_urn = models.CharField("number of the earlier", max_length=12)
    predecessor_name = models.CharField(max_length=200, blank=True)
    successor_urn = models.CharField("number of the later", max_length=12)
    successor_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    linked_on = models.DateField(null=True, blank=True, help_text="From when, where the register says it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "predecessor_urn", "successor_urn"], name="one_link_between_two_numbers"
            ),
            models.CheckConstraint(condition=~Q(predecessor_urn=F("successor_urn")), name="a_link_joins_two_numbers"),
        ]
        indexes = [models.Index(fields=["register", "successor_urn"], name="links_by_successor")]
