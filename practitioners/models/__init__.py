"""People, their posts, courses and awards, and what the rules decide of each post."""

from practitioners.models.apart import KeptApart
from practitioners.models.appointment import Appointment, Move, PriorPost
from practitioners.models.assessment import Assessment, Leadership, Standing
from practitioners.models.certificate import Certificate, ParkedCertificate
from practitioners.models.course import Award, Enrolment
from practitioners.models.draft import Draft
from practitioners.models.look import Look
from practitioners.models.merge import Merge
from practitioners.models.practice import Practice
from practitioners.models.practitioner import Practitioner, PreviousName

# Rows that belong to a person, each by its ``practitioner``.
OF_A_PERSON = (Appointment, PriorPost, Enrolment, Award, PreviousName, Practice)

__all__ = [
    "OF_A_PERSON",
    "Appointment",
    "Assessment",
    "Award",
    "Certificate",
    "Draft",
    "Enrolment",
    "KeptApart",
    "Leadership",
    "Look",
    "Merge",
    "Move",
    "Practice",
    "ParkedCertificate",
    "Practitioner",
    "PreviousName",
    "PriorPost",
    "Standing",
]
