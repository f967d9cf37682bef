"""The questions in order: each is one page with one form."""

from typing import NamedTuple

from practitioners.forms import appointing as posts
from practitioners.forms import appointing_rows as rows
from practitioners.forms.certificates import CertificatesForm
from practitioners.forms.who import MatchForm, WhoForm
from senco_portal.lib.govuk_forms.formsets import AddAnotherFormSet


class Question(NamedTuple):
    """The last part of its address, the field that answers it, what lists call it, and its form.

    A page of several has a ``heading``; the ``fact`` of a page of rows is their prefix.
    """

    slug: str
    fact: str
    called: str
    form: type[posts.QuestionForm] | type[AddAnotherFormSet]
    heading: str = ""


QUESTIONS = (
    Question("who", "name", "Who", WhoForm),
    Question("match", "match", "In the register", MatchForm),
    Question("start", "started_on", "First day", posts.StartForm),
    Question("role", "role", "As what", posts.RoleForm),
    Question("elsewhere", "elsewhere", "SENCo elsewhere", posts.ElsewhereForm),
    Question("left", "left", "Which setting they leave", posts.LeftForm),
    Question("cover", "cover", "Own post or cover", posts.CoverForm),
    Question("shared", "is_shared", "Shared with another setting", posts.SharedForm),
    Question("head-teacher", "is_head_teacher", "Head teacher", posts.HeadTeacherForm),
    Question("teaching", "teaches_at_setting", "Teaches here", posts.TeachingForm),
    Question("time", "time", "Time for the role", posts.TimeForm),
    Question("leadership", "on_leadership_team", "On the leadership team", posts.LeadershipForm),
    Question("teacher", "teacher_status", "Qualified teacher", posts.TeacherForm),
    Question("induction", "induction", "Induction", posts.InductionForm),
    Question("earlier-posts", "previous_posts", "SENCo before", posts.EarlierPostsForm),
    Question(
        "earlier-post-details", "posts", "Earlier posts", rows.EarlierPosts, "Where was this person a SENCo before?"
    ),
    Question("qualifications", "awards", "Qualification or outcome", posts.QualificationsForm),
    Question("qualification-details", "outcomes", "Qualifications", rows.Outcomes, "Which qualifications or outcomes?"),
    Question("certificates", "certificates", "Certificates", CertificatesForm, "Do you have the certificates?"),
    Question("course", "enrolments", "Course under way", posts.CourseForm),
    Question("course-details", "places", "Courses", rows.Places, "Which course?"),
)
BY_SLUG = {question.slug: question for question in QUESTIONS}
# What no longer holds when another question is answered otherwise.
UNDOES = {
    "who": ("match", "elsewhere", "left"),
    "match": ("elsewhere", "left"),
    "qualification-details": ("certificates",),
}
