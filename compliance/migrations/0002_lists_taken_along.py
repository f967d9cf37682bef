"""Who took which list of people along as a file."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0001_groups_of_settings'),
        ('settings', '0012_invitations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(help_text='What the rows are: post.', max_length=20)),
                ('kind', models.CharField(help_text='csv or xlsx.', max_length=10, verbose_name='file')),
                ('day', models.DateField(help_text='The day that the list is of.')),
                ('filters', models.TextField(blank=True, help_text='In words; empty where the whole list was taken.')),
                ('columns', models.TextField(blank=True, help_text='Empty where all were taken.')),
                ('rows', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField()),
                ('authority', models.ForeignKey(help_text='Empty where it was England.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='settings.localauthority')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['made_at'], name='exports_by_age')],
            },
        ),
    ]
