"""Rule books as pages that stay: each book, each rule, and what changed."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from qualifications import actions, books
from qualifications.models import RuleBook
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def next_book(shipped_book: RuleBook) -> RuleBook:
    """A book to come, in which rules give more time, and a reading leaves another one out."""
    shipped = books.load(shipped_book)
    longer = tuple(replace(rule, months=48) if rule.months else rule for rule in shipped.rules)
    first, *others = shipped.readings
    readings = (replace(first, drops=(*first.drops, "served-before-2009")), *others)
    said = replace(shipped, name="To come", in_force_from=date(2029, 9, 1), rules=longer, readings=readings)
    row = books.store(said)
    ada = UserFactory.create(is_staff=True, is_superuser=True)
    return actions.publish(row, at=datetime(2026, 11, 1, tzinfo=UTC), by=ada, reason="For a test")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_rule_has_an_address_that_stays(client: Client, shipped_book: RuleBook) -> None:
    for rule in books.load(shipped_book).rules:
        page = text(client, f"/rules/books/{shipped_book.pk}/{rule.code}/")
        assert all(source.provision in page.replace("&#x27;", "'") for source in rule.sources)


def test_no_public_page_calls_a_rule_by_its_code(client: Client, next_book: RuleBook, shipped_book: RuleBook) -> None:
    """All rules, those of the list of changes, of the acceptances and of the readings; small print is left out."""
    book = books.load(shipped_book)
    asked = "setting_type=academy&started_on=2024-09-01&is_head_teacher=yes&previous_posts=none&awards=none"
    addresses = ["/", "/rules/", "/rules/books/", f"/check/result/?{asked}"]
    addresses += [f"/rules/books/{shipped_book.pk}/{rule.code}/" for rule in book.rules]
    for address in addresses:
        page: Any = html.fromstring(text(client, address))
        words = " ".join(page.xpath("//title")[0].text_content().split()) + " "
        words += " ".join(node for node in page.xpath("//main//text()[not(ancestor::code)]"))
        named = [rule.code for rule in book.rules if re.search(rf"(?<![\w-]){rule.code}(?![\w-])", words)]
        # Words of the language that are codes as well.
        assert set(named) <= {"assistant", "childminder", "other", "served"}, (address, named)
        assert not re.search(r"[Rr]ule (assistant|childminder|other|served)\b", words), address


def test_the_page_of_a_rule_is_headed_by_a_short_title(client: Client, shipped_book: RuleBook) -> None:
    page: Any = html.fromstring(text(client, f"/rules/books/{shipped_book.pk}/npq/"))
    title = "NPQ for SENCOs required: maintained mainstream school and 2 other kinds of settings, "
    title += "posts from 1 September 2024"
    assert page.xpath("string(//h1)") == title
    assert page.xpath("string(//title)").startswith(title)
    answer: Any = html.fromstring(
        text(
            client,
            "/check/result/?setting_type=academy&started_on=2024-09-01"
            "&is_head_teacher=yes&previous_posts=none&awards=none&enrolments=none",
        )
    )
    assert answer.xpath(f"//a[@href='/rules/books/{shipped_book.pk}/npq/']")[0].text_content() == title


def test_a_book_is_a_page_whether_it_is_in_force_or_not(client: Client, next_book: RuleBook) -> None:
    assert "in force from 1 September 2029" in text(client, f"/rules/books/{next_book.pk}/")


def test_the_list_says_what_changed_from_book_to_book(client: Client, next_book: RuleBook) -> None:
    page = text(client, "/rules/books/")
    assert "To come" in page
    assert "fourth anniversary" in page
    assert "The first book." in page
    assert "Answers now" in page


def test_what_changed_is_told_kind_by_kind_without_the_name_and_the_day(client: Client, next_book: RuleBook) -> None:
    page = text(client, "/rules/books/")
    assert '<h3 class="govuk-heading-s">Rules</h3>' in page
    assert "Name: from" not in page
    assert "In force from: from" not in page
    assert "The book itself" not in page


def test_a_change_of_the_notes_alone_is_told(client: Client, shipped_book: RuleBook) -> None:
    said = replace(books.load(shipped_book), name="Other notes", in_force_from=date(2029, 9, 1), notes="Other.")
    actions.publish(books.store(said), at=datetime(2026, 11, 1, tzinfo=UTC), by=None, reason="For a test")
    page = text(client, "/rules/books/")
    assert "The book itself" in page
    assert "to “Other.”" in page


def test_a_draft_is_nobody_s_business(client: Client, shipped_book: RuleBook) -> None:
    draft = books.store(replace(books.load(shipped_book), name="A draft"))
    code = books.load(shipped_book).rules[0].code
    for address in (f"/rules/books/{draft.pk}/", f"/rules/books/{draft.pk}/{code}/"):
        assert client.get(address).status_code == 404
    assert "A draft" not in text(client, "/rules/books/")


def test_no_such_book_and_no_such_rule(client: Client, shipped_book: RuleBook) -> None:
    for address in ("/rules/books/999999/", f"/rules/books/{shipped_book.pk}/no-such-rule/"):
        assert client.get(address).status_code == 404


def test_without_a_book_the_list_is_empty(client: Client) -> None:
    assert "No rule book has been published yet." in text(client, "/rules/books/")


def test_a_book_that_does_not_answer_says_so_on_every_page(
    client: Client, shipped_book: RuleBook, next_book: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = books.load(shipped_book).rules[0].code
    for page in ("", f"{code}/"):
        said = text(client, f"/rules/books/{next_book.pk}/{page}")
        assert "Not in force yet: it takes over on 1 September 2029" in said
        assert f'href="/rules/books/{shipped_book.pk}/">{shipped_book.name}</a> answers.' in said
        assert "govuk-inset-text" not in text(client, f"/rules/books/{shipped_book.pk}/")
    monkeypatch.setattr(timezone, "localdate", lambda: date(2029, 9, 1))
    for page in ("", f"{code}/"):
        said = text(client, f"/rules/books/{shipped_book.pk}/{page}")
        assert f'Replaced on 1 September 2029 by <a class="govuk-link" href="/rules/books/{next_book.pk}/">' in said
    assert "Not in force" not in text(client, f"/rules/books/{next_book.pk}/")


def test_a_book_that_never_answered_says_so(client: Client, shipped_book: RuleBook) -> None:
    row = books.store(replace(books.load(shipped_book), name="Too late", in_force_from=date(2020, 9, 1)))
    RuleBook.objects.filter(pk=row.pk).update(status="published", published_at=datetime.now(UTC))
    assert "Never in force: when it was published," in text(client, f"/rules/books/{row.pk}/")


def test_every_page_leads_to_the_law_and_to_the_description_of_the_api(client: Client, shipped_book: RuleBook) -> None:
    footer = text(client, "/").partition("<footer")[2]
    assert 'href="/rules/">The law behind the answers</a>' in footer
    assert 'href="/api/"' in footer
