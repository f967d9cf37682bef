"""Whether a post is shared may not be known; time for the role may be known as a share of the week.

SQLite makes the table anew for that, which would lose the triggers of migration 0002: they go and come back.
"""

from importlib import import_module

from django.db import migrations, models

KEEPERS = import_module("practitioners.migrations.0002_one_lead_post_at_a_time")
SHARED = {
    "blank": True,
    "choices": [(None, "not known"), (True, "yes"), (False, "no")],
    "null": True,
    "verbose_name": "shared with another setting",
}
SHARE = {"blank": True, "null": True, "verbose_name": "share of the week protected for the role, per cent"}


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0003_appointments_begun")]

    operations = [
        migrations.RunPython(KEEPERS.drop, KEEPERS.create),
        *(
            operation
            for model in ("appointment", "historicalappointment")
            for operation in (
                migrations.AddField(model, "protected_share", models.PositiveSmallIntegerField(**SHARE)),
                migrations.AlterField(model, "is_shared", models.BooleanField(**SHARED)),
            )
        ),
        migrations.AddConstraint(
            "appointment",
            models.CheckConstraint(
                condition=models.Q(protected_share__isnull=True) | models.Q(protected_share__lte=100),
                name="a_protected_share_is_of_a_hundred",
            ),
        ),
        migrations.RunPython(KEEPERS.create, KEEPERS.drop),
    ]
