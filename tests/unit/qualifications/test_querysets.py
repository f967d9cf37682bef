"""Which book answers on a day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qualifications.models import RuleBook
from tests.factories.rule_books import RuleBookFactory

pytestmark = pytest.mark.django_db
DAY = date(2024, 9, 1)
MOMENT = datetime(2024, 6, 1, tzinfo=UTC)


def published(in_force_from: date, at: datetime = MOMENT) -> RuleBook:
    row: RuleBook = RuleBookFactory.create(status="published", in_force_from=in_force_from, published_at=at)
    return row


def test_without_books_none_is_current() -> None:
    assert RuleBook.objects.current(DAY) is None


def test_a_book_answers_from_its_own_day_on() -> None:
    row = published(DAY)
    assert RuleBook.objects.current(DAY - timedelta(days=1)) is None
    assert RuleBook.objects.current(DAY) == row
    assert RuleBook.objects.current(date.max) == row


def test_the_latest_in_force_answers_whatever_the_order_of_publishing() -> None:
    later = published(DAY.replace(year=2026), MOMENT)
    earlier = published(DAY, MOMENT + timedelta(days=900))
    assert RuleBook.objects.current(DAY.replace(year=2025)) == earlier
    assert RuleBook.objects.current(DAY.replace(year=2026)) == later
    assert RuleBook.objects.current(DAY.replace(year=2030)) == later


def test_a_draft_never_answers() -> None:
    row = published(DAY)
    RuleBookFactory.create(in_force_from=DAY)
    RuleBookFactory.create(in_force_from=DAY.replace(year=2025))
    assert RuleBook.objects.current(DAY.replace(year=2030)) == row
    assert list(RuleBook.objects.published()) == [row]


def test_of_two_from_the_same_day_the_one_published_last_answers() -> None:
    last = published(DAY, MOMENT + timedelta(seconds=1))
    published(DAY, MOMENT)
    assert RuleBook.objects.current(DAY) == last


def test_of_two_published_at_the_same_moment_the_one_made_last_answers() -> None:
    published(DAY)
    last = published(DAY)
    assert RuleBook.objects.current(DAY) == last


def test_the_current_book_takes_one_question(django_assert_num_queries: pytest.FixtureRequest) -> None:
    published(DAY)
    published(DAY)
    with django_assert_num_queries(1):  # type: ignore[operator]
        RuleBook.objects.current(DAY)
