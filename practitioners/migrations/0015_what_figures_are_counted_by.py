"""Standings hold what figures are counted by, in post alone, and settings the days on which they have a SENCo."""

import django.db.models.deletion
from django.db import migrations, models


def _plain(name: str, field: models.Field) -> migrations.AddField:
    """A column that no row lacks, since there are none."""
    return migrations.AddField("standing", name, field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [
        ("practitioners", "0014_forget_what_was_decided"),
        ("qualifications", "0005_publishing_is_a_permission"),
    ]

    operations = [
        migrations.AddField(
            "assessment",
            "expected_on",
            models.DateField(help_text="When the outcome of an accepted course is to come.", null=True),
        ),
        _plain("role", models.CharField(max_length=20, default="")),
        migrations.AddField(
            "standing",
            "late_on",
            models.DateField(
                help_text="The first later day on which the post is overdue, though courses end as expected.", null=True
            ),
        ),
        _plain("rule", models.CharField(max_length=50, default="")),
        _plain("designation", models.CharField(max_length=10, default="")),
        migrations.AddField("standing", "deadline", models.DateField(null=True)),
        migrations.AddField("standing", "latest_safe_start", models.DateField(null=True)),
        migrations.AddField("standing", "held_on", models.DateField(null=True)),
        migrations.AddField("standing", "expected_on", models.DateField(null=True)),
        _plain("needs_review", models.BooleanField(default=False)),
        migrations.RemoveIndex("standing", "standings_of_an_area"),
        migrations.AddIndex(
            "standing",
            models.Index(
                fields=["book", "authority", "last_day", "first_day", "setting_type", "role", "status", "held_on"],
                name="standings_of_an_area",
            ),
        ),
        migrations.CreateModel(
            "Leadership",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("led", "somebody is SENCo"),
                            ("vacant", "somebody was SENCo"),
                            ("coming", "somebody will be the first SENCo"),
                        ],
                        max_length=6,
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("last_held_on", models.DateField(null=True)),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="qualifications.rulebook"
                    ),
                ),
                (
                    "setting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="leaderships", to="settings.setting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))), name="a_leadership_has_a_day"
                    ),
                    models.UniqueConstraint(
                        fields=("book", "setting", "first_day"), name="leaderships_follow_each_other"
                    ),
                ]
            },
        ),
    ]
