import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('cycles', '0001_initial'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dnr', models.CharField(max_length=40, verbose_name='Diarienummer')),
                ('title', models.CharField(max_length=200, verbose_name='Ärendemening')),
                ('background', models.TextField(blank=True, max_length=4000, verbose_name='Bakgrund i protokollet')),
                ('registered_date', models.DateField(verbose_name='Upprättat')),
                ('registered_as', models.CharField(max_length=120)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cycles.cycle')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='organisation.employer')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='organisation.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('employer', 'dnr'), name='case_dnr_unique', violation_error_message='Diarienumret finns redan. Välj ett annat.')],
            },
        ),
        migrations.CreateModel(
            name='Handling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on_date', models.DateField(verbose_name='Sammanträdesdag')),
                ('paragraph', models.CharField(max_length=40, verbose_name='Paragraf')),
                ('kind', models.CharField(choices=[('proposes', 'Föreslår organet över'), ('decides', 'Beslutar'), ('refers_back', 'Återremitterar'), ('tables', 'Bordlägger')], max_length=20, verbose_name='Beslutets slag')),
                ('points', models.JSONField(blank=True, default=list, verbose_name='Beslut')),
                ('approved_date', models.DateField(blank=True, null=True, verbose_name='Justerat')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_as', models.CharField(max_length=120)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handlings', to='organisation.politicalbody')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handlings', to='casework.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'body', 'on_date'), name='body_handles_case_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalCase',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('dnr', models.CharField(max_length=40, verbose_name='Diarienummer')),
                ('title', models.CharField(max_length=200, verbose_name='Ärendemening')),
                ('background', models.TextField(blank=True, max_length=4000, verbose_name='Bakgrund i protokollet')),
                ('registered_date', models.DateField(verbose_name='Upprättat')),
                ('registered_as', models.CharField(max_length=120)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('cycle', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cycles.cycle')),
                ('employer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.employer')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'historical case',
                'verbose_name_plural': 'historical cases',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalHandling',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('on_date', models.DateField(verbose_name='Sammanträdesdag')),
                ('paragraph', models.CharField(max_length=40, verbose_name='Paragraf')),
                ('kind', models.CharField(choices=[('proposes', 'Föreslår organet över'), ('decides', 'Beslutar'), ('refers_back', 'Återremitterar'), ('tables', 'Bordlägger')], max_length=20, verbose_name='Beslutets slag')),
                ('points', models.JSONField(blank=True, default=list, verbose_name='Beslut')),
                ('approved_date', models.DateField(blank=True, null=True, verbose_name='Justerat')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_as', models.CharField(max_length=120)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.politicalbody')),
                ('case', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casework.case')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical handling',
                'verbose_name_plural': 'historical handlings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalRecipient',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='Skickas till')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('sent_date', models.DateField(blank=True, null=True, verbose_name='Skickat')),
                ('how', models.CharField(blank=True, max_length=80, verbose_name='Hur')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('case', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='casework.case')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical recipient',
                'verbose_name_plural': 'historical recipients',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='Skickas till')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('sent_date', models.DateField(blank=True, null=True, verbose_name='Skickat')),
                ('how', models.CharField(blank=True, max_length=80, verbose_name='Hur')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='casework.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'name'), name='recipient_once_per_case')],
            },
        ),
    ]
