"""Nobody begins at a place after its last day: questioned, with what followed it; history can still be recorded."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practitioners.models import Appointment
from qualifications.models import RuleBook
from qualifications.rules.dates import in_words
from settings.models import Membership, Setting
from tests.clients import Client, signed_in
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import ManagerFactory, SettingFactory, SettingLinkFactory
from tests.integration.practitioners.appointing import WHOLE, Journey, day
from tests.integration.practitioners.test_people import address, place, shown, words

pytestmark = pytest.mark.django_db
CLOSED_ON = date(2023, 8, 31)
QUESTION = "Split School closed on 31 August 2023, before this day: is the day or the setting a slip?"
OFFER, HISTORY = "Record a SENCo</a>", "Record a SENCo of the time before it closed"


@pytest.fixture
def closed(shipped_book: RuleBook) -> Setting:
    """A school that closed, and was followed by one that we have and one that we do not."""
    school = SettingFactory.create(name="Split School", status="closed", closed_on=CLOSED_ON)
    after = SettingFactory.create(name="North School", urn="900007")
    SettingLinkFactory.create(predecessor_urn=school.urn, successor_urn=after.urn, linked_on=date(2023, 9, 1))
    SettingLinkFactory.create(predecessor_urn=school.urn, successor_urn="900008", successor_name="South School")
    return school


@pytest.fixture
def member(closed: Setting) -> Membership:
    return ManagerFactory.create(setting=closed)


@pytest.fixture
def journey(closed: Setting, member: Membership) -> Journey:
    journey = Journey(signed_in(member.user), closed)
    journey.begin()
    for step in ("who", "match"):
        journey.send(step, WHOLE[step])
    return journey


def says_what_followed(page: str) -> bool:
    link = '<a class="govuk-link" href="/settings/gias/900007/">North School (900007)</a> on 1 September 2023'
    return f"This setting was succeeded by {link}" in page and "South School (900008)" in page


def test_a_first_day_after_the_last_of_the_place_is_questioned(journey: Journey) -> None:
    answer = journey.client.post(journey.at("start"), day("started_on", "2026", "9", "1"))
    page = words(answer)
    assert QUESTION in page
    assert says_what_followed(page)
    assert 'value="2026"' in page


def test_a_post_that_began_before_the_place_closed_is_recorded(journey: Journey) -> None:
    page = words(journey.client.get(journey.at("start")))
    assert says_what_followed(page)
    assert "Only a post that began by then can be recorded here." in page
    assert journey.send("start", day("started_on", "2023", "8", "31")) == journey.at("role")


def test_a_draft_from_before_the_place_closed_is_asked_again(journey: Journey, closed: Setting) -> None:
    journey.send("start", day("started_on", "2023", "8", "31"))
    closed.closed_on = CLOSED_ON - timedelta(days=1)
    closed.save()
    assert journey.client.get(journey.check)["Location"] == journey.at("start")


def test_a_place_that_will_close_takes_nobody_after_that_day(journey: Journey, closed: Setting) -> None:
    closed.status, closed.closed_on = "open", timezone.localdate() + timedelta(days=30)
    closed.save()
    later = closed.closed_on + timedelta(days=1)
    page = words(journey.client.post(journey.at("start"), day("started_on", *map(str, later.timetuple()[:3]))))
    assert f"Split School closes on {in_words(closed.closed_on)}, before this day" in page
    assert "A post cannot begin here after that day." in page


def test_a_place_whose_last_day_is_not_known_says_that_it_closed(journey: Journey, closed: Setting) -> None:
    closed.closed_on = None
    closed.save()
    assert "Split School has closed; its register does not say when." in words(journey.client.get(journey.at("start")))
    assert journey.send("start", day("started_on", "2026", "9", "1")) == journey.at("role")


def test_an_open_place_asks_as_before(shipped_book: RuleBook) -> None:
    school = SettingFactory.create()
    journey = Journey(signed_in(ManagerFactory.create(setting=school).user), school)
    journey.begin()
    for step in ("who", "match"):
        journey.send(step, WHOLE[step])
    assert "govuk-inset-text" not in words(journey.client.get(journey.at("start")))


@pytest.mark.parametrize(("started_on", "is_right"), [(CLOSED_ON, True), (CLOSED_ON + timedelta(days=1), False)])
def test_a_post_is_not_put_right_to_begin_after_its_place_closed(
    closed: Setting, member: Membership, started_on: date, is_right: bool
) -> None:
    post: Appointment = AppointmentFactory.create(setting=closed, started_on=date(2020, 9, 1))
    client = signed_in(member.user)
    url = address(post, "posts", post.pk, "correct")
    assert says_what_followed(words(client.get(url)))
    first = {f"started_on_{part}": str(getattr(started_on, part)) for part in ("day", "month", "year")}
    answer = client.post(url, shown(client, url) | first | {"reason": "The contract says so"})
    post.refresh_from_db()
    assert (answer.status_code, post.started_on == started_on) == ((302, True) if is_right else (200, False))
    assert is_right or QUESTION in words(answer)


def test_the_page_of_a_closed_place_offers_its_history_alone(closed: Setting, member: Membership) -> None:
    page = words(signed_in(member.user).get(place(closed)))
    assert OFFER not in page
    assert HISTORY in page
    assert page.partition("What the rules ask")[0].count("North School (900007)</a>") == 1


def test_the_page_of_an_open_place_offers_to_record(post: Appointment, cast: dict[str, Client]) -> None:
    page = words(cast["manager"].get(place(post.setting)))
    assert OFFER in page
    assert HISTORY not in page


def test_where_nothing_followed_that_is_said(post: Appointment, cast: dict[str, Client]) -> None:
    Setting.objects.filter(pk=post.setting_id).update(status="closed", closed_on=CLOSED_ON)
    assert "The register names nothing that followed it." in words(cast["manager"].get(place(post.setting)))


def test_ones_own_settings_offer_nothing_at_a_closed_one(closed: Setting, member: Membership) -> None:
    client = signed_in(member.user)
    offer = f"/settings/gias/{closed.urn}/appoint/"
    assert offer not in words(client.get(reverse("my_settings")))
    Setting.objects.filter(pk=closed.pk).update(status="open", closed_on=None)
    assert offer in words(client.get(reverse("my_settings")))
