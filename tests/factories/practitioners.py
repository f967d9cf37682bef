"""People, their posts, courses and awards."""

from datetime import date
from decimal import Decimal
from hashlib import sha256

from factory.declarations import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from practitioners.models import (
    Appointment,
    Award,
    Certificate,
    Draft,
    Enrolment,
    Practice,
    Practitioner,
    PriorPost,
)
from senco_portal.lib import evidence
from tests.factories.qualifications import QualificationFactory
from tests.factories.settings import MOMENT, SettingFactory
from tests.factories.users import UserFactory


class PractitionerFactory(DjangoModelFactory[Practitioner]):
    """A qualified teacher of whom everything is known: no earlier post, no award."""

    class Meta:
        model = Practitioner

    name = Sequence("Robin Field {}".format)  # type: ignore[no-untyped-call]  # library's lack
    teacher_status = "qts"
    induction = "complete"
    posts_told = True
    awards_told = True
    courses_told = True


class AppointmentFactory(DjangoModelFactory[Appointment]):
    """A SENCo in post."""

    class Meta:
        model = Appointment

    practitioner = SubFactory(PractitionerFactory)  # type: ignore[no-untyped-call]  # library's lack
    setting = SubFactory(SettingFactory)  # type: ignore[no-untyped-call]  # library's lack
    started_on = date(2025, 1, 6)
    is_head_teacher = False
    teaches_at_setting = True


class PriorPostFactory(DjangoModelFactory[PriorPost]):
    class Meta:
        model = PriorPost

    practitioner = SubFactory(PractitionerFactory)  # type: ignore[no-untyped-call]  # library's lack
    setting_type = "maintained_school"
    started_on = date(2015, 9, 1)
    ended_on = date(2019, 8, 31)


class EnrolmentFactory(DjangoModelFactory[Enrolment]):
    class Meta:
        model = Enrolment

    practitioner = SubFactory(PractitionerFactory)  # type: ignore[no-untyped-call]  # library's lack
    qualification = SubFactory(QualificationFactory)  # type: ignore[no-untyped-call]  # library's lack
    started_on = date(2025, 3, 3)


class AwardFactory(DjangoModelFactory[Award]):
    class Meta:
        model = Award

    practitioner = SubFactory(PractitionerFactory)  # type: ignore[no-untyped-call]  # library's lack
    qualification = SubFactory(QualificationFactory)  # type: ignore[no-untyped-call]  # library's lack
    course_started_on = date(2022, 9, 5)
    course_completed_on = date(2023, 7, 14)
    awarded_on = date(2023, 9, 29)


class CertificateFactory(DjangoModelFactory[Certificate]):
    """A certificate whose file is stored."""

    class Meta:
        model = Certificate
        exclude = ("content",)

    content = b"%PDF-1.4 the certificate"
    award = SubFactory(AwardFactory)  # type: ignore[no-untyped-call]  # library's lack
    stored_as = LazyAttribute(lambda row: evidence.keep(row.content))  # type: ignore[no-untyped-call]  # library's lack
    kind = "pdf"
    size = LazyAttribute(lambda row: len(row.content))  # type: ignore[no-untyped-call]  # library's lack
    sha256 = LazyAttribute(lambda row: sha256(row.content).hexdigest())  # type: ignore[no-untyped-call]  # library's lack


class DraftFactory(DjangoModelFactory[Draft]):
    """An appointment begun, of which nothing is answered yet."""

    class Meta:
        model = Draft

    user = SubFactory(UserFactory)  # type: ignore[no-untyped-call]  # library's lack
    setting = SubFactory(SettingFactory)  # type: ignore[no-untyped-call]  # library's lack
    started_at = MOMENT
    changed_at = MOMENT


class PracticeFactory(DjangoModelFactory[Practice]):
    """A meeting of an hour and a half."""

    class Meta:
        model = Practice

    practitioner = SubFactory(PractitionerFactory)  # type: ignore[no-untyped-call]  # library's lack
    kind = "cluster"
    held_on = date(2025, 3, 6)
    hours = Decimal("1.5")
    title = "SENCo cluster"
