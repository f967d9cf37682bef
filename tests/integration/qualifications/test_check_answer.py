"""What the page of an answer says, and what it leads to."""

import re
from datetime import date

import pytest
from django.test import Client

from qualifications.models import RuleBook
from tests.factories.settings import SettingFactory

pytestmark = pytest.mark.django_db
WHOLE = "setting_type=academy&started_on=2024-09-01"
TEACHER = "is_head_teacher=no&teaches_at_setting=yes&teacher_status=qts&induction=complete"
DONE = f"{WHOLE}&{TEACHER}&previous_posts=none&awards=none&enrolments=none&as_at=2026-11-21"


@pytest.fixture(autouse=True)
def book(shipped_book: RuleBook) -> RuleBook:
    return shipped_book


def text(client: Client, said: str) -> str:
    answer = client.get(f"/check/result/?{said}")
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


# Who may be the SENCo


def test_met_and_not_allowed_are_both_seen_at_the_top(client: Client) -> None:
    held = "qualification=NASENCO course_started_on=2022-09-01 course_completed_on=2023-07-01 awarded_on=2023-09-01"
    awards = "&".join(f"awards-0-{part}" for part in held.split())
    said = "setting_type=academy&started_on=2022-09-01&is_head_teacher=no&teacher_status=not_qualified"
    page = text(client, f"{said}&previous_posts=none&{awards}")
    top = page[: page.index("What to do next")]
    assert ">Met</strong>" in top
    assert ">May not be the SENCo</strong>" in top
    assert "But as far as the facts given go, this person may not be the SENCo." in top
    assert "regulation 49(2)(a)</a>" in top
    assert "The academy trust must name as SENCo" in page
    assert "May not be the SENCo" not in text(client, DONE)


# What if


def test_what_if_comes_before_the_reasons_and_always_answers(client: Client) -> None:
    page = text(client, DONE)
    assert page.index("What to do next") < page.index('id="what-if"') < page.index("The days</h2>")
    assert "Nothing would change." in text(client, f"{DONE}&if_setting_type=")
    assert "Nothing would change." in text(client, f"{DONE}&if_setting_type=academy")
    none_to_begin = "if_course_on_day=1&if_course_on_month=10&if_course_on_year=2026"
    special = DONE.replace("academy", "special_school")
    assert "That cannot be, because of this: no course" in text(client, f"{special}&{none_to_begin}")


def test_a_move_is_compared(client: Client) -> None:
    day = "if_moved_on_day=1&if_moved_on_month=12&if_moved_on_year=2026"
    page = text(client, f"{DONE}&if_moves_to=maintained_school&{day}")
    assert "This answer beside the other" in page
    assert "previous_posts-0-ended_on=2026-11-30" in page
    assert "Enter the first day of the new post" in text(client, f"{DONE}&if_moves_to=pru")
    assert "Say where the SENCo moves to, or choose its kind of setting" in text(client, f"{DONE}&{day}")


# What was told, and what is still to be found out


def test_what_is_missing_leads_to_its_question(client: Client) -> None:
    said = DONE.replace("previous_posts=none", "previous_posts=unknown").replace("awards=none", "awards=unknown")
    page = text(client, said)
    assert "Find out which SENCo posts they held before and whether they hold a SENCo qualification" in page
    assert re.search(r'href="/check/earlier-posts/\?[^"]*started_on=2024-09-01[^"]*">Which SENCo posts', page)
    assert re.search(r'href="/check/qualifications/\?[^"]*">Whether they hold a SENCo qualification', page)
    assert "Still to be found out" not in text(client, DONE)


def test_a_day_of_a_certificate_leads_to_its_row(client: Client) -> None:
    row = "awards-0-qualification=NPQSENCO&awards-0-course_started_on=2024-10-01"
    page = text(client, DONE.replace("awards=none", row))
    assert re.search(r'href="/check/details/qualifications/\?[^"]*">The date on the certificate', page)


def test_all_that_the_address_says_is_shown(client: Client) -> None:
    page = text(client, f"{DONE}&role=assistant_senco&ended_on=2026-10-31&setting=gias/999999")
    told = page[page.index("What you told us") :]
    for words in ("Assistant SENCo", "SENCo until", "31 October 2026", "gias/999999"):
        assert words in told, words
    leave_out = re.search(r'href="([^"]+)">Leave out<span class="govuk-visually-hidden"> SENCo until', told)
    assert leave_out
    assert "role=assistant_senco" in leave_out[1]
    assert "ended_on" not in leave_out[1]


def test_the_calendar_names_the_kind_of_setting(client: Client) -> None:
    file = client.get(f"/check/calendar.ics?{DONE}").content.decode()
    assert "SUMMARY:Deadline: SENCo qualification\\, mainstream academy" in file
    assert client.get(f"/check/calendar.ics?{DONE}&ended_on=2026-01-01").status_code == 404
    assert "/check/calendar.ics" not in text(client, f"{DONE}&ended_on=2026-01-01")


# Hints


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("setting", "Free schools, university technical colleges and studio schools too"),
        ("setting", "look for the Ofsted number"),
        ("teacher", "only while the person is a member"),
        ("teacher", "European Economic Area"),
        ("induction", "before there was any induction"),
        ("teaching", "Part time counts."),
    ],
)
def test_questions_say_which_answer_is_the_right_one(client: Client, page: str, words: str) -> None:
    assert words in client.get(f"/check/{page}/?{WHOLE}").content.decode()


# A place that has closed


@pytest.mark.parametrize(
    ("closed_on", "said", "words"),
    [
        (date(2024, 12, 31), "", "closed on 31 December 2024. A post there ended with it"),
        (date(2024, 12, 31), "&ended_on=2025-01-01", "closed on 31 December 2024. A post there ended with it"),
        (date(2024, 8, 31), "", "closed on 31 August 2024, before this post began"),
        (None, "", "has closed; its register does not say when"),
        (date(2024, 12, 31), "&ended_on=2024-12-31", ""),
        (None, "&ended_on=2024-12-31", ""),
    ],
)
def test_a_post_at_a_place_that_has_closed_is_questioned(
    client: Client, shipped_book: RuleBook, closed_on: date | None, said: str, words: str
) -> None:
    place = SettingFactory.create(status="closed", closed_on=closed_on, name="Wrenmoor Lane")
    query = f"setting=gias/{place.urn}&setting_type=maintained_school&started_on=2024-09-01{said}&awards=none"
    page = client.get(f"/check/result/?{query}&previous_posts=none&enrolments=none").content.decode()
    assert ("See what followed it" in page) is bool(words)
    assert words in page


def test_a_place_that_is_open_is_not_questioned(client: Client, shipped_book: RuleBook) -> None:
    place = SettingFactory.create(closed_on=date(2099, 8, 31))
    query = f"setting=gias/{place.urn}&setting_type=maintained_school&started_on=2024-09-01"
    assert "See what followed it" not in client.get(f"/check/result/?{query}").content.decode()
