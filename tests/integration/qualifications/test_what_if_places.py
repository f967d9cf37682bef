"""What if the post were at another place, or the SENCo moved to one: found by name, town, postcode or number."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from qualifications.models import RuleBook
from qualifications.rules.dates import in_words
from settings.enums import SettingStatus, SettingType
from settings.models import Setting
from settings.presenters import suggestion
from settings.search import index
from tests.factories.settings import ChildminderFactory, RegisterTypeFactory, SettingFactory

pytestmark = pytest.mark.django_db
TEACHER = "is_head_teacher=no&teaches_at_setting=yes&teacher_status=qts&induction=complete"
LISTS = "previous_posts=none&awards=none&enrolments=none"
DONE = f"setting_type=academy&started_on=2024-09-01&{TEACHER}&{LISTS}&as_at=2026-11-21"
MOVED = {"if_moved_on_day": "1", "if_moved_on_month": "12", "if_moved_on_year": "2026"}
MOVES, OTHER = "if_moves_to_place", "if_place"


@pytest.fixture(autouse=True)
def book(shipped_book: RuleBook) -> RuleBook:
    return shipped_book


def place(name: str, kind: str = SettingType.SPECIAL_SCHOOL, **values: Any) -> Setting:
    """A place that is found by its words."""
    made = SettingFactory.create(name=name, register_type=RegisterTypeFactory.create(setting_type=kind), **values)
    index([made.pk])
    return made


def text(client: Client, **asked: str) -> str:
    answer = client.get(f"/check/result/?{DONE}", dict(re.findall(r"([^&=]+)=([^&]*)", DONE)) | asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def errors(page: str) -> list[str]:
    """The lines of the error summary."""
    summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', page, re.DOTALL)
    return re.findall(r">([^<>]+)</a>", summary[1]) if summary else []


@pytest.mark.parametrize("typed", ["ashfield", "ashfield school leeds", "LS9 9ZZ", "900500"])
def test_another_place_is_found_and_gives_its_kind(client: Client, typed: str) -> None:
    place("Ashfield School", urn="900500", town="Leeds", postcode="LS9 9ZZ")
    page = text(client, if_place=typed)
    assert errors(page) == []
    assert "This answer beside the other" in page
    assert "<strong>Ashfield School, a special school or special academy</strong> (changed)" in page
    assert "setting=gias/900500&" in page
    assert f'value="{typed}"' in page


def test_a_move_is_to_a_place_and_says_when(client: Client) -> None:
    place("Ashfield School", urn="900500")
    page = text(client, if_moves_to_place="ashfield", **MOVED)
    assert "<strong>Ashfield School, a special school or special academy</strong> (changed)" in page
    assert "previous_posts-0-ended_on=2026-11-30" in page
    assert "setting=gias/900500&" in page
    assert errors(text(client, if_moves_to_place="ashfield")) == ["Enter the first day of the new post"]


def test_a_place_where_nothing_would_change_is_named(client: Client) -> None:
    place("Ashfield Academy", SettingType.ACADEMY)
    page = text(client, if_place="ashfield")
    assert "Nothing would change. The other place is Ashfield Academy, a mainstream academy." in page


@pytest.mark.parametrize(("box", "more"), [(OTHER, {}), (MOVES, MOVED)])
def test_where_several_fit_one_is_chosen_on_the_same_page(client: Client, box: str, more: dict[str, str]) -> None:
    for number, town in ((900501, "Leeds"), (900502, "York")):
        place("Ashfield School", urn=str(number), town=town)
    page = text(client, **{box: "ashfield"}, **more)
    assert errors(page) == ["Choose which of these places you mean"]
    assert "Ashfield School, 900501" in page
    assert "York" in page
    assert "This answer beside the other" not in page
    chosen = text(client, **{box: "ashfield", f"{box}_found": "gias/900502"}, **more)
    assert errors(chosen) == []
    assert "setting=gias/900502&" in chosen
    assert re.search(r'value="gias/900502"[^>]* checked', chosen)
    for other in ("gias/1", "castle", "gias/900502\0"):
        odd = text(client, **{box: "ashfield", f"{box}_found": other}, **more)
        assert errors(odd) == ["Choose which of these places you mean"]


def test_a_choice_from_an_earlier_list_is_passed_over(client: Client) -> None:
    place("Ashfield School", urn="900501")
    place("Oakfield School", urn="900502")
    page = text(client, if_place="oakfield", if_place_found="gias/900501")
    assert "setting=gias/900502&" in page


def test_the_first_of_many_are_said_to_be_so(client: Client) -> None:
    made = SettingFactory.create_batch(11, name="Grange School", register_type=RegisterTypeFactory.create())
    index([each.pk for each in made])
    page = text(client, if_place="grange")
    assert page.count('name="if_place_found"') == 10
    assert "These are the first of many." in page


def test_what_is_suggested_finds_its_place_and_no_other(client: Client) -> None:
    names = ("St. Mary’s C of E (VA) School – 2nd site", "Academy 360", "24/7 Nursery & Pre-School", "E-ACT", "")
    made = [place(name) for name in (*names, *names)] + [ChildminderFactory.create(urn="EY900501")]
    index([each.pk for each in made])
    for each in made:
        page = text(client, if_place=suggestion(each)["text"])
        assert errors(page) == []
        assert f"setting={each.register}/{each.urn}&" in page


# What cannot be, told in words, with everything typed kept


def test_nothing_found_is_told_in_words(client: Client) -> None:
    page = text(client, if_place="nowhere at all", if_setting_type="pru")
    assert errors(page)[0].startswith("No place was found for “nowhere at all”: check the spelling, try the postcode")
    assert 'value="nowhere at all"' in page
    assert re.search(r'value="pru" selected', page)
    for odd in ("\0", "x" * 300, "%", "é" * 60, "<script>"):
        assert errors(text(client, if_place=odd))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"status": SettingStatus.CLOSED}, "has closed"),
        ({"status": SettingStatus.CLOSED, "closed_on": date(2020, 8, 31)}, "closed on 31 August 2020"),
    ],
)
def test_a_closed_place_is_told_in_words(client: Client, values: dict[str, Any], said: str) -> None:
    place("Ashfield School", **values)
    for page in (text(client, if_place="ashfield"), text(client, if_moves_to_place="ashfield", **MOVED)):
        assert errors(page) == [f"Ashfield School {said}: choose a place that is open"]
        assert 'value="ashfield"' in page


def test_a_place_is_open_until_it_closes(client: Client) -> None:
    closes_on = timezone.localdate() + timedelta(days=5)
    place("Ashfield School", closed_on=closes_on)
    day = closes_on + timedelta(days=1)
    moved = {"if_moved_on_day": str(day.day), "if_moved_on_month": str(day.month), "if_moved_on_year": str(day.year)}
    assert errors(text(client, if_place="ashfield")) == []
    assert errors(text(client, if_moves_to_place="ashfield", **moved)) == [
        f"Ashfield School closes on {in_words(closes_on)}: choose a place that is open"
    ]


def test_of_a_place_of_an_unknown_kind_the_kind_is_asked(client: Client) -> None:
    place("Ashfield School", "")
    page = text(client, if_place="ashfield")
    assert errors(page) == [
        "The register does not say what kind of setting Ashfield School is: choose its kind as well"
    ]
    page = text(client, if_place="ashfield", if_setting_type="special_school")
    assert errors(page) == []
    assert "<strong>Special school or special academy</strong> (changed)" in page


def test_a_kind_that_is_not_the_places_is_questioned(client: Client) -> None:
    place("Ashfield School")
    page = text(client, if_place="ashfield", if_setting_type="academy")
    assert errors(page) == [
        "Ashfield School is a special school or special academy, not a mainstream academy: take away the place or the "
        "kind"
    ]
    assert errors(text(client, if_place="ashfield", if_setting_type="special_school")) == []


def test_a_name_is_text_and_nothing_else(client: Client) -> None:
    for number in (1, 2):
        place("<b>Bold</b> School", urn=f"90050{number}")
    answers = [client.get(f"/check/result/?{DONE}&if_place={typed}") for typed in ("bold", "bold 900501", "<b>no</b>")]
    for answer in answers:
        assert answer.status_code == 200
        assert b"<b>" not in answer.content
