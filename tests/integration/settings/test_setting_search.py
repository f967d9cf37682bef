"""The page that finds places, and the suggestions of its box."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from settings.enums import SettingStatus
from settings.models import Setting
from settings.search import index
from tests.factories.settings import (
    ChildminderFactory,
    FormerNameFactory,
    LocalAuthorityFactory,
    RegisterTypeFactory,
    SettingFactory,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/settings/search/"
SUGGESTIONS = "/settings/suggestions/"


@pytest.fixture
def leeds() -> Setting:
    """An open school, and one of the same name elsewhere that has closed."""
    kind = RegisterTypeFactory.create(name="Community school")
    there = LocalAuthorityFactory.create(name="Leeds council")
    values = {"town": "Leeds", "postcode": "LS1 1AA", "authority": there, "urn": "100001"}
    open_one = SettingFactory.create(name="St Mary's School", register_type=kind, **values)
    closed_one = SettingFactory.create(name="St Mary's School", town="York", status=SettingStatus.CLOSED, urn="100002")
    index([open_one.pk, closed_one.pk])
    return open_one


def many(count: int) -> None:
    """So many places named Grange, which are found."""
    kind, authority = RegisterTypeFactory.create(), LocalAuthorityFactory.create()
    made = SettingFactory.create_batch(count, name="Grange School", register_type=kind, authority=authority)
    index([each.pk for each in made])


def page(client: Client, query: str, **more: Any) -> str:
    """The words of the page that answers a query."""
    response = client.get(ADDRESS, {"q": query, **more})
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_without_a_query_there_is_the_form_alone(client: Client) -> None:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    words = unescape(response.content.decode())
    assert "Find a school, nursery or other setting</h1>" in words
    assert "a childminder is found by number only" in words
    assert "found</h2>" not in words
    assert 'data-suggestions="/settings/suggestions/"' in words


def test_results_say_what_tells_places_of_one_name_apart(client: Client, leeds: Setting) -> None:
    words = page(client, "st marys")
    assert "2 settings found</h2>" in words
    assert '<a class="govuk-link" href="/settings/gias/100001/">St Mary\'s School</a>' in words
    assert "Community school, Leeds council, Leeds LS1 1AA" in words
    assert "Number 100001, Get Information about Schools" in words
    first, second = words.split("<h3")[-2:]
    assert "govuk-tag" not in first
    assert '<strong class="govuk-tag govuk-tag--grey">Closed</strong>' in second


def test_a_former_name_is_told_where_there_is_one(client: Client, leeds: Setting) -> None:
    FormerNameFactory.create(setting=leeds, name="Old Grammar School")
    index([leeds.pk])
    words = page(client, "old grammar")
    assert "1 setting found</h2>" in words
    assert "Formerly Old Grammar School" in words
    assert words.count("Formerly") == 1


def test_a_childminder_is_named_by_number(client: Client) -> None:
    ChildminderFactory.create(urn="EY123456", authority=None)
    words = page(client, "ey123456")
    assert "Childminder EY123456 (name withheld by Ofsted)</a>" in words
    assert "Childminder, authority not known<" in words


def test_nothing_found_comes_with_advice(client: Client, leeds: Setting) -> None:
    words = page(client, "nowhere at all")
    assert "No setting found</h2>" in words
    assert "You could try:" in words


def test_nothing_typed_is_an_error_that_says_what_to_do(client: Client) -> None:
    words = page(client, " ")
    assert "<title>Error: " in words
    assert '<a href="#id_q">Enter a name, town, postcode or number</a>' in words


def test_results_come_in_pages_of_twenty(client: Client) -> None:
    many(45)
    first, third = page(client, "grange"), page(client, "grange", page=3)
    assert "45 settings found" in first
    assert (first.count("<h3"), third.count("<h3")) == (20, 5)
    assert 'href="/settings/search/?q=grange&page=2" rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in third
    assert 'aria-label="Page 3" aria-current="page"' in third


@pytest.mark.parametrize(("asked", "current"), [("0", 3), ("99", 3), ("x", 1), ("", 1)])
def test_a_page_that_is_not_there_is_the_nearest(client: Client, asked: str, current: int) -> None:
    many(45)
    assert f'aria-label="Page {current}" aria-current="page"' in page(client, "grange", page=asked)


def test_one_page_has_no_links_to_others(client: Client) -> None:
    many(20)
    assert "govuk-pagination" not in page(client, "grange")


def test_of_more_than_two_hundred_it_says_how_to_find_fewer(client: Client) -> None:
    many(201)
    words = page(client, "grange")
    assert "More than 200 settings found</h2>" in words
    assert "Add a town or a postcode to find fewer" in words
    assert 'aria-label="Page 10"' in words
    assert 'aria-label="Page 5"' not in words


@pytest.mark.parametrize("count", [1, 30])
def test_results_take_the_same_queries_however_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    many(count)
    page(client, "grange school")
    with django_assert_num_queries(6):
        page(client, "grange school")


@pytest.mark.parametrize("query", ["%", "_", "😀", "x" * 10_000, "<script>alert(1)</script>", "a\0b", "a"])
@pytest.mark.parametrize("address", [ADDRESS, SUGGESTIONS])
def test_nothing_that_is_typed_fails(client: Client, address: str, query: str) -> None:
    many(1)
    response = client.get(address, {"q": query})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_a_name_is_text_and_nothing_else(client: Client) -> None:
    setting = SettingFactory.create(name="<b>Bold</b> School")
    index([setting.pk])
    assert b"<b>Bold" not in client.get(ADDRESS, {"q": "bold"}).content


def test_suggestions_are_the_ten_best(client: Client, leeds: Setting) -> None:
    many(12)
    assert len(client.get(SUGGESTIONS, {"q": "grange"}).json()["suggestions"]) == 10
    open_one, closed_one = client.get(SUGGESTIONS, {"q": "st mary"}).json()["suggestions"]
    assert open_one == {
        "label": "St Mary's School",
        "detail": "Community school, Leeds council, Leeds LS1 1AA",
        "url": "/settings/gias/100001/",
        "text": "St Mary's School, 100001",
    }
    assert closed_one["detail"].startswith("Closed: Community school, ")


def test_nothing_is_suggested_for_nothing(client: Client) -> None:
    assert client.get(SUGGESTIONS).json() == client.get(SUGGESTIONS, {"q": ""}).json() == {"suggestions": []}


@pytest.mark.parametrize("address", [ADDRESS, SUGGESTIONS])
def test_it_is_for_reading_only(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_the_search_is_linked_from_everywhere(client: Client, shipped_book: object) -> None:
    assert client.get("/").content.decode().count('href="/settings/search/"') == 2
    assert 'href="/settings/search/"' in client.get("/rules/").content.decode()
