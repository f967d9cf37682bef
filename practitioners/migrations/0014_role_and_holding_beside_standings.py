"""Standings hold what dashboards count by, and days in post alone."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

_NOT_IN_POST = ["not_started", "left_post"]


def fill(apps: Any, schema_editor: Any) -> None:
    """Copies the two columns from the decisions, and takes away spans in which nobody is in post."""
    standings = apps.get_model("practitioners", "Standing").objects
    standings.filter(status__in=_NOT_IN_POST).delete()
    own = apps.get_model("practitioners", "Assessment").objects.filter(pk=OuterRef("assessment"))
    standings.update(
        role=Subquery(own.values("appointment__role")[:1]), held_on=Subquery(own.values("held_on")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0013_courses_all_told")]

    operations = [
        migrations.AddField("standing", "role", models.CharField(max_length=20, default=""), preserve_default=False),
        migrations.AddField("standing", "held_on", models.DateField(null=True)),
        # What was taken away comes again when posts are decided anew.
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveIndex("standing", "standings_of_an_area"),
        migrations.AddIndex(
            "standing",
            models.Index(
                fields=["book", "authority", "last_day", "first_day", "setting_type", "role", "status", "held_on"],
                name="standings_of_an_area",
            ),
        ),
    ]
