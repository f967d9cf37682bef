"""Drafts: begun as copies, changed part by part, put in order, deleted; each with one entry in the book's history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from qualifications import actions, books
from qualifications.actions import Beginning, Part
from qualifications.enums import ChangeKind
from qualifications.models import (
    Acceptance,
    Alternative,
    DesignationTest,
    Reading,
    ReadingChange,
    Rule,
    RuleBook,
    SettingTerms,
    Source,
)
from qualifications.rules.book_form import read_book
from senco_portal.lib.refusals import Refused
from tests.factories.qualifications import QualificationFactory
from tests.factories.rule_books import RuleBookFactory, sound_book
from tests.factories.users import UserFactory
from tests.unit.qualifications.test_published_books import in_a_thread, until_somebody_waits

MOMENT = datetime(2029, 3, 1, 9, tzinfo=UTC)
DAY = date(2029, 9, 1)
WHY = "A new statutory instrument"


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory.create(is_staff=True, is_superuser=True, name="Ada")


@pytest.fixture
def signed(editor: User) -> dict[str, Any]:
    return {"by": editor, "at": MOMENT, "reason": WHY}


@pytest.fixture
def draft(db: None) -> RuleBook:
    QualificationFactory.create(code="Q", short_name="the award")
    return books.store(sound_book("Q"))


@pytest.fixture
def published(draft: RuleBook) -> RuleBook:
    return actions.publish(draft, at=MOMENT, by=None, reason="Agreed")


def latest(row: RuleBook) -> Any:
    return RuleBook.history.filter(id=row.pk).order_by("-history_id")[0]


def codes(row: RuleBook) -> list[str]:
    return list(row.rules.order_by("position").values_list("code", flat=True))


def positions(rows: Any) -> list[int]:
    return sorted(rows.values_list("position", flat=True))


# Copies


def test_a_copy_says_the_same_under_a_name_and_from_a_day_of_its_own(
    published: RuleBook, signed: dict[str, Any]
) -> None:
    copy = actions.copy_to_draft(published, Beginning("Later", DAY), **signed)
    assert not copy.is_published
    assert books.load(copy) == replace(sound_book("Q"), name="Later", in_force_from=DAY, notes="")
    assert books.load(published) == sound_book("Q")


def test_a_copy_begins_a_history_with_who_when_why_and_what(
    published: RuleBook, signed: dict[str, Any], editor: User
) -> None:
    copy = actions.copy_to_draft(published, Beginning("Later", DAY), **signed)
    (entry,) = copy.history.all()
    assert (entry.history_user, entry.history_date, entry.history_change_reason) == (editor, MOMENT, WHY)
    assert entry.done == "Copied from A sound book"
    assert read_book(entry.contents) == books.load(copy)


def test_a_draft_can_be_copied_too(draft: RuleBook, signed: dict[str, Any]) -> None:
    assert not actions.copy_to_draft(draft, Beginning("Another", DAY), **signed).is_published


def test_no_two_books_have_one_name(draft: RuleBook, signed: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="a book called A sound book already"):
        actions.copy_to_draft(draft, Beginning(draft.name, DAY), **signed)
    assert RuleBook.objects.count() == 1


def test_a_book_that_cannot_be_read_is_not_copied(draft: RuleBook, signed: dict[str, Any]) -> None:
    draft.rules.filter(code="all").update(requirement="must")
    with pytest.raises(Refused, match="cannot be copied as it is: requirement of all is 'must'"):
        actions.copy_to_draft(draft, Beginning("Another", DAY), **signed)


# Parts


def test_a_changed_part_is_saved_with_one_entry(draft: RuleBook, signed: dict[str, Any], editor: User) -> None:
    before = draft.history.count()
    rule = draft.rules.get(code="all")
    rule.months = 48
    actions.save_part(Part(rule), **signed)
    assert books.load(draft).rules[1].months == 48
    assert draft.history.count() == before + 1
    entry = latest(draft)
    assert (entry.history_user, entry.history_date, entry.history_change_reason) == (editor, MOMENT, WHY)
    assert (entry.done, entry.history_type) == ("Rule “all” changed", "~")
    assert read_book(entry.contents) == books.load(draft)


def test_the_books_own_row_is_saved_with_one_entry(draft: RuleBook, signed: dict[str, Any]) -> None:
    before = draft.history.count()
    draft.notes = "Other notes."
    actions.save_part(Part(draft), **signed)
    assert RuleBook.objects.get().notes == "Other notes."
    assert (draft.history.count(), latest(draft).done) == (before + 1, "Rule book “A sound book” changed")


def test_sources_stand_in_the_order_in_which_they_are_given(draft: RuleBook, signed: dict[str, Any]) -> None:
    first, second = draft.sources.order_by("position")
    rule = draft.rules.get(code="all")
    actions.save_part(Part(rule, sources=[second, first, second]), **signed)
    assert [source.name for source in books.load(draft).rules[1].sources] == [second.name, first.name]


def test_sources_of_other_parts_stay(draft: RuleBook, signed: dict[str, Any]) -> None:
    actions.save_part(Part(draft.rules.get(code="all"), sources=[]), **signed)
    parts: tuple[Any, ...] = (*books.load(draft).acceptances, books.load(draft).service_limit)
    rest = [part.sources for part in parts]
    assert books.load(draft).rules[1].sources == ()
    assert all(rest)


def test_the_limit_of_service_has_sources_of_its_own(draft: RuleBook, signed: dict[str, Any]) -> None:
    second = draft.sources.order_by("position")[1]
    actions.save_part(Part(draft, sources=[second]), **signed)
    book = books.load(draft)
    assert [source.name for source in book.service_limit.sources] == [second.name]
    assert len(book.rules[1].sources) == 2


def test_a_new_source_is_stored_once(draft: RuleBook, signed: dict[str, Any]) -> None:
    for code in ("all", "assistant"):
        new = Source(book=draft, name="SI", provision="regulation 1", url="https://law.example.org/si")
        actions.save_part(Part(draft.rules.get(code=code), sources=[new]), **signed)
    assert draft.sources.filter(name="SI").count() == 1
    assert [rule.sources[0].name for rule in books.load(draft).rules] == ["SI", "SI"]


def test_citations_never_run_out_of_places(draft: RuleBook, signed: dict[str, Any]) -> None:
    every = list(draft.sources.all())
    for _ in range(5):
        for code in ("all", "assistant"):
            actions.save_part(Part(draft.rules.get(code=code), sources=every), **signed)
    assert max(positions(draft.citations)) < draft.citations.count() + 5


@pytest.mark.parametrize(
    ("make", "done"),
    [
        (lambda draft: Rule(book=draft, code="n", setting_types=["pru"], requirement="none", words="."), "Rule “n”"),
        (lambda draft: SettingTerms(book=draft, setting_type="n", counts_as_service=True), "Setting terms “n”"),
        (
            lambda draft: Acceptance(
                book=draft, set="n", qualification=draft.acceptances.get().qualification, longest_months=1
            ),
            "Acceptance “n: the award”",
        ),
        (lambda draft: Alternative(book=draft, name="n"), "Alternative “n”"),
        (
            lambda draft: DesignationTest(
                alternative=draft.alternatives.get(), fact="induction", accepted=[], words="n"
            ),
            "Designation test “n”",
        ),
        (lambda draft: Reading(book=draft, code="n", note="."), "Reading “n”"),
    ],
)
def test_a_new_part_stands_last_and_goes_again(
    draft: RuleBook, signed: dict[str, Any], make: Callable[[RuleBook], Any], done: str
) -> None:
    row = actions.save_part(Part(make(draft)), **signed)
    assert latest(draft).done == f"{done} added"
    assert row.position == max(row.__class__.objects.values_list("position", flat=True))
    actions.remove_part(row, **signed)
    assert latest(draft).done == f"{done} deleted"
    assert not row.__class__.objects.filter(pk=row.pk).exists()
    with pytest.raises(Refused, match="deleted this meanwhile"):
        actions.remove_part(row, **signed)


@pytest.mark.parametrize(
    ("after", "order"), [("assistant", ["assistant", "n", "all"]), ("", ["n", "assistant", "all"])]
)
def test_a_new_rule_stands_where_it_is_put(
    draft: RuleBook, signed: dict[str, Any], after: str, order: list[str]
) -> None:
    place = draft.rules.get(code=after).pk if after else 0
    new = Rule(book=draft, code="n", setting_types=["pru"], requirement="none", words=".", service="any")
    actions.save_part(Part(new, sources=[], after=place), **signed)
    assert codes(draft) == order
    assert positions(draft.rules) == [0, 1, 2]


def test_readings_follow_a_rule_that_is_called_otherwise(draft: RuleBook, signed: dict[str, Any]) -> None:
    rule = draft.rules.get(code="all")
    rule.code = "everybody"
    actions.save_part(Part(rule), **signed)
    book = books.load(draft)
    assert book.readings[0].changes[0].rule == "everybody"
    assert actions.findings(draft) == ()


def test_the_lines_of_a_reading_are_those_that_are_given(draft: RuleBook, signed: dict[str, Any]) -> None:
    reading = draft.readings.get()
    line = ReadingChange(reading=reading, position=0, kind=ChangeKind.DROP, rule="assistant")
    actions.save_part(Part(reading, changes=[line]), **signed)
    said = books.load(draft).readings[0]
    assert (said.drops, said.changes, said.conventions) == (("assistant",), (), ())
    actions.save_part(Part(draft.readings.get(), changes=None), **signed)
    assert books.load(draft).readings[0].drops == ("assistant",)


def test_a_name_that_is_taken_is_refused_and_nothing_is_saved(draft: RuleBook, signed: dict[str, Any]) -> None:
    entries = draft.history.count()
    rule = draft.rules.get(code="all")
    rule.code, rule.months = "assistant", 48
    with pytest.raises(Refused, match="has this name already"):
        actions.save_part(Part(rule), **signed)
    assert books.load(draft) == sound_book("Q")
    assert draft.history.count() == entries


def test_a_source_that_is_named_stays(draft: RuleBook, signed: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="take it out there first"):
        actions.remove_part(draft.sources.all()[0], **signed)
    unused = actions.save_part(
        Part(Source(book=draft, name="U", provision="1", url="https://u.example.org/")), **signed
    )
    actions.remove_part(unused, **signed)
    assert latest(draft).done == "Source “U, 1” deleted"


def test_a_book_that_cannot_be_read_can_be_mended(draft: RuleBook, signed: dict[str, Any]) -> None:
    draft.rules.filter(code="all").update(requirement="must")
    actions.save_part(Part(draft.rules.get(code="assistant")), **signed)
    assert latest(draft).contents is None
    rule = draft.rules.get(code="all")
    rule.requirement = "required"
    actions.save_part(Part(rule), **signed)
    assert read_book(latest(draft).contents) == sound_book("Q")


# Order


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_can_be_made(data: st.DataObject, draft: RuleBook, signed: dict[str, Any]) -> None:
    rows = draft.setting_terms.all()
    keys = data.draw(st.permutations(sorted(rows.values_list("pk", flat=True))))
    actions.reorder(rows, keys, **signed)
    assert list(rows.order_by("position").values_list("pk", flat=True)) == keys
    assert positions(rows) == list(range(len(keys)))


def test_an_order_has_one_entry(draft: RuleBook, signed: dict[str, Any]) -> None:
    before = draft.history.count()
    actions.reorder(draft.rules.all(), [draft.rules.get(code=code).pk for code in ("all", "assistant")], **signed)
    assert codes(draft) == ["all", "assistant"]
    assert (draft.history.count(), latest(draft).done) == (before + 1, "Order of rules changed")


@pytest.mark.parametrize("keys", [[], [1, 2, 3], "twice", "less"])
def test_an_order_of_other_parts_is_refused(draft: RuleBook, signed: dict[str, Any], keys: Any) -> None:
    there = list(draft.rules.values_list("pk", flat=True))
    given: Any = {"twice": there[:1] * 2, "less": there[:1]}.get(keys, keys) if isinstance(keys, str) else keys
    with pytest.raises(Refused, match="look at the order again"):
        actions.reorder(draft.rules.all(), given, **signed)
    assert codes(draft) == ["assistant", "all"]


def test_nothing_has_no_order(db: None, signed: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="nothing to put in order"):
        actions.reorder(RuleBookFactory.create().rules.all(), [], **signed)


# Deleting


def test_a_deleted_draft_leaves_its_history(draft: RuleBook, signed: dict[str, Any], editor: User) -> None:
    pk = draft.pk
    actions.delete_draft(draft, **signed)
    assert not RuleBook.objects.exists()
    entry = RuleBook.history.filter(id=pk).order_by("-history_id")[0]
    assert (entry.history_type, entry.done, entry.history_user, entry.history_change_reason) == (
        *("-", "Deleted", editor),
        WHY,
    )
    assert read_book(entry.contents) == sound_book("Q")


def test_an_unreadable_draft_can_be_deleted(draft: RuleBook, signed: dict[str, Any]) -> None:
    draft.rules.filter(code="all").update(requirement="must")
    actions.delete_draft(draft, **signed)
    assert not RuleBook.objects.exists()


# Refusals


def everything(row: RuleBook) -> list[Callable[..., Any]]:
    """Every change of a draft."""
    rule = row.rules.get(code="all")
    return [
        lambda **signed: actions.save_part(Part(rule, sources=[]), **signed),
        lambda **signed: actions.save_part(Part(row), **signed),
        lambda **signed: actions.remove_part(rule, **signed),
        lambda **signed: actions.reorder(row.rules.all(), list(row.rules.values_list("pk", flat=True)), **signed),
        lambda **signed: actions.delete_draft(row, **signed),
    ]


def test_a_published_book_is_refused_in_words(published: RuleBook, signed: dict[str, Any]) -> None:
    entries = published.history.count()
    for change in everything(published):
        with pytest.raises(actions.BookIsPublished, match="A published book never changes"):
            change(**signed)
    assert books._read(published) == sound_book("Q")
    assert published.history.count() == entries


def test_a_draft_that_is_gone_is_refused_in_words(draft: RuleBook, signed: dict[str, Any]) -> None:
    rule = draft.rules.get(code="all")
    RuleBook.objects.all().delete()
    with pytest.raises(Refused, match="deleted this draft meanwhile"):
        actions.save_part(Part(rule), **signed)


@pytest.mark.parametrize("staff", [True, False])
def test_who_may_not_is_refused(draft: RuleBook, signed: dict[str, Any], staff: bool) -> None:
    entries = draft.history.count()
    signed["by"] = UserFactory.create(is_staff=staff)
    attempts: list[Any] = [*everything(draft), lambda **s: actions.copy_to_draft(draft, Beginning("C", DAY), **s)]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt(**signed)
    assert RuleBook.objects.get().history.count() == entries
    assert books.load(draft) == sound_book("Q")


def test_the_database_still_refuses_what_goes_round_the_actions(published: RuleBook) -> None:
    rule = published.rules.get(code="all")
    rule.months = 48
    with pytest.raises(IntegrityError, match="never changes"):
        rule.save()


# Two at once


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_a_rule_at_once_the_second_waits_and_neither_is_lost() -> None:
    QualificationFactory.create(code="Q")
    row, editor = books.store(sound_book("Q")), UserFactory.create(is_staff=True, is_superuser=True)
    signed: dict[str, Any] = {"by": editor, "at": MOMENT, "reason": WHY}

    def add(code: str) -> Any:
        new = Rule(book=row, code=code, setting_types=["pru"], requirement="none", words=".", service="any")
        return actions.save_part(Part(new, sources=[]), **signed)

    with transaction.atomic():
        actions.open_draft(row.pk, by=editor)
        thread, results = in_a_thread(lambda: add("theirs"))
        until_somebody_waits()
        add("mine")
    thread.join(10)
    assert isinstance(results[0], Rule), results
    assert codes(row) == ["assistant", "all", "mine", "theirs"]
    assert [entry.done for entry in row.history.order_by("history_id")][1:] == [
        "Rule “mine” added",
        "Rule “theirs” added",
    ]


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_who_changes_a_draft_while_another_publishes_it_is_refused() -> None:
    QualificationFactory.create(code="Q")
    row, editor = books.store(sound_book("Q")), UserFactory.create(is_staff=True, is_superuser=True)
    rule = row.rules.get(code="all")
    with transaction.atomic():
        actions.publish(row, at=MOMENT, by=None, reason="Agreed")
        thread, results = in_a_thread(lambda: actions.save_part(Part(rule), by=editor, at=MOMENT, reason=WHY))
        until_somebody_waits()
    thread.join(10)
    assert isinstance(results[0], actions.BookIsPublished)
