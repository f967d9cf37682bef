"""Who looked at a person's record, and when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("practitioners", "0007_practice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seen",
                    models.CharField(
                        choices=[
                            ("record", "the record, with its history"),
                            ("certificate", "a certificate"),
                            ("looks", "who looked at the record"),
                        ],
                        max_length=15,
                    ),
                ),
                ("looked_at", models.DateTimeField()),
                ("quarter", models.DateTimeField(help_text="When the quarter of an hour began.")),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="practitioners.practitioner",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["practitioner", "looked_at"], name="looks_at_a_person"),
                    models.Index(fields=["looked_at"], name="looks_by_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("practitioner", "user", "seen", "quarter"), name="one_look_in_a_quarter_of_an_hour"
                    )
                ],
            },
        ),
    ]
