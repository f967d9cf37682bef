"""The invented places: every kind there is, everything that happens to places, and nothing real."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import Count, F, Q
from pytest_django import DjangoDbBlocker

from compliance import demonstration
from compliance.demonstration.files import files
from senco_portal.lib.folding import fold
from settings.catalogue import load_places
from settings.enums import FileKind, LinkKind, QuestionKind, Region, Register, SettingStatus, SettingType
from settings.models import (
    FormerName,
    ImportChange,
    ImportRun,
    LocalAuthority,
    Question,
    RegisterType,
    Setting,
    SettingLink,
    TypeChange,
)
from settings.search import find

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded once for all tests here, each of which only looks."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_places()
        demonstration.load(clock=lambda: datetime(2026, 1, 5, 9, 0, tzinfo=UTC))
        yield
        transaction.set_rollback(True)


def place(urn: str) -> Setting:
    return Setting.objects.get(urn=urn)


# What there is


def test_every_setting_type_has_an_open_place() -> None:
    there = set(Setting.objects.filter(status=SettingStatus.OPEN).values_list("setting_type", flat=True))
    assert there == set(SettingType.values)


def test_every_kind_of_place_of_the_registers_is_there() -> None:
    lacking = RegisterType.objects.filter(is_ours=True, settings=None)
    assert list(lacking.values_list("register", "code", "name")) == [], "Add these to compliance/data."


def test_no_kind_of_place_and_no_authority_is_unknown() -> None:
    assert not RegisterType.objects.filter(is_ours=True, setting_type="").exists()
    assert not Setting.objects.filter(Q(authority=None) | Q(setting_type="")).exists()


def test_it_is_spread_over_every_region_and_three_authorities_have_enough_for_a_dashboard() -> None:
    authorities = LocalAuthority.objects.alias(places=Count("settings")).filter(places__gt=0)
    assert set(authorities.values_list("region", flat=True)) == set(Region.values)
    assert authorities.filter(places__gte=5).count() == 15
    assert authorities.filter(places__gte=60, places__lte=80).count() == 3


@pytest.mark.parametrize("code", ["202", "341", "878"])
def test_a_large_authority_has_most_setting_types(code: str) -> None:
    types = Setting.objects.filter(authority__code=code).values_list("setting_type", flat=True)
    assert len(set(types)) >= 9


def test_places_are_open_closed_and_proposed_and_closed_after_they_opened() -> None:
    status = Counter(Setting.objects.values_list("status", flat=True))
    assert status.keys() == set(SettingStatus.values)
    assert min(status.values()) > 5
    assert not Setting.objects.filter(closed_on__lt=F("opened_on")).exists()
    assert Setting.objects.filter(status="closed", closed_on=None, register="gias").exists(), "nobody knows when"
    assert Setting.objects.filter(status="open", closed_on__gt=date(2030, 1, 1)).exists(), "about to close"


def test_schools_have_phases_ages_trusts_and_nursery_classes() -> None:
    schools = Setting.objects.filter(register=Register.GIAS)
    assert len(set(schools.values_list("phase", flat=True))) == 8
    assert not schools.filter(Q(low_age=None) | Q(high_age=None) | Q(low_age__gte=F("high_age"))).exists()
    assert {True, False, None} == set(schools.values_list("has_nursery_classes", flat=True))
    academies = schools.filter(setting_type__in=["academy", "ap_academy", "academy_16_19"])
    assert not academies.filter(trust="").exists()
    assert not schools.filter(setting_type="maintained_school").exclude(trust="").exists()


def test_names_are_as_odd_as_real_ones() -> None:
    names = set(Setting.objects.values_list("name", flat=True))
    assert max(map(len, names)) > 150
    for mark in ("St ", "St. ", "Saint ", "'", "’", "é", "ë", "à", "&", "@"):
        assert any(mark in name for name in names), mark


def test_childminders_are_withheld_as_ofsted_withholds_them() -> None:
    childminders = Setting.objects.filter(setting_type=SettingType.CHILDMINDER)
    assert set(childminders.values_list("name", "street", "town", "postcode")) == {("", "", "", "")}


def test_one_name_alone_stands_twice() -> None:
    """In two authorities, as names of real schools do."""
    twice = Setting.objects.exclude(name="").values("name").annotate(places=Count("pk")).filter(places__gt=1)
    assert list(twice.values_list("name", "places")) == [("Quillford Road Primary School", 2)]
    authorities = Setting.objects.filter(name="Quillford Road Primary School").values("authority").distinct()
    assert authorities.count() == 2


# What happens to some


def test_a_school_becomes_an_academy_under_a_new_number() -> None:
    before, after = place("900001"), place("900002")
    assert (before.setting_type, before.status, before.closed_on) == ("maintained_school", "closed", date(2024, 12, 31))
    assert (after.setting_type, after.status, after.opened_on) == ("academy", "open", date(2025, 1, 1))
    link = SettingLink.objects.get(predecessor_urn="900001")
    assert (link.successor_urn, link.kind, link.linked_on) == ("900002", LinkKind.SUCCEEDED, date(2025, 1, 1))


def test_every_kind_of_link_is_there_and_leads_to_places_that_are_there() -> None:
    assert set(SettingLink.objects.values_list("kind", flat=True)) == set(LinkKind.values)
    for link in SettingLink.objects.all():
        assert place(link.predecessor_urn).status == SettingStatus.CLOSED
        assert place(link.successor_urn).authority == place(link.predecessor_urn).authority


def test_two_questions_wait() -> None:
    asked = set(Question.objects.filter(answered_at=None).values_list("kind", "about"))
    assert asked == {(QuestionKind.SUCCESSORS, "900006"), (QuestionKind.SPLIT_AUTHORITY, "gias/909")}
    assert Setting.objects.filter(authority__code="909").count() == 2


def test_types_and_names_that_were_are_remembered() -> None:
    changes = set(TypeChange.objects.values_list("setting__urn", "before", "after", "changed_on"))
    assert changes == {
        ("900012", "independent_school", "special_school", date(2025, 7, 1)),
        ("900013", "academy", "special_school", date(2025, 7, 1)),
        ("ZZ900502", "childminder", "other", date(2025, 7, 1)),
    }
    names = set(FormerName.objects.values_list("setting__urn", "name"))
    assert names == {("900011", "Larkacombe County Primary School"), ("ZZ900501", "Pellsworth Patch Nursery")}


def test_the_places_are_found() -> None:
    assert [found.urn for found in find("st johns hollinsby").places] == ["900021"]
    assert [found.urn for found in find("ecole francaise renee bronte").places] == ["900022"]


# The report of it


def test_the_reports_say_what_this_is() -> None:
    runs = list(ImportRun.objects.order_by("pk"))
    kinds = [FileKind.GIAS, FileKind.GIAS, FileKind.GIAS_LINKS, FileKind.OFSTED, FileKind.OFSTED]
    assert [run.kind for run in runs] == kinds
    assert {(run.file_name, run.reason) for run in runs} == {
        ("demonstration", "Demonstration: invented places, from no register")
    }
    assert {(run.by, run.bad, run.complete) for run in runs} == {(None, 0, "")}


def test_the_reports_have_something_of_every_sort() -> None:
    kinds = set(ImportChange.objects.values_list("kind", flat=True))
    assert kinds == {"added", "changed", "closed", "reopened"}
    assert sum(ImportRun.objects.values_list("not_ours", flat=True)) == 4, "a school in Wales, a university; twice"
    assert ImportRun.objects.filter(unchanged__gt=100).count() == 2


# Nothing of it is real


def rows(kinds: set[FileKind]) -> Iterator[dict[str, str]]:
    for file in files():
        if file.kind in kinds:
            text = file.content.decode("utf-8" if file.kind is FileKind.OFSTED else "cp1252")
            yield from csv.DictReader(StringIO(text))


def invented() -> set[str]:
    """Every name that a file of the demonstration says, those that change included, folded."""
    names = {row["EstablishmentName"] for row in rows({FileKind.GIAS})}
    names |= {row["Provider name"] for row in rows({FileKind.OFSTED})} - {"REDACTED"}
    return {fold(name) for name in names}


REAL = [
    ("gias/edubaseallstatefunded20250717.csv", "cp1252", "URN", "EstablishmentName"),
    ("gias/edubasealldata_sample_139cols.csv", "cp1252", "URN", "EstablishmentName"),
    ("gias/links_edubasealldata20250422.csv", "cp1252", "LinkURN", "LinkName"),
    ("ofsted/ofsted_childcare_providers_20210831.csv", "utf-8-sig", "Provider URN", "Provider name"),
]


@pytest.mark.parametrize(("file", "encoding", "number", "name"), REAL, ids=[each[0] for each in REAL])
def test_no_invented_name_or_number_is_that_of_a_real_place(
    shared_data: Callable[[str], Path], file: str, encoding: str, number: str, name: str
) -> None:
    with shared_data(file).open(encoding=encoding, errors="replace", newline="") as lines:
        real = [(row[number], row[name]) for row in csv.DictReader(lines)]
    assert len(real) > 90
    assert invented().isdisjoint({fold(name) for _, name in real})
    assert not [urn for urn, _ in real if urn.startswith(("900", "ZZ"))]


def test_every_number_is_one_that_no_register_gives() -> None:
    assert {row["URN"][:3] for row in rows({FileKind.GIAS, FileKind.GIAS_LINKS})} == {"900"}
    assert {row["Provider URN"][:5] for row in rows({FileKind.OFSTED})} == {"ZZ900"}


def test_every_postcode_is_one_that_cannot_be() -> None:
    """No postcode area is called ZZ; the health service's stand-ins are all in ZZ99, and none of ours is."""
    postcodes = {row["Postcode"] for row in rows({FileKind.GIAS, FileKind.OFSTED})} - {"REDACTED"}
    assert len(postcodes) > 350
    assert not [each for each in postcodes if not each.startswith("ZZ") or each.startswith("ZZ99")]


def test_the_files_are_the_same_each_time() -> None:
    assert files() == files()
