"""Says of the days that are kept which authority's they are: that of their setting."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def say(apps: Any, schema_editor: Any) -> None:
    """As it is written from now on whenever the days of a setting are made anew."""
    place = apps.get_model("settings", "Setting").objects.filter(pk=OuterRef("setting"))
    apps.get_model("practitioners", "Leadership").objects.update(authority=Subquery(place.values("authority")[:1]))


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0022_leaderships_of_an_area")]

    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
