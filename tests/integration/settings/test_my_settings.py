"""Where people arrive when they have signed in."""

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from qualifications.models import RuleBook
from settings.models import Setting
from tests.clients import signed_in
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import AnalystFactory, ManagerFactory
from tests.integration.settings.conftest import Cast
from tests.integration.settings.test_members import of_authority, of_setting, told

MINE = "/settings/"


def test_without_signing_in_one_is_asked_to(client: Client, db: None) -> None:
    assert client.get(MINE)["Location"] == f"/accounts/login/?next={MINE}"


def test_a_manager_finds_the_setting_and_its_people(cast: Cast) -> None:
    page = signed_in(cast.manager).get(MINE)
    assert "Elm School Manager of a setting Record a SENCo of Elm School Who acts for it : Elm School" in told(page)
    assert f'href="/settings/{cast.place.register}/{cast.place.urn}/appoint/"' in page.content.decode()
    assert of_setting(cast) in page.content.decode()
    assert "Find a setting</a></p>" not in page.content.decode()


def test_an_officer_finds_the_authority_and_the_search(cast: Cast) -> None:
    page = signed_in(cast.officer_here).get(MINE)
    assert f"{cast.place.authority} Officer of a local authority" in told(page)
    assert "Record a SENCo" not in told(page)
    assert of_authority(cast) in page.content.decode()
    assert "Find a setting</a></p>" in page.content.decode()


def test_an_analyst_finds_england(cast: Cast) -> None:
    assert "England Analyst for England" in told(signed_in(cast.analyst).get(MINE))


def test_an_administrator_finds_administration(cast: Cast) -> None:
    said = told(signed_in(cast.administrator).get(MINE))
    assert "may do everything as an administrator" in said
    assert "Analysts for England Administration" in said


def test_somebody_without_a_place_is_told_what_to_do(cast: Cast) -> None:
    said = told(signed_in(cast.nobody).get(MINE))
    assert "You do not act for any setting or local authority." in said
    assert f"invite you, with the e-mail address {cast.nobody.email}" in said


def test_several_places_take_no_more_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ManagerFactory.create_batch(5, user=cast.manager)
    AnalystFactory.create(user=cast.manager)
    client = signed_in(cast.manager)
    client.get(MINE)
    # Session, user, what they act for, how many places and which, the rules, and their posts.
    with django_assert_num_queries(7):
        client.get(MINE)


def test_a_manager_sees_who_is_senco_and_what_is_next(shipped_book: RuleBook, cast: Cast) -> None:
    Setting.objects.filter(pk=cast.place.pk).update(setting_type="maintained_school")
    assert "must have a SENCo" in told(signed_in(cast.manager).get(MINE))
    post = AppointmentFactory.create(setting=cast.place, practitioner__name="Robin Field")
    AppointmentFactory.create(practitioner__name="Kim Elsewhere")
    page = signed_in(cast.manager).get(MINE)
    assert "SENCo since 6 January 2025 Deadline: 6 January 2028" in told(page)
    assert "govuk-tag" in page.content.decode()
    assert f'href="/practitioners/{post.practitioner_id}/"' in page.content.decode()
    assert "must have a SENCo" not in told(page)
    assert "Kim Elsewhere" not in told(page)


def test_there_are_fifty_places_on_a_page(cast: Cast) -> None:
    ManagerFactory.create_batch(51, user=cast.manager)
    client = signed_in(cast.manager)
    first = client.get(MINE)
    assert len(first.context["page"].places) == 50
    assert f'href="{MINE}?page=2"' in first.content.decode()
    assert len(client.get(MINE, {"page": "2"}).context["page"].places) == 2
    for odd in ("", "0", "-1", "x", "99", "\x00"):
        assert client.get(MINE, {"page": odd}).status_code == 200
