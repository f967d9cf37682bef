"""Whose leaderships are, and what is read of them from indexes alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practitioners', '0021_words_of_names'),
        ('qualifications', '0005_publishing_is_a_permission'),
        ('settings', '0013_places_open_on_a_day'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='leadership',
            name='leaderships_of_england',
        ),
        migrations.AddField(
            model_name='leadership',
            name='authority',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='settings.localauthority'),
        ),
        migrations.AlterField(
            model_name='leadership',
            name='setting',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='leaderships', to='settings.setting'),
        ),
        migrations.AddIndex(
            model_name='leadership',
            index=models.Index(fields=['book', 'authority', 'last_day', 'first_day', 'setting', 'state', 'last_held_on'], name='leaderships_of_an_area'),
        ),
        migrations.AddIndex(
            model_name='leadership',
            index=models.Index(fields=['book', 'setting', 'first_day', 'last_day', 'state', 'last_held_on'], name='leaderships_of_a_setting'),
        ),
    ]
