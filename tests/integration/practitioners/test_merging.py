"""The pages on which an officer makes two records one and parts them again."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from practitioners.models import Appointment, Merge, Practitioner
from tests.clients import Client
from tests.factories.practitioners import AppointmentFactory, AwardFactory, PractitionerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(post: Appointment) -> Appointment:
    """The same person once more: another post at another school of the area, with an award."""
    post.practitioner.trn = "1234567"
    post.practitioner.save()
    person = PractitionerFactory.create(name="Robyn Field", email="robin@example.org")
    AwardFactory.create(practitioner=person)
    return AppointmentFactory.create(practitioner=person, setting__authority=post.setting.authority)


@pytest.fixture
def officer(cast: dict[str, Client]) -> Client:
    return cast["officer"]


def words(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def of(post: Appointment, *more: object) -> str:
    return "/".join(["", "practitioners", str(post.practitioner_id), *map(str, more), ""])


def compare(post: Appointment, other: Appointment) -> str:
    return of(post, "merge", other.practitioner_id)


SAID = {"name": "kept", "reason": "The head says so"}


def test_records_that_are_alike_are_listed_with_what_says_so(
    officer: Client, post: Appointment, other: Appointment
) -> None:
    AppointmentFactory.create(practitioner__name="Kim Long", setting=post.setting)
    said = words(officer.get(of(post, "duplicates")))
    assert "Compare with Robyn Field" in said
    assert "Possible match: similar name" in said
    assert "Kim Long" not in said


def test_nothing_alike_says_so_and_any_record_can_be_looked_for(officer: Client, post: Appointment) -> None:
    kim = AppointmentFactory.create(practitioner__name="Kim Long", setting=post.setting)
    assert "No record that you may merge is like this one" in words(officer.get(of(post, "duplicates")))
    found = officer.post(of(post, "duplicates"), {"name": "Kim Long"})
    assert f"/practitioners/{post.practitioner_id}/merge/{kim.practitioner_id}/" in found.content.decode()
    assert "No record that you may merge is like what" in words(officer.post(of(post, "duplicates"), {"name": "Al No"}))
    assert "Enter the full name" in words(officer.post(of(post, "duplicates"), {}))


def test_a_stranger_is_not_shown(officer: Client, post: Appointment) -> None:
    AppointmentFactory.create(practitioner__name="Robin Field")
    assert "Robin Field’s" not in words(officer.get(of(post, "duplicates")))
    assert "Compare with" not in words(officer.get(of(post, "duplicates")))


def test_the_result_is_shown_before_anything_is_done(officer: Client, post: Appointment, other: Appointment) -> None:
    page = words(officer.get(compare(post, other)))
    assert "This record stays: Robin Field" in page
    assert "Which full name is right?" in page
    assert "Merge these records" not in page
    seen = officer.post(compare(post, other), SAID | {"do": "look"})
    assert "Merge these records" in words(seen)
    assert seen.context["result"].lines
    assert [change.post.row.pk for change in seen.context["result"].posts] != []
    assert not Merge.objects.exists()
    assert Practitioner.objects.filter(merged_into=None).count() == Practitioner.objects.count()


def test_what_is_missing_is_told_and_the_rest_is_kept(officer: Client, post: Appointment, other: Appointment) -> None:
    answer = officer.post(compare(post, other), {"reason": "The head says so", "do": "look"})
    assert "Choose which is right" in words(answer)
    assert "The head says so" in words(answer)


def test_two_records_are_made_one_and_parted_again(officer: Client, post: Appointment, other: Appointment) -> None:
    mark = officer.post(compare(post, other), SAID | {"do": "look"}).context["mark"]
    done = officer.post(compare(post, other), SAID | {"do": "merge", "seen": mark}, follow=True)
    assert "The two records are one now. You can undo this until" in words(done)
    assert Practitioner.objects.get(pk=other.practitioner_id).merged_into_id == post.practitioner_id
    assert officer.get(of(other)).headers["Location"] == of(post)
    again = officer.post(compare(post, other), SAID | {"do": "merge", "seen": mark})
    assert (again.status_code, again.headers["Location"], Merge.objects.count()) == (302, of(post), 1)

    page = words(officer.get(of(post)))
    assert "The record of Robyn Field was merged into this one on" in page
    assert "from “Robyn Field” to “Robin Field”" in page, "the history names people, not numbers"
    undo = of(post, "merges", Merge.objects.get().pk, "undo")
    assert "Part the records" in words(officer.get(undo))
    unsaid = words(officer.post(undo, {"reason": ""}))
    assert "Enter why, such as “They are two people with the same name”" in unsaid
    assert "maiden name" not in unsaid
    parted = officer.post(undo, {"reason": "Two people after all"}, follow=True)
    assert "The records are two again" in words(parted)
    assert Practitioner.objects.get(pk=other.practitioner_id).merged_into is None
    assert "These records were parted already" in words(officer.get(undo))


def test_records_of_somebody_who_left_long_ago_are_made_one_and_parted_again(
    officer: Client, post: Appointment, other: Appointment
) -> None:
    for each in (post, other):
        each.ended_on = each.started_on
        each.save()
    assert officer.get(of(post)).status_code == 404
    assert "Compare with Robyn Field" in words(officer.get(of(post, "duplicates")))
    mark = officer.post(compare(post, other), SAID | {"do": "look"}).context["mark"]
    done = officer.post(compare(post, other), SAID | {"do": "merge", "seen": mark}, follow=True)
    assert "The record of Robyn Field was merged into this one on" in words(done)
    undo = of(post, "merges", Merge.objects.get().pk, "undo")
    assert undo in done.content.decode()
    parted = officer.post(undo, {"reason": "Two people after all"}, follow=True)
    assert "The records are two again" in words(parted)
    assert Practitioner.objects.get(pk=other.practitioner_id).merged_into is None


def test_what_changed_after_the_look_is_shown_first(officer: Client, post: Appointment, other: Appointment) -> None:
    mark = officer.post(compare(post, other), SAID | {"do": "look"}).context["mark"]
    AwardFactory.create(practitioner=other.practitioner)
    answer = officer.post(compare(post, other), SAID | {"do": "merge", "seen": mark})
    assert "Something changed after this page was shown" in words(answer)
    assert not Merge.objects.exists()
    other_choice = officer.post(compare(post, other), {**SAID, "name": "merged", "do": "merge", "seen": mark})
    assert "Something changed after this page was shown" in words(other_choice)


def test_two_numbers_are_refused_in_words(officer: Client, post: Appointment, other: Appointment) -> None:
    Practitioner.objects.filter(pk=other.practitioner_id).update(trn="7654321")
    assert "so they are two people" in words(officer.get(compare(post, other)))
    assert "so they are two people" in words(officer.post(compare(post, other), SAID | {"do": "look"}))


def test_posts_at_once_are_asked_about(officer: Client, post: Appointment) -> None:
    double = AppointmentFactory.create(
        practitioner__name="Robyn Field", setting=post.setting, started_on=date(2025, 9, 1)
    )
    page = officer.get(compare(post, double))
    assert "on the same days. Which stays?" in words(page)
    name = f"appointment-{post.pk}-{double.pk}"
    seen = officer.post(compare(post, double), SAID | {name: "merged", "do": "look"})
    assert [change.post.row for change in seen.context["result"].posts] == [double]


def test_a_merge_of_long_ago_stays(officer: Client, post: Appointment, other: Appointment) -> None:
    mark = officer.post(compare(post, other), SAID | {"do": "look"}).context["mark"]
    officer.post(compare(post, other), SAID | {"do": "merge", "seen": mark})
    Merge.objects.update(merged_at=timezone.now() - timedelta(days=31))  # noqa: TID251  # pages judge by it
    page = officer.get(of(post)).content.decode()
    assert "was merged into this one on" in page
    assert "/undo/" not in page
    undo = of(post, "merges", Merge.objects.get().pk, "undo")
    assert "cannot be undone any more" in words(officer.get(undo))
    assert "30 days only" in words(officer.post(undo, {"reason": "Late"}))


def test_who_merges_is_an_officer_of_both_or_an_administrator(
    cast: dict[str, Client], post: Appointment, other: Appointment
) -> None:
    stranger = AppointmentFactory.create(practitioner__name="Robin Field")
    for name, client in cast.items():
        here = client.get(compare(post, other)).status_code
        away = client.get(compare(post, stranger)).status_code
        expected = {"administrator": (200, 200), "officer": (200, 404), "nobody": (302, 302)}.get(name, (404, 404))
        assert (name, here, away) == (name, *expected)


def test_a_manager_reaches_the_merged_record_by_its_old_address(
    cast: dict[str, Client], officer: Client, post: Appointment, other: Appointment
) -> None:
    mark = officer.post(compare(post, other), SAID | {"do": "look"}).context["mark"]
    officer.post(compare(post, other), SAID | {"do": "merge", "seen": mark})
    manager = cast["manager"]
    assert manager.get(of(other)).headers["Location"] == of(post)
    assert manager.get(of(other, "change")).status_code == 200
    assert "merges/" not in manager.get(of(post)).content.decode()
    assert cast["officer elsewhere"].get(of(other)).status_code == 404


def test_a_number_that_no_record_can_have_is_not_found(officer: Client, post: Appointment) -> None:
    for pk in (0, 10**25):
        assert officer.get(f"/practitioners/{post.practitioner_id}/merge/{pk}/").status_code == 404
        assert officer.get(f"/practitioners/{pk}/duplicates/").status_code == 404


def test_a_post_is_reached_by_the_merged_records_address(
    officer: Client, post: Appointment, other: Appointment
) -> None:
    mark = officer.post(compare(post, other), SAID | {"do": "look"}).context["mark"]
    officer.post(compare(post, other), SAID | {"do": "merge", "seen": mark})
    assert officer.get(of(other, "posts", other.pk, "end")).status_code == 200
