"""All of a person on one line, and how other posts count before one."""

from collections.abc import Callable
from datetime import date

import pytest

from practitioners.models import Appointment, Move
from practitioners.presenters.timeline import Entry, PersonTimeline, person_timeline
from qualifications.models import RuleBook
from qualifications.rules.dates import in_words
from tests.clients import Client
from tests.factories.practitioners import (
    AppointmentFactory,
    AwardFactory,
    EnrolmentFactory,
    PractitionerFactory,
    PriorPostFactory,
)
from tests.factories.settings import ChildminderFactory, SettingFactory
from tests.integration.practitioners.test_people import address, words

pytestmark = pytest.mark.django_db
TODAY = date(2025, 7, 1)


def drawn(post: Appointment, today: date = TODAY) -> PersonTimeline:
    found = person_timeline(post.practitioner, post.practitioner.appointments.order_by("pk"), today)
    assert found
    return found


def only(found: PersonTimeline, kind: str) -> Entry:
    (entry,) = (each for each in found.entries if each.kind == kind)
    return entry


def test_a_post_goes_on_to_today_and_one_that_ended_to_its_last_day() -> None:
    open_post = AppointmentFactory.create(setting__name="Open School", started_on=date(2024, 7, 1))
    ended = AppointmentFactory.create(
        practitioner=open_post.practitioner, started_on=date(2023, 7, 1), ended_on=date(2024, 6, 30)
    )
    found = drawn(open_post)
    first, second = found.entries
    assert [first.number, second.number] == [1, 2]
    assert first.text == f"{ended.setting}, SENCo: 1 July 2023 to 30 June 2024"
    assert second.text == "Open School, SENCo: since 1 July 2024"
    assert second.bars[0].x + second.bars[0].width == found.today
    assert abs(first.bars[0].x + first.bars[0].width - second.bars[0].x) <= 1
    assert first.bars[0].x < second.bars[0].x
    assert first.y < second.y < found.line


def test_a_post_to_come_begins_after_today() -> None:
    post = AppointmentFactory.create(started_on=date(2026, 9, 1))
    entry = only(drawn(post), "post")
    assert entry.text.endswith("from 1 September 2026")
    assert entry.bars[0].x > drawn(post).today


def test_days_between_posts_are_a_gap_to_be_seen() -> None:
    post = AppointmentFactory.create(started_on=date(2020, 9, 1), ended_on=date(2021, 8, 31))
    AppointmentFactory.create(practitioner=post.practitioner, started_on=date(2022, 9, 1))
    gap = only(drawn(post), "gap")
    assert gap.text == "No post is recorded: 1 September 2021 to 31 August 2022"
    assert gap.bars[0].width > 50


def test_days_after_the_last_post_are_a_gap_and_days_before_one_to_come_too() -> None:
    post = AppointmentFactory.create(started_on=date(2020, 9, 1), ended_on=date(2021, 8, 31))
    assert only(drawn(post), "gap").text == "No post is recorded: since 1 September 2021"


def test_a_post_told_roughly_has_what_is_certain_of_it_within_what_it_may_be() -> None:
    post = AppointmentFactory.create(started_on=date(2021, 1, 1))
    PriorPostFactory.create(
        practitioner=post.practitioner,
        setting_name="Old School",
        started_on=date(2015, 1, 1),
        started_to="year",
        ended_on=date(2020, 8, 1),
        ended_to="month",
    )
    told = only(drawn(post), "told")
    assert told.text == "Old School, as it was told: 2015 to August 2020"
    rough, certain = told.bars
    assert [rough.kind, certain.kind] == ["rough", "told"]
    assert rough.x < certain.x
    assert certain.x + certain.width < rough.x + rough.width
    assert only(drawn(post), "gap").text.startswith("No post is recorded: 1 September 2020")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"started_on": None}, "a day that is not known to 31 August 2019"),
        ({"ended_on": None}, "1 September 2015 to a day that is not known"),
        ({"started_to": "year", "ended_to": "year", "ended_on": date(2015, 9, 1)}, "2015 to 2015"),
    ],
)
def test_of_a_post_without_a_day_nothing_is_certain(days: dict[str, object], said: str) -> None:
    post = AppointmentFactory.create(started_on=date(2021, 1, 1))
    PriorPostFactory.create(practitioner=post.practitioner, **days)
    told = only(drawn(post), "told")
    assert [bar.kind for bar in told.bars] == ["rough"]
    assert told.text.endswith(said)


def test_a_post_without_any_day_stands_beside_the_line() -> None:
    post = AppointmentFactory.create()
    PriorPostFactory.create(practitioner=post.practitioner, started_on=None, ended_on=None, setting_name="Somewhere")
    found = drawn(post)
    assert [entry.kind for entry in found.entries] == ["post"]
    assert found.undated == ["Somewhere, as it was told: a day that is not known to a day that is not known"]


def test_courses_and_awards_are_marks() -> None:
    post = AppointmentFactory.create()
    EnrolmentFactory.create(practitioner=post.practitioner, expected_completion_on=date(2026, 3, 2))
    AwardFactory.create(practitioner=post.practitioner, outcome="failed")
    AwardFactory.create(practitioner=post.practitioner, awarded_on=None)
    found = drawn(post)
    course, award = only(found, "course"), only(found, "award")
    assert course.text.endswith("3 March 2025 to 2 March 2026 (expected)")
    assert course.mark == course.bars[0].x < found.today < course.bars[0].x + course.bars[0].width
    assert award.text.endswith("not passed: 29 September 2023")
    assert award.mark
    assert found.undated[0].endswith("awarded: on a day that is not known")


def test_a_post_that_went_with_its_school_stands_at_each_number() -> None:
    post = AppointmentFactory.create(started_on=date(2020, 9, 1), setting__name="New Academy")
    Move.objects.create(
        appointment=post, before=SettingFactory.create(name="Old School"), after=post.setting, moved_on=date(2022, 4, 1)
    )
    texts = [entry.text for entry in drawn(post).entries]
    assert texts == [
        "Old School, SENCo: 1 September 2020 to 31 March 2022",
        "New Academy, SENCo: since 1 April 2022",
    ]


def test_of_nobody_there_is_no_line() -> None:
    assert person_timeline(PractitionerFactory.create(), [], TODAY) is None


# How other posts count


@pytest.fixture
def counted(post: Appointment, cast: dict[str, Client]) -> Callable[..., str]:
    """What the page says of a told post before the post of 6 January 2025."""

    def ask(**told: object) -> str:
        PriorPostFactory.create(practitioner=post.practitioner, **told)
        return words(cast["manager"].get(address(post)))

    return ask


def test_a_told_post_counts_with_its_days_against_the_limit(counted: Callable[..., str]) -> None:
    page = counted(setting_name="Old School", started_on=date(2022, 9, 1), ended_on=date(2022, 12, 31))
    assert "Old School from 1 September 2022 until 31 December 2022: 122 days before this post count." in page
    assert "In all, 122 days count. The limit is more than 12 months in one run, or more than 366 days" in page
    assert "That is not more than 12 months." in page


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"setting_type": "childminder"}, "does not count: time at a childminder is not counted."),
        ({"role": "assistant_senco"}, "does not count: time as assistant SENCo is not counted."),
        ({"started_on": date(2025, 2, 1), "ended_on": date(2025, 3, 1)}, "does not count: no day of it is before"),
        ({"started_on": None}, "0 days or more before this post may count, because its first day is not known."),
        (
            {"ended_on": None, "started_on": date(2025, 1, 2)},
            "from 0 to 4 days before this post may count, because its",
        ),
        ({"setting_type": ""}, "because the kind of setting is not known."),
        ({"role": "", "ended_on": None}, "because its last day and the role are not known."),
        (
            {"started_on": date(2015, 9, 1), "started_to": "month", "ended_on": date(2015, 10, 1)},
            "from 2 to 31 days before this post may count, because its days are not exact.",
        ),
        ({"started_on": date(2025, 1, 5), "ended_on": date(2025, 1, 5)}, "1 day before this post counts."),
    ],
)
def test_why_a_told_post_does_not_count_or_may(counted: Callable[..., str], told: dict[str, object], said: str) -> None:
    assert said in counted(**told)


def test_another_post_of_the_register_counts_too(post: Appointment, cast: dict[str, Client]) -> None:
    other = AppointmentFactory.create(
        practitioner=post.practitioner, started_on=date(2020, 9, 1), ended_on=date(2024, 8, 31)
    )
    page = words(cast["manager"].get(address(post)))
    assert f"{other.setting}, from 1 September 2020 until 31 August 2024: 1,461 days before this post count." in page
    assert f"{post.setting}, since 6 January 2025: does not count: no day of it is before this post." in page


def test_where_no_rule_asks_about_earlier_service_that_is_said(post: Appointment, cast: dict[str, Client]) -> None:
    for _ in range(2):  # whose names are withheld: what they are called is fetched with them
        setting = ChildminderFactory.create(authority=post.setting.authority)
        AppointmentFactory.create(practitioner=post.practitioner, setting=setting)
    assert words(cast["manager"].get(address(post))).count("No rule for this post asks about earlier service.") == 2


def test_who_has_no_other_post_is_told_nothing_of_them(post: Appointment, cast: dict[str, Client]) -> None:
    assert "How other posts count" not in words(cast["manager"].get(address(post)))


# The page


def test_the_line_is_drawn_without_style_and_told_in_words(
    shipped_book: RuleBook, post: Appointment, cast: dict[str, Client]
) -> None:
    page = words(cast["manager"].get(address(post)))
    drawing = page.partition('<svg class="app-lanes"')[2].partition("</svg>")[0]
    assert 'aria-hidden="true"' in drawing
    assert "app-lanes__bar--post" in drawing
    assert "style" not in drawing
    assert f"<li>{post.setting}, SENCo: since {in_words(post.started_on)}</li>" in page


def test_the_drawings_of_several_posts_have_names_of_their_own(post: Appointment, cast: dict[str, Client]) -> None:
    other = AppointmentFactory.create(practitioner=post.practitioner, started_on=date(2020, 9, 1))
    page = words(cast["manager"].get(address(post)))
    for row in (post, other):
        assert page.count(f'id="timeline-title-{row.pk}"') == page.count(f'"timeline-title-{row.pk}"') - 1 == 1
