"""Whether all courses of a person are recorded: of those recorded before it is not known."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practitioners', '0012_people_kept_apart'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalpractitioner',
            name='courses_told',
            field=models.BooleanField(default=False, verbose_name='all courses are recorded'),
        ),
        migrations.AddField(
            model_name='practitioner',
            name='courses_told',
            field=models.BooleanField(default=False, verbose_name='all courses are recorded'),
        ),
    ]
