"""Forgets what was decided, before its tables change: `set_up` decides it anew, as does `refresh_all`."""

from typing import Any

from django.db import migrations


def forget(apps: Any, schema_editor: Any) -> None:
    """Takes every decision away: they are a cache of the facts."""
    apps.get_model("practitioners", "Standing").objects.all().delete()
    apps.get_model("practitioners", "Assessment").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0013_courses_all_told")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
