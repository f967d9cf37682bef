"""The phases of an area, which every list of it offers, from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('settings', '0013_places_open_on_a_day'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='setting',
            index=models.Index(fields=['authority', 'phase'], name='settings_of_a_phase'),
        ),
    ]
