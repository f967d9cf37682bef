"""The page of all rules, and the document that says the same."""

from html import unescape
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from qualifications import books
from qualifications.models import RuleBook
from qualifications.register import register

pytestmark = pytest.mark.django_db


def test_rules_shows_all_that_the_book_says(client: Client, shipped_book: RuleBook) -> None:
    page = unescape(client.get("/rules/").content.decode())
    for part in register(books.load(shipped_book), books.names()):
        assert part.title in page
        for entry in part.entries:
            assert all(sentence in page for sentence in (entry.name, *entry.sentences))
            assert all(f'href="{source.url}"' in page for source in entry.sources)


def test_rules_asks_little_of_the_database(
    client: Client, shipped_book: RuleBook, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/rules/")
    with django_assert_num_queries(2):
        assert client.get("/rules/").status_code == 200


def test_the_register_names_every_rule_acceptance_and_reading(shipped_book: RuleBook) -> None:
    book = books.load(shipped_book)
    entries = [entry for part in register(book, books.names()) for entry in part.entries]
    assert [rule.code for rule in book.rules] == [entry.rule for entry in entries if entry.rule]
    assert {f"Reading {reading.code}" for reading in book.readings} <= {entry.name for entry in entries}


def test_the_document_in_docs_says_what_the_book_says(
    shipped_book: RuleBook, project_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("rule_register")
    written = (project_root / "docs" / "rules.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == written, "docs/rules.md is out of step: run `make register`"


def test_without_a_book_there_is_no_register() -> None:
    with pytest.raises(CommandError, match="load_catalogue"):
        call_command("rule_register")


def test_each_rule_leads_to_its_own_page(client: Client, shipped_book: RuleBook) -> None:
    for address in ("/rules/", f"/rules/books/{shipped_book.pk}/"):
        page = client.get(address).content.decode()
        for rule in books.load(shipped_book).rules:
            assert f'href="/rules/books/{shipped_book.pk}/{rule.code}/"' in page


def test_an_answer_leads_to_the_rule_and_the_book_that_it_is_from(client: Client, shipped_book: RuleBook) -> None:
    asked = "setting_type=academy&started_on=2024-09-01"
    page = client.get(f"/check/result/?{asked}").content.decode()
    rule = client.get(f"/api/v1/check/?{asked}").json()["rule"]
    assert (
        f'The rule that governs this post: <a class="govuk-link" href="/rules/books/{shipped_book.pk}/{rule}/"' in page
    )
    assert f'href="/rules/books/{shipped_book.pk}/">Read all its rules</a>' in page
