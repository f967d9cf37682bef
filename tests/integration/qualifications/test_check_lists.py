"""The checker's lists, earlier posts, qualifications and courses: nothing told is lost, nothing odd passes unasked."""

from html import unescape

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from qualifications.checker.journey import BY_SLUG
from qualifications.checker.parameters import ALL, LISTS
from qualifications.checker.parameters import ROWS as PARTS
from qualifications.models import RuleBook
from tests.integration.qualifications.test_check import WHOLE, moved_to, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def book(shipped_book: RuleBook) -> RuleBook:
    return shipped_book


NPQ_BEGAN = (
    "the first course for the NPQ for SENCOs began on 1 September 2024: is the date or the qualification a slip?"
)


def details(client: Client, slug: str, said: dict[str, str]) -> str:
    """The page of a list's rows, after one row was sent."""
    sent = {"setting_type": "academy", "started_on": "2024-09-01", "rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0"}
    for name, value in said.items():
        sent |= dict(
            zip((f"rows-0-{name}_{part}" for part in ("day", "month", "year")), value.split("/"), strict=False)
        )
        if "/" not in value:
            sent[f"rows-0-{name}"] = value
    answer = client.get(f"/check/details/{slug}/", sent)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("slug", "said", "words"),
    [
        ("earlier-posts", {"setting_type": "academy", "role": "senco"}, "Say whether the post has ended"),
        (
            "earlier-posts",
            {"setting_type": "academy", "role": "senco", "has_ended": "yes"},
            "Enter the last day, or say that you are not sure",
        ),
        (
            "earlier-posts",
            {"setting_type": "academy", "role": "senco", "has_ended": "no", "ended_on": "1/9/2020"},
            "There is a last day below",
        ),
        (
            "earlier-posts",
            {"setting_type": "academy", "role": "senco", "has_ended": "no", "started_on": "1/9/2031"},
            "cannot begin on a day to come",
        ),
        ("qualifications", {"qualification": "NPQSENCO", "awarded_on": "1/7/2034"}, "This day is to come"),
        ("qualifications", {"awarded_on": "1/7/2020"}, "Choose the qualification"),
        ("course", {"awarded_on": "1/7/2020", "status": "withdrawn"}, "Choose the qualification"),
        (
            "course",
            {"qualification": "NPQSENCO", "started_on": "1/9/2025", "status": "withdrawn"},
            "Enter the day on which the course was completed or left",
        ),
        (
            "course",
            {"qualification": "NPQSENCO", "started_on": "1/9/2025", "status": "in_progress", "ended_on": "1/9/2026"},
            "A course that is under way has no last day yet",
        ),
        (
            "course",
            {"qualification": "NPQSENCO", "started_on": "1/9/2020", "status": "in_progress"},
            f"First day of the course is 1 September 2020, but {NPQ_BEGAN}",
        ),
        (
            "qualifications",
            {"qualification": "NPQSENCO", "course_started_on": "1/9/2020", "awarded_on": "1/9/2025"},
            f"Course began is 1 September 2020, but {NPQ_BEGAN}",
        ),
        (
            "qualifications",
            {"qualification": "NPQSENCO", "awarded_on": "1/9/2023"},
            f"Date on the certificate is 1 September 2023, but {NPQ_BEGAN}",
        ),
    ],
)
def test_a_row_that_cannot_be_is_questioned(client: Client, slug: str, said: dict[str, str], words: str) -> None:
    assert words in details(client, slug, said)


ROWS_OF = {
    "earlier-posts": "previous_posts-0-setting_type=academy&previous_posts-0-started_on=2015-09-01"
    "&previous_posts-0-ended_on=unknown",
    "qualifications": "awards-0-qualification=NASENCO&awards-0-course_started_on=2023-09-01",
    "course": "enrolments-0-qualification=NPQSENCO&enrolments-0-started_on=2025-09-01",
}


@pytest.mark.parametrize("slug", ROWS_OF)
def test_a_lists_question_keeps_its_rows_until_it_says_no(client: Client, slug: str) -> None:
    fact = BY_SLUG[slug].fact
    page = client.get(f"/check/{slug}/?{WHOLE}&{ROWS_OF[slug]}")
    kept = {name: value for name, value in page.context["hidden"] if name.startswith(f"{fact}-0-")}
    assert {f"{name}={value}" for name, value in kept.items()} >= set(ROWS_OF[slug].split("&"))
    address = f"/check/{slug}/?{WHOLE}&{ROWS_OF[slug]}&answered={slug}"
    path, said = moved_to(client, f"{address}&{fact}=yes")
    assert path == f"/check/details/{slug}/"
    assert said.items() >= {name: [value] for name, value in kept.items()}.items()
    path, said = moved_to(client, f"{address}&{fact}=no")
    assert said[fact] == ["none"]
    assert not [name for name in said if name.startswith(f"{fact}-")]


@pytest.mark.parametrize("slug", ROWS_OF)
def test_a_yes_is_kept_on_the_way_back_from_rows_that_were_not_told(client: Client, slug: str) -> None:
    fact = BY_SLUG[slug].fact
    address = f"{WHOLE}&is_head_teacher=yes&answered={slug}&{fact}=yes"
    path, said = moved_to(client, f"/check/{slug}/?{address}")
    assert (path, said[fact]) == (f"/check/details/{slug}/", ["yes"])
    page = client.get(f"{path}?{WHOLE}&{fact}=yes")
    assert (fact, "yes") in page.context["hidden"]
    assert client.get(f"/check/{slug}/?{WHOLE}&{fact}=yes").context["form"].initial == {fact: "yes"}


@pytest.mark.parametrize("slug", ROWS_OF)
def test_rows_are_changed_where_they_are(client: Client, slug: str) -> None:
    said = f"{WHOLE}&is_head_teacher=yes&previous_posts=none&awards=none&enrolments=none".replace(
        f"{BY_SLUG[slug].fact}=none", ROWS_OF[slug]
    )
    assert f"/check/details/{slug}/?" in text(client, f"/check/result/?{said}")


def test_an_earlier_post_that_ended_on_a_day_not_known_is_not_taken_to_go_on(client: Client) -> None:
    said = (
        "setting_type=academy&started_on=2022-09-01&is_head_teacher=no&teaches_at_setting=yes&teacher_status=qts"
        "&induction=complete&awards=none&enrolments=none&previous_posts-0-setting_type=academy"
        "&previous_posts-0-started_on=2021-01-01"
    )
    status = {
        end: client.get(f"/api/v1/check/?{said}{end}").json()["status"]
        for end in ("", "&previous_posts-0-ended_on=unknown", "&previous_posts-0-ended_on=2021-06-30")
    }
    assert list(status.values()) == ["exempt", "cannot_tell", "overdue"]


@pytest.mark.parametrize(
    "said",
    [
        "awards-0-award_on=2020-01-01&awards-0-qualification=NASENCO",
        "previous_posts=none&previous_posts-0-setting_type=academy",
        "awards=unknown&awards-0-qualification=NASENCO",
        "ended_on=unknown",
    ],
)
def test_what_contradicts_itself_or_is_nothing_that_is_asked_is_told(client: Client, said: str) -> None:
    assert client.get(f"/check/result/?{WHOLE}&{said}").status_code == 400
    assert client.get(f"/api/v1/check/?{WHOLE}&{said}").status_code == 400


NAMES = st.one_of(
    st.sampled_from([*ALL, *LISTS, "answered", "q", "rows-TOTAL_FORMS", "rows-INITIAL_FORMS", "rows-add"]),
    st.builds(
        "{}-{}-{}".format,
        st.sampled_from([*LISTS, "rows"]),
        st.sampled_from(["0", "1", "20", "x"]),
        st.sampled_from([*{key for row in PARTS.values() for key in row}, "started_on_day", "has_ended", "other"]),
    ),
)
VALUES = st.sampled_from(
    ["academy", "2024-09-01", "2010-02-30", "unknown", "none", "yes", "no", "qts", "complete", "NPQSENCO", "passed"]
    + ["in_progress", "withdrawn", "1", "0", "-1", "", "\x00", "é", "senco", "gias/100000", "9999-01-01", "x" * 300]
)
PAGES = ["result/", "calendar.ics", *(f"{page}{slug}/" for slug in BY_SLUG for page in ("", "details/"))]


@hypothesis_settings(max_examples=300, suppress_health_check=list(HealthCheck), database=None)
@given(st.sampled_from(PAGES), st.dictionaries(NAMES, VALUES, max_size=9), st.booleans())
def test_nothing_in_an_address_is_a_500(client: Client, page: str, said: dict[str, str], is_whole: bool) -> None:
    whole = {"setting_type": "academy", "started_on": "2024-09-01"} if is_whole else {}
    assert client.get(f"/check/{page}", whole | said).status_code in (200, 302, 400, 404)


def test_an_address_with_more_parameters_than_are_read_is_told_so(client: Client) -> None:
    many = "&".join(f"previous_posts-{number}-setting_type=academy" for number in range(10_000))
    for page in ("/check/result/", "/check/earlier-posts/", "/api/v1/check/", "/"):
        assert client.get(f"{page}?{many}").status_code == 400


def test_a_calendar_of_no_facts_says_what_is_missing(client: Client) -> None:
    assert "“Kind of setting” is missing." in text(client, "/check/calendar.ics", 400)


def test_a_page_is_titled_as_its_question(client: Client) -> None:
    page = " ".join(text(client, "/check/start/?setting_type=academy").split())
    assert "When did the SENCo take up this post?" in page.partition("</title>")[0]
