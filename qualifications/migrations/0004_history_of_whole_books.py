"""An entry of a rule book's history keeps what was done, and all that the book then said.

Entries from before have neither. The books themselves are not touched.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("qualifications", "0003_published_books_never_change")]

    operations = [
        migrations.AddField(
            model_name="historicalrulebook",
            name="done",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="historicalrulebook",
            name="contents",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
