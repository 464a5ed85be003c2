import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tutela.foundations.kit.ids


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('forces', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=80, unique=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('feed', models.CharField(blank=True, max_length=80)),
                ('token_digest', models.CharField(blank=True, db_index=True, max_length=64)),
                ('password_given', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('officer', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forces.officer')),
            ],
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=80)),
                ('address', models.CharField(blank=True, max_length=45)),
                ('at', models.DateTimeField()),
                ('right', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['username', 'at'], name='attempt_username'), models.Index(fields=['address', 'at'], name='attempt_address')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ('officer', models.CharField(max_length=80)),
                ('subject', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('rung', 'rung'), ('allocation', 'allocation'), ('break_glass', 'break_glass')], max_length=12)),
                ('why', models.TextField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['officer', 'subject', 'until'], name='grant_officer_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='grant_ends_after_it_begins'), models.UniqueConstraint(fields=('officer', 'subject', 'kind', 'since'), name='grant_once')],
            },
        ),
        migrations.CreateModel(
            name='BreakGlass',
            fields=[
                ('id', models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ('review_due', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('reviewed_by', models.CharField(blank=True, max_length=80)),
                ('outcome', models.CharField(blank=True, choices=[('justified', 'justified'), ('not_justified', 'not_justified')], max_length=16)),
                ('words', models.TextField(blank=True)),
                ('grant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.grant')),
            ],
        ),
        migrations.CreateModel(
            name='Lockout',
            fields=[
                ('id', models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ('officer', models.CharField(max_length=80)),
                ('subject', models.CharField(max_length=80)),
                ('why', models.TextField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('by', models.CharField(max_length=80)),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'officer'], name='lockout_subject_officer')],
                'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='lockout_says_why'), models.UniqueConstraint(condition=models.Q(('until', None)), fields=('officer', 'subject'), name='lockout_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Restriction',
            fields=[
                ('id', models.UUIDField(default=tutela.foundations.kit.ids.new, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=80)),
                ('level', models.CharField(choices=[('existence', 'existence'), ('detail', 'detail')], max_length=10)),
                ('audience', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None)),
                ('why', models.TextField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('by', models.CharField(max_length=80)),
                ('ended_by', models.CharField(blank=True, max_length=80)),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'until'], name='restriction_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='restriction_says_why'), models.CheckConstraint(condition=models.Q(('until', None), models.Q(('ended_by', ''), _negated=True), _connector='OR'), name='restriction_ended_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('session_key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('name', models.UUIDField(db_index=True)),
                ('how', models.CharField(blank=True, choices=[('password', 'password'), ('provider', 'provider'), ('demo', 'demo')], max_length=10)),
                ('device', models.CharField(blank=True, max_length=200)),
                ('address', models.CharField(blank=True, max_length=45)),
                ('started_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('locked_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('officer', None), ('feed', ''), _connector='OR'), name='account_is_of_an_officer_or_a_feed'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('feed', ''), _negated=True), fields=('feed',), name='account_one_of_a_feed'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(condition=models.Q(('token_digest', ''), _negated=True), fields=('token_digest',), name='account_token_once'),
        ),
        migrations.AddIndex(
            model_name='breakglass',
            index=models.Index(condition=models.Q(('reviewed_at', None)), fields=['review_due'], name='break_glass_waiting'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_at', None), models.Q(('reviewed_by', ''), _negated=True), _connector='OR'), name='break_glass_reviewed_by_somebody'),
        ),
    ]
