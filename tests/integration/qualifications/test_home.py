"""The first page: what is asked of a SENCo who begins today, at each kind of setting."""

from typing import Any

import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from qualifications.models import RuleBook
from settings.enums import SettingType

pytestmark = pytest.mark.django_db


def test_home_says_what_is_asked_at_every_kind_of_setting(client: Client, shipped_book: RuleBook) -> None:
    page = client.get("/").content.decode()
    for label in SettingType.labels:
        assert f"{label[0].upper()}{label[1:]}</th>" in page
    assert "The NPQ for SENCOs is required by the third anniversary of taking the post" in page
    assert "The Level 3 early-years SENCo award is recommended, with no deadline" in page
    assert 'href="https://www.legislation.gov.uk/uksi/2014/1530/regulation/49"' in page
    assert shipped_book.name in page


def test_home_says_where_a_person_should_check(client: Client, shipped_book: RuleBook) -> None:
    page = client.get("/").content.decode()
    rows = {row.partition("</th>")[0].rpartition(">")[2]: row for row in page.split("</tr>")}
    assert ">No qualification is asked for; a person should check</td>" in rows["City technology college"]
    assert [kind for kind, row in rows.items() if "a person should check" in row] == ["City technology college"]


def test_home_needs_nobody_to_sign_in_and_asks_little_of_the_database(
    client: Client, shipped_book: RuleBook, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")
    with django_assert_num_queries(2):
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("address", ["/", "/rules/"])
def test_without_a_rule_book_the_page_says_what_to_do(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 503
    assert "load_catalogue" in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/rules/"])
def test_pages_are_for_reading_only(client: Client, shipped_book: RuleBook, address: str) -> None:
    assert client.post(address).status_code == 405


def test_no_two_headings_of_the_home_page_begin_alike(client: Client, shipped_book: RuleBook) -> None:
    page: Any = html.fromstring(client.get("/").content.decode())
    told = [" ".join(each.text_content().split()) for each in page.xpath("//main//h1 | //main//h2 | //main//caption")]
    assert len(told) == 3
    assert len({" ".join(words.split()[:3]) for words in told}) == len(told)
