import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalRelease',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('table', models.CharField(max_length=40)),
                ('on_date', models.DateField()),
                ('cells', models.JSONField()),
                ('reason', models.TextField(max_length=1000, verbose_name='Skäl')),
                ('decided_at', models.DateTimeField()),
                ('decided_as', models.CharField(max_length=120)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('employer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.employer')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'historical release',
                'verbose_name_plural': 'historical releases',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSexFigure',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('on_date', models.DateField()),
                ('n_women', models.PositiveIntegerField()),
                ('n_men', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=120)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'historical sex figure',
                'verbose_name_plural': 'historical sex figures',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSickLeave',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('share', models.DecimalField(decimal_places=1, max_digits=4)),
                ('share_women', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ('share_men', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ('n_women', models.PositiveIntegerField()),
                ('n_men', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=120)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'historical sick leave',
                'verbose_name_plural': 'historical sick leaves',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalStaffFigure',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('on_date', models.DateField()),
                ('form', models.CharField(choices=[('permanent', 'Tillsvidareanställda'), ('fixed_term', 'Visstidsanställda'), ('hourly', 'Timavlönade')], max_length=20)),
                ('extent', models.CharField(choices=[('full_time', 'Heltid'), ('part_time', 'Deltid')], max_length=20)),
                ('n_persons', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=120)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'historical staff figure',
                'verbose_name_plural': 'historical staff figures',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=40)),
                ('on_date', models.DateField()),
                ('cells', models.JSONField()),
                ('reason', models.TextField(max_length=1000, verbose_name='Skäl')),
                ('decided_at', models.DateTimeField()),
                ('decided_as', models.CharField(max_length=120)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='organisation.employer')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='organisation.unit')),
            ],
        ),
        migrations.CreateModel(
            name='SexFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on_date', models.DateField()),
                ('n_women', models.PositiveIntegerField()),
                ('n_men', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=120)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sex_figures', to='organisation.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'on_date'), name='sex_figure_unique')],
            },
        ),
        migrations.CreateModel(
            name='SickLeave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('share', models.DecimalField(decimal_places=1, max_digits=4)),
                ('share_women', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ('share_men', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ('n_women', models.PositiveIntegerField()),
                ('n_men', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=120)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sick_leave', to='organisation.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'year'), name='sick_leave_unique'), models.CheckConstraint(condition=models.Q(('share__range', (0, 100)), models.Q(('share_women__isnull', True), ('share_women__range', (0, 100)), _connector='OR'), models.Q(('share_men__isnull', True), ('share_men__range', (0, 100)), _connector='OR')), name='sick_leave_in_per_cent')],
            },
        ),
        migrations.CreateModel(
            name='StaffFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on_date', models.DateField()),
                ('form', models.CharField(choices=[('permanent', 'Tillsvidareanställda'), ('fixed_term', 'Visstidsanställda'), ('hourly', 'Timavlönade')], max_length=20)),
                ('extent', models.CharField(choices=[('full_time', 'Heltid'), ('part_time', 'Deltid')], max_length=20)),
                ('n_persons', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=120)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff_figures', to='organisation.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['on_date', 'unit'], name='statistics__on_date_85042e_idx')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'on_date', 'form', 'extent'), name='staff_figure_unique')],
            },
        ),
    ]
