"""The page of a book in Django admin, and what is done with a whole book: copied, compared, published, deleted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qualifications import actions, books
from qualifications.models import Rule, RuleBook
from tests.factories.qualifications import QualificationFactory
from tests.factories.rule_books import RuleFactory, sound_book
from tests.factories.users import UserFactory
from tests.integration.qualifications.admin_pages import (
    ROOT,
    administrator,
    at,
    day,
    errors,
    form_of,
    law_in_force,
    parsed,
    send,
    signed_in,
    staff,
    text,
)

pytestmark = pytest.mark.django_db
PAGES = ["change/", "compare/", "history/"]
DOING = {
    "copy/": "add",
    "publish/": "publish",
    "delete/": "delete",
    "section/about/": "change",
    "section/service/": "change",
    "section/conventions/": "change",
    "part/rule/add/": "change",
    "order/rule/": "change",
}
KINDS = ["rule", "terms", "acceptance", "alternative", "test", "reading"]


@pytest.fixture
def shipped_book(db: None) -> RuleBook:
    return law_in_force()


@pytest.fixture
def draft(shipped_book: RuleBook) -> RuleBook:
    """A draft that says what the shipped book says."""
    said = replace(books.load(shipped_book), name="A draft", in_force_from=date(2029, 9, 1))
    return books.store(said)


@pytest.fixture
def client(db: None) -> Client:
    """An administrator's."""
    return signed_in(administrator())


# Who


@pytest.mark.parametrize("page", [*PAGES, *DOING])
def test_nobody_is_asked_to_sign_in(draft: RuleBook, page: str) -> None:
    for nobody in (Client(), signed_in(UserFactory.create())):
        response = nobody.get(at(draft, page))
        assert response.status_code == 302
        assert response.headers["Location"].startswith(("/accounts/login/?next=", "/admin/login/?next="))


@pytest.mark.parametrize("page", [*PAGES, *DOING])
def test_staff_without_permission_are_refused(draft: RuleBook, page: str) -> None:
    assert signed_in(staff()).get(at(draft, page)).status_code == 403
    assert signed_in(staff()).get(ROOT).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_who_may_look_sees_everything_and_changes_nothing(draft: RuleBook, page: str) -> None:
    response = signed_in(staff("view")).get(at(draft, page))
    assert response.status_code == 200
    links = parsed(response).xpath("//main//a/@href")
    mine = {link.removeprefix(at(draft, "")) for link in links if link.startswith(at(draft, ""))}
    assert mine <= set(PAGES)


@pytest.mark.parametrize(("page", "verb"), DOING.items())
def test_each_doing_has_its_permission(draft: RuleBook, page: str, verb: str) -> None:
    others = {"add", "change", "delete", "publish", "view"} - {verb}
    assert signed_in(staff(*others)).get(at(draft, page)).status_code == 403
    assert signed_in(staff(*others)).post(at(draft, page), {"change_reason": "x"}).status_code == 403
    assert signed_in(staff("view", verb)).get(at(draft, page)).status_code == 200
    assert RuleBook.objects.count() == 2


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
@pytest.mark.parametrize("page", [*PAGES, *DOING, "part/rule/add/"])
def test_other_methods_are_refused(client: Client, draft: RuleBook, page: str, method: str) -> None:
    assert getattr(client, method)(at(draft, page)).status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_pages_that_only_show_take_nothing(client: Client, draft: RuleBook, page: str) -> None:
    assert client.post(at(draft, page), {}).status_code == 405


# The list


def test_the_list_says_how_each_book_stands(client: Client, shipped_book: RuleBook, draft: RuleBook) -> None:
    later = books.store(replace(books.load(draft), name="To come"))
    actions.publish(later, at=shipped_book.published_at, by=None, reason="Agreed")  # type: ignore[arg-type]  # published
    rows = parsed(client.get(ROOT)).xpath("//table[@id='result_list']/tbody/tr")
    stands = {row.xpath("string(th)").strip(): row.xpath("string(td[1])").strip() for row in rows}
    assert stands == {shipped_book.name: "in force", "A draft": "draft", "To come": "to come"}


def test_no_book_is_added_from_nothing(client: Client, draft: RuleBook) -> None:
    assert f"{ROOT}add/" not in client.get(ROOT).content.decode()
    assert client.get(f"{ROOT}add/").status_code in (302, 404)


# The page of a book


def test_a_draft_is_shown_whole_with_a_link_to_change_each_part(client: Client, draft: RuleBook) -> None:
    response = client.get(at(draft))
    page, said = parsed(response), text(response)
    book = books.load(draft)
    parts: tuple[Any, ...] = (*book.rules, *book.acceptances, *(t for one in book.designation for t in one.tests))
    for part in parts:
        assert " ".join(part.words.split()) in said
    assert all(reading.note in said for reading in book.readings)
    links = set(page.xpath("//main//a/@href"))
    for kind, rows in (("rule", draft.rules), ("acceptance", draft.acceptances), ("reading", draft.readings)):
        for pk in rows.values_list("pk", flat=True):
            assert {at(draft, f"part/{kind}/{pk}/"), at(draft, f"part/{kind}/{pk}/delete/")} <= links
    assert {at(draft, f"part/{kind}/add/") for kind in KINDS[:4]} <= links


def test_rules_are_shown_as_their_sentences_in_order(client: Client, draft: RuleBook) -> None:
    page = parsed(client.get(at(draft)))
    names = page.xpath("//li[starts-with(@id, 'rule-')]/h3/text()")
    assert names == list(draft.rules.order_by("position").values_list("code", flat=True))
    sentences = page.xpath("//li[starts-with(@id, 'rule-')]/p[@class='rb-sentence']/text()")
    assert sentences[5].endswith(
        "that began on or after 1 September 2024: the NPQ for SENCOs is required by the third "
        "anniversary of taking the post; who may be the SENCo is tested."
    )


def test_a_sound_draft_says_so(client: Client, draft: RuleBook) -> None:
    assert "All checks pass: it can be published" in text(client.get(at(draft)))


def test_what_is_wrong_stands_on_the_page_and_leads_to_its_part(client: Client, draft: RuleBook) -> None:
    rule = draft.rules.get(code="npq")
    Rule.objects.filter(pk=rule.pk).update(words="")
    draft.citations.filter(acceptance__isnull=False).delete()
    draft.citations.filter(test__isnull=False).delete()
    page = parsed(client.get(at(draft)))
    (found,) = page.xpath("//section[@aria-labelledby='found']")
    words = {" ".join(item.text_content().split()): item.xpath("string(a/@href)") for item in found.xpath("ul/li")}
    assert words["Rule npq has no plain words for the person reading."] == f"#rule-{rule.pk}"
    assert len(words) == 1 + 5 + 4
    assert all(page.xpath(f"//*[@id='{link[1:]}']") for link in words.values()), "each leads to something"
    assert found.xpath("string(h2)") == "10 things to put right before it can be published"


def test_a_draft_that_makes_no_book_is_shown_so_that_it_can_be_mended(client: Client, draft: RuleBook) -> None:
    draft.rules.filter(code="npq").update(requirement="must")
    response = client.get(at(draft))
    assert "requirement of npq is 'must', which it cannot be" in text(response)
    links = parsed(response).xpath("//main//a/@href")
    assert at(draft, f"part/rule/{draft.rules.get(code='npq').pk}/") in links
    for page in ("publish/", "compare/", "history/", "order/rule/", "copy/", "delete/"):
        assert client.get(at(draft, page)).status_code == 200


def test_a_published_book_is_read_only_and_says_what_it_changed(
    client: Client, shipped_book: RuleBook, draft: RuleBook
) -> None:
    draft.rules.filter(code="npq").update(months=48)
    actions.publish(draft, at=shipped_book.published_at, by=None, reason="Agreed")  # type: ignore[arg-type]  # published
    response = client.get(at(draft))
    said = text(response)
    assert "Published. It answers from 1 September 2029 on." in said
    assert f"What it says otherwise than “{shipped_book.name}”" in said
    assert "Rule npq: changed" in said
    assert "Months to the deadline 36 48" in said
    links = parsed(response).xpath("//main//a/@href")
    assert [link for link in links if link.startswith(at(draft, ""))] == [
        at(draft, page) for page in ("copy/", "compare/", "history/")
    ]


@pytest.mark.parametrize("page", ["publish/", "delete/", "section/about/", "part/rule/add/", "order/rule/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_published_book_takes_nothing(client: Client, shipped_book: RuleBook, page: str, method: str) -> None:
    before = books.load(shipped_book)
    response = getattr(client, method)(at(shipped_book, page), follow=True)
    assert response.redirect_chain == [(at(shipped_book), 302)]
    assert "A published book never changes" in text(response)
    assert books._read(shipped_book) == before


def test_the_page_asks_the_same_of_the_database_however_long_the_book(client: Client, draft: RuleBook) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(at(draft)).status_code == 200
        return len(queries)

    questions()
    before = questions()
    for number in range(5):
        RuleFactory.create(book=draft, position=100 + number, code=f"more-{number}")
        draft.alternatives.create(position=100 + number, name="More")
        draft.readings.create(position=100 + number, code=f"M{number}", note="More")
    assert questions() == before < 30


# Copy


def test_a_copy_is_made_with_a_name_a_day_and_a_reason(client: Client, shipped_book: RuleBook) -> None:
    sent = {"name": "The law of 2029", **day("in_force_from", "1 9 2029"), "change_reason": "SI 2029/1"}
    asked = text(client.get(at(shipped_book, "copy/")))
    assert f"Those of “{shipped_book.name}” are not copied." in asked
    sent["notes"] = "It leaves nothing out."
    response = client.post(at(shipped_book, "copy/"), sent)
    copy = RuleBook.objects.get(status="draft")
    assert response.headers["Location"] == at(copy)
    assert books.load(copy) == replace(
        books.load(shipped_book), name="The law of 2029", in_force_from=date(2029, 9, 1), notes=sent["notes"]
    )
    entry = copy.history.get()
    assert (str(entry.history_user), entry.history_change_reason) == ("Ada Lovelace", "SI 2029/1")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "A draft"}, "There is a book of this name already: choose another."),
        ({"name": "x" * 201}, "Ensure this value has at most 200 characters (it has 201)."),
        ({"name": "\0"}, "Null characters are not allowed."),
        ({"in_force_from_month": "13"}, "First day in force must be a real date"),
        ({"in_force_from_year": "99999"}, "First day in force must include a year with 4 numbers"),
        ({"in_force_from_year": "0000"}, "First day in force must be a real date"),
        ({"change_reason": " "}, "Give the reason: the instrument, the guidance, or what was wrong."),
    ],
)
def test_a_copy_without_what_it_needs_is_refused_in_words(
    client: Client, draft: RuleBook, wrong: dict[str, str], words: str
) -> None:
    sent = {"name": "Another", **day("in_force_from", "1 9 2029"), "change_reason": "SI"} | wrong
    response = client.post(at(draft, "copy/"), sent)
    assert [error for error in errors(response) if words in error]
    assert RuleBook.objects.count() == 2
    shown = form_of(response)
    kept = {name: value.strip(" \ufffd") for name, (value,) in shown.items()}
    assert {name: kept.get(name, "") for name in sent} == {name: value.strip(" \0") for name, value in sent.items()}


def test_a_book_that_cannot_be_read_is_not_copied(client: Client, draft: RuleBook) -> None:
    draft.rules.filter(code="npq").update(requirement="must")
    response = send(client, at(draft, "copy/"), name="Another", **day("in_force_from", "1 9 2029"))
    assert "cannot be copied as it is" in errors(response)[0]


# Publish


def test_a_sound_draft_is_published_with_who_and_why(client: Client, draft: RuleBook) -> None:
    shown = text(client.get(at(draft, "publish/")))
    assert "Published, it answers from 1 September 2029 on" in shown
    response = send(client, at(draft, "publish/"), change_reason="SI 2029/1")
    row = RuleBook.objects.get(pk=draft.pk)
    assert response.headers["Location"] == at(draft)
    assert (row.is_published, str(row.published_by)) == (True, "Ada Lovelace")
    assert RuleBook.objects.current(date(2029, 8, 31)) != row
    assert RuleBook.objects.current(date(2029, 9, 1)) == row


def test_a_broken_draft_is_refused_and_what_is_wrong_stands_there(client: Client, draft: RuleBook) -> None:
    sent = form_of(client.get(at(draft, "publish/"))) | {"change_reason": "SI 2029/1"}
    draft.rules.filter(code="npq").update(words="")
    assert "Publish “A draft”" not in text(client.get(at(draft, "publish/")))
    response = client.post(at(draft, "publish/"), sent)
    assert errors(response) == ["It was not published. What is wrong with it stands below: put that right first."]
    assert "Rule npq has no plain words for the person reading." in text(response)
    assert not RuleBook.objects.get(pk=draft.pk).is_published


@pytest.mark.parametrize("page", ["publish/", "delete/"])
def test_who_acts_on_what_has_changed_meanwhile_is_told_first(client: Client, draft: RuleBook, page: str) -> None:
    sent = form_of(client.get(at(draft, page))) | {"change_reason": "Because"}
    send(signed_in(administrator("Grace Hopper")), at(draft, "section/about/"), notes="Other notes.")
    response = client.post(at(draft, page), sent)
    assert "Somebody changed this draft after you opened this page" in errors(response)[0]
    assert not RuleBook.objects.get(pk=draft.pk).is_published
    again = client.post(at(draft, page), form_of(response) | {"change_reason": "Because"})
    assert again.status_code == 302
    assert RuleBook.objects.published().count() + (page == "delete/") == 2


@pytest.mark.parametrize("page", ["publish/", "delete/"])
def test_a_reason_is_asked_for(client: Client, draft: RuleBook, page: str) -> None:
    response = send(client, at(draft, page), change_reason="")
    assert errors(response) == ["Why: Give the reason: the instrument, the guidance, or what was wrong."]
    assert RuleBook.objects.filter(status="draft").exists()


# Delete, and the history


def test_a_deleted_draft_keeps_its_history(client: Client, draft: RuleBook) -> None:
    response = send(client, at(draft, "delete/"), change_reason="Nobody wants it")
    assert not RuleBook.objects.filter(pk=draft.pk).exists()
    history = text(client.get(response.headers["Location"]))
    assert "This draft was deleted." in history
    assert "Why: Nobody wants it" in history
    listed = text(client.get(f"{ROOT}deleted/"))
    assert "A draft" in listed
    assert "Ada Lovelace: Nobody wants it" in listed


def test_the_history_says_what_each_change_changed(client: Client, draft: RuleBook) -> None:
    rule = draft.rules.get(code="npq")
    for months in (40, 48):
        send(client, at(draft, f"part/rule/{rule.pk}/"), months=str(months), change_reason=f"To {months}")
    page = parsed(client.get(at(draft, "history/")))
    entries = [" ".join(entry.text_content().split()) for entry in page.xpath("//ol[@class='rb-history']/li")]
    assert len(entries) == 3
    assert entries[0].startswith("Rule “npq” changed")
    assert "by Ada Lovelace. Why: To 48" in entries[0]
    assert "Months to the deadline 40 48" in entries[0]
    assert "Months to the deadline" not in entries[1], "what was before the first kept entry is not known"


def test_a_long_history_stands_on_several_pages(client: Client, draft: RuleBook) -> None:
    for number in range(45):
        draft.notes = f"Notes {number}"
        draft.save()
    for page in ("", "?page=2", "?page=3", "?page=99", "?page=x", "?page=-1", "?page=%00"):
        response = client.get(at(draft, f"history/{page}"))
        assert response.status_code == 200
        assert "of 3" in text(response)


def test_an_entry_of_another_time_does_not_stop_the_history(client: Client, draft: RuleBook) -> None:
    draft.save()
    odd: list[Any] = [{"rules": 7}, [], "x", {"name": "y"}]
    for contents in odd:
        draft.history.update(contents=contents)
        assert client.get(at(draft, "history/")).status_code == 200


# Odd addresses


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pk", ["999999", "99999999999999999999999999", "0"])
def test_a_book_that_is_not_there(client: Client, pk: str, method: str) -> None:
    adding = [f"part/{kind}/add/" for kind in KINDS]
    for page in [*PAGES, *DOING, *adding, "part/rule/1/", "part/rule/1/delete/"]:
        assert getattr(client, method)(f"{ROOT}{pk}/{page}").status_code in (302, 404, 405)


def test_odd_addresses_are_answered(client: Client, draft: RuleBook) -> None:
    for rest in ("x/change/", "%00/change/", "1.5/change/", "-1/change/", "_5F/change/", "é/change/", "1/history/x/"):
        assert client.get(ROOT + rest).status_code in (302, 404)
    for rest in (
        *("part/rule/999999/", "part/rule/99999999999999999999999/", "part/nothing/1/", "part/about/1/"),
        *("part/rule/0/", "part/rule/999999/delete/", "part/nothing/add/", "order/nothing/", "order/test/"),
        *("order/source/", "section/nothing/", "section/rule/", "part/%00/add/"),
    ):
        assert client.get(at(draft, rest)).status_code == 404
    for rest in (
        *("part/rule/add/?after=x", "part/rule/add/?after=99999999", "part/rule/add/?after=", "compare/?x=%00"),
        *("part/test/add/?alternative=%00", "part/test/add/?alternative=²", "part/test/add/?alternative=1"),
    ):
        assert client.get(at(draft, rest)).status_code == 200


def test_a_part_of_another_book_is_not_there(client: Client, draft: RuleBook) -> None:
    other = books.store(replace(books.load(draft), name="Another"))
    for kind in ("rule", "terms", "acceptance", "alternative", "reading"):
        rows = {"terms": "setting_terms"}.get(kind, f"{kind}s")
        pk = getattr(other, rows).first().pk
        assert client.get(at(draft, f"part/{kind}/{pk}/")).status_code == 404
        assert client.get(at(draft, f"part/{kind}/{pk}/delete/")).status_code == 404


def test_a_book_of_marks_and_html_is_shown_as_it_is_written(client: Client, db: None) -> None:
    QualificationFactory.create(code="Q", short_name="<b>award</b>")
    evil = "<script>alert(1)</script>"
    said = sound_book("Q", evil)
    said = replace(said, notes=evil, rules=tuple(replace(rule, words=evil) for rule in said.rules))
    row = books.store(said)
    for page in (*PAGES, *DOING, f"part/rule/{row.rules.all()[0].pk}/"):
        content = client.get(at(row, page)).content.decode()
        assert "<script>alert" not in content
        assert "<b>award" not in content
