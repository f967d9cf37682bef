"""The page about the API, and its description: whole, and true of what the API answers."""

import json
from typing import Any

import pytest
from django.test import Client
from lxml import html

from qualifications.api import ANSWER_WORDS, parameters
from qualifications.checker.parameters import ALL, LISTS, ROWS
from qualifications.checker.which_book import BOOK
from qualifications.models import RuleBook

pytestmark = pytest.mark.django_db


def test_the_footer_leads_to_words_with_an_example_that_answers(client: Client, shipped_book: RuleBook) -> None:
    home: Any = html.fromstring(client.get("/").content.decode())
    (link,) = home.xpath("//footer//a[contains(., 'programs')]/@href")
    page: Any = html.fromstring(client.get(link).content.decode())
    (example,) = page.xpath("//main//a[code]/@href")
    answer = client.get(example).json()
    shown = dict(zip(page.xpath("//dl[1]//dt/code/text()"), page.xpath("//dl[1]//dd/code/text()"), strict=True))
    assert shown == {name: json.dumps(answer[name]) for name in ANSWER_WORDS}
    assert page.xpath("//main//a[@href='/api/v1/openapi.json']")


def test_every_parameter_is_described(client: Client) -> None:
    described = {each["name"]: each["description"] for each in parameters()}
    rows = {f"{name}-0-{part}" for name in LISTS for part in ROWS[name]}
    assert set(described) == {*ALL, BOOK, *LISTS, *rows}
    assert all(words.endswith(".") for words in described.values())


def test_without_a_book_the_page_says_so(client: Client) -> None:
    assert client.get("/api/").status_code == 503


def test_parts_of_an_answer_are_described_to_the_last(client: Client, shipped_book: RuleBook) -> None:
    """A post with steps, sources and another reading: the description names each of their keys."""
    asked = {
        "setting_type": "academy",
        "started_on": "2024-09-01",
        "awards": "none",
        "enrolments": "none",
        "previous_posts-0-setting_type": "academy",
        "previous_posts-0-started_on": "2015-09-01",
        "previous_posts-0-ended_on": "2020-08-31",
        "previous_posts-0-role": "senco",
    }
    answer = client.get("/api/v1/check/", asked).json()
    schema = client.get("/api/v1/openapi.json").json()
    content = schema["paths"]["/api/v1/check/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    parts = content["properties"]
    assert answer["other_readings"]
    assert any("sources" in step for step in answer["explanation"])
    for name in ("explanation", "other_readings"):
        items = parts[name]["items"]
        assert items["additionalProperties"] is False
        for said in answer[name]:
            assert set(items["required"]) <= set(said) <= set(items["properties"])
