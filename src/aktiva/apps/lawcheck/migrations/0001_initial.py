import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cycles', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PastCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on_day', models.DateField()),
                ('rules', models.CharField(max_length=64)),
                ('results', models.JSONField()),
                ('headcount', models.PositiveIntegerField(null=True)),
                ('schools', models.JSONField(default=dict)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='past_checks', to='cycles.cycle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cycle', 'on_day'), name='past_check_once_a_day')],
            },
        ),
    ]
