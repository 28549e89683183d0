import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('attachments', '0001_initial'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalSchool',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('form', models.CharField(choices=[('preschool', 'Förskola'), ('compulsory', 'Förskoleklass och grundskola'), ('leisure', 'Fritidshem'), ('adapted_compulsory', 'Anpassad grundskola'), ('upper_secondary', 'Gymnasieskola'), ('adapted_upper_secondary', 'Anpassad gymnasieskola'), ('adult', 'Kommunal vuxenutbildning')], max_length=24, verbose_name='Skolform')),
                ('code', models.CharField(max_length=40, verbose_name='Skolenhetskod eller egen kod')),
                ('from_date', models.DateField(verbose_name='Från')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='Till')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('employer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.employer')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'historical school',
                'verbose_name_plural': 'historical schools',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('preschool', 'Förskola'), ('compulsory', 'Förskoleklass och grundskola'), ('leisure', 'Fritidshem'), ('adapted_compulsory', 'Anpassad grundskola'), ('upper_secondary', 'Gymnasieskola'), ('adapted_upper_secondary', 'Anpassad gymnasieskola'), ('adult', 'Kommunal vuxenutbildning')], max_length=24, verbose_name='Skolform')),
                ('code', models.CharField(max_length=40, verbose_name='Skolenhetskod eller egen kod')),
                ('from_date', models.DateField(verbose_name='Från')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='Till')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='organisation.employer')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='school', to='organisation.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('employer', 'code'), name='school_code_unique', violation_error_message='Koden finns redan på en annan skola eller förskola.'), models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gt', models.F('from_date')), _connector='OR'), name='school_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalSchoolYear',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('open', 'Inte godkänd'), ('signed', 'Godkänd')], default='open', max_length=8)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('signed_as', models.CharField(blank=True, max_length=200)),
                ('reopened_reason', models.TextField(blank=True, max_length=1000, verbose_name='Varför?')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.school')),
            ],
            options={
                'verbose_name': 'historical school year',
                'verbose_name_plural': 'historical school years',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SchoolYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('open', 'Inte godkänd'), ('signed', 'Godkänd')], default='open', max_length=8)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('signed_as', models.CharField(blank=True, max_length=200)),
                ('reopened_reason', models.TextField(blank=True, max_length=1000, verbose_name='Varför?')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='years', to='schools.school')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school', 'year'), name='one_record_a_school_and_year'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), models.Q(('signed_at__isnull', False), models.Q(('signed_as', ''), _negated=True)), _connector='OR'), name='signed_record_says_when_and_by_whom')],
            },
        ),
        migrations.CreateModel(
            name='SchoolPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('examine', 'Undersök risker och hinder'), ('risks', 'Beskriv riskerna och varför de finns'), ('measures', 'Bestäm vad ni gör'), ('follow_up', 'Följ upp och utvärdera'), ('texts', 'Riktlinjer och rutiner mot trakasserier'), ('cooperation', 'Samverkan med barn, elever och personal'), ('plan', 'Plan mot kränkande behandling')], max_length=16)),
                ('value', models.JSONField(blank=True, default=dict)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='school_parts', to='attachments.storedfile')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='schools.schoolyear')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school_year', 'part'), name='part_once_a_record')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalSchoolPart',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('part', models.CharField(choices=[('examine', 'Undersök risker och hinder'), ('risks', 'Beskriv riskerna och varför de finns'), ('measures', 'Bestäm vad ni gör'), ('follow_up', 'Följ upp och utvärdera'), ('texts', 'Riktlinjer och rutiner mot trakasserier'), ('cooperation', 'Samverkan med barn, elever och personal'), ('plan', 'Plan mot kränkande behandling')], max_length=16)),
                ('value', models.JSONField(blank=True, default=dict)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='attachments.storedfile')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school_year', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='schools.schoolyear')),
            ],
            options={
                'verbose_name': 'historical school part',
                'verbose_name_plural': 'historical school parts',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
