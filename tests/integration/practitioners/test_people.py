"""A setting's people and a person's record: who sees what, what is shown, what is written."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from practitioners.models import Appointment, Assessment, Award, Certificate, Enrolment, Practitioner, PriorPost
from qualifications.models import Provider, Qualification
from qualifications.rules.dates import in_words
from settings.models import Membership, Setting
from tests.clients import Client
from tests.factories.practitioners import (
    AppointmentFactory,
    AwardFactory,
    CertificateFactory,
    EnrolmentFactory,
    PractitionerFactory,
    PriorPostFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()  # pages judge by it


def words(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def address(post: Appointment, *more: object) -> str:
    return "/".join(["", "practitioners", str(post.practitioner_id), *map(str, more), ""])


def place(setting: Setting) -> str:
    return f"/settings/{setting.register}/{setting.urn}/"


def day(name: str, value: date | None) -> dict[str, str]:
    parts = {part: getattr(value, part) if value else "" for part in ("day", "month", "year")}
    return {f"{name}_{part}": str(number) for part, number in parts.items()}


def shown(client: Client, url: str) -> dict[str, Any]:
    """What a form would send as it is shown."""
    form = client.get(url).context["form"]
    data: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if isinstance(value, date) or "ended_on" in field.name or field.name.endswith("_on"):
            data |= day(field.html_name, value if isinstance(value, date) else None)
        elif value not in (None, False):
            data[field.html_name] = "on" if value is True else value
    return data


@pytest.fixture
def client(cast: dict[str, Client]) -> Client:
    return cast["manager"]


# Who sees what

WHOM = {"nobody", "neighbour", "officer elsewhere"}


def test_only_who_may_sees_the_people_of_a_setting(post: Appointment, cast: dict[str, Client]) -> None:
    for name, client in cast.items():
        assert ("Robin Field" in words(client.get(place(post.setting)))) is (name not in WHOM), name


def test_only_who_may_sees_a_person(post: Appointment, cast: dict[str, Client]) -> None:
    seen = {name: client.get(address(post)).status_code for name, client in cast.items()}
    assert seen == {
        "nobody": 302,
        "manager": 200,
        "neighbour": 404,
        "officer": 200,
        "officer elsewhere": 404,
        "analyst": 200,
        "administrator": 200,
    }


def test_only_who_may_changes_a_person(post: Appointment, cast: dict[str, Client]) -> None:
    award = AwardFactory.create(practitioner=post.practitioner)
    course = EnrolmentFactory.create(practitioner=post.practitioner)
    prior = PriorPostFactory.create(practitioner=post.practitioner)
    pages = [
        address(post, "change"),
        address(post, "earlier-posts", "new"),
        address(post, "earlier-posts", "all"),
        address(post, "earlier-posts", prior.pk, "change"),
        address(post, "earlier-posts", prior.pk, "remove"),
        address(post, "posts", post.pk, "end"),
        address(post, "posts", post.pk, "continue"),
        address(post, "posts", post.pk, "correct"),
        address(post, "posts", post.pk, "remove"),
        address(post, "courses", "new"),
        address(post, "courses", course.pk, "change"),
        address(post, "courses", course.pk, "remove"),
        address(post, "courses", course.pk, "outcome"),
        address(post, "awards", "new"),
        address(post, "awards", "all"),
        address(post, "awards", award.pk, "change"),
        address(post, "awards", award.pk, "remove"),
    ]
    may = {"manager", "officer", "administrator"}
    for page in pages:
        for name, client in cast.items():
            expected = 200 if name in may else 302 if name == "nobody" else 404
            assert (page, name, client.get(page).status_code) == (page, name, expected)
    assert cast["manager"].get(address(post, "awards", award.pk, "verify")).status_code == 404
    assert cast["officer"].get(address(post, "awards", award.pk, "verify")).status_code == 200


def test_anothers_row_is_not_reached_through_ones_own(post: Appointment, client: Client) -> None:
    other = AppointmentFactory.create()
    award = AwardFactory.create(practitioner=other.practitioner)
    course = EnrolmentFactory.create(practitioner=other.practitioner)
    prior = PriorPostFactory.create(practitioner=other.practitioner)
    for page in (
        address(post, "posts", other.pk, "end"),
        address(post, "posts", other.pk, "continue"),
        address(post, "posts", other.pk, "correct"),
        address(post, "awards", award.pk, "change"),
        address(post, "awards", award.pk, "verify"),
        address(post, "awards", award.pk, "remove"),
        address(post, "courses", course.pk, "change"),
        address(post, "courses", course.pk, "outcome"),
        address(post, "courses", course.pk, "remove"),
        address(post, "earlier-posts", prior.pk, "change"),
        address(post, "earlier-posts", prior.pk, "remove"),
        address(post, "posts", other.pk, "remove"),
    ):
        assert (page, client.get(page).status_code, client.post(page).status_code) == (page, 404, 404)


def test_a_membership_that_ends_cuts_access_on_the_next_request(
    post: Appointment, client: Client, manager: Membership
) -> None:
    assert client.get(address(post)).status_code == 200
    Membership.objects.filter(pk=manager.pk).update(ends_at=timezone.now())  # noqa: TID251  # the view's own clock
    assert client.get(address(post)).status_code == 404


# A setting's page


def test_a_settings_page_says_who_is_senco_and_what_is_owed(post: Appointment, client: Client) -> None:
    said = words(client.get(place(post.setting)))
    assert "SENCo since 6 January 2025" in said
    assert "6 January 2028" in said
    assert "What to do next" in said
    assert "What we do not know" not in said


def test_a_school_without_one_is_vacant_and_says_what_it_must(post: Appointment, client: Client) -> None:
    Appointment.objects.update(ended_on=date(2025, 4, 30))
    said = words(client.get(place(post.setting)))
    assert "Vacant since 1 May 2025: such a setting must have a SENCo." in said
    assert "Robin Field: SENCo from 6 January 2025 until 30 April 2025" in said
    Appointment.objects.all().delete()
    assert "Nobody is recorded as SENCo: such a setting must have a SENCo." in words(client.get(place(post.setting)))


def test_a_vacancy_to_come_is_announced(post: Appointment, client: Client) -> None:
    last = TODAY + timedelta(days=30)
    Appointment.objects.update(ended_on=last)
    first = in_words(last + timedelta(days=1))
    announced = f"Vacant from {first} unless somebody is appointed: such a setting must have a SENCo."
    assert announced in words(client.get(place(post.setting)))
    assert announced in words(client.get("/settings/"))
    later = AppointmentFactory.create(setting=post.setting, started_on=last + timedelta(days=11))
    until = in_words(last + timedelta(days=10))
    assert f"Vacant from {first} until {until} unless somebody is appointed" in words(client.get(place(post.setting)))
    Appointment.objects.filter(pk=later.pk).update(started_on=last + timedelta(days=1))
    assert "Vacant" not in words(client.get(place(post.setting)))
    later.delete()
    Setting.objects.filter(pk=post.setting_id).update(closed_on=last)
    assert "Vacant" not in words(client.get(place(post.setting))), "it closes"


def test_times_without_one_are_listed_and_who_will_begin_is_told(post: Appointment, client: Client) -> None:
    AppointmentFactory.create(setting=post.setting, started_on=date(2020, 1, 6), ended_on=date(2024, 8, 31))
    AppointmentFactory.create(setting=post.setting, started_on=TODAY + timedelta(days=9))
    said = words(client.get(place(post.setting)))
    assert "1 September 2024 to 5 January 2025" in said
    assert "Who will begin" in said
    assert "Vacant" not in said


def test_the_worst_comes_first(post: Appointment, client: Client) -> None:
    late = AppointmentFactory.create(setting=post.setting, started_on=date(2018, 1, 8))
    current = client.get(place(post.setting)).context["people"].current
    assert [each.row for each in current] == [late, post]


@pytest.mark.parametrize("how_many", [1, 4])
def test_pages_ask_a_fixed_number_of_questions(
    post: Appointment, client: Client, how_many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    AppointmentFactory.create_batch(how_many, setting=post.setting)
    for each in Practitioner.objects.all():
        AwardFactory.create_batch(how_many, practitioner=each)
        EnrolmentFactory.create(practitioner=each)
        PriorPostFactory.create_batch(how_many, practitioner=each)
    client.get(place(post.setting))
    with django_assert_max_num_queries(20):
        client.get(place(post.setting))
    with django_assert_max_num_queries(42):
        client.get(address(post))


# A person's page


def test_a_persons_page_has_everything_with_its_reasons_and_history(post: Appointment, client: Client) -> None:
    PriorPostFactory.create(practitioner=post.practitioner, started_to="year", setting_name="Oak School")
    AwardFactory.create(practitioner=post.practitioner, title="National Award")
    said = words(client.get(address(post)))
    for part in ("Robin Field", "Why, step by step", "Oak School", "2015", "National Award", "Self-declared"):
        assert part in said


def test_a_merged_persons_address_leads_to_who_remains(post: Appointment, cast: dict[str, Client]) -> None:
    gone = PractitionerFactory.create(merged_into=post.practitioner)
    response = cast["administrator"].get(f"/practitioners/{gone.pk}/")
    assert (response.status_code, response.headers["Location"]) == (302, address(post)), (
        "not for good: they may be parted"
    )


# Changes


def test_a_post_is_ended_with_a_reason(post: Appointment, client: Client, manager: Membership) -> None:
    url = address(post, "posts", post.pk, "end")
    last = TODAY + timedelta(days=30)
    sent = shown(client, url) | day("ended_on", last) | {"end_reason": "moved"}
    response = client.post(url, sent, follow=True)
    assert "The last day was recorded." in words(response)
    post.refresh_from_db()
    assert (post.ended_on, post.end_reason) == (last, "moved")
    entry = post.history.latest()
    assert (entry.history_user, entry.history_change_reason) == (manager.user, "went to another setting")


@pytest.mark.parametrize("page", ["end", "correct"])
def test_a_last_day_of_long_ago_leads_where_it_can_be_put_right(
    post: Appointment, client: Client, manager: Membership, page: str
) -> None:
    """Who left more than a year ago is seen no more by managers; their post still stands on the setting's page."""
    Appointment.objects.update(started_on=date(2015, 9, 1))
    url = address(post, "posts", post.pk, page)
    sent = (
        shown(client, url) | day("ended_on", TODAY - timedelta(days=800)) | {"end_reason": "left", "reason": "A slip"}
    )
    response = client.post(url, sent, follow=True)
    assert response.redirect_chain[-1][0] == place(post.setting)
    assert "was recorded." in words(response) or "was changed." in words(response)
    right = address(post, "posts", post.pk, "correct")
    assert f'href="{right}"' in response.content.decode()
    sent = shown(client, right) | day("ended_on", TODAY - timedelta(days=8)) | {"reason": "The year was a slip"}
    assert client.post(right, sent, follow=True).redirect_chain[-1][0] == address(post)


def test_a_last_day_to_come_is_changed_or_taken_back_with_a_reason(post: Appointment, client: Client) -> None:
    last, later = TODAY + timedelta(days=30), TODAY + timedelta(days=60)
    post.ended_on, post.end_reason = last, "moved"
    post.save()
    said = words(client.get(address(post)))
    assert "Change the last day" in said and "End this post" not in said
    url = address(post, "posts", post.pk, "end")
    sent = shown(client, url) | day("ended_on", later)
    assert "Enter why you change this" in words(client.post(url, sent))
    said = words(client.post(url, sent | {"reason": "They need longer"}, follow=True))
    assert f"Ended on: from “{in_words(last)}” to “{in_words(later)}”" in said
    assert "They need longer" in said
    url = address(post, "posts", post.pk, "continue")
    assert in_words(later) in words(client.get(url)), "the page says what is taken back"
    assert "Enter why the post does not end" in words(client.post(url, shown(client, url)))
    said = words(client.post(url, shown(client, url) | {"reason": "Stays after all"}, follow=True))
    assert "The post goes on: it has no last day." in said
    assert "End this post" in said and "Take the last day back" not in said
    assert Appointment.objects.filter(ended_on=None, end_reason="").exists()


def test_a_post_that_is_over_does_not_go_on_but_is_put_right(post: Appointment, client: Client) -> None:
    Appointment.objects.update(ended_on=TODAY - timedelta(days=1))
    said = words(client.get(address(post)))
    assert "Put this post right" in said and "Take the last day back" not in said and "Change the last day" not in said
    url = address(post, "posts", post.pk, "continue")
    said = words(client.post(url, shown(client, url) | {"reason": "Stays"}))
    assert "This post has no last day to come" in said
    Appointment.objects.update(ended_on=TODAY)
    assert client.post(url, shown(client, url) | {"reason": "Stays"}).status_code == 302


def test_a_post_does_not_go_on_into_the_next_one(post: Appointment, client: Client) -> None:
    last = TODAY + timedelta(days=30)
    Appointment.objects.update(ended_on=last)
    same = {"practitioner": post.practitioner, "setting": post.setting}
    AppointmentFactory.create(**same, started_on=last + timedelta(days=1))
    url = address(post, "posts", post.pk, "continue")
    said = words(client.post(url, shown(client, url) | {"reason": "Stays"}))
    assert "Change that post instead." in said
    assert Appointment.objects.filter(ended_on=last).exists()


def test_a_wrong_day_is_told_and_what_was_typed_stays(post: Appointment, client: Client) -> None:
    url = address(post, "posts", post.pk, "end")
    said = words(client.post(url, shown(client, url) | day("ended_on", date(2024, 12, 31)) | {"end_reason": "left"}))
    assert "The post began on 6 January 2025: its last day cannot be before that." in said
    assert 'value="2024"' in said
    said = words(client.post(url, shown(client, url) | day("ended_on", date(2204, 1, 1)) | {"end_reason": "left"}))
    assert "check the year" in said
    assert not Appointment.objects.exclude(ended_on=None).exists()


def test_a_correction_needs_a_reason_and_decides_at_once(post: Appointment, client: Client) -> None:
    url = address(post, "posts", post.pk, "correct")
    sent = shown(client, url) | day("started_on", date(2023, 9, 1))
    assert "Enter why you change this" in words(client.post(url, sent))
    assert not Assessment.objects.exists()
    response = client.post(url, sent | {"reason": "The contract says so"}, follow=True)
    said = words(response)
    assert "Started on: from “6 January 2025” to “1 September 2023”" in said
    assert "The contract says so" in said
    assert "Deadline: 6 January 2028 before, 1 September 2026 now." in said
    assert Assessment.objects.get().required_qualification == "NASENCO"


def test_the_second_of_two_editors_is_told(post: Appointment, client: Client, cast: dict[str, Client]) -> None:
    url = address(post, "change")
    mine, theirs = shown(client, url), shown(cast["officer"], url)
    assert cast["officer"].post(url, theirs | {"trn": "7654321", "reason": "Payroll"}).status_code == 302
    said = words(client.post(url, mine | {"email": "robin@example.org", "reason": "New"}))
    assert "changed this after you opened it: teacher reference number is now “7654321”" in said
    assert Practitioner.objects.get(pk=post.practitioner_id).trn == "7654321"


def test_a_trn_of_somebody_else_is_told(post: Appointment, client: Client) -> None:
    PractitionerFactory.create(trn="7654321")
    url = address(post, "change")
    said = words(client.post(url, shown(client, url) | {"trn": "7654321", "reason": "Payroll"}))
    assert "Somebody else is recorded with this teacher reference number." in said
    for odd in ("١٢٣٤٥٦٧", "123456", "12345678", "1234567x"):
        assert "has seven digits" in words(client.post(url, shown(client, url) | {"trn": odd, "reason": "Payroll"})), (
            odd
        )


def test_the_days_of_an_earlier_post_are_questioned(post: Appointment, client: Client) -> None:
    url = address(post, "earlier-posts", "new")
    assert "Choose the kind of setting, or enter its name or a year" in words(client.post(url, {"role": "senco"}))
    sent = {"setting_type": "academy", "role": "senco", "started_on_year": "2019", "ended_on_year": "2015"}
    assert "Last day is before the first day: check both dates" in words(client.post(url, sent))
    assert "2204" in words(client.post(url, sent | {"ended_on_year": "2204"}))
    assert not PriorPost.objects.exists()


def test_a_provider_of_the_catalogue_is_suggested_and_known_by_its_names(post: Appointment, client: Client) -> None:
    provider = Provider.objects.exclude(also_known_as="").order_by("pk")[0]
    url = address(post, "awards", "new")
    assert f'<option value="{escape(provider.name)}">' in client.get(url).content.decode()
    npq = Qualification.objects.get(code="NPQSENCO")
    sent = {"qualification": npq.pk, "outcome": "passed"} | day("awarded_on", date(2026, 9, 1))
    assert client.post(url, sent | {"provider_name": provider.also_known_as.upper()}).status_code == 302
    award = Award.objects.get()
    assert (award.provider, award.provider_name) == (provider, "")
    change = address(post, "awards", award.pk, "change")
    assert client.get(change).context["form"]["provider_name"].value() == provider.name
    fields = shown(client, change) | {"provider_name": "Another college", "reason": "Misread"}
    assert client.post(change, fields).status_code == 302
    award.refresh_from_db()
    assert (award.provider, award.provider_name) == (None, "Another college")


def test_an_earlier_post_is_told_to_the_month_and_taken_away(post: Appointment, client: Client) -> None:
    url = address(post, "earlier-posts", "new")
    sent = {"setting_type": "academy", "role": "senco", "started_on_month": "9", "started_on_year": "2015"}
    sent |= {"ended_on_year": "2019"}
    assert client.post(url, sent).status_code == 302
    prior = PriorPost.objects.get()
    assert (prior.started_on, prior.started_to) == (date(2015, 9, 1), "month")
    assert (prior.ended_on, prior.ended_to) == (date(2019, 1, 1), "year")
    assert Assessment.objects.get().exemption == "prior_experience"
    url = address(post, "earlier-posts", prior.pk, "remove")
    sent = shown(client, url)
    assert "Enter why it is taken away" in words(client.post(url, sent))
    said = words(client.post(url, sent | {"reason": "Told by mistake"}, follow=True))
    assert not PriorPost.objects.exists()
    assert "Told by mistake" in said
    assert "Exempt before" in said, "what changed is said"


def test_an_earlier_post_is_put_right_with_a_reason(post: Appointment, client: Client) -> None:
    prior = PriorPostFactory.create(practitioner=post.practitioner, started_to="month", ended_to="year")
    assert "school from September 2015 until 2019" in words(client.get(address(post)))
    url = address(post, "earlier-posts", prior.pk, "change")
    sent = {name: value for name, value in client.get(url).context["form"].initial.items() if name == "setting_type"}
    sent |= {"version": client.get(url).context["form"]["version"].value(), "role": "senco"}
    initial = client.get(url).context["form"].initial
    assert (initial["started_on"], initial["ended_on"]) == (["", "9", "2015"], ["", "", "2019"])
    sent |= {"started_on_year": "2016", "reason": "Another year"}
    assert client.post(url, sent).status_code == 302
    prior.refresh_from_db()
    found = (prior.started_on, prior.started_to, prior.ended_on, prior.ended_to)
    assert found == (date(2016, 1, 1), "year", None, "day")


# Taken away


def take_away(client: Client, url: str) -> str:
    """Takes a row away, once a reason is given."""
    sent = shown(client, url)
    assert "Enter why it is taken away" in words(client.post(url, sent))
    return words(client.post(url, sent | {"reason": "Of somebody else"}, follow=True))


def test_a_course_recorded_by_mistake_is_taken_away(post: Appointment, client: Client) -> None:
    course = EnrolmentFactory.create(practitioner=post.practitioner, qualification=npq())
    url = address(post, "courses", course.pk, "remove")
    assert "3 March 2025" in words(client.get(url)), "the page shows which"
    said = take_away(client, url)
    assert "The course was taken away. The history keeps it." in said
    assert "On track before" in said
    assert "Of somebody else" in said
    assert not Enrolment.objects.exists()


def test_a_course_with_an_outcome_stays_until_that_is_gone(post: Appointment, client: Client) -> None:
    days = {"started_on": date(2025, 3, 3), "ended_on": date(2026, 7, 1)}
    course = EnrolmentFactory.create(practitioner=post.practitioner, qualification=npq(), status="completed", **days)
    award = AwardFactory.create(
        practitioner=post.practitioner,
        qualification=npq(),
        enrolment=course,
        course_started_on=course.started_on,
        course_completed_on=course.ended_on,
        awarded_on=date(2026, 9, 1),
    )
    url = address(post, "courses", course.pk, "remove")
    assert "Take that away first, then the course" in take_away(client, url)
    said = take_away(client, address(post, "awards", award.pk, "remove"))
    assert "Met before" in said
    assert "The course was taken away" in take_away(client, url)
    assert not Award.objects.exists()


def test_a_post_recorded_by_mistake_is_taken_away(post: Appointment, client: Client, cast: dict[str, Client]) -> None:
    other = AppointmentFactory.create(practitioner=post.practitioner, setting=post.setting, role="assistant_senco")
    url = address(post, "posts", other.pk, "remove")
    assert "Elm Grove School: nothing is asked any more." in take_away(client, url)
    Assessment.objects.all().delete()
    url = address(post, "posts", post.pk, "remove")
    sent = shown(client, url) | {"reason": "Of somebody else"}
    response = client.post(url, sent, follow=True)
    assert response.redirect_chain == [(place(post.setting), 302)], "the person is theirs to see no more"
    assert "The post was taken away. The history keeps it." in words(response)
    assert client.get(address(post)).status_code == 404
    assert "Of somebody else" in words(cast["administrator"].get(address(post)))


def test_a_post_elsewhere_has_no_way_to_change_it(post: Appointment, client: Client) -> None:
    elsewhere = AppointmentFactory.create(practitioner=post.practitioner)
    said = words(client.get(address(post)))
    assert address(post, "posts", post.pk, "correct") in said
    assert address(post, "posts", elsewhere.pk, "correct") not in said


def test_all_that_is_recorded_of_a_post_is_put_right(post: Appointment, client: Client) -> None:
    Appointment.objects.update(is_shared=None)
    url = address(post, "posts", post.pk, "correct")
    sent = shown(client, url)
    assert (sent["is_shared"], sent["end_reason"]) == ("unknown", "unknown"), "unknown is never no"
    sent |= {"protected_share": "40", "end_reason": "moved", "reason": "Misread"} | day("ended_on", date(2025, 8, 31))
    assert client.post(url, sent).status_code == 302
    post.refresh_from_db()
    assert (post.protected_share, post.end_reason, post.is_shared) == (40, "moved", None)
    assert "must be 100 or less" in words(client.post(url, shown(client, url) | {"protected_share": "101"}))
    assert client.post(url, shown(client, url) | {"reason": "She stays"} | day("ended_on", None)).status_code == 302
    post.refresh_from_db()
    assert (post.ended_on, post.end_reason) == (None, "")


def npq() -> Qualification:
    return Qualification.objects.get(code="NPQSENCO")


def test_a_course_is_recorded_once_put_off_and_ended_with_an_outcome(post: Appointment, client: Client) -> None:
    url = address(post, "courses", "new")
    sent = {"qualification": npq().pk, "status": "in_progress", "provider_name": "A university"}
    sent |= day("started_on", date(2025, 3, 3))
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 302
    said = words(client.post(url, sent | {"provider_name": "Another"}))
    assert "The course that began on 3 March 2025 is recorded already." in said
    course = Enrolment.objects.get()
    url = address(post, "courses", course.pk, "change")
    assert client.post(url, shown(client, url) | {"status": "deferred", "reason": "Illness"}).status_code == 302
    url = address(post, "courses", course.pk, "outcome")
    sent = shown(client, url) | {"outcome": "passed"}
    early = day("course_completed_on", date(2025, 3, 2)) | day("awarded_on", date(2026, 9, 1))
    assert "it cannot be completed before that" in words(client.post(url, sent | early))
    sent |= day("course_completed_on", date(2026, 7, 1)) | day("awarded_on", date(2026, 9, 1))
    assert client.post(url, sent).status_code == 302
    assert (Assessment.objects.get().held, Award.objects.get().enrolment) == ("NPQSENCO", course)


def errors(client: Client, url: str, sent: dict[str, Any]) -> dict[str, list[str]]:
    response = client.post(url, sent)
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def test_what_is_over_is_not_to_come_and_the_field_says_so(post: Appointment, client: Client) -> None:
    tomorrow = TODAY + timedelta(days=1)
    url = address(post, "courses", "new")
    sent = {"qualification": npq().pk, "status": "completed"} | day("started_on", date(2025, 3, 3))
    said = errors(client, url, sent | day("ended_on", tomorrow))
    assert said == {"ended_on": ["Last day on the course must be today or in the past"]}
    assert client.post(url, sent | day("ended_on", TODAY)).status_code == 302
    url = address(post, "courses", Enrolment.objects.get().pk, "outcome")
    typed = {"outcome": "passed"} | day("course_completed_on", TODAY) | day("awarded_on", tomorrow)
    said = errors(client, url, typed)
    assert said == {"awarded_on": ["Date of the outcome, as on the certificate must be today or in the past"]}


def test_a_completed_course_says_whether_its_outcome_is_known(post: Appointment, client: Client) -> None:
    days = {"started_on": date(2025, 3, 3), "ended_on": date(2026, 7, 1)}
    course = EnrolmentFactory.create(practitioner=post.practitioner, status="completed", **days)
    said = words(client.get(address(post)))
    assert 'Outcome</dt> <dd class="govuk-summary-list__value">Not known yet' in said
    assert "Record the outcome" in said
    known: dict[str, Any] = {"practitioner": post.practitioner, "qualification": course.qualification}
    known |= {"enrolment": course, "course_started_on": course.started_on, "course_completed_on": course.ended_on}
    AwardFactory.create(**known, outcome="failed", awarded_on=date(2026, 9, 1))
    AwardFactory.create(**known, awarded_on=None)
    said = words(client.get(address(post)))
    assert "Not passed, 1 September 2026 and Passed" in said
    assert "Record the outcome" not in said
    url = address(post, "courses", course.pk, "change")
    found = errors(client, url, shown(client, url) | {"status": "withdrawn", "reason": "A slip"})
    assert list(found) == ["status"]
    assert "Take the outcome away first" in str(found)


def test_an_award_before_its_course_is_questioned(post: Appointment, client: Client) -> None:
    url = address(post, "awards", "new")
    sent = {"qualification": npq().pk, "outcome": "passed"}
    sent |= day("course_completed_on", date(2026, 7, 1)) | day("awarded_on", date(2026, 6, 1))
    assert "Date on the certificate is before “Course completed on”, 1 July 2026" in words(client.post(url, sent))
    assert not Award.objects.exists()


@pytest.mark.parametrize(("page", "name"), [("courses", "started_on"), ("awards", "course_started_on")])
def test_a_course_before_its_qualification_existed_is_questioned(
    post: Appointment, client: Client, page: str, name: str
) -> None:
    url = address(post, page, "new")
    sent = {"qualification": npq().pk, "status": "in_progress", "outcome": "passed"}
    said = words(client.post(url, sent | day(name, date(2020, 9, 1))))
    assert "is 1 September 2020, but the first course for the NPQ for SENCOs began on 1 September 2024" in said
    assert not Award.objects.exists()
    assert not Enrolment.objects.exists()


def test_the_same_award_sent_twice_is_one(post: Appointment, client: Client) -> None:
    url = address(post, "awards", "new")
    sent = {"qualification": npq().pk, "outcome": "passed"}
    sent |= day("awarded_on", date(2026, 6, 1))
    for _ in range(2):
        assert client.post(url, sent).status_code == 302
    assert Award.objects.count() == 1


def test_an_officer_verifies_and_a_correction_takes_that_back(
    post: Appointment, client: Client, cast: dict[str, Client]
) -> None:
    days = {"course_started_on": date(2024, 10, 7), "course_completed_on": None, "awarded_on": date(2026, 8, 20)}
    award = AwardFactory.create(practitioner=post.practitioner, qualification=npq(), **days)
    url = address(post, "awards", award.pk, "verify")
    seen = cast["officer"].get(url).context["seen"]
    Award.objects.filter(pk=award.pk).update(title="Changed meanwhile")
    changed = cast["officer"].post(url, {"seen": seen})
    assert "Somebody changed this award after you opened it" in words(changed)
    assert "Changed meanwhile" in words(changed)
    assert cast["officer"].post(url, {"seen": changed.context["seen"]}).status_code == 302
    assert "Verified by an officer" in words(client.get(address(post)))
    url = address(post, "awards", award.pk, "change")
    sent = shown(cast["officer"], url) | {"title": "NPQ", "reason": "A slip"}
    assert cast["officer"].post(url, sent).status_code == 302
    award.refresh_from_db()
    assert (award.evidence_level, award.title) == ("declared", "NPQ")


def test_who_may_not_alter_a_verified_award_is_told_whom_to_ask(
    post: Appointment, client: Client, cast: dict[str, Client]
) -> None:
    award = AwardFactory.create(practitioner=post.practitioner, evidence_level="verified")
    certificate = CertificateFactory.create(award=award)
    here = address(post, "awards", award.pk)
    pages = [f"{here}change/", f"{here}remove/", f"{here}certificates/{certificate.pk}/remove/"]
    theirs, officers = (each.get(address(post)).content.decode() for each in (client, cast["officer"]))
    assert "An officer has verified this award. If something is wrong, ask your local authority." in theirs
    assert f'href="{here}certificates/new/"' in theirs, "to add to it is no change"
    for page in pages:
        assert (page in theirs, page in officers) == (False, True)
        for answer in (client.get(page), client.post(page, {"reason": "Mine"})):
            assert answer.status_code == 403
            assert "If something is wrong, ask your local authority." in answer.content.decode()
        assert cast["officer"].get(page).status_code == 200
        assert cast["administrator"].get(page).status_code == 200
    assert Certificate.objects.filter(award=award).exists()


def test_after_a_pass_no_other_outcome_is_taken(post: Appointment, client: Client) -> None:
    course = EnrolmentFactory.create(practitioner=post.practitioner, status="completed", ended_on=date(2026, 7, 1))
    known = {"practitioner": post.practitioner, "qualification": course.qualification, "enrolment": course}
    days = {"course_completed_on": date(2026, 7, 1), "awarded_on": date(2026, 9, 1)}
    AwardFactory.create(**known, course_started_on=course.started_on, **days)
    typed = {"outcome": "failed"} | day("course_completed_on", date(2026, 7, 1)) | day("awarded_on", date(2026, 9, 1))
    answer = client.post(address(post, "courses", course.pk, "outcome"), typed)
    assert "no other outcome follows a pass" in words(answer)
    assert Award.objects.count() == 1


@pytest.mark.parametrize("page", ["change", "earlier-posts/new", "courses/new", "awards/new"])
def test_nothing_that_is_sent_is_a_500(post: Appointment, client: Client, page: str) -> None:
    url = address(post, *page.split("/"))
    fields = shown(client, url)
    for junk in ("", "\x00", "9" * 400, "-1", "unknown", "é\u202e"):
        assert client.post(url, dict.fromkeys(fields, junk)).status_code in (200, 302)
