"""The list of people who may be recorded twice, area by area."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from practitioners.models import Appointment, KeptApart, Look, Practitioner, PreviousName
from practitioners.views.duplicates import PER_PAGE
from tests.clients import Client, signed_in
from tests.factories.practitioners import AppointmentFactory, PracticeFactory, PriorPostFactory
from tests.factories.settings import OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(cast: dict[str, Client]) -> Client:
    return cast["officer"]


@pytest.fixture
def double(post: Appointment) -> Appointment:
    """Somebody like the SENCo of the school, at another school of the area."""
    return AppointmentFactory.create(
        practitioner__name="Robyn Field", practitioner__trn="1234567", setting__authority=post.setting.authority
    )


def words(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def area(post: Appointment) -> str:
    assert post.setting.authority is not None
    return f"/practitioners/duplicates/{post.setting.authority.code}/"


def pair(one: Appointment, other: Appointment, *more: str) -> str:
    return "/".join(["", "practitioners", str(one.practitioner_id), "merge", str(other.practitioner_id), *more, ""])


def names(client: Client, url: str) -> list[str]:
    return [each.names for each in client.get(url).context["page"].pairs]


def test_pairs_are_listed_definite_ones_first_with_what_says_so(
    officer: Client, post: Appointment, double: Appointment
) -> None:
    here = {"setting__authority": post.setting.authority, "practitioner__email": "al@example.org"}
    for _ in range(2):
        AppointmentFactory.create(practitioner__name="Zoe Young", **here)
    AppointmentFactory.create(practitioner__name="Kim Long", setting=post.setting)
    assert names(officer, area(post)) == ["Zoe Young and Zoe Young", "Robin Field and Robyn Field"]
    said = words(officer.get(area(post)))
    assert "Definite match: same e-mail address and same name." in said
    assert "Possible match: similar name." in said
    assert "Teacher reference number 1234567" in said
    assert "Elm Grove School, SENCo since 6 January 2025" in said
    assert f'href="{pair(post, double)}"' in officer.get(area(post)).content.decode()


def test_who_begins_is_led_there(cast: dict[str, Client], post: Appointment) -> None:
    seen = {name for name, client in cast.items() if b"/practitioners/duplicates/" in client.get("/settings/").content}
    assert seen == {"officer", "officer elsewhere", "administrator"}
    assert cast["officer"].get("/practitioners/duplicates/").headers["Location"] == area(post)
    AppointmentFactory.create()
    choice = cast["administrator"].get("/practitioners/duplicates/")
    assert f'href="{area(post)}"' in choice.content.decode()


def test_somebody_elsewhere_is_found_by_the_same_name_and_only_by_who_may_merge_both(
    officer: Client, cast: dict[str, Client], post: Appointment
) -> None:
    AppointmentFactory.create(practitioner__name="Field, Robin")
    AppointmentFactory.create(practitioner__name="Robyn Field")
    assert names(officer, area(post)) == []
    assert "Nobody here seems to be recorded twice." in words(officer.get(area(post)))
    assert names(cast["administrator"], area(post)) == ["Robin Field and Field, Robin"]


def test_who_left_long_ago_makes_a_pair_without_a_way_to_their_page(
    officer: Client, post: Appointment, double: Appointment
) -> None:
    Appointment.objects.filter(pk=double.pk).update(ended_on=double.started_on)
    assert names(officer, area(post)) == ["Robin Field and Robyn Field"]
    page = officer.get(area(post)).content.decode()
    assert f'href="/practitioners/{post.practitioner_id}/"' in page
    assert f'href="/practitioners/{double.practitioner_id}/"' not in page
    assert officer.get(f"/practitioners/{double.practitioner_id}/").status_code == 404
    assert "Are these one person?" in words(officer.get(pair(post, double)))


def test_two_that_are_not_the_same_are_kept_apart_with_who_and_when_until_it_is_taken_back(
    officer: Client, post: Appointment, double: Appointment
) -> None:
    sent = {"area": post.setting.authority.code}  # type: ignore[union-attr]  # it has one
    done = officer.post(pair(double, post, "keep-apart"), sent, follow=True)
    assert "are kept as two people" in words(done)
    assert names(officer, area(post)) == []
    row = KeptApart.objects.get()
    assert (row.one, row.other) == (post.practitioner, double.practitioner)
    assert row.said_by_id == int(officer.session["_auth_user_id"])
    says = f"{row.said_by} said on {timezone.localdate():%-d %B %Y} that these are not the same person."
    assert says in words(officer.get(f"{area(post)}?show=apart"))
    assert says in words(officer.get(pair(post, double))), "whoever merges them all the same is told"

    officer.post(pair(post, double, "keep-apart"), sent)
    assert KeptApart.history.count() == 1, "once is enough"
    officer.post(pair(post, double, "compare-again"), sent)
    officer.post(pair(post, double, "compare-again"), sent)
    assert names(officer, area(post)) == ["Robin Field and Robyn Field"]
    kept = KeptApart.history.order_by("pk").values_list("history_type", "history_user", "history_change_reason")
    assert list(kept) == [
        ("+", row.said_by_id, "Compared: not the same person"),
        ("-", row.said_by_id, "May be the same person after all"),
    ]


def test_without_an_area_the_way_back_is_to_the_choice(officer: Client, post: Appointment, double: Appointment) -> None:
    for page in ("keep-apart", "compare-again"):
        sent = officer.post(pair(post, double, page), {"area": "nowhere"})
        assert sent.headers["Location"] == "/practitioners/duplicates/"


def test_only_who_may_merge_both_keeps_them_apart(
    cast: dict[str, Client], post: Appointment, double: Appointment
) -> None:
    for page in ("keep-apart", "compare-again"):
        for name in ("manager", "neighbour", "officer elsewhere", "analyst"):
            assert cast[name].post(pair(post, double, page)).status_code == 404
        assert cast["officer"].post(pair(post, post, page)).status_code == 404
    assert not KeptApart.objects.exists()


def test_another_area_is_not_there(cast: dict[str, Client], post: Appointment) -> None:
    for name in ("manager", "neighbour", "officer elsewhere", "analyst"):
        assert cast[name].get(area(post)).status_code == 404
        expected = 302 if name == "officer elsewhere" else 404
        assert cast[name].get("/practitioners/duplicates/").status_code == expected


@pytest.mark.parametrize("how_many", [2, 6])
def test_it_asks_a_fixed_number_of_questions_and_shows_fifty(
    officer: Client, post: Appointment, how_many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(how_many):
        each = AppointmentFactory.create(practitioner__name=f"Robyn Field{'s' * number}", setting=post.setting)
        PreviousName.objects.create(practitioner=each.practitioner, name="Robin Marsh")
    officer.get(area(post))
    with django_assert_max_num_queries(14):
        assert names(officer, area(post))


def test_it_shows_fifty_a_page(officer: Client, post: Appointment) -> None:
    AppointmentFactory.create_batch(11, practitioner__name="Robin Field", setting=post.setting)  # 66 pairs
    assert len(names(officer, area(post))) == PER_PAGE
    assert len(names(officer, f"{area(post)}?page=2")) == 66 - PER_PAGE
    assert f"{area(post)}?page=2" in officer.get(area(post)).content.decode()


def test_the_officer_of_two_areas_chooses_and_finds_pairs_across_them(post: Appointment) -> None:
    officer = OfficerFactory.create(authority=post.setting.authority).user
    other = AppointmentFactory.create(practitioner__name="Robin Field")
    OfficerFactory.create(user=officer, authority=other.setting.authority)
    client = signed_in(officer)
    assert client.get("/practitioners/duplicates/").status_code == 200
    for each in (post, other):
        assert names(client, area(each)) == ["Robin Field and Robin Field"]


# Looks


def looks() -> set[tuple[int, str]]:
    found = set(Look.objects.values_list("practitioner", "seen"))
    Look.objects.all().delete()
    return found


def test_everybody_who_is_shown_was_looked_at(officer: Client, post: Appointment, double: Appointment) -> None:
    AppointmentFactory.create(practitioner__name="Kim Long", setting=post.setting)
    both = {(each.practitioner_id, "compared") for each in (post, double)}
    person = f"/practitioners/{post.practitioner_id}/"
    for url in (area(post), f"{person}duplicates/", pair(post, double)):
        assert officer.head(url).status_code == 200
        assert (url, looks()) == (url, set())
        assert officer.get(url).status_code == 200
        assert (url, looks()) == (url, both)
    officer.post(pair(post, double), {"do": "look"})
    assert looks() == both
    officer.post(f"{person}duplicates/", {"name": "Kim Long"})
    assert looks() == {(post.practitioner_id, "compared"), (Practitioner.objects.get(name="Kim Long").pk, "compared")}


# What is compared


def test_the_preview_shows_training_and_the_days_of_earlier_posts(
    officer: Client, post: Appointment, double: Appointment
) -> None:
    PracticeFactory.create(practitioner=post.practitioner, title="Autumn cluster", hours="1.5")
    PracticeFactory.create(practitioner=post.practitioner, title="Autism course", kind="cpd", hours="6")
    PriorPostFactory.create(practitioner=double.practitioner, setting_name="Old School")
    said = words(officer.get(pair(post, double)))
    assert "School year 2024/25, 7.5 hours: " in said
    assert "Autism course (6 March 2025, training (CPD), 6 hours)" in said
    assert (
        "Old School (kind of setting Maintained mainstream school; as SENCo; first day 1 September 2015; last day"
        in said
    )
    seen = officer.post(pair(post, double), {"name": "kept", "reason": "The head says so", "do": "look"})
    result = {line.label: line.text for line in seen.context["result"].lines}
    assert "7.5 hours" in result["Training and meetings"]
    assert "31 August 2019" in result["Earlier posts that were told"]


# The table


def test_a_pair_stands_once_in_one_order(post: Appointment, double: Appointment) -> None:
    one, other = post.practitioner, double.practitioner
    known = {"said_at": timezone.now()}  # noqa: TID251  # any moment
    KeptApart.objects.create(one=one, other=other, **known)
    for name, pair_ in {
        "two_records_are_kept_apart_once": (one, other),
        "two_records_stand_in_one_order": (other, one),
    }.items():
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            KeptApart.objects.create(one=pair_[0], other=pair_[1], **known)
        assert name in str(refused.value) or "one_id" in str(refused.value), "SQLite names the columns"
