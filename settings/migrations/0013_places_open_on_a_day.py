"""The places of an area that are open on a day, from an index alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('settings', '0012_invitations'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='setting',
            name='settings_of_an_authority',
        ),
        migrations.AlterField(
            model_name='setting',
            name='authority',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settings', to='settings.localauthority'),
        ),
        migrations.AddIndex(
            model_name='setting',
            index=models.Index(fields=['authority', 'setting_type', 'status', 'opened_on', 'closed_on', 'id'], name='settings_of_an_authority'),
        ),
    ]
