"""Places of one status or type, or with a chosen authority, in the order in which lists show them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('settings', '0007_what_a_file_asks'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='setting',
            index=models.Index(fields=['status', 'register', 'urn'], name='settings_by_status'),
        ),
        migrations.AddIndex(
            model_name='setting',
            index=models.Index(fields=['setting_type', 'register', 'urn'], name='settings_by_type'),
        ),
        migrations.AddIndex(
            model_name='setting',
            index=models.Index(condition=models.Q(('chosen_authority__isnull', False)), fields=['register', 'urn'], name='settings_with_a_choice'),
        ),
    ]
