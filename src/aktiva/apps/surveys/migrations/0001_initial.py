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
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=20)),
                ('value', models.JSONField(blank=True, default=dict)),
                ('is_complete', models.BooleanField(default=False)),
                ('is_risk', models.BooleanField(blank=True, null=True, verbose_name='Innebär det en risk eller ett hinder?')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens_date', models.DateField(verbose_name='Öppnas')),
                ('last_date', models.DateField(verbose_name='Sista svarsdag')),
                ('message', models.TextField(blank=True, max_length=2000, verbose_name='Hälsning till dem som svarar')),
                ('opened_at', models.DateTimeField()),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='cycles.cycle')),
            ],
        ),
        migrations.CreateModel(
            name='HistoricalSheet',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('level', models.CharField(choices=[('unit', 'Enhet'), ('department', 'Förvaltning'), ('central', 'Centralt')], max_length=20)),
                ('state', models.CharField(choices=[('open', 'Inte inlämnat'), ('submitted', 'Inlämnat'), ('returned', 'Tillbaka för komplettering'), ('approved', 'Granskat')], default='open', max_length=20)),
                ('n_answered', models.PositiveSmallIntegerField(default=0)),
                ('n_asked', models.PositiveSmallIntegerField()),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('submitted_as', models.CharField(blank=True, max_length=120)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('campaign', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.campaign')),
                ('department', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.unit')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'historical sheet',
                'verbose_name_plural': 'historical sheets',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='QuestionnaireVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='Namn')),
                ('content', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questionnaires', to='organisation.employer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('employer', 'digest'), name='questionnaire_unique')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalCampaign',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('opens_date', models.DateField(verbose_name='Öppnas')),
                ('last_date', models.DateField(verbose_name='Sista svarsdag')),
                ('message', models.TextField(blank=True, max_length=2000, verbose_name='Hälsning till dem som svarar')),
                ('opened_at', models.DateTimeField()),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('cycle', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cycles.cycle')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('questionnaire', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.questionnaireversion')),
            ],
            options={
                'verbose_name': 'historical campaign',
                'verbose_name_plural': 'historical campaigns',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='campaign',
            name='questionnaire',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='surveys.questionnaireversion'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('last_date__gte', models.F('opens_date'))), name='campaign_ends_after_start'),
        ),
        migrations.CreateModel(
            name='RivalAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.JSONField()),
                ('is_risk', models.BooleanField(blank=True, null=True)),
                ('written_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rivals', to='surveys.answer')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('unit', 'Enhet'), ('department', 'Förvaltning'), ('central', 'Centralt')], max_length=20)),
                ('state', models.CharField(choices=[('open', 'Inte inlämnat'), ('submitted', 'Inlämnat'), ('returned', 'Tillbaka för komplettering'), ('approved', 'Granskat')], default='open', max_length=20)),
                ('n_answered', models.PositiveSmallIntegerField(default=0)),
                ('n_asked', models.PositiveSmallIntegerField()),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('submitted_as', models.CharField(blank=True, max_length=120)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='surveys.campaign')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='organisation.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['campaign', 'level', 'state'], name='surveys_she_campaig_6a14eb_idx')],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'unit', 'level'), name='sheet_once_per_unit_and_level'), models.CheckConstraint(condition=models.Q(('state', 'open'), ('submitted_at__isnull', False), _connector='OR'), name='sheet_state_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=20)),
                ('text', models.TextField(max_length=1000, verbose_name='Vad behöver kompletteras?')),
                ('written_at', models.DateTimeField()),
                ('written_as', models.CharField(max_length=120)),
                ('met_at', models.DateTimeField(blank=True, null=True)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='surveys.sheet')),
            ],
            options={
                'indexes': [models.Index(fields=['sheet', 'question'], name='surveys_rem_sheet_i_98b701_idx')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalRemark',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('question', models.CharField(max_length=20)),
                ('text', models.TextField(max_length=1000, verbose_name='Vad behöver kompletteras?')),
                ('written_at', models.DateTimeField()),
                ('written_as', models.CharField(max_length=120)),
                ('met_at', models.DateTimeField(blank=True, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.sheet')),
            ],
            options={
                'verbose_name': 'historical remark',
                'verbose_name_plural': 'historical remarks',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalAnswer',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('question', models.CharField(max_length=20)),
                ('value', models.JSONField(blank=True, default=dict)),
                ('is_complete', models.BooleanField(default=False)),
                ('is_risk', models.BooleanField(blank=True, null=True, verbose_name='Innebär det en risk eller ett hinder?')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('answered_at', models.DateTimeField()),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.sheet')),
            ],
            options={
                'verbose_name': 'historical answer',
                'verbose_name_plural': 'historical answers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='answer',
            name='sheet',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='surveys.sheet'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('sheet', 'question'), name='one_answer_per_question'),
        ),
    ]
