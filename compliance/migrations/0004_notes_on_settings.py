"""Notes of authorities on their settings, with what is to follow."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('compliance', '0003_feeds'),
        ('settings', '0012_invitations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalNote',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('called', 'we called'), ('wrote', 'we wrote'), ('visited', 'we visited'), ('promised', 'they promised'), ('other', 'something else')], max_length=10, verbose_name='what happened')),
                ('text', models.TextField(verbose_name='note')),
                ('noted_on', models.DateField(verbose_name='day')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='follow up by')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='followed up on')),
                ('outcome', models.TextField(blank=True, verbose_name='what came of it')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('authority', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='settings.localauthority')),
                ('done_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('setting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='settings.setting')),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical note',
                'verbose_name_plural': 'historical notes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('called', 'we called'), ('wrote', 'we wrote'), ('visited', 'we visited'), ('promised', 'they promised'), ('other', 'something else')], max_length=10, verbose_name='what happened')),
                ('text', models.TextField(verbose_name='note')),
                ('noted_on', models.DateField(verbose_name='day')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='follow up by')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='followed up on')),
                ('outcome', models.TextField(blank=True, verbose_name='what came of it')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='settings.localauthority')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('setting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='settings.setting')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('due_on__isnull', False)), fields=['authority', 'due_on'], name='follow_ups_of_an_area')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_note_says_something'), models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('due_on__gte', models.F('noted_on')), _connector='OR'), name='a_follow_up_is_not_before_its_note'), models.CheckConstraint(condition=models.Q(models.Q(('done_by__isnull', True), ('done_on__isnull', True), ('outcome', '')), models.Q(('done_by__isnull', False), ('done_on__isnull', False), ('due_on__isnull', False)), _connector='OR'), name='what_is_done_was_to_be_done_and_by_somebody')],
            },
        ),
    ]
