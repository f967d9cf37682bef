"""Finds what holds on a day in all of England without reading what is over."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practitioners', '0015_what_figures_are_counted_by'),
        ('qualifications', '0005_publishing_is_a_permission'),
        ('settings', '0012_invitations'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='leadership',
            index=models.Index(fields=['book', 'last_day', 'first_day', 'setting', 'state', 'last_held_on'], name='leaderships_of_england'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['book', 'last_day', 'first_day', 'authority', 'setting_type', 'role', 'status', 'held_on'], name='standings_of_england'),
        ),
    ]
