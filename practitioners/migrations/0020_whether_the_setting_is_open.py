"""Standings say whether the setting is open, from when the post is overdue, and what a course would lead to.

Keys that another index begins with have none of their own.
"""

from django.db import migrations, models
from django.db.models import CASCADE

_COUNTED_BY = ("place", "setting_type", "role", "status", "held_on")
_PLACES = [("open", "open"), ("to_open", "still to open"), ("closed", "closed")]


def _plain(name: str, field: models.Field) -> migrations.AddField:
    """A column that no row lacks, since there are none."""
    return migrations.AddField("standing", name, field, preserve_default=False)


def _bare(model: str, name: str, to: str, related_name: str = "+", **options: bool) -> migrations.AlterField:
    """A key without an index of its own."""
    key = models.ForeignKey(db_index=False, on_delete=CASCADE, related_name=related_name, to=to, **options)
    return migrations.AlterField(model, name, key)


def _index(name: str, *fields: str) -> migrations.AddIndex:
    return migrations.AddIndex("standing", models.Index(fields=[*fields, *_COUNTED_BY], name=name))


class Migration(migrations.Migration):
    dependencies = [
        ("practitioners", "0019_forget_once_more"),
        ("qualifications", "0005_publishing_is_a_permission"),
        ("settings", "0012_invitations"),
    ]

    operations = [
        migrations.RemoveIndex("standing", "standings_of_an_area"),
        migrations.RemoveIndex("standing", "standings_of_england"),
        migrations.RemoveField("standing", "late_on"),
        _plain("before_opening", models.BooleanField(default=False)),
        _plain("begins_post", models.BooleanField(default=False)),
        _plain("place", models.CharField(choices=_PLACES, default="open", max_length=7)),
        migrations.AddField("standing", "course", models.CharField(blank=True, max_length=40)),
        migrations.AddField(
            "standing",
            "overdue_on",
            models.DateField(help_text="The first later day on which the post is overdue.", null=True),
        ),
        migrations.AlterField(
            "assessment",
            "decided_at",
            models.DateTimeField(help_text="Since when it is decided so: deciding the same again leaves it."),
        ),
        _bare("assessment", "appointment", "practitioners.appointment", "assessments"),
        _bare("assessment", "book", "qualifications.rulebook"),
        _bare("leadership", "book", "qualifications.rulebook"),
        _bare("standing", "assessment", "practitioners.assessment", "standings"),
        _bare("standing", "authority", "settings.localauthority", null=True),
        _bare("standing", "book", "qualifications.rulebook"),
        _bare("standing", "setting", "settings.setting"),
        _index("standings_of_an_area", "book", "authority", "last_day", "first_day"),
        _index("standings_of_england", "book", "last_day", "first_day", "authority"),
    ]
