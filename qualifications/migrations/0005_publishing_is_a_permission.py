"""Who may publish a rule book need not be who may edit one: a permission of its own. No table changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("qualifications", "0004_history_of_whole_books")]

    operations = [
        migrations.AlterModelOptions(
            name="rulebook",
            options={"permissions": [("publish_rulebook", "Can publish rule book")]},
        ),
    ]
