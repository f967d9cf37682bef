"""What was recorded before a course and its outcome had to say the same is made to, each with its entry in the history.

An outcome has the days of its course, which is completed; where nobody said when, and of two passes of one course, an
award stands alone; one without a certificate is self-declared, unless an officer verified it.
"""

from django.db import migrations
from django.utils import timezone

WHY = "A course and its outcome say the same; “certificate seen” means that there is one"


def agree(apps, schema_editor):
    passed = set()
    for award in apps.get_model("practitioners", "Award").objects.order_by("pk"):
        before = values(award)
        if award.enrolment and (is_unclear(award) or (award.outcome == "passed" and award.enrolment_id in passed)):
            award.enrolment = None
        if award.enrolment:
            passed |= {award.enrolment_id} if award.outcome == "passed" else set()
            complete(apps, award)
        if award.evidence_level == "seen" and not award.certificates.exists():
            award.evidence_level = "declared"
        save(apps, award, before)


def is_unclear(award):
    """Whether nobody said when the course was completed, or a day before it began: that is not guessed."""
    completed_on = award.course_completed_on or award.enrolment.ended_on
    return completed_on is None or completed_on < award.enrolment.started_on


def complete(apps, award):
    """The outcome's own day is believed; where it has none, the course's."""
    course, before = award.enrolment, values(award.enrolment)
    award.course_started_on = course.started_on
    award.course_completed_on = award.course_completed_on or course.ended_on
    earlier = course.awards.exclude(pk=award.pk).values_list("course_completed_on", flat=True)
    course.status = "completed"
    course.ended_on = max(day for day in (award.course_completed_on, *earlier) if day)
    save(apps, course, before)


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def save(apps, row, before):
    if values(row) == before:
        return
    row.save()
    history = apps.get_model("practitioners", f"Historical{row._meta.object_name}")
    said = {"history_type": "~", "history_date": timezone.now(), "history_change_reason": WHY}  # noqa: TID251  # once
    history.objects.create(**values(row), **said)


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0008_looks")]

    operations = [migrations.RunPython(agree, migrations.RunPython.noop)]
