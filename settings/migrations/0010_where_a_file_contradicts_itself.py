"""Where a file says one thing in one column and another in the next, kept with its report."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('settings', '0009_a_type_may_become_unknown'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='doubts',
            field=models.JSONField(blank=True, default=list, help_text='Where the file contradicts itself, in words.'),
        ),
    ]
