"""Training that a person had, and meetings of SENCos that they went to."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("practitioners", "0006_certificates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalPractice",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("cpd", "training (CPD)"), ("cluster", "cluster meeting")], max_length=10
                    ),
                ),
                ("held_on", models.DateField(help_text="Of several days each is a row.", verbose_name="day")),
                ("hours", models.DecimalField(decimal_places=2, max_digits=4)),
                ("title", models.CharField(max_length=200, verbose_name="what it was")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practitioners.practitioner",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical practice",
                "verbose_name_plural": "historical practices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("cpd", "training (CPD)"), ("cluster", "cluster meeting")], max_length=10
                    ),
                ),
                ("held_on", models.DateField(help_text="Of several days each is a row.", verbose_name="day")),
                ("hours", models.DecimalField(decimal_places=2, max_digits=4)),
                ("title", models.CharField(max_length=200, verbose_name="what it was")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practice",
                        to="practitioners.practitioner",
                    ),
                ),
            ],
            options={
                "verbose_name": "practice",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("hours__gt", 0)), name="practice_takes_some_time"),
                    models.CheckConstraint(condition=models.Q(("hours__lte", 24)), name="practice_fits_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="practice_says_what_it_was"
                    ),
                ],
            },
        ),
    ]
