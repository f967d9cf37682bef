"""The catalogue of qualifications in Django admin."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from lxml import html

from qualifications.catalogue import load_catalogue
from qualifications.models import Approval, Provider, Qualification, RuleBook, Unit, Variant
from tests.factories.qualifications import ApprovalFactory, ProviderFactory, QualificationFactory, VariantFactory
from tests.factories.users import UserFactory
from tests.integration.qualifications.admin_pages import administrator, form_of, signed_in

pytestmark = pytest.mark.django_db
ROOT = "/admin/qualifications/"
TABLES = ["qualification", "provider", "variant", "approval"]
KNOWN = {"certainty": "verified", "source": "SI 2029/123", "change_reason": "SI 2029/123"}
NO_PARTS = {"units-TOTAL_FORMS": "0", "units-INITIAL_FORMS": "0"}


@pytest.fixture
def client(db: None) -> Client:
    """An administrator's."""
    return signed_in(administrator())


def faults(response: Any) -> list[str]:
    page: Any = html.fromstring(response.content.decode())
    return [item.text_content() for item in page.xpath("//ul[contains(@class, 'errorlist')]/li")]


def test_a_new_qualification_is_added_with_a_reason(client: Client) -> None:
    told = {"code": "NEW", "name": "Leadership", "short_name": "Leadership Award", "level": "7", **KNOWN, **NO_PARTS}
    assert client.post(f"{ROOT}qualification/add/", told).status_code == 302
    entry = Qualification.objects.get(code="NEW").history.get()
    assert (str(entry.history_user), entry.history_change_reason) == ("Ada Lovelace", "SI 2029/123")


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": ""},
        {"level": "9"},
        {"level": "99999999"},
        {"change_reason": ""},
        {"source_url": "not an address"},
        {"usual_months": "22", "longest_months": "21"},
        {"replaced_on": "01/09/2029"},
        {"first_course_on": "31/02/2029"},
        {"certainty": "hearsay"},
        {"code": "\0"},
    ],
)
def test_what_a_qualification_cannot_be_is_said(client: Client, wrong: dict[str, str]) -> None:
    told = {"code": "NEW", "name": "Leadership", "short_name": "Leadership Award", **KNOWN, **NO_PARTS, **wrong}
    response = client.post(f"{ROOT}qualification/add/", told)
    assert response.status_code == 200
    assert faults(response)
    assert not Qualification.objects.exists()


def test_the_code_stays_since_published_books_name_it(client: Client, shipped_book: RuleBook) -> None:
    row = Qualification.objects.get(code="NPQSENCO")
    address = f"{ROOT}qualification/{row.pk}/change/"
    sent = form_of(client.get(address))
    assert "code" not in sent
    sent |= {"code": "OTHER", "short_name": "the NPQ", "change_reason": "Shorter"}
    assert client.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert (row.code, row.short_name) == ("NPQSENCO", "the NPQ")


def test_loading_leaves_alone_what_an_administrator_changed(client: Client, shipped_book: RuleBook) -> None:
    row = Qualification.objects.get(code="NPQSENCO")
    address = f"{ROOT}qualification/{row.pk}/change/"
    client.post(address, form_of(client.get(address)) | {"short_name": "the NPQ", "change_reason": "Shorter"})
    assert shipped_book.published_at is not None
    load_catalogue(at=shipped_book.published_at)
    row.refresh_from_db()
    assert row.short_name == "the NPQ"


def test_the_parts_of_a_form_are_parts_of_its_qualification_too(client: Client) -> None:
    variant = VariantFactory.create()
    address = f"{ROOT}variant/{variant.pk}/change/"
    parts = {"units-TOTAL_FORMS": "1", "units-0-position": "0", "units-0-kind": "unit", "units-0-title": "Leading"}
    response = client.post(address, form_of(client.get(address)) | parts | {"change_reason": "Read it"})
    assert response.status_code == 302
    unit = Unit.objects.get()
    assert (unit.variant, unit.qualification, unit.title) == (variant, variant.qualification, "Leading")
    assert unit.history.get().history_change_reason == "Read it"
    own = html.fromstring(client.get(f"{ROOT}qualification/{variant.qualification.pk}/change/").content.decode())
    assert not own.xpath("//input[@value='Leading']"), "shown with its form only"


def test_a_provider_and_its_approval_are_added(client: Client) -> None:
    client.post(f"{ROOT}provider/add/", {"name": "A university", "change_reason": "New"})
    provider, qualification = Provider.objects.get(), QualificationFactory.create()
    told = {"provider": provider.pk, "qualification": qualification.pk, "role": "delivers", **KNOWN}
    assert client.post(f"{ROOT}approval/add/", {**told, "approved_from": "01/09/2029"}).status_code == 302
    assert str(Approval.objects.get().approved_from) == "2029-09-01"
    again = client.post(f"{ROOT}approval/add/", told)
    assert faults(again)


def test_the_second_of_two_editors_is_told(client: Client) -> None:
    row = ProviderFactory.create(name="A university")
    address = f"{ROOT}provider/{row.pk}/change/"
    mine = form_of(client.get(address)) | {"also_known_as": "mine", "change_reason": "x"}
    other = signed_in(administrator("Grace Hopper"))
    other.post(address, form_of(other.get(address)) | {"also_known_as": "theirs", "change_reason": "x"})
    response = client.post(address, mine)
    assert "Grace Hopper changed this after you opened it" in " ".join(faults(response))
    row.refresh_from_db()
    assert row.also_known_as == "theirs"


@pytest.mark.parametrize("table", TABLES)
def test_who_may_look_only_looks(table: str) -> None:
    factories: dict[str, Any] = {
        "qualification": QualificationFactory,
        "provider": ProviderFactory,
        "variant": VariantFactory,
        "approval": ApprovalFactory,
    }
    row = factories[table].create()
    viewer = UserFactory.create(is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename=f"view_{table}"))
    client = signed_in(viewer)
    assert client.get(f"{ROOT}{table}/").status_code == 200
    page = client.get(f"{ROOT}{table}/{row.pk}/change/")
    assert page.status_code == 200
    assert b'name="change_reason"' not in page.content
    for address in (f"{ROOT}{table}/add/", f"{ROOT}{table}/{row.pk}/delete/"):
        assert client.get(address).status_code == 403
    assert client.post(f"{ROOT}{table}/{row.pk}/change/", {"change_reason": "x"}).status_code == 403


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_deleted_and_everything_has_its_history(client: Client, shipped_book: RuleBook, table: str) -> None:
    models: dict[str, Any] = {
        "qualification": Qualification,
        "provider": Provider,
        "variant": Variant,
        "approval": Approval,
    }
    pk = models[table].objects.first().pk
    assert client.get(f"{ROOT}{table}/{pk}/delete/").status_code == 403
    assert client.get(f"{ROOT}{table}/{pk}/history/").status_code == 200
    assert client.get(f"{ROOT}{table}/{pk}/change/").status_code == 200
    assert client.get(f"{ROOT}{table}/?q=%00&p=x").status_code in (200, 302)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("odd", ["x", "%00", "999999", "9" * 30])
def test_odd_addresses_are_answered(client: Client, table: str, odd: str) -> None:
    assert client.get(f"{ROOT}{table}/{odd}/change/").status_code in (302, 404)
