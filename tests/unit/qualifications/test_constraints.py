"""Each constraint is named by the truth that it holds. For each: what would break it, tried in the database itself."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from qualifications.models import Approval, Qualification, RuleBook
from tests.factories.qualifications import ApprovalFactory, QualificationFactory, UnitFactory, VariantFactory
from tests.factories.rule_books import (
    AcceptanceFactory,
    AlternativeFactory,
    CitationFactory,
    DesignationTestFactory,
    ReadingChangeFactory,
    ReadingFactory,
    RuleBookFactory,
    RuleFactory,
    SettingTermsFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2024, 1, 1), date(2024, 12, 31)
MOMENT = datetime(2024, 9, 1, tzinfo=UTC)
Attempt = Callable[[], Any]


def making(make: Any, **wrong: Any) -> Attempt:
    return lambda: make.create(**wrong)


def citing_two_owners() -> None:
    book = RuleBookFactory.create()
    CitationFactory.create(book=book, rule=RuleFactory.create(book=book), reading=ReadingFactory.create(book=book))


def citing_everybody() -> None:
    alternative = AlternativeFactory.create()
    CitationFactory.create(
        rule=RuleFactory.create(),
        acceptance=AcceptanceFactory.create(),
        test=DesignationTestFactory.create(alternative=alternative),
        terms=SettingTermsFactory.create(),
        reading=ReadingFactory.create(),
    )


def same_unit_twice() -> None:
    unit = UnitFactory.create(position=1)
    UnitFactory.create(qualification=unit.qualification, position=1)


def same_unit_of_a_form_twice() -> None:
    variant = VariantFactory.create()
    for _ in range(2):
        UnitFactory.create(qualification=variant.qualification, variant=variant, position=1)


def same_approval_twice() -> None:
    one = ApprovalFactory.create()
    ApprovalFactory.create(provider=one.provider, qualification=one.qualification, role=one.role)


def same_place_twice(make: Any, parent: str, **own: Any) -> Attempt:
    def attempt() -> None:
        one = make.create(position=1)
        make.create(**{parent: getattr(one, parent)}, position=1, **own)

    return attempt


def same_name_twice(make: Any, *names: str) -> Attempt:
    """Another part of the same book, elsewhere in it, under the same name."""

    def attempt() -> None:
        one = make.create(position=1)
        make.create(book=one.book, position=2, **{name: getattr(one, name) for name in names})

    return attempt


def same_change_twice() -> None:
    one = ReadingChangeFactory.create(position=1)
    ReadingChangeFactory.create(reading=one.reading, position=2)


# For each constraint: ways to break it.
ATTEMPTS: dict[str, list[Attempt]] = {
    "levels_are_1_to_8": [making(QualificationFactory, level=0), making(QualificationFactory, level=9)],
    "longest_is_not_shorter_than_usual": [making(QualificationFactory, usual_months=22, longest_months=21)],
    "a_replacement_has_a_day": [
        lambda: QualificationFactory.create(replaces=QualificationFactory.create()),
        making(QualificationFactory, replaced_on=EARLY),
    ],
    "units_stand_in_order": [same_unit_twice],
    "units_of_a_form_stand_in_order": [same_unit_of_a_form_twice],
    "a_unit_has_a_reference_or_a_title": [making(UnitFactory, reference="", title="")],
    "one_approval_per_role": [same_approval_twice],
    "an_approval_ends_after_it_begins": [making(ApprovalFactory, approved_from=LATE, approved_until=EARLY)],
    "a_book_is_draft_or_published": [
        making(RuleBookFactory, status="superseded"),
        making(RuleBookFactory, status="", published_at=MOMENT),
    ],
    "a_published_book_has_its_moment": [
        making(RuleBookFactory, status="published"),
        making(RuleBookFactory, status="draft", published_at=MOMENT),
    ],
    "the_service_limit_is_positive": [
        making(RuleBookFactory, service_months=0),
        making(RuleBookFactory, service_days=0),
    ],
    "a_book_names_a_source_once": [same_name_twice(SourceFactory, "name", "provision", "url")],
    "sources_stand_in_order": [same_place_twice(SourceFactory, "book")],
    "a_book_speaks_once_of_a_setting_type": [same_name_twice(SettingTermsFactory, "setting_type")],
    "setting_terms_stand_in_order": [same_place_twice(SettingTermsFactory, "book")],
    "alternatives_stand_in_order": [same_place_twice(AlternativeFactory, "book")],
    "tests_stand_in_order": [same_place_twice(DesignationTestFactory, "alternative")],
    "acceptances_stand_in_order": [same_place_twice(AcceptanceFactory, "book")],
    "a_course_takes_time": [making(AcceptanceFactory, longest_months=0)],
    "a_rule_has_a_name_of_its_own": [same_name_twice(RuleFactory, "code")],
    "rules_stand_in_order": [same_place_twice(RuleFactory, "book")],
    "a_rule_ends_after_it_begins": [making(RuleFactory, started_from=LATE, started_until=EARLY)],
    "a_deadline_comes_after_the_start": [making(RuleFactory, months=0)],
    "an_exemption_asks_for_nothing": [making(RuleFactory, exemption="served", requirement="required")],
    "a_reading_has_a_name_of_its_own": [same_name_twice(ReadingFactory, "code")],
    "readings_stand_in_order": [same_place_twice(ReadingFactory, "book")],
    "changes_stand_in_order": [same_place_twice(ReadingChangeFactory, "reading", rule="another")],
    "a_reading_changes_a_thing_once": [same_change_twice],
    "a_change_names_what_it_changes": [
        making(ReadingChangeFactory, kind="drop", rule=""),
        making(ReadingChangeFactory, kind="drop", rule="a", field="months"),
        making(ReadingChangeFactory, kind="rule", rule="a", field=""),
        making(ReadingChangeFactory, kind="rule", rule="", field="months"),
        making(ReadingChangeFactory, kind="convention", rule="", field=""),
        making(ReadingChangeFactory, kind="convention", rule="a", field="clock"),
        making(ReadingChangeFactory, kind="else", rule="a", field="clock"),
    ],
    "citations_stand_in_order": [same_place_twice(CitationFactory, "book")],
    "a_citation_has_one_owner_at_most": [citing_two_owners, citing_everybody],
}
EACH = [(name, attempt) for name, attempts in ATTEMPTS.items() for attempt in attempts]


def constraints() -> dict[str, tuple[type[models.Model], models.BaseConstraint]]:
    found: dict[str, tuple[type[models.Model], models.BaseConstraint]] = {}
    for model in apps.get_app_config("qualifications").get_models():
        found |= {each.name: (model, each) for each in model._meta.constraints}
    return found


def test_every_constraint_is_tried() -> None:
    assert set(constraints()) == set(ATTEMPTS)


def told(name: str) -> str:
    """What the database says when this constraint is broken: SQLite tells columns where a plain one is unique."""
    model, constraint = constraints()[name]
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint):
        table = model._meta.db_table
        return ", ".join(f"{table}.{model._meta.get_field(field).column}" for field in constraint.fields)  # type: ignore[union-attr]
    return name


@pytest.mark.parametrize(("name", "attempt"), EACH, ids=[f"{name}-{number}" for number, (name, _) in enumerate(EACH)])
def test_a_constraint_cannot_be_broken(name: str, attempt: Attempt) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        attempt()
    words = str(caught.value)
    assert told(name) in words, "another constraint was in the way"


def test_what_the_constraints_let_pass() -> None:
    """The edges: the same things that are refused above, just within."""
    QualificationFactory.create(level=1, usual_months=22, longest_months=22)
    QualificationFactory.create(level=8, replaces=QualificationFactory.create(), replaced_on=EARLY)
    ApprovalFactory.create(approved_from=EARLY, approved_until=EARLY)
    ApprovalFactory.create(approved_until=EARLY)
    RuleBookFactory.create(status="published", published_at=MOMENT, service_months=1, service_days=1)
    one = RuleFactory.create(
        started_from=EARLY, started_until=EARLY, months=1, exemption="served", position=1, code="a"
    )
    RuleFactory.create(position=one.position, code=one.code)
    variant = VariantFactory.create()
    UnitFactory.create(qualification=variant.qualification, position=1)
    UnitFactory.create(qualification=variant.qualification, variant=variant, position=1, title="", reference="Y/1")
    reading = ReadingFactory.create()
    for position, (kind, rule, field) in enumerate(
        [("drop", "a", ""), ("rule", "a", "months"), ("rule", "a", "words"), ("rule", "b", "months")]
        + [("convention", "", "clock"), ("convention", "", "overlap")]
    ):
        ReadingChangeFactory.create(reading=reading, position=position, kind=kind, rule=rule, field=field)
    CitationFactory.create()
    CitationFactory.create(rule=one)
    assert RuleBook.objects.exists()
    assert Qualification.objects.exists()
    assert Approval.objects.count() == 2


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (QualificationFactory, "code"),
        (VariantFactory, "title"),
        (RuleBookFactory, "name"),
    ],
)
def test_a_name_is_one_things_alone(make: Any, field: str) -> None:
    """What the columns themselves hold to be unique."""
    one = make.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.create(**{field: getattr(one, field)})
