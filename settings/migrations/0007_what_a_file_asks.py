"""What a file leaves for a person to say, kept with the report of a preview, which asks nobody yet."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('settings', '0006_answers_are_remembered'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='asks',
            field=models.JSONField(blank=True, default=list, help_text='What the file leaves for a person to say, in words.'),
        ),
    ]
