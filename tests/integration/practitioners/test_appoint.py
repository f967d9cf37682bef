"""To appoint a SENCo, through the test client: each question, back and change, saving once."""

import re
from datetime import date

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import User
from practitioners.actions import withdraw_appointment
from practitioners.journey.questions import QUESTIONS
from practitioners.models import Appointment, Assessment, Draft, Practitioner, PriorPost, Standing
from practitioners.views.appoint import UNTOLD
from practitioners.views.drafting import answers_of
from qualifications.checker.lines import TAGS
from qualifications.models import Provider, RuleBook
from qualifications.rules.standing import Status
from settings.actions import Signed
from settings.models import Setting
from settings.policies import access
from tests.clients import Client
from tests.factories.practitioners import AppointmentFactory, AwardFactory, PractitionerFactory, PriorPostFactory
from tests.factories.settings import MOMENT, AnalystFactory, ManagerFactory, OfficerFactory, SettingFactory
from tests.integration.practitioners.appointing import WHOLE, Journey, day, rows

pytestmark = pytest.mark.django_db
SLUGS = [question.slug for question in QUESTIONS]


@pytest.fixture(autouse=True)
def book(shipped_book: RuleBook) -> RuleBook:
    return shipped_book


@pytest.fixture
def school() -> Setting:
    return SettingFactory.create(name="Hill School")


@pytest.fixture
def manager(school: Setting) -> User:
    user: User = ManagerFactory.create(setting=school).user
    return user


@pytest.fixture
def journey(client: Client, school: Setting, manager: User) -> Journey:
    client.force_login(manager)
    return Journey(client, school)


# Who may


def test_who_has_not_signed_in_goes_to_sign_in(client: Client, school: Setting) -> None:
    journey = Journey(client, school)
    for address in (journey.start, journey.check, journey.at("who")):
        assert "/login/" in client.get(address)["Location"]
        assert "/login/" in client.post(address)["Location"]


@pytest.mark.parametrize("factory", [ManagerFactory, OfficerFactory, AnalystFactory])
def test_for_who_may_not_record_there_is_no_such_page(client: Client, school: Setting, factory: type) -> None:
    client.force_login(factory.create().user)  # type: ignore[attr-defined]  # a factory of memberships
    journey = Journey(client, school)
    for address in (journey.start, journey.check, journey.at("who")):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert not Draft.objects.exists()


def test_an_officer_of_the_area_may(client: Client, school: Setting) -> None:
    client.force_login(OfficerFactory.create(authority=school.authority).user)
    assert Journey(client, school).begin().endswith("/who/")


def test_an_unknown_place_or_question_is_not_found(journey: Journey) -> None:
    journey.begin()
    assert journey.client.get(journey.at("nothing")).status_code == 404
    assert journey.client.post(journey.at("nothing")).status_code == 404
    assert journey.client.get("/settings/gias/1/appoint/").status_code == 404


def test_a_draft_is_its_users_alone(journey: Journey, school: Setting) -> None:
    journey.begin()
    journey.send("who", WHOLE["who"])
    journey.client.force_login(ManagerFactory.create(setting=school).user)
    assert journey.client.get(journey.at("start"))["Location"] == journey.start
    assert "Robin Field" not in journey.html(journey.start)
    journey.begin()
    assert "Robin Field" not in journey.html(journey.at("who"))


# The whole way


def test_all_that_was_told_is_recorded_and_decided(journey: Journey, manager: User, school: Setting) -> None:
    assert journey.answer_all() == journey.check
    page = journey.html(journey.check)
    for words in (
        "Robin Field<br>TRN 1234567<br>robin@example.org",
        "1 September 2025",
        "40% of the week",
        "Mainstream academy, Old School, SENCo, first day September 2019, last day 2020",
        "Passed, date on the certificate 14 July 2023, The Award",
        "What follows once you save",
    ):
        assert words in page, words
    assert not Practitioner.objects.exists()
    assert journey.save(reason="Told by the head") == f"/settings/{school.register}/{school.urn}/"
    post = Appointment.objects.get()
    person = post.practitioner
    assert (person.name, person.trn, person.email) == ("Robin Field", "1234567", "robin@example.org")
    assert (person.teacher_status, person.induction) == ("qts", "complete")
    assert (person.posts_told, person.awards_told, person.courses_told) == (True, False, True)
    assert (post.started_on, post.role, post.cover) == (date(2025, 9, 1), "senco", "")
    assert (post.is_shared, post.is_head_teacher, post.teaches_at_setting) == (None, False, True)
    assert (post.on_leadership_team, post.protected_hours, post.protected_share) == (None, None, 40)
    prior = PriorPost.objects.get()
    assert (prior.started_on, prior.started_to) == (date(2019, 9, 1), "month")
    assert (prior.ended_on, prior.ended_to) == (date(2020, 1, 1), "year")
    award, course = person.awards.get(), person.enrolments.get()
    assert (award.qualification.code, award.awarded_on) == ("NASENCO", date(2023, 7, 14))
    assert (award.title, award.provider, award.provider_name) == ("The Award", None, "Somewhere")
    assert (course.qualification.code, course.started_on) == ("NPQSENCO", date(2025, 10, 6))
    entry = post.history.get()
    assert (entry.history_user, entry.history_change_reason) == (manager, "Told by the head")
    assert Assessment.objects.filter(appointment=post).exists()
    assert not Draft.objects.exists()


def test_everything_may_be_unknown_that_the_register_can_hold_so(journey: Journey) -> None:
    unknown = {
        question.slug.replace("-", "_"): {question.fact: "unknown"}
        for question in QUESTIONS[QUESTIONS.index(next(each for each in QUESTIONS if each.slug == "shared")) :]
        if not question.heading
    }
    journey.answer_all(**unknown)
    assert "Cannot tell" in journey.html(journey.check)
    journey.save()
    post, person = Appointment.objects.get(), Practitioner.objects.get()
    assert {post.is_shared, post.is_head_teacher, post.teaches_at_setting, post.protected_hours} == {None}
    assert (person.teacher_status, person.induction) == ("", "")
    assert (person.posts_told, person.awards_told, person.courses_told) == (False, False, False)
    assert post.history.get().history_change_reason == "Appointed"


@pytest.mark.parametrize("course", ["no", "unknown"])
def test_the_decision_shown_is_the_one_that_is_made(journey: Journey, course: str) -> None:
    journey.answer_all(
        earlier_posts={"previous_posts": "no"}, qualifications={"awards": "no"}, course={"enrolments": course}
    )
    page = journey.html(journey.check)
    journey.save()
    decided = Assessment.objects.get()
    assert decided.deadline and f"{decided.deadline.day} {decided.deadline:%B %Y}" in page
    today = timezone.localdate()
    status = Standing.objects.get(assessment=decided, first_day__lte=today, last_day__gte=today).status
    assert f">{TAGS[Status(status)]}</strong>" in page
    assert (status == "cannot_tell") is (course == "unknown")


def test_a_provider_of_the_catalogue_is_known_by_its_name(journey: Journey) -> None:
    provider = Provider.objects.order_by("name")[0]
    row = {"qualification": "NASENCO", "provider": provider.name.upper(), "outcome": "failed"}
    journey.answer_all(qualification_details=rows("outcomes", row))
    assert f'<option value="{provider.name}"' in journey.html(journey.at("qualification-details"))
    journey.save()
    award = Practitioner.objects.get().awards.get()
    assert (award.provider, award.provider_name, award.outcome) == (provider, "", "failed")


# Back, change, and coming again


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in ("elsewhere", "left")])
def test_each_page_shows_what_was_answered_and_leads_back(journey: Journey, slug: str) -> None:
    journey.answer_all()
    page = journey.html(journey.at(slug))
    assert 'class="govuk-back-link"' in page
    assert page.count("<h1") == 1
    for name, text in WHOLE[slug].items():
        assert f'name="{name}"' in page
        assert not text or f'value="{text}"' in page
    assert journey.send(slug, WHOLE[slug]) == journey.check


def test_a_change_keeps_the_rest_and_comes_back_to_the_check_page(journey: Journey) -> None:
    journey.answer_all()
    assert f'href="{journey.at("start")}"' in journey.html(journey.check)
    assert journey.send("start", day("started_on", "2026", "1", "5")) == journey.check
    page = journey.html(journey.check)
    assert "5 January 2026" in page
    assert "Old School" in page


def test_another_person_is_looked_up_anew_and_the_rest_is_kept(journey: Journey) -> None:
    journey.answer_all()
    assert journey.send("who", {"name": "Sam Lake"}) == journey.at("match")
    assert journey.client.get(journey.check)["Location"] == journey.at("match")
    assert journey.send("match", {"match": "new"}) == journey.check


def test_a_draft_survives_signing_out_and_may_be_thrown_away(journey: Journey, manager: User) -> None:
    journey.begin()
    journey.send("who", WHOLE["who"])
    journey.send("match", WHOLE["match"])
    journey.client.logout()
    journey.client.force_login(manager)
    assert "Go on" in journey.html(journey.start)
    assert journey.begin() == journey.at("start")
    assert 'value="Robin Field"' in journey.html(journey.at("who"))
    assert journey.client.post(journey.start, {"anew": "yes"})["Location"] == journey.at("who")
    assert 'value="Robin Field"' not in journey.html(journey.at("who"))


def test_without_a_draft_every_page_leads_to_the_first(journey: Journey) -> None:
    for address in (journey.check, journey.at("start")):
        assert journey.client.get(address)["Location"] == journey.start


# What is wrong


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in ("elsewhere", "left", "who", "certificates")])
@pytest.mark.parametrize("typed", [{}, {"junk": "\x00"}])
def test_an_empty_answer_is_asked_for_again(journey: Journey, slug: str, typed: dict[str, str]) -> None:
    journey.answer_all()
    assert "There is a problem" in journey.html(journey.at(slug), typed)


@pytest.mark.parametrize(
    ("slug", "typed", "words"),
    [
        ("who", {}, "Enter the full name, or a teacher reference number"),
        ("who", {"trn": "7654321"}, "Nobody is recorded with this number: enter the full name"),
        ("who", {"name": "Robin", "trn": "12"}, "must have 7 digits"),
        ("who", {"name": "Robin\x00"}, "Null characters"),
        ("who", {"name": "Robin", "email": "robin"}, "Enter an e-mail address like"),
        ("match", {"match": "999"}, "Choose one of the answers"),
        ("start", day("started_on", "2205", "9", "1"), "check the year"),
        ("start", day("started_on", "2025", "2", "31"), "must be a real date"),
        ("time", {"time": "hours", "hours": "61"}, "must be 60 or less"),
        ("time", {"time": "hours", "hours": "NaN"}, "must be a number"),
        ("time", {"time": "share", "share": "101"}, "must be 100 or less"),
        (
            "earlier-post-details",
            rows(
                "posts",
                {"setting_type": "academy", "role": "senco"} | day("started_on", "2020") | day("ended_on", "2019"),
            ),
            "Last day is before the first day",
        ),
        (
            "earlier-post-details",
            rows("posts", {"setting_type": "academy", "role": "senco"} | day("started_on", "2020", "", "5")),
            "must include a month",
        ),
        (
            "qualification-details",
            rows(
                "outcomes",
                {"qualification": "NASENCO", "outcome": "passed"}
                | day("course_started_on", "2022", "9", "1")
                | day("awarded_on", "2021", "9", "1"),
            ),
            "1 September 2022: check both dates",
        ),
        (
            "course-details",
            rows("places", {"qualification": "NPQSENCO", "status": "withdrawn"} | day("started_on", "2025", "9", "1")),
            "Enter the day on which the course was completed or left",
        ),
        (
            "course-details",
            rows(
                "places",
                {"qualification": "NPQSENCO", "status": "in_progress"}
                | day("started_on", "2025", "9", "1")
                | day("ended_on", "2025", "10", "1"),
            ),
            "under way has no such day",
        ),
        ("course-details", {"places-TOTAL_FORMS": "x"}, "There is a problem"),
        (
            "course-details",
            rows(
                "places", {"qualification": "NPQSENCO", "status": "in_progress"} | day("started_on", "2020", "9", "1")
            ),
            "is 1 September 2020, but the first course for the NPQ for SENCOs began on 1 September 2024",
        ),
        (
            "qualification-details",
            rows("outcomes", {"qualification": "NPQSENCO", "outcome": "passed"} | day("awarded_on", "2020", "9", "1")),
            "is 1 September 2020, but the first course for the NPQ for SENCOs began on 1 September 2024",
        ),
    ],
)
def test_what_cannot_be_is_told_and_kept(journey: Journey, slug: str, typed: dict[str, str], words: str) -> None:
    journey.answer_all()
    page = journey.html(journey.at(slug), typed)
    assert words in page
    for text in typed.values():
        assert "\x00" in text or not text.isalnum() or text == "x" or text == "999" or f'value="{text}"' in page
    assert Draft.objects.get().answers[slug] == WHOLE[slug]


def test_the_same_course_twice_is_recorded_once(journey: Journey) -> None:
    row = {"qualification": "NPQSENCO", "status": "in_progress"} | day("started_on", "2025", "10", "6")
    journey.answer_all(course_details=rows("places", row, row))
    journey.save()
    assert Practitioner.objects.get().enrolments.count() == 1


# Saving once


def test_a_form_that_is_sent_twice_makes_one_record_and_leads_to_the_same_page(journey: Journey) -> None:
    journey.answer_all()
    page = journey.html(journey.check)
    shown = {"shown": page.partition('name="shown" value="')[2].partition('"')[0]}
    ways = [journey.client.post(journey.check, shown) for _ in range(2)]
    assert {answer["Location"] for answer in ways} == {journey.start.removesuffix("appoint/")}
    assert Appointment.objects.count() == Practitioner.objects.count() == 1


def test_an_answer_changed_in_another_window_is_shown_before_it_is_saved(journey: Journey) -> None:
    journey.answer_all()
    shown = journey.html(journey.check).partition('name="shown" value="')[2].partition('"')[0]
    journey.send("role", {"role": "assistant_senco"})
    for sent in ({"shown": shown}, {}, {"shown": "junk"}):
        assert "There is a problem" in journey.html(journey.check, sent)
    assert not Appointment.objects.exists()
    journey.save()
    assert Appointment.objects.get().role == "assistant_senco"


def test_who_is_senco_here_already_is_not_recorded_twice(journey: Journey, school: Setting) -> None:
    post = AppointmentFactory.create(setting=school, practitioner__trn="1234567")
    journey.answer_all(match={"match": str(post.practitioner.pk)})
    page = journey.html(journey.check)
    assert "is recorded as SENCo here from 6 January 2025 already" in page
    shown = page.partition('name="shown" value="')[2].partition('"')[0]
    assert "There is a problem" in journey.html(journey.check, {"shown": shown})
    assert Appointment.objects.count() == 1


def test_a_number_taken_meanwhile_leads_back_to_who_it_is(journey: Journey) -> None:
    journey.answer_all()
    PractitionerFactory.create(trn="1234567")
    assert journey.client.post(journey.check)["Location"] == journey.at("match")


def test_a_number_taken_meanwhile_is_not_given_to_somebody_else(journey: Journey, school: Setting) -> None:
    post = AppointmentFactory.create(setting=school, practitioner__name="Robin Field", ended_on=date(2026, 8, 31))
    chosen = {"match": str(post.practitioner.pk)}
    typed = WHOLE["who"] | {"email": ""}
    journey.answer_all(who=typed, match=chosen, start=day("started_on", "2026", "9", "1"))
    PractitionerFactory.create(name="Sam Lake", trn="1234567")
    assert journey.client.get(journey.check)["Location"] == journey.at("match")


# A person of the register


@pytest.fixture
def stranger() -> Appointment:
    """A post at a setting that the manager has nothing to do with."""
    person = PractitionerFactory.create(name="Katherine Lake", trn="7654321", email="kat@example.org")
    AwardFactory.create(practitioner=person, qualification__short_name="Secret Award")
    post: Appointment = AppointmentFactory.create(practitioner=person, setting__name="Dale School")
    return post


SECRETS = ("Dale School", "Secret Award", "7654321", "kat@example.org", "Qualified teacher status")


def test_of_a_stranger_no_more_is_shown_than_tells_them_apart(journey: Journey, stranger: Appointment) -> None:
    journey.begin()
    journey.send("who", {"name": "Kate Lake"})
    page = journey.html(journey.at("match"))
    assert "Katherine Lake" in page
    assert "Possible match: similar name. E-mail address begins with k. Their number is asked for." in page
    assert [secret for secret in SECRETS if secret in page] == []


@pytest.mark.parametrize("proof", ["", "1234567", "７６５４３２１"])
def test_a_stranger_is_taken_only_by_their_number(journey: Journey, stranger: Appointment, proof: str) -> None:
    journey.begin()
    journey.send("who", {"name": "Kate Lake"})
    chosen = {"match": str(stranger.practitioner.pk)}
    page = journey.html(journey.at("match"), chosen | {"proof": proof})
    assert "There is a problem" in page
    assert "7654321" not in page
    assert journey.send("match", chosen | {"proof": "76-54321"}) == journey.at("start")


def test_of_a_stranger_everything_is_asked_and_nothing_shown_until_saved(
    journey: Journey, stranger: Appointment
) -> None:
    person = stranger.practitioner
    chosen = {"match": str(person.pk)}
    journey.begin()
    journey.send("who", {"trn": "7654321"})
    pages = [journey.html(journey.at("match"))]
    journey.answer_all(match=chosen, elsewhere={"elsewhere": "unknown"}, teacher={"teacher_status": "not_qualified"})
    pages += [journey.html(journey.at(slug)) for slug in SLUGS if slug not in ("who", "left")]
    pages.append(journey.html(journey.check))
    for page in pages:
        found = [secret for secret in SECRETS if secret in page.replace("TRN 7654321", "").replace("(QTS)", "")]
        assert [each for each in found if each != "Qualified teacher status"] == []
    assert "What follows from your answers" in pages[-1]
    assert "What follows once you save" not in pages[-1]
    assert "this is worked out from your answers alone" in pages[-1]
    assert "What the register already holds about them counts too. The decision may be different" in pages[-1]
    assert "this person may not be the SENCo" in pages[-1], "as told: the register says another thing"
    journey.save()
    person.refresh_from_db()
    assert (person.teacher_status, person.name) == ("qts", "Katherine Lake")
    assert person.appointments.count() == 2
    assert person.awards.count() == 2


def test_what_is_said_of_a_stranger_before_saving_is_the_same_whatever_the_register_holds(
    journey: Journey, stranger: Appointment
) -> None:
    """Else the page would tell what that is."""
    journey.begin()
    journey.send("who", {"trn": "7654321"})
    journey.answer_all(match={"match": str(stranger.practitioner.pk)}, elsewhere={"elsewhere": "unknown"})
    before = journey.html(journey.check)
    PriorPostFactory.create(practitioner=stranger.practitioner)
    Practitioner.objects.filter(pk=stranger.practitioner_id).update(teacher_status="not_qualified", awards_told=False)
    assert _without_token(journey.html(journey.check)) == _without_token(before)


def _without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_of_who_may_be_seen_only_what_is_not_recorded_is_asked(journey: Journey, school: Setting) -> None:
    person = PractitionerFactory.create(name="Katherine Lake", awards_told=False)
    AppointmentFactory.create(practitioner=person, setting=school, ended_on=date(2026, 8, 31), end_reason="other")
    journey.begin()
    assert journey.send("who", {"name": "Kate Lake"}) == journey.at("match")
    assert "Their number" not in journey.html(journey.at("match"))
    journey.answer_all(match={"match": str(person.pk)}, start=day("started_on", "2026", "9", "1"))
    for slug in ("teacher", "induction", "earlier-posts", "earlier-post-details"):
        assert journey.client.get(journey.at(slug))["Location"] == journey.check
    ended = "SENCo of Hill School from 6 January 2025 until 31 August 2026"
    assert ended in journey.html(journey.at("qualifications"))
    journey.save()
    assert person.appointments.count() == 2


@pytest.fixture
def old_hand(school: Setting) -> Practitioner:
    """Who left the school more than a year ago; the register has neither number nor address."""
    person: Practitioner = PractitionerFactory.create(name="Old Hand")
    days = {"started_on": date(2020, 9, 1), "ended_on": date(2025, 10, 1), "end_reason": "other"}
    AppointmentFactory.create(practitioner=person, setting=school, **days)
    return person


BACK = day("started_on", "2026", "11", "1")


def test_who_comes_back_after_years_is_chosen_by_name(
    journey: Journey, school: Setting, old_hand: Practitioner
) -> None:
    AppointmentFactory.create(practitioner=old_hand, setting__name="Dale School", started_on=date(2018, 9, 1))
    journey.begin()
    journey.send("who", {"name": "Old Hand"})
    page = journey.html(journey.at("match"))
    assert "SENCo of Hill School from 1 September 2020 until 1 October 2025." in page
    assert "teacher reference number" not in page
    assert "Dale School" not in page
    journey.answer_all(
        who={"name": "Old Hand"}, match={"match": str(old_hand.pk)}, start=BACK, elsewhere={"elsewhere": "additional"}
    )
    journey.save()
    assert Practitioner.objects.count() == 1
    assert old_hand.appointments.filter(setting=school).count() == 2


def test_nor_is_a_stranger_whose_post_here_was_taken_away(
    journey: Journey, manager: User, old_hand: Practitioner
) -> None:
    granted = access(manager, MOMENT)
    withdraw_appointment(old_hand.appointments.get(), access=granted, signed=Signed(manager, MOMENT, "Not her"))
    journey.begin()
    journey.send("who", {"name": "Old Hand"})
    assert "Recorded at a setting of yours before." in journey.html(journey.at("match"))
    assert journey.send("match", {"match": str(old_hand.pk)}) == journey.at("start")


ASK_THERE = "ask somebody who acts for a setting of Katherine Lake to record their teacher reference number"


@pytest.mark.parametrize(
    ("email", "instead"),
    [("", ASK_THERE), ("kat@example.org", f"go back and give their e-mail address at work, or {ASK_THERE}")],
)
def test_a_number_that_nobody_has_is_not_asked_for(
    journey: Journey, stranger: Appointment, email: str, instead: str
) -> None:
    Practitioner.objects.update(trn="", email=email)
    journey.begin()
    journey.send("who", {"name": "Kate Lake"})
    page = journey.html(journey.at("match"))
    assert f"If you mean this person: {instead}." in page
    assert 'name="proof"' not in page
    for proof in ({}, {"proof": ""}, {"proof": "1234567"}):
        page = journey.html(journey.at("match"), {"match": str(stranger.practitioner_id), **proof})
        assert f"{instead[:1].upper()}{instead[1:]}. Or choose another answer" in page
        assert 'href="#id_match' in page, "the error leads to the answers"


def test_without_a_number_the_address_proves_who_somebody_with_a_like_name_is(
    journey: Journey, stranger: Appointment
) -> None:
    chosen = {"match": str(stranger.practitioner_id)}
    journey.begin()
    journey.send("who", {"name": "Kate Lake", "email": "kat@example.org"})
    assert "There is a problem" in journey.html(journey.at("match"), chosen), "the register has a number to ask for"
    Practitioner.objects.update(trn="")
    assert journey.send("match", chosen) == journey.at("start")
    journey.send("who", {"name": "Somebody Quite Other", "email": "kat@example.org"})
    assert "There is a problem" in journey.html(journey.at("match"), chosen), "a shared address is no proof"


def test_the_one_whose_number_it_is_is_taken_and_nobody_new(journey: Journey, stranger: Appointment) -> None:
    PractitionerFactory.create(name="Robin Field")
    journey.begin()
    journey.send("who", {"name": "Robin Field", "trn": "7654321"})
    page = journey.html(journey.at("match"))
    assert "Definite match: same teacher reference number." in page
    assert 'value="new"' not in page
    assert page.count('name="match"') == 1
    assert "There is a problem" in journey.html(journey.at("match"), {"match": "new"})


# Moved, or additional


@pytest.mark.parametrize(("said", "told"), [("moved", True), ("additional", False), ("unknown", False)])
def test_who_moves_is_told_of_and_nothing_is_closed(
    journey: Journey,
    stranger: Appointment,
    manager: User,
    said: str,
    told: bool,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    there = stranger.setting
    head = ManagerFactory.create(setting=there).user
    officer = OfficerFactory.create(authority=there.authority).user
    ManagerFactory.create(setting=there, ends_at=ManagerFactory.build(setting=None, user=None).starts_at)
    ManagerFactory.create(setting=there, user__is_active=False)
    ManagerFactory.create(setting=there, user=manager)
    Draft.objects.all().delete()
    journey.answer_all(
        who={"trn": "7654321"}, match={"match": str(stranger.practitioner.pk)}, elsewhere={"elsewhere": said}
    )
    with django_capture_on_commit_callbacks(execute=True):
        journey.save()
    assert sorted(message.to[0] for message in mail.outbox) == (sorted([head.email, officer.email]) if told else [])
    for message in mail.outbox:
        assert "Katherine Lake moves there from Dale School" in message.body
        assert "Hill School" in message.body
        assert not any(secret in message.body for secret in ("7654321", "kat@example.org", "Secret Award"))
    stranger.refresh_from_db()
    assert stranger.ended_on is None


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ({"left": "other", "place": "dale school"}, "dale"),
        ({"left": "other", "place": "URN of the other"}, "fell"),
        ({"left": "other", "place": "No such school"}, ""),
        ({"left": "unknown"}, ""),
    ],
)
def test_of_several_posts_only_the_setting_that_is_left_is_told(
    journey: Journey,
    stranger: Appointment,
    left: dict[str, str],
    told: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    fell = AppointmentFactory.create(practitioner=stranger.practitioner, setting__name="Fell School").setting
    heads = {"dale": ManagerFactory.create(setting=stranger.setting), "fell": ManagerFactory.create(setting=fell)}
    officers = {
        "dale": OfficerFactory.create(authority=stranger.setting.authority),
        "fell": OfficerFactory.create(authority=fell.authority),
    }
    left = left | ({"place": fell.urn} if "URN" in left.get("place", "") else {})
    journey.answer_all(
        who={"trn": "7654321"},
        match={"match": str(stranger.practitioner.pk)},
        elsewhere={"elsewhere": "moved"},
        left=left,
    )
    for page in (journey.html(journey.at("left")), journey.html(journey.check)):
        assert "Fell School" not in page
        assert "Dale School" not in page
    assert "Enter the name or the number" in journey.html(journey.at("left"), {"left": "other", "place": ""})
    with django_capture_on_commit_callbacks(execute=True):
        saved = journey.save()
    expected = [heads[told].user.email, officers[told].user.email] if told else []
    assert sorted(message.to[0] for message in mail.outbox) == sorted(expected)
    assert (UNTOLD in journey.html(saved)) is not bool(told)


def test_of_posts_that_are_seen_one_is_chosen_and_asked_again_once_it_is_over(
    journey: Journey, school: Setting, manager: User, stranger: Appointment
) -> None:
    ManagerFactory.create(setting=stranger.setting, user=manager)
    AppointmentFactory.create(practitioner=stranger.practitioner, setting__name="Fell School")
    chosen = {"left": str(stranger.pk)}
    journey.answer_all(
        who={"trn": "7654321"},
        match={"match": str(stranger.practitioner.pk)},
        elsewhere={"elsewhere": "moved"},
        left=chosen,
    )
    assert "Dale School" in journey.html(journey.check)
    answers = answers_of(Draft.objects.select_related("setting").get(), access(manager, MOMENT))
    assert answers.left == [stranger]
    third = AppointmentFactory.create(practitioner=stranger.practitioner)
    Appointment.objects.filter(pk=stranger.pk).update(ended_on=date(2025, 8, 31))
    assert journey.client.get(journey.check)["Location"] == journey.at("left")
    assert third.setting.name not in journey.html(journey.at("left"))


def test_it_is_not_asked_of_an_assistant_nor_of_who_has_left(journey: Journey, stranger: Appointment) -> None:
    chosen = {"match": str(stranger.practitioner.pk)}
    journey.answer_all(who={"trn": "7654321"}, match=chosen, role={"role": "assistant_senco"})
    assert journey.send("role", {"role": "senco"}) == journey.at("elsewhere")
    Appointment.objects.filter(pk=stranger.pk).update(ended_on=date(2025, 8, 31))
    assert journey.client.get(journey.at("elsewhere"))["Location"] == journey.check


# How much is asked of the database


def test_pages_ask_the_database_as_much_for_many_people_as_for_one(
    journey: Journey, school: Setting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    journey.answer_all()
    PractitionerFactory.create_batch(30, name="Robin Field")
    for _ in range(3):
        AppointmentFactory.create(setting=school, practitioner__name="Robin Field")
    for slug, most in (("who", 12), ("match", 18), ("start", 14), ("qualification-details", 16)):
        with django_assert_max_num_queries(most):
            journey.html(journey.at(slug))
    with django_assert_max_num_queries(80):
        journey.html(journey.check)
