"""Who acts for a setting, an authority or England, and from when until when."""
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('settings', '0010_where_a_file_contradicts_itself'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalMembership',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('role', models.CharField(choices=[('manager', 'manager of a setting'), ('officer', 'officer of a local authority'), ('analyst', 'analyst for England')], max_length=7)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, help_text='From this moment on it counts no more.', null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('authority', models.ForeignKey(blank=True, db_constraint=False, help_text='Of an officer.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='settings.localauthority')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('setting', models.ForeignKey(blank=True, db_constraint=False, help_text='Of a manager.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='settings.setting')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical membership',
                'verbose_name_plural': 'historical memberships',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('manager', 'manager of a setting'), ('officer', 'officer of a local authority'), ('analyst', 'analyst for England')], max_length=7)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, help_text='From this moment on it counts no more.', null=True)),
                ('authority', models.ForeignKey(blank=True, help_text='Of an officer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='settings.localauthority')),
                ('setting', models.ForeignKey(blank=True, help_text='Of a manager.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='settings.setting')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('authority__isnull', True), ('role', 'manager'), ('setting__isnull', False)), models.Q(('authority__isnull', False), ('role', 'officer'), ('setting__isnull', True)), models.Q(('authority__isnull', True), ('role', 'analyst'), ('setting__isnull', True)), _connector='OR'), name='a_manager_has_a_setting_and_an_officer_an_authority'), models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='a_membership_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True), ('role', 'manager')), fields=('user', 'setting'), name='one_open_membership_per_user_and_setting'), models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True), ('role', 'officer')), fields=('user', 'authority'), name='one_open_membership_per_user_and_authority'), models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True), ('role', 'analyst')), fields=('user',), name='one_open_membership_of_an_analyst')],
            },
        ),
    ]
