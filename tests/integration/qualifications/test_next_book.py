"""A published book that is yet to take over: whoever it will answer otherwise hears of it today."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from qualifications import actions, books
from qualifications.models import RuleBook

pytestmark = pytest.mark.django_db
DAY = date(2029, 9, 1)
ASKED = "setting_type=academy&is_head_teacher=yes&previous_posts=none&awards=none&enrolments=none"
SOON, LATE = f"{ASKED}&started_on=2026-09-01", f"{ASKED}&started_on=2029-09-01&as_at=2029-09-02"


def published(shipped: RuleBook, name: str, months: int, day: date = DAY) -> RuleBook:
    """A book in which every deadline is so many months after the post began."""
    said = books.load(shipped)
    rules = tuple(replace(rule, months=months) if rule.months else rule for rule in said.rules)
    row = books.store(replace(said, name=name, in_force_from=day, rules=rules))
    return actions.publish(row, at=datetime(2026, 11, 1, tzinfo=UTC), by=None, reason="For a test")


@pytest.fixture
def next_book(shipped_book: RuleBook) -> RuleBook:
    return published(shipped_book, "To come", 48)


def text(client: Client, query: str) -> str:
    answer = client.get(f"/check/result/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def said(client: Client, query: str) -> Any:
    return client.get(f"/api/v1/check/?{query}").json()["next_book"]


def test_the_answer_says_what_the_next_book_answers_otherwise(client: Client, next_book: RuleBook) -> None:
    page = text(client, LATE)
    assert "From 1 September 2029 a new rule book answers" in page
    assert f'href="/rules/books/{next_book.pk}/"' in page
    assert "Deadline: 1 September 2033" in page
    assert "plan by what it says" in page
    assert page.index("a new rule book answers") < page.index("What to do next")


def test_a_post_of_before_its_day_is_told_too(client: Client, next_book: RuleBook) -> None:
    page = text(client, SOON)
    assert "Deadline: 1 September 2030" in page
    assert "Until then the answer on this page holds." in page


def test_programs_are_told_the_same(client: Client, next_book: RuleBook) -> None:
    differs = said(client, LATE)
    assert (differs["name"], differs["in_force_from"]) == ("To come", "2029-09-01")
    assert differs["differs"]["deadline"] == "2033-09-01"
    assert "required_qualification" not in differs["differs"]


def test_of_several_the_soonest_that_answers_otherwise_is_told(client: Client, shipped_book: RuleBook) -> None:
    published(shipped_book, "The same", 36, date(2028, 9, 1))
    published(shipped_book, "Overtaken on its own day", 60)
    published(shipped_book, "The soonest", 48)
    published(shipped_book, "Later still", 72, date(2031, 9, 1))
    assert said(client, LATE)["name"] == "The soonest"


def test_nothing_is_said_where_it_answers_the_same_or_there_is_none(client: Client, shipped_book: RuleBook) -> None:
    assert said(client, LATE) is None
    published(shipped_book, "The same", 36)
    books.store(replace(books.load(shipped_book), name="A draft", in_force_from=DAY, rules=()))
    assert said(client, LATE) is None
    assert "a new rule book answers" not in text(client, LATE)


def test_it_takes_one_question_of_the_database(
    client: Client, next_book: RuleBook, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    text(client, LATE)
    with django_assert_max_num_queries(5):
        text(client, LATE)


def test_a_kept_link_gives_the_same_answer_when_another_book_has_taken_over(
    client: Client, next_book: RuleBook, shipped_book: RuleBook, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2029, 8, 31, 12, tzinfo=UTC))
    page = text(client, SOON)
    kept = re.search(r'href="([^"]*/check/result/[^"]*)">As it stands on 31 August 2029', page)
    assert kept
    address = unescape(kept[1])
    before = text(client, urlsplit(address).query)
    assert "Replaced on" not in before
    time_machine.move_to(datetime(2029, 9, 2, 12, tzinfo=UTC))
    assert "1 September 2030" in text(client, SOON), "whoever asks anew is answered by the new book"
    after = text(client, urlsplit(address).query)
    assert "1 September 2029, " in before
    assert "1 September 2029, " in after
    assert "Replaced on 1 September 2029 by" in after
    assert "See what today’s rule book answers" in after
    assert client.get(f"/api/v1/check/?{urlsplit(address).query}").json()["deadline"] == "2029-09-01"


@pytest.mark.parametrize("number", ["0", "999999999", "9" * 40, "x", "-1", "٣"])
def test_a_number_of_no_published_book_is_told(client: Client, shipped_book: RuleBook, number: str) -> None:
    for address in ("/check/result/", "/api/v1/check/"):
        answer = client.get(address, {"setting_type": "academy", "started_on": "2024-09-01", "book": number})
        assert answer.status_code == 400
        assert "published rule book" in answer.content.decode()


def test_a_draft_answers_nobody(client: Client, shipped_book: RuleBook) -> None:
    draft = books.store(replace(books.load(shipped_book), name="A draft", in_force_from=DAY))
    assert client.get(f"/check/result/?{SOON}&book={draft.pk}").status_code == 400
