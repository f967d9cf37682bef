"""Who was asked by e-mail to act for a setting, an authority or England."""

import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('settings', '0011_memberships'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalInvitation',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('role', models.CharField(choices=[('manager', 'manager of a setting'), ('officer', 'officer of a local authority'), ('analyst', 'analyst for England')], max_length=7)),
                ('invited_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(help_text='From this moment on it does not work.')),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('accepted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('authority', models.ForeignKey(blank=True, db_constraint=False, help_text='Of an officer.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='settings.localauthority')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invited_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('setting', models.ForeignKey(blank=True, db_constraint=False, help_text='Of a manager.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='settings.setting')),
            ],
            options={
                'verbose_name': 'historical invitation',
                'verbose_name_plural': 'historical invitations',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('role', models.CharField(choices=[('manager', 'manager of a setting'), ('officer', 'officer of a local authority'), ('analyst', 'analyst for England')], max_length=7)),
                ('invited_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(help_text='From this moment on it does not work.')),
                ('token_hash', models.CharField(help_text='SHA-256 of the secret in the e-mail.', max_length=64)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations_accepted', to=settings.AUTH_USER_MODEL)),
                ('authority', models.ForeignKey(blank=True, help_text='Of an officer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='settings.localauthority')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations_sent', to=settings.AUTH_USER_MODEL)),
                ('setting', models.ForeignKey(blank=True, help_text='Of a manager.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='settings.setting')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('authority__isnull', True), ('role', 'manager'), ('setting__isnull', False)), models.Q(('authority__isnull', False), ('role', 'officer'), ('setting__isnull', True)), models.Q(('authority__isnull', True), ('role', 'analyst'), ('setting__isnull', True)), _connector='OR'), name='an_invited_manager_has_a_setting_and_an_officer_an_authority'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('invited_at'))), name='an_invitation_ends_after_it_is_sent'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='an_accepted_invitation_says_by_whom_and_when'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='an_invitation_is_not_both_accepted_and_withdrawn'), models.UniqueConstraint(fields=('token_hash',), name='one_invitation_per_secret'), models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('setting'), condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True), ('role', 'manager')), name='one_invitation_waits_per_person_and_setting'), models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('authority'), condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True), ('role', 'officer')), name='one_invitation_waits_per_person_and_authority'), models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True), ('role', 'analyst')), name='one_invitation_waits_per_analyst')],
            },
        ),
    ]
