import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('attachments', '0001_initial'),
        ('registers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reading', models.CharField(choices=[('read', 'Texten är läst'), ('no_text', 'Filen är en bild utan text'), ('too_long', 'Filen är för lång för att läsas')], max_length=12)),
                ('place', models.CharField(choices=[('page', 'sida'), ('section', 'avsnitt')], default='page', max_length=8)),
                ('n_pages', models.PositiveIntegerField(default=0)),
                ('character', models.CharField(choices=[('discrimination', 'Diskrimineringslagen'), ('work_environment', 'Bara arbetsmiljörätt'), ('unclear', 'Oklart'), ('no_text', 'Ingen text')], max_length=20)),
                ('handed_in_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='registers.governingdocument')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='attachments.storedfile')),
                ('handed_in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DocumentPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('heading', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='guidelines.documentfile')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='document_page_once')],
            },
        ),
        migrations.CreateModel(
            name='DocumentReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on_date', models.DateField(verbose_name='Dag')),
                ('with_whom', models.CharField(max_length=200, verbose_name='Tillsammans med')),
                ('how_known', models.TextField(max_length=4000, verbose_name='Hur ni vet att dokumentet är känt')),
                ('n_cases', models.PositiveIntegerField(blank=True, null=True, verbose_name='Antal ärenden')),
                ('changes', models.TextField(max_length=4000, verbose_name='Vad uppföljningen ledde till')),
                ('made_as', models.CharField(max_length=250)),
                ('made_at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='registers.governingdocument')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'on_date'), name='one_review_a_day', violation_error_message='Det finns redan en uppföljning den dagen.')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalDocumentFile',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('reading', models.CharField(choices=[('read', 'Texten är läst'), ('no_text', 'Filen är en bild utan text'), ('too_long', 'Filen är för lång för att läsas')], max_length=12)),
                ('place', models.CharField(choices=[('page', 'sida'), ('section', 'avsnitt')], default='page', max_length=8)),
                ('n_pages', models.PositiveIntegerField(default=0)),
                ('character', models.CharField(choices=[('discrimination', 'Diskrimineringslagen'), ('work_environment', 'Bara arbetsmiljörätt'), ('unclear', 'Oklart'), ('no_text', 'Ingen text')], max_length=20)),
                ('handed_in_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registers.governingdocument')),
                ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='attachments.storedfile')),
                ('handed_in_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical document file',
                'verbose_name_plural': 'historical document files',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalDocumentReview',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('on_date', models.DateField(verbose_name='Dag')),
                ('with_whom', models.CharField(max_length=200, verbose_name='Tillsammans med')),
                ('how_known', models.TextField(max_length=4000, verbose_name='Hur ni vet att dokumentet är känt')),
                ('n_cases', models.PositiveIntegerField(blank=True, null=True, verbose_name='Antal ärenden')),
                ('changes', models.TextField(max_length=4000, verbose_name='Vad uppföljningen ledde till')),
                ('made_as', models.CharField(max_length=250)),
                ('made_at', models.DateTimeField()),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registers.governingdocument')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical document review',
                'verbose_name_plural': 'historical document reviews',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalPointFinding',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('point', models.CharField(max_length=40)),
                ('verdict', models.CharField(choices=[('found', 'Står i dokumentet'), ('missing', 'Saknas i dokumentet')], max_length=8)),
                ('page', models.CharField(blank=True, max_length=40, verbose_name='Sida')),
                ('passage', models.TextField(blank=True, max_length=4000, verbose_name='Stycke')),
                ('made_as', models.CharField(max_length=250)),
                ('made_at', models.DateTimeField()),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='registers.governingdocument')),
                ('file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='guidelines.documentfile')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical point finding',
                'verbose_name_plural': 'historical point findings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='PointFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('point', models.CharField(max_length=40)),
                ('verdict', models.CharField(choices=[('found', 'Står i dokumentet'), ('missing', 'Saknas i dokumentet')], max_length=8)),
                ('page', models.CharField(blank=True, max_length=40, verbose_name='Sida')),
                ('passage', models.TextField(blank=True, max_length=4000, verbose_name='Stycke')),
                ('made_as', models.CharField(max_length=250)),
                ('made_at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='registers.governingdocument')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='guidelines.documentfile')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('file', None), _negated=True), fields=('file', 'point'), name='finding_once_in_a_file'), models.UniqueConstraint(condition=models.Q(('file', None)), fields=('document', 'point'), name='finding_once_without_a_file'), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'found'), _negated=True), models.Q(('page', ''), _negated=True), _connector='OR'), name='found_point_has_a_page')],
            },
        ),
    ]
