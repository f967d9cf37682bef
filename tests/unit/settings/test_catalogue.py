"""The shipped authorities and register types: whole, as published, and loaded again without undoing anybody's work."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from senco_portal.lib.folding import fold
from senco_portal.lib.shipped import Counts
from settings.catalogue import load_places
from settings.enums import Region, Register, SettingType
from settings.models import AuthorityName, LocalAuthority, OnsCode, RegisterType
from tests import shipped
from tests.factories.settings import AuthorityNameFactory
from tests.factories.users import UserFactory
from tests.registers import every_row

pytestmark = pytest.mark.django_db
ABOLISHED = {
    "835": {"838", "839"},
    "836": {"839"},
    "837": {"839"},
    "909": {"942", "943"},
    "928": {"940", "941"},
}
# What a published scope of the duty may mean here.
SCOPES: dict[str, set[str]] = {
    "REQUIRED": {SettingType.MAINTAINED_SCHOOL, SettingType.ACADEMY, SettingType.MAINTAINED_NURSERY_SCHOOL},
    "EXPECTED": {SettingType.PRU, SettingType.AP_ACADEMY},
    "NOT_REQUIRED": {
        SettingType.SPECIAL_SCHOOL,
        SettingType.INDEPENDENT_SCHOOL,
        SettingType.FE_COLLEGE,
        SettingType.ACADEMY_16_19,
        SettingType.OTHER,
    },
    "REVIEW": {SettingType.CTC},
    "EXCLUDE": {""},
}


@pytest.fixture
def loaded() -> None:
    shipped.places()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# Authorities


@pytest.mark.usefixtures("loaded")
def test_there_are_153_authorities_and_five_that_were_abolished() -> None:
    assert LocalAuthority.objects.filter(abolished_on=None).count() == 153
    gone = LocalAuthority.objects.exclude(abolished_on=None)
    assert {each.code: {after.code for after in each.successors.all()} for each in gone} == ABOLISHED


@pytest.mark.usefixtures("loaded")
def test_whoever_follows_is_there_from_the_day_that_the_other_is_gone() -> None:
    for gone in LocalAuthority.objects.exclude(abolished_on=None):
        assert [after.opened_on for after in gone.successors.all()] == [gone.abolished_on] * gone.successors.count()


@pytest.mark.usefixtures("loaded")
def test_every_region_has_its_authorities() -> None:
    regions = LocalAuthority.objects.values_list("region", flat=True)
    assert set(regions) == set(Region.values)
    london = LocalAuthority.objects.filter(region=Region.LONDON)
    assert london.count() == 33
    assert set(london.values_list("kind", flat=True)) == {"london_borough"}


@pytest.mark.usefixtures("loaded")
def test_every_authority_has_one_ons_code_in_use_unless_it_is_abolished() -> None:
    for authority in LocalAuthority.objects.prefetch_related("ons_codes"):
        in_use = [code for code in authority.ons_codes.all() if code.last_day is None]
        assert len(in_use) == (authority.abolished_on is None), authority
    assert all(code.startswith("E") and len(code) == 9 for code in OnsCode.objects.values_list("code", flat=True))


@pytest.mark.usefixtures("loaded")
def test_a_changed_area_has_its_code_before_and_after() -> None:
    codes = OnsCode.objects.filter(authority__name="Northumberland").order_by("code")
    assert list(codes.values_list("code", "first_day", "last_day")) == [
        ("E06000048", None, date(2013, 3, 31)),
        ("E06000057", date(2013, 4, 1), None),
    ]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Bristol, City of", "Bristol, City of"),
        ("Bristol City of", "Bristol, City of"),
        ("BRISTOL", "Bristol, City of"),
        ("City of Bristol", "Bristol, City of"),
        ("Kingston upon Hull, City of", "Kingston upon Hull, City of"),
        ("Kingston Upon Hull City", "Kingston upon Hull, City of"),
        ("Herefordshire", "Herefordshire, County of"),
        ("Bournemouth, Christchurch & Poole", "Bournemouth, Christchurch and Poole"),
        ("St Helens", "St. Helens"),
        ("St. Helen's", "St. Helens"),
        ("Southend on Sea", "Southend-on-Sea"),
        ("Pre-LGR 2019 Dorset", "Dorset (until 2019)"),
    ],
)
def test_an_authority_is_known_under_each_of_its_names(written: str, name: str) -> None:
    meant = AuthorityName.objects.get(folded=fold(written)).authority
    assert meant is not None
    assert fold(meant.name) == fold(name)


@pytest.mark.usefixtures("loaded")
def test_what_registers_write_for_no_authority_is_nowhere() -> None:
    nowhere = AuthorityName.objects.filter(is_nowhere=True)
    assert set(nowhere.values_list("written", flat=True)) == {
        "Not Recorded",
        "Does not apply",
        "Not applicable",
        "Unknown",
    }


@pytest.mark.usefixtures("loaded")
def test_the_authorities_are_those_of_the_published_table(shared_data: Callable[[str], Path]) -> None:
    for row in rows_of(shared_data("la/english_local_authorities.csv")):
        authority = LocalAuthority.objects.get(code=row["la_code"])
        assert (authority.abolished_on is None) == (row["status"] == "current"), row
        assert authority.region == row["region_code"]
        codes = set(authority.ons_codes.values_list("code", flat=True))
        assert codes == {code for code in (row["gss_code"], row["gss_former"]) if code}, row
        for name in (row["la_name_gias"], *filter(None, row["aliases"].split(";"))):
            meant = AuthorityName.objects.get(folded=fold(name)).authority
            # The old Dorset's short name is the new one's only.
            assert meant == authority or (authority.code, meant and meant.code) == ("835", "838"), name


# Register types


@pytest.mark.usefixtures("loaded")
def test_every_type_of_establishment_is_there_with_a_fitting_setting_type(shared_data: Callable[[str], Path]) -> None:
    for row in rows_of(shared_data("gias/gias_type_senco_scope.csv")):
        ours = RegisterType.objects.get(register=Register.GIAS, code=row["type_code"])
        assert fold(ours.name) == fold(row["type_name"]), row
        assert ours.setting_type in SCOPES[row["senco_scope"]], row
        assert ours.is_ours == (row["senco_scope"] != "EXCLUDE"), row


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("code", "setting_type"),
    [
        ("01", SettingType.MAINTAINED_SCHOOL),
        ("07", SettingType.SPECIAL_SCHOOL),
        ("14", SettingType.PRU),
        ("15", SettingType.MAINTAINED_NURSERY_SCHOOL),
        ("34", SettingType.ACADEMY),
        ("42", SettingType.AP_ACADEMY),
        ("43", SettingType.AP_ACADEMY),
        ("44", SettingType.SPECIAL_SCHOOL),
    ],
)
def test_a_type_of_establishment_means(code: str, setting_type: SettingType) -> None:
    assert RegisterType.objects.get(register=Register.GIAS, code=code).setting_type == setting_type


@pytest.mark.usefixtures("loaded")
def test_42_is_the_converter_and_43_the_sponsor_led_one() -> None:
    names = RegisterType.objects.filter(register=Register.GIAS, code__in=["42", "43"]).order_by("code")
    assert [row.name for row in names] == [
        "Academy alternative provision converter",
        "Academy alternative provision sponsor led",
    ]


@pytest.mark.usefixtures("loaded")
def test_welsh_offshore_and_overseas_establishments_are_not_ours() -> None:
    names = RegisterType.objects.filter(is_ours=False).values_list("name", flat=True)
    assert {"Welsh establishment", "Offshore schools", "British schools overseas", "Service children's education"} <= {
        *names
    }


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("name", "flag", "setting_type"),
    [
        ("Childminder", True, SettingType.CHILDMINDER),
        ("Childminder", False, SettingType.OTHER),
        ("Childcare on non-domestic premises", True, SettingType.EY_GROUP),
        ("Childcare on domestic premises", True, SettingType.EY_GROUP),
        ("Childcare on domestic premises", False, SettingType.OTHER),
        ("Home childcarer", True, SettingType.OTHER),
    ],
)
def test_a_kind_of_provider_means(name: str, flag: bool, setting_type: SettingType) -> None:
    row = RegisterType.objects.get(register=Register.OFSTED, name=name, on_early_years_register=flag)
    assert row.setting_type == setting_type


@pytest.mark.usefixtures("loaded")
def test_every_type_says_why() -> None:
    for row in RegisterType.objects.all():
        assert row.reason, row
        assert bool(row.setting_type) == row.is_ours, row
        row.full_clean()


# Loading again


def test_loading_again_changes_nothing() -> None:
    first, before = load_places(), every_row()
    assert (first.changed, first.unchanged, first.kept) == (0, 0, 0)
    assert load_places() == Counts(unchanged=first.added)
    assert every_row() == before


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("model", "key", "changed"),
    [
        (LocalAuthority, {"code": "202"}, {"name": "Camden Town"}),
        (LocalAuthority, {"code": "909"}, {"abolished_on": date(2023, 5, 1)}),
        (OnsCode, {"code": "E09000007"}, {"first_day": date(2009, 1, 1)}),
        (AuthorityName, {"folded": "camden"}, {"written": "CAMDEN"}),
        (RegisterType, {"register": "gias", "code": "24"}, {"setting_type": "special_school"}),
        (RegisterType, {"register": "gias", "code": "27"}, {"is_ours": False, "setting_type": ""}),
    ],
)
def test_what_an_administrator_changed_is_left_alone(model: Any, key: dict[str, str], changed: dict[str, Any]) -> None:
    row = model.objects.get(**key)
    for name, value in changed.items():
        setattr(row, name, value)
    row._change_reason, row._history_user = "They told us", UserFactory.create()
    row.save()
    before = every_row()
    assert load_places().kept == 1
    assert every_row() == before


@pytest.mark.usefixtures("loaded")
def test_a_name_that_an_administrator_added_stays() -> None:
    camden = LocalAuthority.objects.get(code="202")
    AuthorityNameFactory.create(authority=camden, written="Camden Town", folded="camden town")
    assert load_places().kept == 0
    assert camden.names.filter(folded="camden town").exists()


@pytest.mark.usefixtures("loaded")
def test_successors_that_an_administrator_chose_stay() -> None:
    cumbria = LocalAuthority.objects.get(code="909")
    cumbria.successors.set(LocalAuthority.objects.filter(code="942"))
    load_places()
    assert [each.code for each in cumbria.successors.all()] == ["942"]
