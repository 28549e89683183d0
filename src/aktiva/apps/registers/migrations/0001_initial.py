import django.db.models.deletion
import django.db.models.functions.text
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
            name='GoverningDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('personnel_policy', 'Personalpolicy'), ('pay_policy', 'Lönepolicy'), ('recruitment', 'Rekryteringsrutin'), ('guidelines', 'Riktlinjer mot trakasserier'), ('routines', 'Rutiner vid trakasserier'), ('follow_up', 'Rutin för den årliga uppföljningen'), ('parental_leave', 'Rutin för föräldraledighet'), ('education_guidelines', 'Riktlinjer mot trakasserier i utbildningen'), ('education_routines', 'Rutiner vid trakasserier i utbildningen'), ('degrading_treatment_plan', 'Plan mot kränkande behandling'), ('other', 'Annat styrdokument')], max_length=24, verbose_name='Slag')),
                ('title', models.CharField(max_length=160, verbose_name='Dokumentets namn')),
                ('version', models.CharField(max_length=40, verbose_name='Version')),
                ('owner_role', models.CharField(max_length=160, verbose_name='Ägare')),
                ('adopted_by', models.CharField(max_length=160, verbose_name='Antaget av')),
                ('adopted_on', models.DateField(verbose_name='Antaget den')),
                ('next_review_on', models.DateField(verbose_name='Ses över senast')),
                ('link', models.URLField(blank=True, max_length=400, verbose_name='Länk')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='Gäller inte längre från')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='governing_documents', to='organisation.employer')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='registers.governingdocument')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='governing_documents', to='organisation.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('next_review_on__gt', models.F('adopted_on'))), name='document_is_reviewed_after_adoption', violation_error_message='Översynen ska ligga efter den dag dokumentet antogs.')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalForum',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('safety_round', 'Skyddsrond'), ('workplace_meeting', 'Arbetsplatsträff'), ('meeting_theme', 'Tema på arbetsplatsträff'), ('management_group', 'Ledningsgrupp'), ('cooperation_group', 'Samverkansgrupp'), ('appraisal', 'Medarbetarsamtal'), ('survey', 'Enkät'), ('nano_learning', 'Nano-learning'), ('daily_communication', 'Daglig kommunikation'), ('training', 'Utbildning'), ('work_environment', 'Årshjulet för arbetsmiljön')], max_length=24, verbose_name='Slag')),
                ('name', models.CharField(max_length=80, verbose_name='Namn hos er')),
                ('level', models.CharField(blank=True, choices=[('employer', 'employer'), ('department', 'department'), ('group', 'group'), ('workplace', 'workplace')], max_length=20, verbose_name='Nivå')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='Används inte längre från')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('employer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.employer')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical forum',
                'verbose_name_plural': 'historical forums',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalGoverningDocument',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('personnel_policy', 'Personalpolicy'), ('pay_policy', 'Lönepolicy'), ('recruitment', 'Rekryteringsrutin'), ('guidelines', 'Riktlinjer mot trakasserier'), ('routines', 'Rutiner vid trakasserier'), ('follow_up', 'Rutin för den årliga uppföljningen'), ('parental_leave', 'Rutin för föräldraledighet'), ('education_guidelines', 'Riktlinjer mot trakasserier i utbildningen'), ('education_routines', 'Rutiner vid trakasserier i utbildningen'), ('degrading_treatment_plan', 'Plan mot kränkande behandling'), ('other', 'Annat styrdokument')], max_length=24, verbose_name='Slag')),
                ('title', models.CharField(max_length=160, verbose_name='Dokumentets namn')),
                ('version', models.CharField(max_length=40, verbose_name='Version')),
                ('owner_role', models.CharField(max_length=160, verbose_name='Ägare')),
                ('adopted_by', models.CharField(max_length=160, verbose_name='Antaget av')),
                ('adopted_on', models.DateField(verbose_name='Antaget den')),
                ('next_review_on', models.DateField(verbose_name='Ses över senast')),
                ('link', models.URLField(blank=True, max_length=400, verbose_name='Länk')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='Gäller inte längre från')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('employer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.employer')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registers.governingdocument')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.unit')),
            ],
            options={
                'verbose_name': 'historical governing document',
                'verbose_name_plural': 'historical governing documents',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalOwnArea',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='Rubrik')),
                ('areas', models.JSONField(default=list, verbose_name='Områden i lagen')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('employer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='organisation.employer')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical own area',
                'verbose_name_plural': 'historical own areas',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='OwnArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='Rubrik')),
                ('areas', models.JSONField(default=list, verbose_name='Områden i lagen')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own_areas', to='organisation.employer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), models.F('employer'), name='own_area_name_unique')],
            },
        ),
        migrations.CreateModel(
            name='Forum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('safety_round', 'Skyddsrond'), ('workplace_meeting', 'Arbetsplatsträff'), ('meeting_theme', 'Tema på arbetsplatsträff'), ('management_group', 'Ledningsgrupp'), ('cooperation_group', 'Samverkansgrupp'), ('appraisal', 'Medarbetarsamtal'), ('survey', 'Enkät'), ('nano_learning', 'Nano-learning'), ('daily_communication', 'Daglig kommunikation'), ('training', 'Utbildning'), ('work_environment', 'Årshjulet för arbetsmiljön')], max_length=24, verbose_name='Slag')),
                ('name', models.CharField(max_length=80, verbose_name='Namn hos er')),
                ('level', models.CharField(blank=True, choices=[('employer', 'employer'), ('department', 'department'), ('group', 'group'), ('workplace', 'workplace')], max_length=20, verbose_name='Nivå')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='Används inte längre från')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forums', to='organisation.employer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), models.F('employer'), name='forum_name_unique')],
            },
        ),
    ]
