"""Rule books as rows, part by part, and one small whole book that may be published."""

from datetime import date
from typing import Any

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from qualifications import models
from qualifications.enums import ChangeKind
from qualifications.rules import book as values
from qualifications.rules.terms import (
    AcceptBy,
    Clock,
    Conventions,
    Expectation,
    LeapDay,
    Overlap,
    Requirement,
    ServiceTest,
)
from settings.enums import SettingType
from tests.factories.qualifications import QualificationFactory


class RuleBookFactory(DjangoModelFactory[models.RuleBook]):
    """An empty draft."""

    class Meta:
        model = models.RuleBook

    name = Sequence("Book {}".format)  # type: ignore[no-untyped-call]  # library's lack
    in_force_from = date(2024, 9, 1)
    leap_day = LeapDay.FEB28
    clock = Clock.THIS_POST
    overlap = Overlap.ONCE
    accept_by = AcceptBy.COMPLETED
    service_months = 12
    service_days = 366
    service_roles = ["senco"]


class PartFactory(DjangoModelFactory[Any]):
    """What every part of a book has: the book, and its place in it."""

    class Meta:
        abstract = True

    book = SubFactory(RuleBookFactory)  # type: ignore[no-untyped-call]  # library's lack
    position = Sequence(int)  # type: ignore[no-untyped-call]  # library's lack


class SourceFactory(PartFactory):
    class Meta:
        model = models.Source

    name = "Regulations"
    provision = Sequence("regulation {}".format)  # type: ignore[no-untyped-call]  # library's lack
    url = "https://law.example.org/"


class SettingTermsFactory(PartFactory):
    class Meta:
        model = models.SettingTerms

    setting_type = Sequence("type-{}".format)  # type: ignore[no-untyped-call]  # library's lack
    counts_as_service = True
    should_have_senco = Expectation.MUST


class AlternativeFactory(PartFactory):
    class Meta:
        model = models.Alternative

    name = "A qualified teacher"


class DesignationTestFactory(DjangoModelFactory[models.DesignationTest]):
    class Meta:
        model = models.DesignationTest

    alternative = SubFactory(AlternativeFactory)  # type: ignore[no-untyped-call]  # library's lack
    position = Sequence(int)  # type: ignore[no-untyped-call]  # library's lack
    fact = "teacher_status"
    accepted = ["qts"]
    words = "be a qualified teacher"


class AcceptanceFactory(PartFactory):
    class Meta:
        model = models.Acceptance

    set = "mandatory"
    qualification = SubFactory(QualificationFactory)  # type: ignore[no-untyped-call]  # library's lack
    longest_months = 22


class RuleFactory(PartFactory):
    class Meta:
        model = models.Rule

    code = Sequence("rule-{}".format)  # type: ignore[no-untyped-call]  # library's lack
    setting_types = ["academy"]
    service = ServiceTest.ANY
    requirement = Requirement.NONE
    words = "Nothing is asked for."


class ReadingFactory(PartFactory):
    class Meta:
        model = models.Reading

    code = Sequence("R{}".format)  # type: ignore[no-untyped-call]  # library's lack
    note = "The text may be read otherwise."


class ReadingChangeFactory(DjangoModelFactory[models.ReadingChange]):
    class Meta:
        model = models.ReadingChange

    reading = SubFactory(ReadingFactory)  # type: ignore[no-untyped-call]  # library's lack
    position = Sequence(int)  # type: ignore[no-untyped-call]  # library's lack
    kind = ChangeKind.DROP
    rule = "rule"


class CitationFactory(PartFactory):
    """By default the service limit's, of a source in the same book."""

    class Meta:
        model = models.Citation

    source = SubFactory(SourceFactory)  # type: ignore[no-untyped-call]  # library's lack


SOURCES = (
    values.Source("Act", "section 1", "https://law.example.org/act"),
    values.Source("Regulations", "regulation 2", "https://law.example.org/regulations"),
)


def sound_book(qualification: str, name: str = "A sound book") -> values.Book:
    """A small book with something in each of its parts, which may be published. In: a code of the catalogue."""
    every_type = tuple(SettingType.values)
    nothing = values.Rule(
        code="assistant",
        setting_types=every_type,
        words="Nothing is asked of an assistant.",
        requirement=Requirement.NONE,
        roles=("assistant_senco",),
        sources=SOURCES[:1],
    )
    rule = values.Rule(
        code="all",
        setting_types=every_type,
        words="Everybody must hold the qualification.",
        requirement=Requirement.REQUIRED,
        qualification=qualification,
        months=36,
        tests_designation=True,
        accepts="mandatory",
        sources=SOURCES,
    )
    test = values.DesignationTest("teacher_status", ("qts",), "be a qualified teacher", False, SOURCES)
    return values.Book(
        name=name,
        in_force_from=date(2024, 9, 1),
        notes="Invented for a test.",
        conventions=Conventions(),
        service_limit=values.ServiceLimit(12, 366, ("senco",), SOURCES[:1]),
        setting_terms=tuple(values.SettingTerms(each, True, Expectation.MUST, SOURCES[1:]) for each in every_type),
        designation=(values.Alternative("A qualified teacher", (test,)),),
        acceptances=(values.Acceptance("mandatory", qualification, 22, sources=SOURCES),),
        rules=(nothing, rule),
        readings=(
            values.Reading(
                "R1",
                "The time may be longer.",
                changes=(values.Change("all", "months", 48),),
                conventions=(("leap_day", "mar1"),),
                sources=SOURCES,
            ),
        ),
    )
