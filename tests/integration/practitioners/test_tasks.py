"""What is not known is a task on a setting's page: its link leads to where it is told, and then it is gone."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest
from lxml import html

from practitioners.models import Appointment, Practitioner
from practitioners.presenters.tasks import Task
from qualifications.models import Qualification
from qualifications.rules.facts import Missing
from settings.models import RegisterType
from tests.clients import Client
from tests.factories.practitioners import AppointmentFactory, AwardFactory, EnrolmentFactory, PriorPostFactory
from tests.factories.settings import SettingFactory
from tests.integration.practitioners.appointing import Typed, day

pytestmark = pytest.mark.django_db


class Unknown(NamedTuple):
    """A fact that is not known, as the rules call it; what makes it so; its task; and what is answered there."""

    name: Missing
    arrange: Callable[[Appointment], object]
    task: str
    says: Typed


def of_person(**values: Any) -> Callable[[Appointment], object]:
    return lambda post: Practitioner.objects.filter(pk=post.practitioner_id).update(**values)


def of_post(**values: Any) -> Callable[[Appointment], object]:
    return lambda post: Appointment.objects.filter(pk=post.pk).update(**values)


def of_earlier(**values: Any) -> Callable[[Appointment], object]:
    return lambda post: PriorPostFactory.create(practitioner=post.practitioner, setting_name="Old School", **values)


def of_award(**values: Any) -> Callable[[Appointment], object]:
    return lambda post: AwardFactory.create(
        practitioner=post.practitioner, qualification=Qualification.objects.get(code="NASENCO"), **values
    )


def of_course(**values: Any) -> Callable[[Appointment], object]:
    return lambda post: EnrolmentFactory.create(
        practitioner=post.practitioner, qualification=Qualification.objects.get(code="NPQSENCO"), **values
    )


def both(*several: Callable[[Appointment], object]) -> Callable[[Appointment], object]:
    return lambda post: [arrange(post) for arrange in several]


NO_OTHERS = {"others": "no"}
SHORT = {"started_on": date(2015, 9, 1), "ended_on": date(2015, 12, 31)}
AWARD = "NASENCo"
UNKNOWNS = {
    "earlier posts": Unknown(
        Missing.PREVIOUS_POSTS, of_person(posts_told=False), "Which SENCo posts they held before", NO_OTHERS
    ),
    "other earlier posts": Unknown(
        Missing.PREVIOUS_POSTS,
        both(of_person(posts_told=False), of_earlier(**SHORT)),
        "Whether they held other SENCo posts before",
        NO_OTHERS,
    ),
    "kind of an earlier post": Unknown(
        Missing.PREVIOUS_POSTS,
        of_earlier(setting_type=""),
        "What kind of setting it was: Old School",
        {"setting_type": "academy"},
    ),
    "role of an earlier post": Unknown(
        Missing.PREVIOUS_POSTS, of_earlier(role=""), "As what they worked: Old School", {"role": "senco"}
    ),
    "first day of an earlier post": Unknown(
        Missing.PREVIOUS_POSTS,
        of_earlier(started_on=None),
        "The first day: Old School",
        day("started_on", "2015", "9", "1"),
    ),
    "first day of an earlier post, known to the year": Unknown(
        Missing.PREVIOUS_POSTS,
        of_earlier(started_on=date(2015, 1, 1), started_to="year", ended_on=date(2016, 6, 30)),
        "The first day: Old School",
        day("started_on", "2015", "9", "1"),
    ),
    "last day of an earlier post": Unknown(
        Missing.PREVIOUS_POSTS,
        of_earlier(ended_on=None),
        "The last day: Old School",
        day("ended_on", "2019", "8", "31"),
    ),
    "last day of an earlier post, known to the month": Unknown(
        Missing.PREVIOUS_POSTS,
        of_earlier(started_on=date(2015, 9, 15), ended_on=date(2016, 9, 1), ended_to="month"),
        "The last day: Old School",
        day("ended_on", "2016", "9", "29"),
    ),
    "awards": Unknown(
        Missing.AWARDS, of_person(awards_told=False), "Whether they hold a SENCo qualification", NO_OTHERS
    ),
    "other awards": Unknown(
        Missing.AWARDS,
        both(of_person(awards_told=False), of_award(outcome="failed")),
        "Whether they hold another SENCo qualification",
        NO_OTHERS,
    ),
    "courses": Unknown(Missing.ENROLMENTS, of_person(courses_told=False), "Whether they are on a course", NO_OTHERS),
    "other courses": Unknown(
        Missing.ENROLMENTS,
        both(of_person(courses_told=False), of_course(status="withdrawn", ended_on=date(2025, 5, 2))),
        "Whether they are on another course",
        NO_OTHERS,
    ),
    "start of a course": Unknown(
        Missing.COURSE_STARTED_ON,
        of_award(course_started_on=None, course_completed_on=None, awarded_on=date(2025, 6, 2)),
        f"When the course began: {AWARD}",
        day("course_started_on", "2023", "9", "4"),
    ),
    "completion of a course": Unknown(
        Missing.COURSE_COMPLETED_ON,
        of_award(course_completed_on=None, awarded_on=None),
        f"When the course was completed: {AWARD}",
        day("course_completed_on", "2023", "7", "14"),
    ),
    "day of an award": Unknown(
        Missing.AWARDED_ON,
        of_award(awarded_on=None),
        f"The date on the certificate: {AWARD}",
        day("awarded_on", "2023", "9", "29"),
    ),
    "teacher": Unknown(
        Missing.TEACHER_STATUS,
        of_person(teacher_status=""),
        "Whether they are a qualified teacher",
        {"teacher_status": "qts"},
    ),
    "induction": Unknown(
        Missing.INDUCTION,
        of_person(induction=""),
        "Whether they have completed induction",
        {"induction": "incomplete"},
    ),
    "head teacher": Unknown(
        Missing.IS_HEAD_TEACHER,
        both(of_post(is_head_teacher=None), of_person(teacher_status="not_qualified")),
        "Whether they are the head teacher",
        {"is_head_teacher": "no"},
    ),
    "teaching": Unknown(
        Missing.TEACHES_AT_SETTING,
        of_post(teaches_at_setting=None),
        "Whether they work as a teacher at the setting",
        {"teaches_at_setting": "no"},
    ),
}


def tasks(client: Client, post: Appointment) -> dict[str, Task]:
    """The tasks of a setting's page by their words; each is a link of the page, or says who can tell."""
    page = client.get(f"/settings/{post.setting.register}/{post.setting.urn}/")
    (shown,) = page.context["people"].current
    assert bool(shown.tasks) is bool(shown.summary.answer.missing), "what is missing is a task"
    return {task.text: task for task in shown.tasks}


def form_with(client: Client, url: str, control: str) -> Any:
    """The form of a page that has this control."""
    found: Any = html.fromstring(client.get(url).content).xpath(f"//form[.//*[@id='{control}']]")
    assert found, f"{control} is no control of {url}"
    return found[0]


def answered(client: Client, task: Task, says: Typed) -> None:
    """Follows the task's link, answers in the field that it leads to, and saves."""
    url, _, control = task.url.partition("#")
    form = form_with(client, url, control)
    assert control.startswith(tuple(f"id_{name}" for name in says)), "the link leads to another field"
    # Of a radio button with an empty value the parser says that it is on.
    data = dict(form.form_values()) | ({"cover": ""} if "cover" in form.fields else {}) | says
    sent = client.post(url, data | ({"reason": "Found out"} if "reason" in form.fields else {}))
    assert sent.status_code == 302, sent.content.decode()


@pytest.mark.parametrize("unknown", UNKNOWNS.values(), ids=UNKNOWNS.keys())
def test_each_thing_that_is_not_known_can_be_told_where_its_task_leads(
    unknown: Unknown, post: Appointment, cast: dict[str, Client]
) -> None:
    assert not tasks(cast["manager"], post)
    unknown.arrange(post)
    answered(cast["manager"], tasks(cast["manager"], post)[unknown.task], unknown.says)
    assert unknown.task not in tasks(cast["manager"], post)


def test_these_are_all_that_the_rules_can_miss() -> None:
    assert {unknown.name for unknown in UNKNOWNS.values()} == set(Missing)


def test_what_kind_of_place_it_was_is_with_an_administrator(post: Appointment, cast: dict[str, Client]) -> None:
    kind = {"register_type__setting_type": "", "name": "Odd Place"}
    AppointmentFactory.create(
        practitioner=post.practitioner,
        setting=SettingFactory.create(**kind),
        started_on=date(2015, 9, 1),
        ended_on=date(2019, 8, 31),
    )
    words = "What kind of place Odd Place is in law"
    task = tasks(cast["manager"], post)[words]
    place = f"/settings/{post.setting.register}/{post.setting.urn}/"
    said = cast["manager"].get(place).content.decode()
    assert f"{words}. An administrator of the portal says that." in said
    assert task.url not in said
    assert f'href="{task.url}"' in cast["administrator"].get(place).content.decode()
    answered(cast["administrator"], task, {"setting_type": "academy"})
    assert RegisterType.objects.filter(setting_type="academy").exists()
    assert words not in tasks(cast["manager"], post)


def test_a_post_at_a_place_of_unknown_kind_says_who_can_tell(post: Appointment, cast: dict[str, Client]) -> None:
    type(post.setting).objects.filter(pk=post.setting_id).update(setting_type="")
    said = cast["manager"].get(f"/settings/{post.setting.register}/{post.setting.urn}/").content.decode()
    assert "What kind of place Elm Grove School is in law. An administrator of the portal says that." in said


@pytest.mark.parametrize(("page", "new"), [("earlier-posts", "new"), ("awards", "new"), ("courses", "new")])
def test_who_says_that_there_are_others_is_led_to_where_they_are_recorded(
    post: Appointment, cast: dict[str, Client], page: str, new: str
) -> None:
    url = f"/practitioners/{post.practitioner_id}/{page}"
    sent = cast["manager"].post(f"{url}/all/", {"others": "yes"})
    assert sent.headers["Location"] == f"{url}/{new}/"
    assert "Choose an answer" in cast["manager"].post(f"{url}/all/", {}).content.decode()


def test_what_is_recorded_so_far_is_told_where_others_are_asked_for(post: Appointment, cast: dict[str, Client]) -> None:
    person = f"/practitioners/{post.practitioner_id}"
    said = cast["manager"].get(f"{person}/awards/all/").content.decode()
    assert "Do they hold a SENCo qualification?" in said
    assert "Recorded so far: none." in said
    of_award()(post)
    of_earlier()(post)
    said = cast["manager"].get(f"{person}/awards/all/").content.decode()
    assert "Do they hold any other SENCo qualification?" in said
    assert "Recorded so far: NASENCo." in said
    assert (
        "Recorded so far: Old School, Elm Grove School."
        in cast["manager"].get(f"{person}/earlier-posts/all/").content.decode()
    )


def test_unknown_is_not_taken_for_none(post: Appointment, cast: dict[str, Client]) -> None:
    url = f"/practitioners/{post.practitioner_id}/awards/all/"
    form = form_with(cast["manager"], url, "id_others_0")
    assert form.fields["others"] == "no", "all are recorded, and the page says so"
    assert cast["manager"].post(url, dict(form.form_values()) | {"others": "unknown"}).status_code == 302
    person = Practitioner.objects.get(pk=post.practitioner_id)
    assert not person.awards_told
    assert person.history.latest().history_change_reason == "Not known whether there are others"


def test_a_day_of_an_earlier_post_is_shown_as_exactly_as_it_is_known_and_can_be_taken_back(
    post: Appointment, cast: dict[str, Client]
) -> None:
    prior = PriorPostFactory.create(
        practitioner=post.practitioner,
        started_on=date(2015, 9, 1),
        started_to="month",
        ended_on=date(2019, 1, 1),
        ended_to="year",
    )
    url = f"/practitioners/{post.practitioner_id}/earlier-posts/{prior.pk}/change/"
    shown = dict(form_with(cast["manager"], url, "id_started_on_day").form_values())
    boxes = [f"{name}_{part}" for name in ("started_on", "ended_on") for part in ("day", "month", "year")]
    assert [shown.get(box) for box in boxes] == [None, "9", "2015", None, None, "2019"]
    sent = cast["manager"].post(url, shown | day("ended_on", "") | {"reason": "Nobody knows"})
    assert sent.status_code == 302
    prior.refresh_from_db()
    assert (prior.started_on, prior.started_to, prior.ended_on, prior.ended_to) == (
        date(2015, 9, 1),
        "month",
        None,
        "day",
    )
