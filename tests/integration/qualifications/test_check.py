"""The checker's pages, through the test client."""

import json
import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from qualifications.checker.journey import QUESTIONS
from qualifications.models import Qualification, RuleBook
from tests.unit.qualifications.checker.test_address import addresses
from tests.unit.qualifications.rules.shipped import cases

pytestmark = pytest.mark.django_db
WHOLE = "setting_type=academy&started_on=2024-09-01"
SLUGS = [question.slug for question in QUESTIONS]
LISTS = [question.slug for question in QUESTIONS if question.details]


@pytest.fixture(autouse=True)
def book(shipped_book: RuleBook) -> RuleBook:
    return shipped_book


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def moved_to(client: Client, address: str) -> tuple[str, dict[str, list[str]]]:
    """Where a page sends on to: the path, and the parameters."""
    answer = client.get(address)
    assert answer.status_code == 302, answer.content.decode()
    found = urlsplit(answer["Location"])
    return found.path, parse_qs(found.query)


# The questions


def test_the_first_page_leads_to_the_first_question(client: Client) -> None:
    assert 'href="/check/setting/"' in text(client, "/check/")


@pytest.mark.parametrize("slug", SLUGS)
def test_each_question_has_a_page_that_leads_back(client: Client, slug: str) -> None:
    page = text(client, f"/check/{slug}/?{WHOLE}")
    assert 'class="govuk-back-link"' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != "head-teacher"])
def test_a_question_that_is_not_answered_says_so_and_keeps_the_rest(client: Client, slug: str) -> None:
    page = text(client, f"/check/{slug}/?is_head_teacher=no&answered={slug}")
    assert "There is a problem" in page
    assert '<input type="hidden" name="is_head_teacher" value="no">' in page


def test_an_answer_leads_to_the_next_question_that_matters(client: Client) -> None:
    path, said = moved_to(client, f"/check/head-teacher/?{WHOLE}&answered=head-teacher&is_head_teacher=yes")
    assert path == "/check/earlier-posts/"
    assert said == {"setting_type": ["academy"], "started_on": ["2024-09-01"], "is_head_teacher": ["yes"]}


def test_three_boxes_make_a_day(client: Client) -> None:
    sent = "answered=start&started_on_day=1&started_on_month=9&started_on_year=2024"
    path, said = moved_to(client, f"/check/start/?setting_type=academy&{sent}")
    assert (path, said["started_on"]) == ("/check/head-teacher/", ["2024-09-01"])


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        (("31", "2", "2024"), "must be a real date"),
        (("1", "9", "2204"), "check the year"),
        (("", "9", "2024"), "must include a day"),
        (("", "", ""), "Enter the date the post began"),
        (("x", "\x00", "99999"), "There is a problem"),
    ],
)
def test_a_day_that_cannot_be_is_questioned_and_kept(client: Client, boxes: tuple[str, ...], words: str) -> None:
    sent = {f"started_on_{name}": box for name, box in zip(("day", "month", "year"), boxes, strict=True)}
    answer = client.get("/check/start/", {"setting_type": "academy", "answered": "start"} | sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert all(f'value="{box}"' in page for box in boxes if box.isalnum())


def test_a_change_forgets_no_answer_and_comes_back_to_the_result(client: Client) -> None:
    all_said = f"{WHOLE}&is_head_teacher=yes&previous_posts=none&awards=none&enrolments=none"
    page = text(client, f"/check/result/?{all_said}")
    change = re.search(r'href="(/check/start/\?[^"]+)"', page)
    assert change
    address = change[1].replace("&amp;", "&")
    assert 'value="2024"' in text(client, address)
    sent = "answered=start&started_on_day=1&started_on_month=1&started_on_year=2025"
    path, said = moved_to(client, f"{address}&{sent}")
    assert path == "/check/result/"
    assert said["started_on"] == ["2025-01-01"]
    assert said["awards"] == ["none"]


# Lists


@pytest.mark.parametrize("slug", LISTS)
def test_yes_asks_which_and_no_does_not(client: Client, slug: str) -> None:
    fact = next(question.fact for question in QUESTIONS if question.slug == slug)
    said = f"{WHOLE}&is_head_teacher=yes&answered={slug}"
    assert moved_to(client, f"/check/{slug}/?{said}&{fact}=yes")[0] == f"/check/details/{slug}/"
    path, given_ = moved_to(client, f"/check/{slug}/?{said}&{fact}=no")
    assert path.startswith("/check/")
    assert given_[fact] == ["none"]


def test_earlier_posts_are_rows_of_the_address(client: Client) -> None:
    sent = {
        "rows-TOTAL_FORMS": "2",
        "rows-INITIAL_FORMS": "0",
        "rows-0-setting_type": "academy",
        "rows-0-role": "senco",
        "rows-0-started_on_day": "1",
        "rows-0-started_on_month": "9",
        "rows-0-started_on_year": "2010",
        "rows-1-setting_type": "unknown",
        "rows-0-has_ended": "no",
        "rows-1-role": "unknown",
        "rows-1-has_ended": "unknown",
    }
    said = {"setting_type": "academy", "started_on": "2024-09-01", "is_head_teacher": "yes"}
    answer = client.get("/check/details/earlier-posts/", said | sent)
    assert answer.status_code == 302
    found = parse_qs(urlsplit(answer["Location"]).query)
    assert found["previous_posts-0-started_on"] == ["2010-09-01"]
    assert found["previous_posts-1-setting_type"] == ["unknown"]
    assert "previous_posts-0-ended_on" not in found
    assert found["previous_posts-1-ended_on"] == ["unknown"]
    page = text(client, f"/check/details/earlier-posts/?{urlsplit(answer['Location']).query}")
    assert 'value="2010"' in page


def test_add_another_keeps_what_was_typed(client: Client) -> None:
    sent = {
        "setting_type": "academy",
        "started_on": "2024-09-01",
        "rows-TOTAL_FORMS": "1",
        "rows-INITIAL_FORMS": "0",
        "rows-0-qualification": "NASENCO",
        "rows-0-awarded_on_year": "2011",
        "rows-add": "",
    }
    page = client.get("/check/details/qualifications/", sent).content.decode()
    assert 'value="2011"' in page
    assert "Qualification 2" in page
    assert "There is a problem" not in page


def test_an_award_before_its_course_is_questioned(client: Client) -> None:
    sent = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-qualification": "NASENCO"}
    for name, day in (("course_started_on", "2"), ("awarded_on", "1")):
        sent |= {f"rows-0-{name}_day": day, f"rows-0-{name}_month": "5", f"rows-0-{name}_year": "2020"}
    answer = client.get(
        "/check/details/qualifications/", {"setting_type": "academy", "started_on": "2024-09-01"} | sent
    )
    assert "check both dates" in answer.content.decode()


@pytest.mark.parametrize("slug", ["no-such", "setting", "start", "teacher"])
def test_a_question_without_rows_has_no_page_for_them(client: Client, slug: str) -> None:
    assert client.get(f"/check/details/{slug}/").status_code == 404


def test_no_such_question(client: Client) -> None:
    assert client.get("/check/no-such/").status_code == 404


# The answer


def test_without_the_two_first_facts_the_answer_asks_for_them(client: Client) -> None:
    assert moved_to(client, "/check/result/")[0] == "/check/setting/"
    assert moved_to(client, "/check/result/?setting_type=academy")[0] == "/check/start/"


def test_the_answer_shows_all_that_was_asked_for(client: Client) -> None:
    said = f"{WHOLE}&is_head_teacher=yes&previous_posts=none&awards=none&enrolments=none&as_at=2026-11-21"
    page = text(client, f"/check/result/?{said}")
    for words in (
        "1 September 2027, in 284 days",
        "Latest safe start",
        "What to do next",
        "legislation.gov.uk",
        "<svg",
        "/check/calendar.ics?",
        "/api/v1/check/?",
        "What if?",
        "guidance, not legal advice",
        "in force from",
    ):
        assert words in page, words


def test_two_links_keep_the_answer(client: Client, book: RuleBook) -> None:
    """One is of this day for ever, the other of whatever day it is opened; the book is said of both."""
    for asked, day in ((f"{WHOLE}&as_at=2026-11-21", "2026-11-21"), (WHOLE, timezone.localdate().isoformat())):
        page = text(client, f"/check/result/?{asked}")
        links = dict(re.findall(r'href="http://testserver/check/result/\?([^"]+)">([^<]+)</a>', page))
        pinned, fresh = (query.replace("&amp;", "&") for query in links)
        assert list(links.values())[1] == "Always up to date"
        assert parse_qs(pinned)["as_at"] == [day]
        assert "as_at" not in parse_qs(fresh)
        assert (parse_qs(pinned)["book"], parse_qs(fresh).get("book")) == ([str(book.pk)], None)
        assert f"by the rule book “{book.name}”" in page


def test_questions_that_were_skipped_are_offered(client: Client) -> None:
    assert "were not asked yet" in text(client, f"/check/result/?{WHOLE}")
    done = f"{WHOLE}&is_head_teacher=yes&previous_posts=none&awards=none&enrolments=none"
    assert "were not asked yet" not in text(client, f"/check/result/?{done}")


def test_what_if_stands_beside_the_answer(client: Client) -> None:
    page = text(client, f"/check/result/?{WHOLE}&if_setting_type=special_school")
    assert "This answer beside the other" in page
    assert "(changed)" in page
    wrong = text(client, f"/check/result/?{WHOLE}&if_started_on_day=1")
    assert "There is a problem" in wrong
    course = "if_course_on_day=1&if_course_on_month=10&if_course_on_year=2025"
    assert "On track" in text(
        client, f"/check/result/?{WHOLE}&awards=none&previous_posts=none&as_at=2026-01-01&{course}"
    )


@pytest.mark.parametrize(
    "address",
    [
        "setting_type=castle&started_on=2024-09-01",
        "setting_type=academy&started_on=2024-02-30",
        "setting_type=academy&started_on=0000-01-01",
        "setting_type=academy&started_on=99999-01-01",
        "setting_type=academy&started_on=2024-09-01&induction=%00",
        "setting_type=academy&started_on=2024-09-01&awards-0-qualification=%3Cscript%3E",
        "setting_type=academy&started_on=2024-09-01&ended_on=2020-01-01",
        f"{WHOLE}&enrolments-0-qualification=NPQSENCO&enrolments-0-started_on=2020-09-01",
        f"{WHOLE}&awards-0-qualification=NPQSENCO&awards-0-awarded_on=2020-09-01",
        WHOLE + "".join(f"&previous_posts-{number}-started_on=2020-01-01" for number in range(900)),
        WHOLE + "".join(f"&previous_posts-{number}-started_on=2020-01-01" for number in range(10_000)),
    ],
)
@pytest.mark.parametrize("page", ["/check/result/", "/check/calendar.ics", "/api/v1/check/", "/check/teacher/"])
def test_an_address_that_cannot_be_is_answered_with_words(client: Client, page: str, address: str) -> None:
    answer = client.get(f"{page}?{address}")
    assert answer.status_code == 400
    assert "<script>" not in answer.content.decode()


def test_what_is_wrong_leads_to_the_question_that_puts_it_right(client: Client) -> None:
    page = text(client, "/check/result/?setting_type=academy&started_on=2204-09-01&is_head_teacher=yes", 400)
    assert "is 2204 a slip?" in page
    assert 'href="/check/start/?setting_type=academy&amp;is_head_teacher=yes"' in page


def test_a_course_before_its_qualification_existed_is_questioned(client: Client) -> None:
    """The catalogue says when: another day there is another question."""
    course = "enrolments-0-qualification=NPQSENCO&enrolments-0-started_on=2024-09-01"
    text(client, f"/check/result/?{WHOLE}&{course}")
    Qualification.objects.filter(code="NPQSENCO").update(first_course_on=date(2024, 9, 2))
    page = text(client, f"/check/result/?{WHOLE}&{course}", 400)
    words = "but the first course for the NPQ for SENCOs began on 2 September 2024: is the date or the qualification a"
    assert f"number 1: first day is 1 September 2024, {words} slip?" in page
    assert 'href="/check/course/?setting_type=academy&amp;started_on=2024-09-01"' in page
    said = client.get(f"/api/v1/check/?{WHOLE}&{course}").json()
    assert said["errors"]["enrolments-0-started_on"].startswith(f"is 1 September 2024, {words}")
    Qualification.objects.update(first_course_on=None)
    text(client, f"/check/result/?{WHOLE}&{course}")


def test_without_a_book_there_is_no_answer(client: Client, book: RuleBook, monkeypatch: pytest.MonkeyPatch) -> None:
    from qualifications import books  # noqa: PLC0415  # to say that none is in force

    def none(day: date) -> None:
        raise books.NoCurrentBook

    monkeypatch.setattr(books, "current_row", none)
    for address in ("/check/result/", "/check/teacher/", "/check/details/course/", "/api/v1/check/"):
        assert client.get(f"{address}?{WHOLE}").status_code == 503
    assert client.get(f"/check/calendar.ics?{WHOLE}").status_code == 404


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    addresses,
    st.sampled_from(["/check/result/", "/api/v1/check/", "/check/calendar.ics", *(f"/check/{s}/" for s in SLUGS)]),
)
def test_no_address_breaks_a_page(client: Client, given_: dict[str, str], page: str) -> None:
    assert client.get(page, given_).status_code in {200, 302, 400, 404}


# For a calendar and for programs


def test_the_calendar_file_opens(client: Client) -> None:
    answer = client.get(f"/check/calendar.ics?{WHOLE}&as_at=2025-10-01&awards=none&previous_posts=none")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 2
    assert client.get("/check/calendar.ics?setting_type=special_school&started_on=2024-09-01").status_code == 404


def as_query(raw: dict[str, Any]) -> dict[str, str]:
    """A worked case as parameters of an address."""
    said: dict[str, str] = {"as_at": raw["as_at"]}
    for name, value in (raw.get("post", {}) | raw.get("person", {})).items():
        if value is not None:
            said[name] = str(value).lower() if isinstance(value, bool) else value
    for name in ("previous_posts", "awards", "enrolments"):
        rows = raw.get(name)
        if not rows:
            said[name] = "none" if rows == [] or name == "enrolments" else "unknown"
        for number, row in enumerate(rows or []):
            for part, value in row.items():
                if name == "previous_posts" and part == "ended_on" and value is None:
                    continue  # It goes on.
                said[f"{name}-{number}-{part}"] = "unknown" if value is None else value
    return said


def test_programs_get_what_the_command_prints_for_every_worked_case(client: Client, tmp_path: Path) -> None:
    worked = cases("cases.json")
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(worked))
    printed = StringIO()
    call_command("assess", str(file), stdout=printed)
    for raw, expected in zip(worked, json.loads(printed.getvalue()), strict=True):
        answer = client.get("/api/v1/check/", as_query(raw))
        assert answer.status_code == 200, answer.content
        assert answer.json() == expected | {"id": None}, raw["id"]


def test_programs_are_told_what_is_missing(client: Client) -> None:
    answer = client.get("/api/v1/check/")
    assert (answer.status_code, answer.json()) == (
        400,
        {"errors": {"setting_type": "is missing", "started_on": "is missing"}},
    )


def test_queries_of_the_pages_are_few(client: Client, django_assert_max_num_queries: Callable[[int], Any]) -> None:
    client.get(f"/check/result/?{WHOLE}")
    with django_assert_max_num_queries(4):
        client.get(f"/check/result/?{WHOLE}")
    with django_assert_max_num_queries(3):
        client.get(f"/check/teacher/?{WHOLE}")
