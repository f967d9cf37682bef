"""Standings say whether an outcome is overdue, what cannot be, and since when and until when the post is there."""

from datetime import date

from django.db import migrations, models


def _plain(name: str, field: models.Field) -> migrations.AddField:
    """A column that no row lacks, since there are none."""
    return migrations.AddField("standing", name, field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0017_forget_what_was_decided_again")]

    operations = [
        _plain("since_on", models.DateField(default=date.min)),
        migrations.AddField("standing", "leaves_on", models.DateField(null=True)),
        _plain("awaits_outcome", models.BooleanField(default=False)),
        _plain("has_too_early", models.BooleanField(default=False)),
    ]
