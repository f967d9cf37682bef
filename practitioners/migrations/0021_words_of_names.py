"""The words of names beside them, by which lists find people however their names are written."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import practitioners.models.words
from practitioners.models.words import words_in

AT_ONCE = 2_000


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    people = apps.get_model("practitioners", "Practitioner")
    some = []
    for person in people.objects.only("pk", "name").order_by("pk").iterator(AT_ONCE):
        person.words = words_in(person.name)[:420]
        some.append(person)
        if len(some) == AT_ONCE:
            people.objects.bulk_update(some, ["words"])
            some = []
    people.objects.bulk_update(some, ["words"])


class Migration(migrations.Migration):

    dependencies = [
        ("practitioners", "0020_whether_the_setting_is_open"),
    ]

    operations = [
        migrations.AddField(
            model_name="practitioner",
            name="words",
            field=practitioners.models.words.NameWordsField(
                db_default="", default="", editable=False, max_length=420, of="name"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
