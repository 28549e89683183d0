import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisation', '0001_initial'),
        ('surveys', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionnaireDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField()),
                ('revision', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('based_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.questionnaireversion')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questionnaire_drafts', to='organisation.employer')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='surveys.questionnaireversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('employer',), name='one_questionnaire_draft_at_a_time'), models.CheckConstraint(condition=models.Q(('published__isnull', True), ('ended_at__isnull', False), _connector='OR'), name='published_draft_has_ended')],
            },
        ),
        migrations.CreateModel(
            name='DraftStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('added', 'Fråga tillagd'), ('changed', 'Fråga ändrad'), ('moved', 'Fråga flyttad'), ('hidden', 'Fråga dold'), ('shown', 'Fråga visad igen'), ('removed', 'Fråga borttagen'), ('section_kept', 'Avsnitt sparat'), ('section_moved', 'Avsnitt flyttat'), ('section_removed', 'Avsnitt borttaget'), ('named', 'Underlagets namn ändrat'), ('read_in', 'Inläst från fil')], max_length=20)),
                ('key', models.CharField(blank=True, max_length=20)),
                ('before', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='questionnaires.questionnairedraft')),
            ],
            options={
                'indexes': [models.Index(fields=['draft', 'undone_at'], name='questionnai_draft_i_a0fdf0_idx')],
            },
        ),
    ]
