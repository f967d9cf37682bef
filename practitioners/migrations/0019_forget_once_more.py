"""Forgets what was decided, before its tables change: `set_up` decides it anew, as does `refresh_all`."""

from typing import Any

from django.db import migrations


def forget(apps: Any, schema_editor: Any) -> None:
    """Takes every decision away, with what is made of them: they are a cache of the facts."""
    for name in ("Leadership", "Standing", "Assessment"):
        apps.get_model("practitioners", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0018_what_needs_doing_beside_standings")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
