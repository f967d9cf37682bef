"""To see a record beside another is a look too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0010_a_course_is_passed_once")]

    operations = [
        migrations.AlterField(
            model_name='look',
            name='seen',
            field=models.CharField(choices=[('record', 'the record, with its history'), ('certificate', 'a certificate'), ('looks', 'who looked at the record'), ('compared', 'the record, beside another that may be of the same person')], max_length=15),
        ),
    ]
