"""The database itself refuses that one person is SENCo of one setting twice on the same day, by whatever hand.

PostgreSQL has a constraint for that; SQLite, whose writers wait for one another, has two triggers.
"""

from django.db import migrations

NAME = "no_two_overlapping_lead_posts_at_one_setting"
TABLE = "practitioners_appointment"
OVERLAP = f"""
    NEW.role = 'senco' AND EXISTS (
        SELECT 1 FROM {TABLE} AS other
        WHERE other.practitioner_id = NEW.practitioner_id AND other.setting_id = NEW.setting_id
        AND other.role = 'senco' AND other.id <> NEW.id
        AND other.started_on <= COALESCE(NEW.ended_on, '9999-12-31')
        AND NEW.started_on <= COALESCE(other.ended_on, '9999-12-31')
    )
"""
WHEN = {"insert": "AFTER INSERT", "update": "AFTER UPDATE"}


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        schema_editor.execute(
            f"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist "
            "(practitioner_id WITH =, setting_id WITH =, daterange(started_on, ended_on, '[]') WITH &&) "
            "WHERE (role = 'senco')"
        )
        return
    for event, when in WHEN.items():
        schema_editor.execute(
            f"CREATE TRIGGER {NAME}_{event} {when} ON {TABLE} WHEN {OVERLAP} BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT IF EXISTS {NAME}")
        return
    for event in WHEN:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{event}")


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0001_people_and_their_posts")]

    operations = [migrations.RunPython(create, drop)]
