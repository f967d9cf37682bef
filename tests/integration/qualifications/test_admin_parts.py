"""The pages on which a draft is changed part by part: each kind, each refusal, two people at once, odd input."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualifications import books
from qualifications.admin.desk import Desk
from qualifications.admin.kinds import KINDS, SECTIONS
from qualifications.models import Qualification, RuleBook
from qualifications.rules import book as values
from qualifications.rules.book import Book, Change
from qualifications.rules.terms import Clock, Conventions, Requirement
from qualifications.wording import CONVENTIONS
from tests.integration.qualifications.admin_pages import (
    administrator,
    at,
    day,
    errors,
    form_of,
    law_in_force,
    parsed,
    send,
    signed_in,
    text,
)

pytestmark = pytest.mark.django_db
WHY = {"change_reason": "SI 2029/1"}


@pytest.fixture
def shipped_book(db: None) -> RuleBook:
    return law_in_force()


@pytest.fixture
def draft(shipped_book: RuleBook) -> RuleBook:
    """A draft that says what the shipped book says."""
    return books.store(replace(books.load(shipped_book), name="A draft", in_force_from=date(2029, 9, 1)))


@pytest.fixture
def client(db: None) -> Client:
    """An administrator's."""
    return signed_in(administrator())


@pytest.fixture
def other(db: None) -> Client:
    """Another administrator's."""
    return signed_in(administrator("Grace Hopper"))


def parts(draft: RuleBook) -> Iterator[str]:
    """The address of every part of a draft, below its own."""
    for slug, kind in KINDS.items():
        for pk in kind.rows(draft).values_list("pk", flat=True):
            yield f"part/{slug}/{pk}/"
    yield from (f"section/{slug}/" for slug in SECTIONS)


def part(draft: RuleBook, slug: str, **which: Any) -> str:
    return at(draft, f"part/{slug}/{KINDS[slug].rows(draft).get(**which).pk}/")


def entries(draft: RuleBook) -> int:
    return int(RuleBook.history.filter(id=draft.pk).count())


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# Nothing is lost on the way


def test_every_part_can_be_sent_as_it_is_shown_and_stays_as_it_was(client: Client, draft: RuleBook) -> None:
    before, written = books.load(draft), entries(draft)
    addresses = list(parts(draft))
    for address in addresses:
        response = send(client, at(draft, address))
        assert response.status_code == 302, (address, errors(response))
        assert books.load(draft) == before, address
    assert entries(draft) == written + len(addresses), "one entry each"
    entry = draft.history.order_by("-history_id")[0]
    assert (str(entry.history_user), entry.history_change_reason) == ("Ada Lovelace", "Because")


def test_every_part_shows_what_it_says_now_in_a_sentence(client: Client, draft: RuleBook) -> None:
    said = text(client.get(part(draft, "rule", code="childminder")))
    assert "It says now: Anyone in a post at a childminder: the Level 3" in said


def test_each_field_is_explained_by_an_example_from_the_book_in_force(client: Client, draft: RuleBook) -> None:
    """From the rows: another book in force gives other examples."""
    said = text(client.get(at(draft, "part/rule/add/")))
    assert "Empty: no deadline. In the book in force, rule nasenco has: 36." in said
    assert (
        "Recommended by statutory guidance No law says so, but guidance that settings must have regard to does. "
        "So in the book in force, for example in rule alternative-provision-nasenco." in said
    )
    assert "rule assistant has: assistant." not in said
    assert "for example: assistant." in said
    assert "rule early-years-group has: nursery, pre-school or other early-years group." in said
    assert "rule before-2009 has: 1 September 2009" in said
    test = text(client.get(at(draft, "part/test/add/")))
    assert "or that they have none. So in the book in force, for example in one of its tests." in test
    counting = text(client.get(at(draft, "section/conventions/")))
    assert "Each new post has a whole period of its own. So in the book in force." in counting


def test_every_choice_says_what_it_means_in_a_sentence_of_its_own(client: Client, draft: RuleBook) -> None:
    """Without any example, as in the first book of all."""
    desk = Desk(draft)
    forms = {kind.slug: kind.form(instance=kind.new(desk), desk=desk) for kind in KINDS.values()}
    forms |= {kind.slug: kind.form(instance=draft, desk=desk) for kind in SECTIONS.values()}
    explained = [(slug, field) for slug, form in forms.items() for field in form if hasattr(field.field, "choices")]
    chosen = [(slug, field) for slug, field in explained if field.use_fieldset]
    assert {(slug, field.name) for slug, field in chosen} >= {
        *(("reading", f"as_{name}") for name in CONVENTIONS),
        *(("conventions", name) for name in CONVENTIONS),
        *(("rule", name) for name in ("requirement", "service", "roles", "setting_types")),
        *(("terms", name) for name in ("setting_type", "should_have_senco")),
        *(("test", name) for name in ("fact", "accepted")),
    }
    for slug, field in chosen:
        hints = [choice.data.get("hint", "") for choice in field.subwidgets]
        assert all(re.fullmatch(r"[A-Z].*\.", hint) for hint in hints), (slug, field.name, hints)
        assert len(set(hints)) == len(hints), (slug, field.name)
        called = [str(choice.choice_label).casefold() for choice in field.subwidgets]
        assert not {hint.rstrip(".").casefold() for hint in hints} & set(called), (slug, field.name)


def test_without_a_book_in_force_there_are_no_examples(client: Client, db: None) -> None:
    draft = books.store(values.Book(**_empty()))
    for slug in KINDS:
        if slug != "source":
            response = client.get(at(draft, f"part/{slug}/add/"))
            assert response.status_code == 200
            assert "In the book in force" not in text(response)


def _empty() -> dict[str, Any]:
    nothing = dict.fromkeys(("setting_terms", "designation", "acceptances", "rules"), ())
    limit = values.ServiceLimit(1, 1, (), ())
    own = {"name": "Empty", "in_force_from": date(2029, 9, 1), "notes": "", "service_limit": limit}
    return {**own, **nothing, "conventions": Conventions()}


# Each kind


def test_a_rule_is_changed(client: Client, draft: RuleBook) -> None:
    address = part(draft, "rule", code="npq")
    response = send(client, address, months="48", roles=["senco"], **day("started_until", "31 8 2029"))
    assert response.headers["Location"] == at(draft) + f"#rule-{draft.rules.get(code='npq').pk}"
    rule = next(rule for rule in books.load(draft).rules if rule.code == "npq")
    assert (rule.months, rule.roles, rule.started_until) == (48, ("senco",), date(2029, 8, 31))


def new_rule(**changes: Any) -> dict[str, Any]:
    told = {
        "code": "new",
        "setting_types": ["pru", "academy"],
        "service": "any",
        "requirement": "none",
        "words": "New.",
    }
    return {**told, **changes, **WHY}


def test_a_new_rule_asks_nothing_of_service_unless_it_is_said(client: Client, draft: RuleBook) -> None:
    assert form_of(client.get(at(draft, "part/rule/add/")))["service"] == ["any"]


def test_a_rule_is_added_after_another(client: Client, draft: RuleBook) -> None:
    after = draft.rules.get(code="npq")
    page = client.get(at(draft, f"part/rule/add/?after={after.pk}"))
    assert form_of(page)["after"] == [str(after.pk)]
    response = client.post(at(draft, "part/rule/add/"), new_rule(after=str(after.pk)))
    assert response.status_code == 302
    codes = [rule.code for rule in books.load(draft).rules]
    assert codes[codes.index("npq") + 1] == "new"
    client.post(at(draft, "part/rule/add/"), new_rule(after="0", code="first"))
    assert books.load(draft).rules[0].code == "first"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"code": "npq"}, "Another rule of this book is called npq."),
        ({"code": "a b"}, "Use letters, digits, hyphens and underscores only."),
        ({"code": ""}, "This field is required."),
        ({"setting_types": []}, "This field is required."),
        ({"setting_types": ["castle"]}, "Select a valid choice. castle is not one of the available choices."),
        ({"requirement": "must"}, "Select a valid choice. must is not one of the available choices."),
        ({"requirement": "required", "exemption": "x"}, "A rule that lifts a duty asks for nothing"),
        ({"months": "0"}, "A deadline comes after the post begins"),
        ({"months": "99999"}, "Ensure this value is less than or equal to 9999."),
        ({"months": "x"}, "Enter a whole number."),
        ({**day("started_from", "2 9 2029"), **day("started_until", "1 9 2029")}, "This is before the first day"),
        (day("started_from", "31 2 2029"), "Post began on or after must be a real date"),
        ({"qualification": "999999"}, "Select a valid choice."),
        ({"qualification": "\0"}, "Null characters are not allowed."),
        ({"accepts": "nowhere"}, "Select a valid choice."),
        ({"after": "999999"}, "Select a valid choice."),
        ({"source_0": "999999"}, "Select a valid choice."),
        ({"new_name": "SI"}, "A source has a provision as well."),
        ({"new_name": "SI", "new_provision": "1", "new_url": "not an address"}, "Enter a valid URL."),
        ({"words": ""}, "This field is required."),
        ({"words": "\0"}, "Null characters are not allowed."),
        ({"change_reason": ""}, "Give the reason"),
    ],
)
def test_what_a_rule_cannot_be_is_said_and_all_is_kept(
    client: Client, draft: RuleBook, wrong: dict[str, Any], words: str
) -> None:
    before, written = books.load(draft), entries(draft)
    response = client.post(at(draft, "part/rule/add/"), new_rule() | wrong)
    assert [error for error in errors(response) if words in error], errors(response)
    assert text(response).count("New.") == ("words" not in wrong)
    assert (books.load(draft), entries(draft)) == (before, written)
    page = parsed(response)
    for link in page.xpath("//div[contains(@class, 'rb-problems')]//a/@href"):
        assert page.xpath(f"//*[@id='{link[1:]}']"), f"{link} leads somewhere"


def test_a_source_that_is_new_to_the_draft_is_entered_beside_what_names_it(client: Client, draft: RuleBook) -> None:
    new = {"new_name": "SI 2029/1", "new_provision": "regulation 2", "new_url": "law.example.org/2029"}
    send(client, part(draft, "rule", code="npq"), **new)
    rule = next(rule for rule in books.load(draft).rules if rule.code == "npq")
    assert len(rule.sources) == 4
    assert rule.sources[-1] == values.Source("SI 2029/1", "regulation 2", "https://law.example.org/2029")


def test_sources_are_reordered_and_taken_out(client: Client, draft: RuleBook) -> None:
    address = part(draft, "rule", code="npq")
    first, second, third = (form_of(client.get(address))[f"source_{number}"][0] for number in range(3))
    send(client, address, source_0=third, source_1="", source_2=first)
    assert [form_of(client.get(address))[f"source_{number}"] for number in range(3)] == [[third], [first], [""]]
    assert second not in sum(form_of(client.get(address)).values(), [])


def test_as_many_sources_as_are_sent_are_taken(client: Client, draft: RuleBook) -> None:
    keys = [str(pk) for pk in draft.sources.values_list("pk", flat=True)][:12]
    send(client, part(draft, "rule", code="npq"), **{f"source_{number}": key for number, key in enumerate(keys)})
    rule = next(rule for rule in books.load(draft).rules if rule.code == "npq")
    assert len(rule.sources) == 12


def test_a_new_qualification_is_accepted(client: Client, draft: RuleBook) -> None:
    new = {"set": "mandatory", "qualification": str(Qualification.objects.get(code="EY_L3_SENCO").pk)}
    page = client.get(at(draft, "part/acceptance/add/"))
    assert parsed(page).xpath("//datalist/option/@value") == ["mandatory", "early_years"]
    dates = day("begun_from", "1 9 2029") | day("first_course_on", "1 9 2028")
    response = client.post(at(draft, "part/acceptance/add/"), {**new, **dates, "longest_months": "18", **WHY})
    assert response.status_code == 302
    added = books.load(draft).acceptances[-1]
    assert (added.set, added.qualification, added.longest_months) == ("mandatory", "EY_L3_SENCO", 18)
    assert (added.begun_from, added.first_course_on) == (date(2029, 9, 1), date(2028, 9, 1))
    wrong = client.post(at(draft, "part/acceptance/add/"), {**new, "longest_months": "0", **WHY})
    assert errors(wrong) == ["Longest usual months from start to outcome: A course takes time: at least a month."]


def test_a_kind_of_setting_is_spoken_of_once(client: Client, draft: RuleBook) -> None:
    told = {"setting_type": "pru", "should_have_senco": "must", **WHY}
    response = client.post(at(draft, "part/terms/add/"), told)
    assert errors(response) == ["Kind of setting: The book speaks of this kind of setting already: change that."]
    send(client, part(draft, "terms", setting_type="pru"), should_have_senco="must", counts_as_service="on")
    terms = books.load(draft).terms_by_type["pru"]
    assert (str(terms.should_have_senco), terms.counts_as_service) == ("must", True)


def test_a_test_takes_answers_of_its_own_fact_only(client: Client, draft: RuleBook) -> None:
    address = part(draft, "test", fact="induction")
    assert form_of(client.get(address))["accepted"] == ["induction:complete", "induction:not_required"]
    wrong = send(client, address, accepted=["induction:complete", "is_head_teacher:true"])
    assert errors(wrong) == ["The answers that pass: Tick answers of the chosen fact only."]
    send(client, address, accepted=["induction:complete"], needs_review="on")
    test = books.load(draft).designation[0].tests[1]
    assert (test.accepted, test.needs_review) == (("complete",), True)


def test_an_alternative_and_its_tests_are_added(client: Client, draft: RuleBook) -> None:
    client.post(at(draft, "part/alternative/add/"), {"name": "Anybody who teaches", **WHY})
    row = draft.alternatives.get(name="Anybody who teaches")
    page = form_of(client.get(at(draft, f"part/test/add/?alternative={row.pk}")))
    assert page["alternative"] == [str(row.pk)]
    told = {"alternative": str(row.pk), "fact": "teaches_at_setting", "accepted": ["teaches_at_setting:true"]}
    client.post(at(draft, "part/test/add/"), {**told, "words": "teach there", **WHY})
    added = books.load(draft).designation[-1]
    assert (added.name, [test.words for test in added.tests]) == ("Anybody who teaches", ["teach there"])


def test_the_books_own_fields_are_changed(client: Client, draft: RuleBook) -> None:
    send(client, at(draft, "section/about/"), name="SI 2029/1", **day("in_force_from", "2 9 2029"))
    send(client, at(draft, "section/service/"), service_months="24", service_roles=["senco", "assistant_senco"])
    send(client, at(draft, "section/conventions/"), clock="first_post")
    book = books.load(RuleBook.objects.get(pk=draft.pk))
    assert (book.name, book.in_force_from) == ("SI 2029/1", date(2029, 9, 2))
    assert (book.service_limit.months, book.service_limit.roles) == (24, ("senco", "assistant_senco"))
    assert book.conventions.clock is Clock.FIRST_POST


@pytest.mark.parametrize(
    ("section", "wrong", "words"),
    [
        ("about", {"name": ""}, "This field is required."),
        (
            "about",
            {"in_force_from_day": "", "in_force_from_month": "", "in_force_from_year": ""},
            "Enter the first day",
        ),
        ("service", {"service_months": "0"}, "Ensure this value is greater than or equal to 1."),
        ("service", {"service_days": "40000"}, "Ensure this value is less than or equal to 9999."),
        ("conventions", {"clock": "noon"}, "Select a valid choice."),
    ],
)
def test_what_the_books_own_fields_cannot_be_is_said(
    client: Client, draft: RuleBook, section: str, wrong: dict[str, str], words: str
) -> None:
    response = send(client, at(draft, f"section/{section}/"), **wrong)
    assert [error for error in errors(response) if words in error]


def test_a_book_takes_no_other_books_name(client: Client, draft: RuleBook, shipped_book: RuleBook) -> None:
    response = send(client, at(draft, "section/about/"), name=shipped_book.name)
    assert errors(response) == ["Name: Rule book with this Name already exists."]


def test_a_source_is_changed_where_it_stands_once(client: Client, draft: RuleBook) -> None:
    address = part(draft, "source", provision="section 66")
    send(client, address, provision="section 66(3)")
    cited = {source.provision for rule in books.load(draft).rules for source in rule.sources}
    assert "section 66(3)" in cited
    assert "section 66" not in cited
    response = send(
        client, address, provision="section 67", url="https://www.legislation.gov.uk/ukpga/2014/6/section/67"
    )
    assert errors(response) == ["The book has this source already."]


def test_a_source_that_is_named_is_not_deleted(client: Client, draft: RuleBook) -> None:
    response = send(client, part(draft, "source", provision="section 66") + "delete/")
    assert response.status_code == 302
    assert "take it out there first" in text(client.get(at(draft)))
    assert draft.sources.filter(provision="section 66").exists()


# Readings


def reading(book: Book, code: str) -> Any:
    return next(each for each in book.readings if each.code == code)


def test_a_reading_leaves_rules_out_and_makes_other_choices(client: Client, draft: RuleBook) -> None:
    told = {"code": "B1", "note": "Otherwise.", "drops": ["served", "npq"], "as_clock": "first_post"}
    response = client.post(at(draft, "part/reading/add/"), {**told, "service_days": "365", **WHY})
    assert response.status_code == 302
    added = reading(books.load(draft), "B1")
    assert (added.drops, added.conventions, added.service_days) == (("served", "npq"), (("clock", "first_post"),), 365)
    again = client.post(at(draft, "part/reading/add/"), {**told, **WHY})
    assert errors(again) == ["Name: Another reading of this book is called B1."]


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("months", {"value_0": "48"}, 48),
        ("months", {"value_0": ""}, None),
        ("started_from", day("value_0", "1 9 2029"), date(2029, 9, 1)),
        ("requirement", {"value_0": "recommended"}, Requirement.RECOMMENDED),
        ("setting_types", {"value_0": ["pru", "academy"]}, ("pru", "academy")),
        ("roles", {"value_0": []}, ()),
        ("qualification", {"value_0": "EY_L3_SENCO"}, "EY_L3_SENCO"),
        ("accepts", {"value_0": "early_years"}, "early_years"),
        ("tests_designation", {}, False),
        ("needs_review", {"value_0": "on"}, True),
        ("words", {"value_0": "Otherwise."}, "Otherwise."),
    ],
)
def test_a_reading_gives_a_field_of_a_rule_another_value(
    client: Client, draft: RuleBook, field: str, typed: dict[str, Any], value: Any
) -> None:
    """First the rule and the field are chosen; the page then asks for the value as the rule's own form does."""
    told = {"code": "B1", "note": "Otherwise.", "new_rule": "npq", "new_field": field, **WHY}
    page = client.post(at(draft, "part/reading/add/"), told)
    assert errors(page)[0].endswith("Give the value, and save.")
    if field == "qualification":
        typed = {"value_0": str(Qualification.objects.get(code=typed["value_0"]).pk)}
    sent = {name: said for name, said in form_of(page).items() if not name.startswith("value_0")} | typed
    response = client.post(at(draft, "part/reading/add/"), sent)
    assert response.status_code == 302, errors(response)
    assert reading(books.load(draft), "B1").changes == (Change("npq", field, value),)
    row = draft.readings.get(code="B1")
    before = books.load(draft)
    assert send(client, at(draft, f"part/reading/{row.pk}/")).status_code == 302
    assert books.load(draft) == before


def test_a_changed_value_is_taken_out(client: Client, draft: RuleBook) -> None:
    address = part(draft, "reading", code="A3")
    send(client, address, remove_1="on")
    assert [change.rule for change in reading(books.load(draft), "A3").changes] == ["before-2009", "served", "nasenco"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"new_rule": "npq"}, "Choose both the rule and what of it."),
        ({"new_field": "months"}, "Choose both the rule and what of it."),
        ({"new_rule": "before-2009", "new_field": "started_until"}, "This is among the changed values already."),
        ({"new_rule": "nowhere", "new_field": "months"}, "Select a valid choice."),
        ({"new_rule": "npq", "new_field": "code"}, "Select a valid choice."),
        ({"row_1": "before-2009|started_until"}, "The same field of the same rule is there twice"),
        ({"value_0_month": "13"}, "In rule before-2009, post began on or before must be a real date"),
        ({"as_clock": "noon"}, "Select a valid choice."),
        ({"service_days": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"code": "x" * 21}, "Ensure this value has at most 20 characters"),
    ],
)
def test_what_a_reading_cannot_be_is_said(client: Client, draft: RuleBook, wrong: dict[str, Any], words: str) -> None:
    before = books.load(draft)
    response = send(client, part(draft, "reading", code="A3"), **wrong)
    assert [error for error in errors(response) if words in error], errors(response)
    assert books.load(draft) == before


@pytest.mark.parametrize("row", ["npq|code", "npq|nothing", "|months", "npq", "", "\0|months", "x" * 70 + "|months"])
def test_a_row_that_is_none_of_ours_is_passed_over(client: Client, draft: RuleBook, row: str) -> None:
    response = client.post(
        at(draft, "part/reading/add/"), {"code": "B1", "note": "x", "row_0": row, "value_0": "1", **WHY}
    )
    assert response.status_code == 302
    assert reading(books.load(draft), "B1").changes == ()


def test_a_rule_that_is_gone_can_be_taken_out_of_a_reading(client: Client, draft: RuleBook) -> None:
    draft.rules.filter(code="served").delete()
    address = part(draft, "reading", code="A1")
    assert "Rule served, which is not in the book" in text(client.get(address))
    assert form_of(client.get(address))["drops"] == ["served"]
    sent = form_of(client.get(address)) | WHY
    del sent["drops"]
    client.post(address, sent)
    assert reading(books.load(draft), "A1").drops == ()


# Trying


def test_what_saving_would_do_is_shown_and_nothing_is_saved(client: Client, draft: RuleBook) -> None:
    before, written = books.load(draft), entries(draft)
    sent: dict[str, Any] = {"months": "48", "words": "Soon.", "started_from_year": "2025", "_try": "1"}
    response = send(client, part(draft, "rule", code="npq"), **sent, change_reason="")
    said = text(response)
    assert "What saving this would do. Nothing is saved yet" in said
    assert "Months to the deadline 36 48" in said
    assert "No rule governs a post as SENCo at mainstream academy that began on or after 1 September 2024" in said
    assert form_of(response)["months"] == ["48"]
    assert (books.load(draft), entries(draft)) == (before, written)
    assert client.post(part(draft, "rule", code="npq"), form_of(response) | WHY).status_code == 302
    assert entries(draft) == written + 1


def test_a_new_part_can_be_tried_and_then_added_once(client: Client, draft: RuleBook) -> None:
    response = client.post(at(draft, "part/rule/add/"), new_rule(_try="1"))
    assert "Rule new: added" in text(response)
    assert not draft.rules.filter(code="new").exists()
    assert client.post(at(draft, "part/rule/add/"), form_of(response) | WHY).status_code == 302
    assert draft.rules.filter(code="new").count() == 1


@pytest.mark.parametrize("slug", SECTIONS)
def test_the_books_own_fields_can_be_tried(client: Client, draft: RuleBook, slug: str) -> None:
    response = send(client, at(draft, f"section/{slug}/"), _try="1")
    assert "It says the same." in text(response)
    assert "All checks would pass." in text(response)


# Deleting and order


@pytest.mark.parametrize("slug", [slug for slug in KINDS if slug != "source"])
def test_a_part_is_deleted_with_a_reason(client: Client, draft: RuleBook, slug: str) -> None:
    rows = KINDS[slug].rows(draft)
    address, before = at(draft, f"part/{slug}/{rows[0].pk}/delete/"), rows.count()
    assert errors(send(client, address, change_reason=""))[0].startswith("Why: Give the reason: ")
    assert rows.count() == before
    assert send(client, address).headers["Location"] == at(draft)
    assert rows.count() == before - 1
    assert draft.history.order_by("-history_id")[0].done.endswith("deleted")


def test_the_order_is_changed_by_numbers(client: Client, draft: RuleBook) -> None:
    rules = {rule.code: rule.pk for rule in draft.rules.all()}
    send(client, at(draft, "order/rule/"), **{f"place_{rules['npq']}": "1", f"place_{rules['assistant']}": "16"})
    codes = [rule.code for rule in books.load(draft).rules]
    assert (codes[0], codes[1], codes[-1]) == ("npq", "before-2009", "assistant")


def test_up_and_down_move_without_saving(client: Client, draft: RuleBook) -> None:
    before = books.load(draft)
    keys = list(draft.rules.order_by("position").values_list("pk", flat=True))
    address = at(draft, "order/rule/")
    page = client.post(address, form_of(client.get(address)) | {"down": str(keys[0]), **WHY})
    page = client.post(address, form_of(page) | {"up": str(keys[3])})
    assert books.load(draft) == before
    shown = form_of(page)
    assert shown["change_reason"] == ["SI 2029/1"]
    client.post(address, shown)
    now = list(draft.rules.order_by("position").values_list("pk", flat=True))
    assert now[:4] == [keys[1], keys[0], keys[3], keys[2]]


@pytest.mark.parametrize("sent", [{"up": "x"}, {"up": "999999"}, {"down": "\0"}, {"up": "9" * 30}, {"up": ""}])
def test_odd_steps_move_nothing(client: Client, draft: RuleBook, sent: dict[str, str]) -> None:
    before = books.load(draft)
    assert (
        client.post(at(draft, "order/rule/"), form_of(client.get(at(draft, "order/rule/"))) | sent).status_code == 200
    )
    assert books.load(draft) == before


@pytest.mark.parametrize("number", ["", "x", "-1", "10000", "1.5", "\0"])
def test_odd_numbers_are_refused_in_words(client: Client, draft: RuleBook, number: str) -> None:
    pk = draft.rules.all()[0].pk
    assert errors(send(client, at(draft, "order/rule/"), **{f"place_{pk}": number}))


# Two people


def test_who_changes_what_another_has_changed_is_told_who_and_what(
    client: Client, other: Client, draft: RuleBook
) -> None:
    address = part(draft, "rule", code="npq")
    mine = form_of(client.get(address)) | {"months": "60", **WHY}
    send(other, address, months="48", words="Theirs.", roles=["senco"])
    response = client.post(address, mine)
    (told,) = errors(response)
    assert told.startswith("Grace Hopper changed this after you opened it: ")
    assert "“Months to the deadline” is now “48”" in told
    assert "“Roles” is now “SENCo”" in told
    assert "“Why, in plain words” is now “Theirs.”" in told
    assert form_of(response)["months"] == ["60"], "what was entered is still there"
    assert draft.rules.get(code="npq").months == 48, "nothing was saved"
    assert client.post(address, form_of(response)).status_code == 302
    assert draft.rules.get(code="npq").months == 60, "now they know"


@pytest.mark.parametrize(
    ("slug", "which", "theirs", "told"),
    [
        ("rule", {"code": "npq"}, {"source_0": ""}, "“Source 1” is now “SEND Regulations 2014"),
        ("rule", {"code": "npq"}, {"source_4": "first"}, "“Source 4” is now"),
        ("acceptance", {"set": "mandatory", "position": 0}, day("begun_from", "1 9 2029"), "is now “1 September 2029”"),
        ("terms", {"setting_type": "pru"}, {"counts_as_service": "on"}, "“service there counts” is now “yes”"),
        ("test", {"fact": "induction"}, {"needs_review": "on"}, "is now “yes”"),
        ("reading", {"code": "A1"}, {"drops": ["npq"]}, "“Rules left out” is now “rule npq”"),
        ("reading", {"code": "A3"}, {"remove_0": "on"}, "“Rules with other values” is now “served-before-2009"),
        ("reading", {"code": "A2"}, {"as_clock": ""}, "is now “as in the book”"),
        ("alternative", {"position": 0}, {"name": "Theirs"}, "is now “Theirs”"),
        ("source", {"provision": "section 66"}, {"provision": "Theirs"}, "is now “Theirs”"),
    ],
)
def test_every_kind_of_change_by_another_is_told(
    client: Client,
    other: Client,
    draft: RuleBook,
    slug: str,
    which: dict[str, Any],
    theirs: dict[str, Any],
    told: str,
) -> None:
    address = part(draft, slug, **which)
    mine = form_of(client.get(address)) | WHY
    first = str(draft.sources.get(provision="section 66").pk)
    changes = {name: first if value == "first" else value for name, value in theirs.items()}
    assert send(other, address, **changes).status_code == 302
    after = books.load(draft)
    (said,) = errors(client.post(address, mine))
    assert told in said
    assert books.load(draft) == after


def test_who_changes_another_part_saves_and_is_told(client: Client, other: Client, draft: RuleBook) -> None:
    address = part(draft, "rule", code="npq")
    mine = form_of(client.get(address)) | {"months": "60", **WHY}
    send(other, part(draft, "rule", code="served"), words="Theirs.")
    response = client.post(address, mine, follow=True)
    assert "Meanwhile Grace Hopper: Rule “served” changed." in text(response)
    book = books.load(draft)
    assert {"Theirs."} == {rule.words for rule in book.rules if rule.code == "served"}
    assert {60} == {rule.months for rule in book.rules if rule.code == "npq"}


def test_a_part_that_another_deleted_is_not_saved(client: Client, other: Client, draft: RuleBook) -> None:
    address = part(draft, "rule", code="npq")
    mine = form_of(client.get(address)) | WHY
    send(other, address + "delete/")
    for sent_to in (address, address + "delete/"):
        response = client.post(sent_to, mine, follow=True)
        assert response.redirect_chain == [(at(draft), 302)]
        assert "Somebody deleted this part meanwhile. Nothing was saved." in text(response)


def test_a_part_that_another_changed_is_not_deleted_unseen(client: Client, other: Client, draft: RuleBook) -> None:
    address = part(draft, "rule", code="npq")
    mine = form_of(client.get(address + "delete/")) | WHY
    send(other, address, months="48")
    assert "Somebody changed this draft" in errors(client.post(address + "delete/", mine))[0]
    assert draft.rules.filter(code="npq").exists()


def test_an_order_that_another_changed_is_not_overwritten(client: Client, other: Client, draft: RuleBook) -> None:
    address = at(draft, "order/rule/")
    mine = form_of(client.get(address)) | WHY
    send(other, part(draft, "rule", code="npq") + "delete/")
    after = books.load(draft)
    for sent in (mine, mine | {"up": "1"}, {**mine, "seen": "x"}):
        response = client.post(address, sent, follow=True)
        assert "Somebody changed this order after you opened it." in text(response)
    assert books.load(draft) == after


@pytest.mark.parametrize("meanwhile", ["published", "deleted"])
def test_a_draft_that_is_published_or_deleted_meanwhile_takes_nothing(
    client: Client, other: Client, draft: RuleBook, meanwhile: str
) -> None:
    address = part(draft, "rule", code="npq")
    mine = form_of(client.get(address)) | {"months": "60", **WHY}
    send(other, at(draft, "publish/" if meanwhile == "published" else "delete/"))
    response = client.post(address, mine, follow=True)
    words = "A published book never changes" if meanwhile == "published" else "Somebody deleted this draft meanwhile."
    assert words in text(response)
    assert not RuleBook.objects.filter(rules__months=60).exists()


@pytest.mark.parametrize(
    "version", ["", "x", "entry:", "entry:99999999999999999999 months:", "entry:-1", "\0", "a:b:c"]
)
def test_an_odd_version_is_taken_for_an_old_one(client: Client, draft: RuleBook, version: str) -> None:
    response = send(client, part(draft, "rule", code="npq"), version=version)
    assert response.status_code == 200
    assert errors(response)


# Whatever is typed

TYPED = st.sampled_from(
    [
        "",
        "0",
        "-1",
        "99999999999999999999",
        "\0",
        "\ud800",
        "é" * 300,
        "<b>",
        "1",
        "2029",
        "on",
        "npq",
        "x" * 5000,
        "|",
        ",",
    ]
) | st.text(max_size=30)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_typed_is_answered(client: Client, draft: RuleBook, data: st.DataObject) -> None:
    addresses = [*parts(draft), *(f"part/{slug}/add/" for slug in KINDS), "order/rule/", "publish/", "delete/", "copy/"]
    address = at(draft, data.draw(st.sampled_from(addresses)))
    sent = form_of(client.get(address))
    names = data.draw(st.lists(st.sampled_from(sorted(sent)), max_size=4))
    odd = {name: data.draw(TYPED).encode("utf-8", "replace").decode() for name in names}
    with taken_back():
        response = client.post(address, sent | WHY | odd | data.draw(st.sampled_from([{}, {"_try": "1"}])))
        assert response.status_code in (200, 302)
        if RuleBook.objects.filter(pk=draft.pk).exists():
            assert client.get(at(draft)).status_code == 200
            assert client.get(at(draft, "history/")).status_code == 200
