"""The page of one place: what its register says of it, and what duty it has."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from qualifications.models import RuleBook
from settings.enums import LinkKind, Region, SettingStatus, SettingType
from settings.models import Setting
from tests.factories.settings import (
    ChildminderFactory,
    FormerNameFactory,
    LocalAuthorityFactory,
    NurseryFactory,
    RegisterTypeFactory,
    SettingFactory,
    SettingLinkFactory,
    TypeChangeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Setting:
    """A school of which its register says everything."""
    return SettingFactory.create(
        urn="100000",
        name="St Mary's School",
        register_type=RegisterTypeFactory.create(name="Voluntary aided school", reason="Because of section 67."),
        authority=LocalAuthorityFactory.create(name="Holbeck Council", region=Region.YORKSHIRE),
        phase="Primary",
        low_age=3,
        high_age=11,
        trust="The Trust",
        has_nursery_classes=True,
        street="1 High Street",
        locality="Holbeck",
        address3="By the Church",
        town="Leeds",
        county="West Yorkshire",
        postcode="LS1 1AA",
        opened_on=date(1950, 9, 1),
        last_seen_on=date(2025, 7, 17),
    )


def page(client: Client, setting: Setting) -> str:
    """The words of a place's page, with single spaces."""
    response = client.get(f"/settings/{setting.register}/{setting.urn}/")
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def row(label: str, *lines: str) -> str:
    """A row of the list, as it is written in the page."""
    return f'{label}</dt> <dd class="govuk-summary-list__value">{"<br>".join(lines)}</dd>'


def test_it_shows_what_the_register_says(client: Client, school: Setting) -> None:
    words = page(client, school)
    assert '<span class="govuk-caption-l">Voluntary aided school</span>' in words
    assert "<title>St Mary's School – SENCo portal</title>" in words
    address = ("1 High Street", "Holbeck", "By the Church", "Leeds", "West Yorkshire", "LS1 1AA")
    for label, lines in {
        "Status": ("Open",),
        "Address": address,
        "Local authority": ("Holbeck Council (Yorkshire and The Humber)",),
        "Phase": ("Primary",),
        "Ages": ("3 to 11",),
        "Trust or chain": ("The Trust",),
        "Nursery classes": ("Yes. A nursery class follows its school: the school’s SENCo is its SENCo.",),
        "Opened on": ("1 September 1950",),
        "Register": ("Get Information about Schools",),
        "Number": ("100000",),
        "Last seen on the register": ("17 July 2025",),
    }.items():
        assert row(label, *lines) in words
    assert "Before and after" not in words


def test_what_the_register_leaves_out_is_left_out_or_said_to_be(client: Client) -> None:
    words = page(client, SettingFactory.create(authority=None))
    for label in ("Local authority", "Address", "Opened on"):
        assert row(label, "The register does not say") in words
    for label in ("Phase", "Ages", "Trust or chain", "Nursery classes"):
        assert f"{label}</dt>" not in words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Not Recorded", "The register does not say"),
        ("Cumbria", "The register says “Cumbria”; which authority that is now is not settled yet"),
    ],
)
def test_an_authority_that_is_not_known(client: Client, written: str, said: str) -> None:
    setting = SettingFactory.create(authority=None, authority_written=written)
    assert row("Local authority", said) in page(client, setting)


@pytest.mark.parametrize(("low", "high", "said"), [(3, 11, "3 to 11"), (3, None, "From 3"), (None, 11, "Up to 11")])
def test_ages(client: Client, low: int | None, high: int | None, said: str) -> None:
    assert row("Ages", said) in page(client, SettingFactory.create(low_age=low, high_age=high))


def test_a_school_without_nursery_classes(client: Client) -> None:
    assert row("Nursery classes", "No") in page(client, SettingFactory.create(has_nursery_classes=False))


@pytest.mark.parametrize(
    ("values", "tag", "lines"),
    [
        ({"status": "closed", "closed_on": date(2024, 8, 31)}, "Closed", ("Closed on 31 August 2024",)),
        ({"status": "closed"}, "Closed", ("Closed; the register does not say when",)),
        ({"status": "proposed"}, "Proposed to open", ("Proposed to open",)),
        ({"status": "open"}, "", ("Open",)),
    ],
)
def test_its_status(client: Client, values: dict[str, object], tag: str, lines: tuple[str, ...]) -> None:
    words = page(client, SettingFactory.create(**values, register_status=str(values["status"]).capitalize()))
    assert row("Status", *lines) in words
    assert f'">{tag}</strong>' in words if tag else "govuk-tag" not in words


def test_the_words_of_the_register_where_they_are_others(client: Client) -> None:
    setting = SettingFactory.create(register_status="Open, but proposed to close")
    assert row("Status", "Open", "In the register: Open, but proposed to close") in page(client, setting)


@pytest.mark.parametrize(("status", "is_said"), [("open", True), ("closed", False)])
def test_when_an_open_place_is_to_close(client: Client, status: str, is_said: bool) -> None:
    words = page(client, SettingFactory.create(status=status, closed_on=date(2026, 8, 31)))
    assert (row("Planned to close on", "31 August 2026") in words) is is_said


@pytest.mark.parametrize(
    ("written", "said"), [("201 City of London", "DfE number 201/3614"), ("Camden", "DfE number 223/3614")]
)
def test_the_number_of_a_school_with_its_authority(client: Client, written: str, said: str) -> None:
    values = {"establishment_number": "3614", "authority_written": written}
    setting = SettingFactory.create(authority=LocalAuthorityFactory.create(code="223"), **values)
    assert row("Establishment number", f"3614 ({said})") in page(client, setting)


def test_the_number_of_a_school_without_authority_and_none_of_a_nursery(client: Client) -> None:
    school = SettingFactory.create(establishment_number="3614", authority=None)
    assert row("Establishment number", "3614") in page(client, school)
    assert "Establishment number" not in page(client, NurseryFactory.create(establishment_number="3614"))


def test_a_group_without_an_address_is_not_said_to_be_withheld(client: Client) -> None:
    assert row("Address", "Not on the register") in page(client, NurseryFactory.create())
    older = RegisterTypeFactory.create(register="ofsted", name="Childminder", setting_type=SettingType.OTHER)
    assert row("Address", "Withheld by Ofsted") in page(client, NurseryFactory.create(register_type=older))


def test_a_childminder_has_no_name_and_no_address(client: Client) -> None:
    words = page(client, ChildminderFactory.create(urn="EY123456"))
    assert "Childminder EY123456 (name withheld by Ofsted)" in words
    assert row("Address", "Withheld by Ofsted") in words
    assert row("Register", "Ofsted's register of childcare providers") in words
    assert row("Status", "Open", "In the register: Active") in words


# What came before and after


def test_former_names_and_changes_of_kind(client: Client, school: Setting) -> None:
    FormerNameFactory.create(setting=school, name="Old School", last_seen_on=date(2020, 7, 1))
    FormerNameFactory.create(setting=school, name="Oldest School", last_seen_on=date(2010, 7, 1))
    TypeChangeFactory.create(setting=school, changed_on=date(2024, 9, 2))
    words = page(client, school)
    assert words.index("Old School, last called so on 1 July 2020") < words.index("Oldest School, last called so")
    assert "A mainstream academy since 2 September 2024; before that, a maintained mainstream school" in words


@pytest.mark.parametrize("day", [date(2025, 7, 17), date(2025, 8, 1)])
def test_a_former_name_never_seems_newer_than_the_name(client: Client, school: Setting, day: date) -> None:
    FormerNameFactory.create(setting=school, name="Old School", last_seen_on=day)
    words = page(client, school)
    assert "<li>Old School</li>" in words
    assert "last called so" not in words


def test_those_before_and_after_are_links_where_they_have_a_page(client: Client, school: Setting) -> None:
    SettingFactory.create(urn="90001", name="Infant School")
    SettingLinkFactory.create(
        predecessor_urn="90001", successor_urn="100000", kind=LinkKind.MERGED, linked_on=date(2019, 9, 1)
    )
    SettingLinkFactory.create(predecessor_urn="90002", predecessor_name="Junior School", successor_urn="100000")
    SettingLinkFactory.create(
        predecessor_urn="100000", successor_urn="140001", successor_name="New Academy", linked_on=date(2025, 1, 1)
    )
    SettingLinkFactory.create(predecessor_urn="100000", successor_urn="140002")
    words = page(client, school)
    assert (
        '<a class="govuk-link" href="/settings/gias/90001/">Infant School (90001)</a> merged into this setting on'
        in words
    )
    assert "Junior School (90002) was succeeded by this setting" in words
    assert "This setting was succeeded by New Academy (140001) on 1 January 2025" in words
    assert "This setting was succeeded by a place (140002)" in words


def test_links_of_another_register_are_others(client: Client) -> None:
    nursery = NurseryFactory.create(urn="100000")
    SettingLinkFactory.create(predecessor_urn="100000", successor_urn="140001")
    assert "Before and after" not in page(client, nursery)


# What duty it has


def test_its_duty_comes_from_the_book_in_force_with_its_source(
    client: Client, school: Setting, shipped_book: RuleBook
) -> None:
    words = page(client, school)
    assert "Maintained mainstream school" in words
    assert "Because of section 67." in words
    assert row("Having a SENCo", "Must have a SENCo") in words
    assert "The NPQ for SENCOs is required by the third anniversary of taking the post" in words
    assert 'href="https://www.legislation.gov.uk/uksi/2014/1530/regulation/49"' in words


@pytest.mark.parametrize(
    ("kind", "senco", "qualification"),
    [
        (SettingType.EY_GROUP, "Is expected to have a SENCo", "recommended, with no deadline"),
        (SettingType.CHILDMINDER, "Is encouraged to have a SENCo", ""),
        (SettingType.SPECIAL_SCHOOL, "Has no duty to have a SENCo", "No qualification is asked for"),
        (SettingType.CTC, "", "a person should check"),
    ],
)
def test_other_kinds_have_other_duties(
    client: Client, shipped_book: RuleBook, kind: str, senco: str, qualification: str
) -> None:
    words = page(client, SettingFactory.create(register_type=RegisterTypeFactory.create(setting_type=kind)))
    assert senco in words
    assert qualification in words


def test_of_a_closed_place_it_says_that_nothing_is_asked_now(client: Client, shipped_book: RuleBook) -> None:
    words = page(client, SettingFactory.create(status=SettingStatus.CLOSED))
    assert "It has closed. This is what is asked of places of its kind that are open." in words
    assert "Must have a SENCo" in words


def test_where_nobody_has_said_what_kind_it_is_nothing_is_guessed(client: Client, shipped_book: RuleBook) -> None:
    kind = RegisterTypeFactory.create(setting_type="", reason="")
    words = page(client, SettingFactory.create(register_type=kind))
    assert "We do not know yet what kind of place this is in law, so we cannot say" in words
    assert "Having a SENCo" not in words


def test_of_a_kind_that_is_not_ours_it_says_so_and_why(client: Client, shipped_book: RuleBook) -> None:
    kind = RegisterTypeFactory.create(setting_type="", is_ours=False, reason="Not in England.")
    words = page(client, SettingFactory.create(register_type=kind))
    assert "This portal does not cover places of this kind, so it says nothing about a SENCo here. Not in" in words
    assert "We do not know yet" not in words
    assert "Having a SENCo" not in words


def test_without_a_rule_book_the_page_is_there_all_the_same(client: Client, school: Setting) -> None:
    words = page(client, school)
    assert "This portal has no rule book in force today, so we cannot say what is asked here." in words
    assert "Maintained mainstream school" in words
    assert "Having a SENCo" not in words


# Addresses


@pytest.mark.parametrize(
    ("typed", "right"),
    [("ofsted/ey101465", "ofsted/EY101465"), ("GIAS/100000", "gias/100000"), ("Gias/90001", "gias/90001")],
)
def test_other_capitals_lead_to_the_right_address(client: Client, school: Setting, typed: str, right: str) -> None:
    NurseryFactory.create(urn="EY101465")
    SettingLinkFactory.create(predecessor_urn="90001", successor_urn="100000")
    response = client.get(f"/settings/{typed}/")
    assert (response.status_code, response["Location"]) == (301, f"/settings/{right}/")


def test_an_old_number_leads_to_what_followed_it(
    client: Client, school: Setting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    SettingLinkFactory.create(
        predecessor_urn="90001", predecessor_name="Infant School", successor_urn="100000", linked_on=date(2019, 9, 1)
    )
    SettingLinkFactory.create(predecessor_urn="90001", successor_urn="140001", successor_name="<b>Lost</b> School")
    with django_assert_num_queries(3):
        response = client.get("/settings/gias/90001/")
    assert response.status_code == 200
    words = " ".join(unescape(response.content.decode()).split())
    assert "Number 90001</h1>" in words
    assert ">Infant School</span>" in words
    assert "this number was followed by another" in words
    link = '<a class="govuk-link" href="/settings/gias/100000/">St Mary\'s School (100000)</a>'
    assert f"Was succeeded by {link} on 1 September 2019" in words
    assert "Was succeeded by <b>Lost</b> School (140001)" in words
    assert b"<b>Lost" not in response.content
    assert client.get("/settings/ofsted/90001/").status_code == 404


# Who may see it, and what it costs


@pytest.mark.parametrize(
    "address", ["gias/999999", "ofsted/100000", "gias/ey", "lords/100000", "gias/%00", "gias/" + "9" * 300, "gias/'"]
)
def test_what_is_not_there_is_a_404(client: Client, school: Setting, address: str) -> None:
    assert client.get(f"/settings/{address}/").status_code == 404


def test_it_is_for_reading_only(client: Client, school: Setting) -> None:
    assert client.post("/settings/gias/100000/").status_code == 405


def test_it_asks_the_same_of_the_database_however_much_there_is(
    client: Client, school: Setting, shipped_book: RuleBook, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for urn in ("90001", "90002", "90003"):
        SettingFactory.create(urn=urn)
        SettingLinkFactory.create(predecessor_urn=urn, successor_urn="100000")
        FormerNameFactory.create(setting=school)
    TypeChangeFactory.create(setting=school)
    page(client, school)
    with django_assert_num_queries(7):
        page(client, school)
