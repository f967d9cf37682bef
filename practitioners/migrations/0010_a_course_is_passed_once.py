"""The database itself holds that a course is passed once, and that its outcome says when it was completed."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("practitioners", "0009_outcomes_agree_with_their_courses")]

    operations = [
        migrations.AddConstraint(
            "award",
            models.CheckConstraint(
                condition=Q(enrolment__isnull=True)
                | Q(course_started_on__isnull=False, course_completed_on__isnull=False),
                name="an_outcome_says_when_its_course_was_completed",
            ),
        ),
        migrations.AddConstraint(
            "award",
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(outcome="passed"), name="a_course_is_passed_once"
            ),
        ),
    ]
