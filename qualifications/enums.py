"""The words of rule books and of the catalogue, with what people call them."""

from django.db import models

from qualifications.rules.facts import Induction, TeacherStatus
from qualifications.rules.terms import AcceptBy, Clock, Expectation, LeapDay, Overlap, Requirement, ServiceTest

Choices = list[tuple[str, str]]

REQUIREMENTS: Choices = [
    (Requirement.REQUIRED, "required by law"),
    (Requirement.RECOMMENDED, "recommended by statutory guidance"),
    (Requirement.OPTIONAL, "optional: encouraged"),
    (Requirement.NONE, "nothing is asked for"),
]
EXPECTATIONS: Choices = [
    (Expectation.MUST, "must have a SENCo"),
    (Expectation.EXPECTED, "is expected to have a SENCo"),
    (Expectation.ENCOURAGED, "is encouraged to have a SENCo"),
    (Expectation.NONE, "has no duty to have a SENCo"),
]
SERVICE_TESTS: Choices = [
    (ServiceTest.ANY, "any earlier service, or none"),
    (ServiceTest.MORE, "more earlier service than the limit"),
    (ServiceTest.NOT_MORE, "not more earlier service than the limit"),
]
LEAP_DAYS: Choices = [(LeapDay.FEB28, "28 February"), (LeapDay.MAR1, "1 March")]
CLOCKS: Choices = [
    (Clock.THIS_POST, "the first day of this post"),
    (Clock.FIRST_POST, "the first day of the first post that counts"),
]
OVERLAPS: Choices = [
    (Overlap.ONCE, "a day in two posts counts once"),
    (Overlap.TWICE, "a day in two posts counts twice"),
]
ACCEPT_BY: Choices = [(AcceptBy.COMPLETED, "the course's completion"), (AcceptBy.AWARDED, "the certificate's date")]

# The facts that a designation test may ask for, and the answers that each can have.
FACTS: Choices = [
    ("teacher_status", "how the person came to be a qualified teacher"),
    ("induction", "whether induction is behind them"),
    ("teaches_at_setting", "whether they work as a teacher at the setting"),
    ("is_head_teacher", "whether they are the head teacher, or act as one"),
]
YES_NO: Choices = [("true", "yes"), ("false", "no")]
ANSWERS: dict[str, Choices] = {
    "teacher_status": [
        (TeacherStatus.QTS, "qualified teacher status (QTS)"),
        (TeacherStatus.QTLS, "qualified teacher learning and skills (QTLS), with current membership"),
        (TeacherStatus.EYTS_ONLY, "early years teacher status alone"),
        (TeacherStatus.EXCLUDED_ROUTE, "qualified by a route that the law leaves out"),
        (TeacherStatus.NOT_QUALIFIED, "no qualified teacher"),
    ],
    "induction": [
        (Induction.COMPLETE, "completed"),
        (Induction.INCOMPLETE, "not completed"),
        (Induction.NOT_REQUIRED, "not needed"),
    ],
    "teaches_at_setting": YES_NO,
    "is_head_teacher": YES_NO,
}


class BookStatus(models.TextChoices):
    """A draft may change; a published book never does. Which published book is in force follows from its day."""

    DRAFT = "draft", "draft"
    PUBLISHED = "published", "published"


class Role(models.TextChoices):
    """As what a person is in a post."""

    SENCO = "senco", "SENCo"
    ASSISTANT_SENCO = "assistant_senco", "assistant SENCo"


class Certainty(models.TextChoices):
    """How sure a fact of the catalogue is."""

    VERIFIED = "verified", "read in the source itself"
    SECONDARY = "secondary", "read in somebody else's account of it"
    KNOWN = "known", "well known, not read again"
    INFERRED = "inferred", "concluded from other facts"


class PartKind(models.TextChoices):
    """What a qualification's parts are called."""

    AREA = "area", "area"
    PART = "part", "part"
    UNIT = "unit", "unit"


class ProviderRole(models.TextChoices):
    """What a body does for a qualification."""

    AWARDS = "awards", "awards it"
    DELIVERS = "delivers", "teaches it"


class ChangeKind(models.TextChoices):
    """What one line of another reading does to the book."""

    DROP = "drop", "leave a rule out"
    RULE = "rule", "give a rule's field another value"
    CONVENTION = "convention", "make another choice where the text leaves one"
