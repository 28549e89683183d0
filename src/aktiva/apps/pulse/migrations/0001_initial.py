import aktiva.apps.pulse.models
import django.db.models.deletion
import simple_history.models
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cycles', '0001_initial'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalPulse',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='Namn')),
                ('opens_on', models.DateField(verbose_name='Första dag att svara')),
                ('closes_on', models.DateField(verbose_name='Sista dag att svara')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='Språk')),
                ('statements', models.JSONField(blank=True, default=list)),
                ('places', models.JSONField(blank=True, default=list)),
                ('asks_words', models.BooleanField(default=False, verbose_name='Fråga efter egna ord')),
                ('uses_slips', models.BooleanField(default=False, verbose_name='Engångslappar')),
                ('has_opening_code', models.BooleanField(default=False, verbose_name='Öppningskod')),
                ('mean_limit', models.DecimalField(choices=[(Decimal('2.5'), '2,5'), (Decimal('3.0'), '3,0'), (Decimal('3.5'), '3,5'), (Decimal('4.0'), '4,0')], decimal_places=1, default=Decimal('3.5'), max_digits=2, verbose_name='Föreslå när medelvärdet är under')),
                ('low_limit', models.PositiveSmallIntegerField(choices=[(10, '10 %'), (15, '15 %'), (20, '20 %'), (25, '25 %'), (30, '30 %')], default=20, verbose_name='Föreslå när andelen låga svar är över')),
                ('public_key', models.CharField(blank=True, max_length=64)),
                ('key_name', models.CharField(blank=True, max_length=32)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('counted_at', models.DateTimeField(blank=True, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('cycle', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cycles.cycle')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical pulse',
                'verbose_name_plural': 'historical pulses',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='Namn')),
                ('opens_on', models.DateField(verbose_name='Första dag att svara')),
                ('closes_on', models.DateField(verbose_name='Sista dag att svara')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='Språk')),
                ('statements', models.JSONField(blank=True, default=list)),
                ('places', models.JSONField(blank=True, default=list)),
                ('asks_words', models.BooleanField(default=False, verbose_name='Fråga efter egna ord')),
                ('uses_slips', models.BooleanField(default=False, verbose_name='Engångslappar')),
                ('has_opening_code', models.BooleanField(default=False, verbose_name='Öppningskod')),
                ('mean_limit', models.DecimalField(choices=[(Decimal('2.5'), '2,5'), (Decimal('3.0'), '3,0'), (Decimal('3.5'), '3,5'), (Decimal('4.0'), '4,0')], decimal_places=1, default=Decimal('3.5'), max_digits=2, verbose_name='Föreslå när medelvärdet är under')),
                ('low_limit', models.PositiveSmallIntegerField(choices=[(10, '10 %'), (15, '15 %'), (20, '20 %'), (25, '25 %'), (30, '30 %')], default=20, verbose_name='Föreslå när andelen låga svar är över')),
                ('public_key', models.CharField(blank=True, max_length=64)),
                ('key_name', models.CharField(blank=True, max_length=32)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('counted_at', models.DateTimeField(blank=True, null=True)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pulses', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('opens_on__lte', models.F('closes_on'))), name='pulse_ends_after_it_begins', violation_error_message='Sista dagen kan inte vara före den första.'), models.CheckConstraint(condition=models.Q(models.Q(('key_name', ''), ('opened_at__isnull', True), ('public_key', '')), models.Q(models.Q(('public_key', ''), _negated=True), models.Q(('key_name', ''), _negated=True), ('opened_at__isnull', False)), _connector='OR'), name='pulse_open_has_a_key'), models.CheckConstraint(condition=models.Q(('counted_at__isnull', True), ('opened_at__isnull', False), _connector='OR'), name='pulse_counted_was_open')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalPulseUnit',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, default=aktiva.apps.pulse.models.new_code, max_length=8)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.unit')),
                ('pulse', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pulse.pulse')),
            ],
            options={
                'verbose_name': 'historical pulse unit',
                'verbose_name_plural': 'historical pulse units',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='PulseGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('places', models.JSONField()),
                ('above', models.BigIntegerField(null=True)),
                ('n', models.PositiveIntegerField()),
                ('figures', models.JSONField()),
                ('pulse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='pulse.pulse')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pulse', 'position'), name='pulse_group_once')],
            },
        ),
        migrations.CreateModel(
            name='PulseSlip',
            fields=[
                ('id', aktiva.apps.pulse.models.ChanceKey(primary_key=True, serialize=False)),
                ('pulse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='pulse.pulse')),
            ],
        ),
        migrations.CreateModel(
            name='PulseUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=aktiva.apps.pulse.models.new_code, max_length=8, unique=True)),
                ('pulse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='pulse.pulse')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pulse', 'unit'), name='pulse_unit_once')],
            },
        ),
        migrations.CreateModel(
            name='PulseWords',
            fields=[
                ('id', aktiva.apps.pulse.models.ChanceKey(default=aktiva.apps.pulse.models.new_key, primary_key=True, serialize=False)),
                ('words', models.TextField(max_length=1000)),
                ('pulse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='pulse.pulse')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
        ),
        migrations.CreateModel(
            name='SealedAnswer',
            fields=[
                ('id', aktiva.apps.pulse.models.ChanceKey(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('sealed', models.BinaryField()),
                ('pulse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='pulse.pulse')),
            ],
        ),
    ]
