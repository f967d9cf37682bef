"""From which day a book is published: never before the one in force, and a day that is past has to be meant."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from qualifications import actions, books
from qualifications.admin.pages import standing
from qualifications.models import RuleBook
from senco_portal.lib.refusals import Refused
from tests.integration.qualifications.admin_pages import administrator, at, errors, law_in_force, send, signed_in, text

pytestmark = pytest.mark.django_db
PAST, TICK = date(2025, 1, 1), "I know that it answers at once, also for posts begun before"


@pytest.fixture
def shipped_book(db: None) -> RuleBook:
    return law_in_force()


@pytest.fixture
def client(db: None) -> Client:
    return signed_in(administrator())


def draft(shipped: RuleBook, day: date, name: str = "A draft") -> RuleBook:
    return books.store(replace(books.load(shipped), name=name, in_force_from=day))


def test_a_book_from_before_the_one_in_force_is_refused(client: Client, shipped_book: RuleBook) -> None:
    row = draft(shipped_book, date(2020, 9, 1))
    words = "Its first day, 1 September 2020, is before that of the book in force"
    for page in ("change/", "publish/"):
        assert words in text(client.get(at(row, page)))
    with pytest.raises(actions.BookIsBroken, match=words):
        actions.publish(row, at=datetime(2026, 11, 1, tzinfo=UTC), by=administrator("Grace"), reason="For a test")
    assert not RuleBook.objects.get(pk=row.pk).is_published


def test_what_comes_with_the_portal_is_loaded_beside_a_later_book(client: Client, shipped_book: RuleBook) -> None:
    row = draft(shipped_book, date(2020, 9, 1), "Shipped before")
    actions.publish(row, at=datetime(2026, 11, 1, tzinfo=UTC), by=None, reason="It came with the portal")
    assert RuleBook.objects.current(timezone.localdate()) == shipped_book
    assert "it never answered" in text(client.get(at(row)))


def test_a_day_that_is_past_has_to_be_meant(client: Client, shipped_book: RuleBook) -> None:
    row = draft(shipped_book, PAST)
    assert TICK in text(client.get(at(row, "publish/")))
    assert TICK in errors(send(client, at(row, "publish/")))[0]
    with pytest.raises(Refused, match="is past"):
        actions.publish(row, at=datetime(2026, 11, 1, tzinfo=UTC), by=administrator(), reason="For a test")
    assert send(client, at(row, "publish/"), at_once="on").status_code == 302
    assert RuleBook.objects.current(timezone.localdate()) == row


def test_a_day_to_come_asks_for_no_tick(client: Client, shipped_book: RuleBook) -> None:
    row = draft(shipped_book, date(2099, 9, 1))
    assert TICK not in text(client.get(at(row, "publish/")))
    assert send(client, at(row, "publish/")).status_code == 302


def test_the_page_says_what_replaced_a_book_and_when(shipped_book: RuleBook) -> None:
    moment = datetime(2025, 3, 1, tzinfo=UTC)
    actions.publish(draft(shipped_book, PAST), at=moment, by=None, reason="For a test")
    today = date(2026, 11, 22)
    assert standing(shipped_book, today) == (
        "Published, and replaced on 1 March 2025 by “A draft”. Its first day was 1 September 2024."
    )


def test_the_page_says_where_a_book_never_answered(shipped_book: RuleBook) -> None:
    """Such a book cannot be published any more; one may be there from before."""
    row = draft(shipped_book, date(2020, 9, 1))
    RuleBook.objects.filter(pk=row.pk).update(status="published", published_at=datetime(2025, 3, 1, tzinfo=UTC))
    row.refresh_from_db()
    assert "it never answered" in standing(row, date(2026, 11, 22))
