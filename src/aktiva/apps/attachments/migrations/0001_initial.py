import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employer_id', models.BigIntegerField(db_index=True)),
                ('name', models.CharField(max_length=150, verbose_name='Filens namn')),
                ('kind', models.CharField(choices=[('pdf', 'pdf'), ('png', 'png'), ('jpg', 'jpg'), ('docx', 'docx'), ('dotx', 'dotx'), ('xlsx', 'xlsx'), ('odt', 'odt'), ('ods', 'ods'), ('txt', 'txt'), ('csv', 'csv')], max_length=8)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(db_index=True, max_length=64, validators=[django.core.validators.RegexValidator('\\A[0-9a-f]{64}\\Z')])),
                ('is_scanned', models.BooleanField()),
                ('stored_at', models.DateTimeField()),
                ('stored_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='stored_file_is_not_empty')],
            },
        ),
    ]
