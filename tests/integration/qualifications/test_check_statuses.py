"""Every status, and both kinds of not knowing, as pages: the worked cases asked through the address."""

from html import unescape

import pytest
from django.test import Client

from qualifications.checker.lines import TAGS
from qualifications.models import RuleBook
from qualifications.rules.designation import Result as Designated
from qualifications.rules.standing import Status
from tests.integration.qualifications.test_check import as_query
from tests.unit.qualifications.rules.shipped import cases

pytestmark = pytest.mark.django_db


def test_each_worked_case_is_a_page_that_says_its_status(client: Client, shipped_book: RuleBook) -> None:
    statuses, designations = set(), set()
    for raw in cases("cases.json"):
        answer = client.get("/check/result/", as_query(raw))
        assert (raw["id"], answer.status_code) == (raw["id"], 200)
        page = " ".join(unescape(answer.content.decode()).split())
        found = answer.context["result"].answer
        if "status" in raw["expected"]:
            assert (raw["id"], str(found.status)) == (raw["id"], raw["expected"]["status"])
        assert f">{TAGS[found.status]}</strong>" in page, raw["id"]
        statuses.add(found.status)
        designations.add(found.designation)
    assert statuses == set(Status)
    assert designations == set(Designated)


def test_what_is_not_known_of_the_qualification_is_told_with_what_it_would_change(
    client: Client, shipped_book: RuleBook
) -> None:
    said = "setting_type=academy&started_on=2022-09-01&is_head_teacher=yes&previous_posts=unknown&awards=unknown"
    page = client.get(f"/check/result/?{said}&enrolments=none").content.decode()
    assert "What is not known, and what it would change" in page
    assert "Cannot tell" in page


def test_what_is_not_known_of_the_designation_is_told_beside_a_status_that_is_known(
    client: Client, shipped_book: RuleBook
) -> None:
    said = (
        "setting_type=academy&started_on=2022-09-01&is_head_teacher=no&teacher_status=unknown&induction=unknown"
        "&teaches_at_setting=unknown&previous_posts=none&awards=none&enrolments=none"
    )
    answer = client.get(f"/check/result/?{said}")
    assert answer.context["result"].answer.status is Status.OVERDUE
    assert answer.context["result"].answer.designation is Designated.UNKNOWN
    assert "What is not known, and what it would change" in answer.content.decode()
