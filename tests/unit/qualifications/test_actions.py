"""Publishing a rule book."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import User
from qualifications import actions, books
from qualifications.models import Alternative, RuleBook
from qualifications.rules.book_form import read_book
from qualifications.rules.check import check
from settings.enums import SettingType
from tests.factories.qualifications import QualificationFactory
from tests.factories.rule_books import CitationFactory, RuleBookFactory, SourceFactory, sound_book
from tests.factories.users import UserFactory

MOMENT = datetime(2024, 9, 1, 8, 30, tzinfo=UTC)
REASON = "The new regulations, as agreed with counsel. " * 10


@pytest.fixture
def draft(db: None) -> RuleBook:
    QualificationFactory.create(code="Q", short_name="the award")
    return books.store(sound_book("Q"))


def publisher() -> User:
    return UserFactory.create(is_staff=True, is_superuser=True)


def test_publishing_sets_the_moment_and_the_person(draft: RuleBook) -> None:
    user = publisher()
    returned = actions.publish(draft, at=MOMENT, by=user, reason=REASON)
    row = RuleBook.objects.get()
    assert row.is_published
    assert (row.status, row.published_at, row.published_by) == ("published", MOMENT, user)
    assert (returned.pk, returned.status, returned.published_at) == (row.pk, "published", MOMENT)


def test_publishing_changes_nothing_that_the_book_says(draft: RuleBook) -> None:
    before = books.load(draft)
    assert books.load(actions.publish(draft, at=MOMENT, by=None, reason=REASON)) == before == sound_book("Q")


def test_publishing_writes_one_entry_of_history_with_actor_and_whole_reason(draft: RuleBook) -> None:
    user, before = publisher(), draft.history.count()
    actions.publish(draft, at=MOMENT, by=user, reason=REASON)
    assert draft.history.count() == before + 1
    entry = draft.history.order_by("-history_id").first()
    assert entry is not None
    assert (entry.history_type, entry.history_user, entry.history_change_reason) == ("~", user, REASON)
    assert (entry.status, entry.published_at) == ("published", MOMENT)


def test_who_may_not_publish_does_not(draft: RuleBook) -> None:
    for user in (UserFactory.create(), UserFactory.create(is_staff=True)):
        with pytest.raises(PermissionDenied):
            actions.publish(draft, at=MOMENT, by=user, reason=REASON)
    assert not RuleBook.objects.get().is_published


def test_the_history_keeps_all_that_the_published_book_says(draft: RuleBook) -> None:
    actions.publish(draft, at=MOMENT, by=None, reason=REASON)
    entry = RuleBook.history.order_by("-history_id")[0]
    assert (entry.done, entry.history_date) == ("Published", MOMENT)
    assert read_book(entry.contents) == sound_book("Q")


def test_the_portal_itself_may_publish(draft: RuleBook) -> None:
    row = actions.publish(draft, at=MOMENT, by=None, reason=REASON)
    assert row.published_by is None
    assert row.history.order_by("-history_id")[0].history_user is None


def test_a_second_publishing_is_refused_and_changes_nothing(draft: RuleBook) -> None:
    actions.publish(draft, at=MOMENT, by=None, reason=REASON)
    before = list(RuleBook.objects.values()), draft.history.count()
    for row in (draft, RuleBook.objects.get()):
        with pytest.raises(actions.BookIsPublished, match="A sound book is published already"):
            actions.publish(
                row,
                at=MOMENT.replace(year=2030),
                by=publisher(),
                reason="Again",
            )
    assert (list(RuleBook.objects.values()), draft.history.count()) == before


@pytest.mark.parametrize(
    ("breaking", "words"),
    [
        (lambda row: row.rules.filter(code="all").update(words=" "), "Rule all has no plain words"),
        (lambda row: row.rules.filter(code="all").update(started_from=MOMENT), "No rule governs a post as SENCo at "),
        (lambda row: row.rules.filter(code="all").update(accepts="nothing"), "accepts the set nothing"),
        (lambda row: row.setting_terms.filter(setting_type="pru").delete(), "does not say whether pru"),
        (lambda row: row.citations.all().delete(), "The service limit names no source."),
        (lambda row: row.readings.get().changes.all().delete(), "Reading R1 changes nothing"),
        (lambda row: Alternative.objects.all().delete(), "asks for the designation test, and the book has none"),
        (lambda row: row.rules.filter(code="all").update(requirement="must"), "requirement of all is 'must'"),
    ],
)
def test_a_broken_book_is_refused_with_what_is_wrong_in_words(
    draft: RuleBook, breaking: Callable[[RuleBook], Any], words: str
) -> None:
    breaking(draft)
    entries = draft.history.count()
    with pytest.raises(actions.BookIsBroken) as caught:
        actions.publish(draft, at=MOMENT, by=None, reason=REASON)
    assert words in str(caught.value)
    assert str(caught.value) == " ".join(finding.words for finding in caught.value.findings)
    row = RuleBook.objects.get()
    assert (row.status, row.published_at, row.history.count()) == ("draft", None, entries)


def test_findings_are_those_of_the_rules_in_the_catalogues_own_words(draft: RuleBook) -> None:
    draft.citations.filter(acceptance__isnull=False).delete()
    (finding,) = actions.findings(draft)
    assert finding.words == "mandatory: the award names no source."
    assert actions.findings(draft) == check(books.load(draft), SettingType.values, books.names())


def test_an_empty_draft_is_refused(db: None) -> None:
    with pytest.raises(actions.BookIsBroken):
        actions.publish(RuleBookFactory.create(), at=MOMENT, by=None, reason=REASON)


@pytest.mark.parametrize("owner", ["source", "rule", "acceptance", "test", "terms", "reading"])
def test_a_part_and_its_source_are_of_the_same_book(draft: RuleBook, owner: str) -> None:
    """Else a change to the other book, a draft, would change what the published one says."""
    other = books.store(sound_book("Q", "Another"))
    stranger = other.citations.exclude(**({} if owner == "source" else {owner: None}))[0]
    source = stranger.source if owner == "source" else draft.sources.all()[0]
    part = {} if owner == "source" else {owner: getattr(stranger, owner)}
    citation = CitationFactory.create(book=draft, position=999, source=source, **part)
    (finding,) = actions.findings(draft)
    assert finding.words == f"{source}: a part and its source are not both of this book."
    assert actions.findings(other) == ()
    citation.delete()
    assert actions.findings(draft) == ()


def test_a_source_without_address_is_found(draft: RuleBook) -> None:
    CitationFactory.create(book=draft, position=999, source=SourceFactory.create(book=draft, position=99, url=""))
    assert "has a source without its name, provision or web address" in actions.findings(draft)[0].words


def test_the_latest_state_of_a_draft_is_published_not_the_one_in_hand(draft: RuleBook) -> None:
    RuleBook.objects.filter(pk=draft.pk).update(notes="Changed by another.")
    actions.publish(draft, at=MOMENT, by=None, reason=REASON)
    assert RuleBook.objects.get().notes == "Changed by another."


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_is_told() -> None:
    QualificationFactory.create(code="Q")
    draft = books.store(sound_book("Q"))
    users = [publisher(), publisher()]
    start, results = threading.Barrier(2), dict[int, object]()

    def work(user: Any) -> None:
        try:
            start.wait(10)
            results[user.pk] = actions.publish(draft, at=MOMENT, by=user, reason=f"By {user.pk}")
        except actions.BookIsPublished as error:
            results[user.pk] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    refused = [pk for pk, result in results.items() if isinstance(result, actions.BookIsPublished)]
    published = [pk for pk, result in results.items() if isinstance(result, RuleBook)]
    assert (len(refused), len(published)) == (1, 1)
    row = RuleBook.objects.get()
    assert row.published_by_id == published[0]
    assert list(row.history.filter(status="published").values_list("history_change_reason", flat=True)) == [
        f"By {published[0]}"
    ]


def test_books_of_different_words_are_published_side_by_side(draft: RuleBook) -> None:
    actions.publish(draft, at=MOMENT, by=None, reason=REASON)
    later = books.store(replace(sound_book("Q", "Later"), in_force_from=MOMENT.date().replace(year=2030)))
    actions.publish(later, at=MOMENT, by=None, reason=REASON)
    assert RuleBook.objects.published().count() == 2
