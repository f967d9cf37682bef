"""The trend and the forecast on the page of an area: every number leads to its list, and the drawing says the same."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from compliance.demonstration import load, load_people
from compliance.presenters.outlook import Outlook
from practitioners.assessments import refresh
from practitioners.models import Appointment, Standing
from qualifications.models import Qualification, RuleBook
from qualifications.rules.dates import add_months, in_words
from settings.models import Setting
from tests.clients import signed_in
from tests.factories.practitioners import AppointmentFactory, AwardFactory, EnrolmentFactory
from tests.factories.settings import OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.integration.compliance.counts import check_lists, counts
from tests.integration.compliance.test_area_dashboard import user

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today


def today() -> date:
    return timezone.localdate()


def away(months: int, days: int = 0) -> date:
    return add_months(today(), months) + timedelta(days=days)


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    kind = RegisterTypeFactory.create(setting_type="academy")
    return SettingFactory.create(authority__code="950", authority__name="Anyshire", register_type=kind)


@pytest.fixture
def officer(school: Setting) -> Client:
    return signed_in(OfficerFactory.create(authority=school.authority).user)


def post(school: Setting, started_on: date, *, course: date | None = None, **told: Any) -> Appointment:
    """A SENCo of a school of their own, on a course where that is said, decided."""
    place = SettingFactory.create(authority=school.authority, register_type=school.register_type)
    made: Appointment = AppointmentFactory.create(setting=place, started_on=started_on, **told)
    if course:
        npq = Qualification.objects.get(code="NPQSENCO")
        EnrolmentFactory.create(practitioner=made.practitioner, qualification=npq, started_on=course)
    refresh(made.practitioner, at=now(), day=today())
    return made


def asked(client: Client, day: date | None = None) -> Outlook:
    page = client.get("/compliance/950/", {"as_at": (day or today()).isoformat()})
    assert page.status_code == 200
    found: Outlook = page.context["outlook"]
    return found


def rows(client: Client, address: str) -> list[str]:
    """Who is in a list."""
    page = client.get(address).context["page"]
    return [row[0].text for row in page.rows]


@pytest.mark.usefixtures("shipped_book")
def test_every_number_of_the_table_is_the_length_of_its_list() -> None:
    load(clock=now)
    load_people(now())
    client = signed_in(user("officer"))
    page = client.get("/compliance/878/").content.decode()
    table = page.partition("The same numbers as a table")[2].partition("</table>")[0]
    assert len(counts(table)) == 61 * 4 + 24 * 2
    check_lists(client, counts(table), files=False)
    assert sum(number for _, number in counts(table)) > 500


@pytest.mark.usefixtures("shipped_book")
def test_a_month_says_what_the_page_of_its_first_day_says() -> None:
    load(clock=now)
    load_people(now())
    client = signed_in(user("officer"))
    months = client.get("/compliance/878/").context["outlook"].months
    for month in (months[0], months[20], months[36], months[40], months[60]):
        address = month.counts[0].url
        said = client.get("/compliance/878/", {"as_at": re.findall(r"as_at=([\d-]+)", address)[0]}).context["page"]
        statuses = {each.text: each.number for section in said.sections for each in section.counts if each.colour}
        recorded = {each.text: each.number for each in month.counts if each}
        assert recorded["SENCos"] == said.sencos.number
        assert recorded["Qualified"] == said.holders.number
        assert {name: recorded[name] for name in ("Overdue", "At risk")}.items() <= statuses.items()


def test_what_is_drawn_is_in_the_table(school: Setting, officer: Client) -> None:
    post(school, away(-30), course=away(-10))
    post(school, away(-20))
    found = asked(officer)
    held, late = found.charts
    first, current, last_day = (f"1 {found.months[place].name}" for place in (0, 36, 60))
    assert held.in_words == (
        f"SENCos: 0 on {first}, 2 on {current}, 2 on {last_day}. "
        f"Qualified: 0 on {first}, 0 on {current}, 1 on {last_day}."
    )
    assert f"Overdue: 0 on {first}, 0 on {current}, 1 on {last_day}." in late.in_words
    last = {each.text: each.number for each in found.months[-1].counts if each}
    assert list(last.values()) == [2, 0, 1, 2, 1, 0]
    page = officer.get("/compliance/950/").content.decode()
    assert page.count('role="img"') == 2
    for drawing in found.charts:
        assert f'<desc id="{drawing.id}-words">{drawing.in_words}</desc>' in page
        assert all(line.name in page for line in drawing.lines)


def test_who_is_on_a_course_that_ends_in_time_will_not_be_late(school: Setting, officer: Client) -> None:
    post(school, away(-34), course=away(-21))  # expected in a month, due in two
    late = post(school, away(-34), course=away(-10))  # expected in a year
    free = post(school, away(-34))
    found = asked(officer)
    assert (found.late.number, found.taken.number) == (2, 1)
    assert set(rows(officer, found.late.url)) == {str(late.practitioner), str(free.practitioner)}
    assert rows(officer, found.taken.url) == [str(late.practitioner)]
    assert [(each.passed.number, each.overdue.number) for each in found.soon] == [(1, 0)]
    assert rows(officer, found.soon[0].passed.url) == [str(free.practitioner)]


def test_a_place_must_start_in_the_last_term_before_it_is_too_late(school: Setting, officer: Client) -> None:
    """A post of six months ago has eight more to begin a course; one with a place already needs none."""
    made = post(school, away(-6))
    post(school, away(-6), course=away(2))
    found = asked(officer)
    safe = Standing.objects.filter(assessment__appointment=made)[0].assessment.latest_safe_start
    assert safe is not None
    needed = [term for term in found.terms if term.places[0].number]
    assert len(needed) == 1
    assert needed[0].places[0].number == 1
    season = {1: "Spring", 2: "Spring", 3: "Spring", 9: "Autumn", 10: "Autumn", 11: "Autumn", 12: "Autumn"}
    assert needed[0].name == f"{season.get(safe.month, 'Summer')} term {safe.year}"
    assert rows(officer, needed[0].places[0].url) == [str(made.practitioner)]
    page = officer.get("/compliance/950/").content.decode()
    assert "Places to start on the NPQ for SENCOs" in page
    assert "no law turns on them" in page


def test_who_leaves_before_the_deadline_needs_no_place(school: Setting, officer: Client) -> None:
    post(school, away(-6), ended_on=away(3))
    found = asked(officer)
    assert found.late.number == 0
    assert found.terms == []
    assert "needs a place" in officer.get("/compliance/950/").content.decode()


def test_who_is_overdue_on_no_course_needs_a_place_as_soon_as_can_be(school: Setting, officer: Client) -> None:
    post(school, away(-40))
    post(school, away(-40), course=away(-10))
    found = asked(officer)
    assert (found.late.number, found.soon[0].passed.number, found.soon[0].overdue.number) == (0, 0, 1)


def test_who_is_overdue_and_on_a_course_is_told_apart_from_whose_outcome_is_overdue_too(
    school: Setting, officer: Client
) -> None:
    works, waits = post(school, away(-40), course=away(-10)), post(school, away(-60), course=away(-24))
    found = asked(officer)
    assert (found.taken.number, found.chased.number) == (0, 0)
    for count, made in ((found.taken_overdue, works), (found.chased_overdue, waits)):
        assert count.number == 1
        (row,) = officer.get(count.url).context["page"].rows
        said = {cell.column: cell.text for cell in row}
        assert said["SENCo"] == str(made.practitioner)
        assert said["Outcome of a course expected"] == in_words(made.assessments.get().expected_on)
    assert found.soon == [], "a place is not planned for whom is to be asked first"


def test_who_is_senco_of_two_schools_has_two_posts_and_needs_one_place(school: Setting, officer: Client) -> None:
    twice = post(school, away(-40))
    post(school, away(-40), practitioner=twice.practitioner)
    assert (asked(officer).soon[0].overdue.number, asked(officer).soon[0].overdue.share) == (2, "1 person")
    once = post(school, away(-40))
    overdue = asked(officer).soon[0].overdue
    assert (overdue.number, overdue.share) == (3, "2 people")
    assert sorted(rows(officer, overdue.url)) == sorted([str(twice.practitioner)] * 2 + [str(once.practitioner)])
    page = officer.get("/compliance/950/").content.decode()
    assert "</a> (2 people) for those who are overdue" in page
    assert "needs one place" in page


def test_of_whom_nobody_can_tell_is_said_apart(school: Setting, officer: Client) -> None:
    post(school, away(-6), practitioner__awards_told=False)
    found = asked(officer)
    assert (found.late.number, found.unknown.number, found.terms) == (0, 1, [])


def test_where_nobody_is_late_that_is_said_with_noughts(school: Setting, officer: Client) -> None:
    made = post(school, away(-20))
    AwardFactory.create(practitioner=made.practitioner, qualification=Qualification.objects.get(code="NASENCO"))
    refresh(made.practitioner, at=now(), day=today())
    found = asked(officer)
    assert [each.number for each in found.months[-1].counts if each] == [1, 1, 1, 0, 0, 0]
    assert found.late.number == 0
    assert rows(officer, found.late.url) == []


def test_an_empty_area_has_no_drawing(school: Setting, officer: Client) -> None:
    found = asked(officer)
    assert (found.charts, found.months, found.terms) == ([], [], [])
    page = officer.get("/compliance/950/").content.decode()
    assert "Nobody is on record as SENCo" in page
    assert "<svg class" not in page
    assert 'role="img"' not in page


def test_early_years_are_in_none_of_it(school: Setting, officer: Client) -> None:
    group = RegisterTypeFactory.create(setting_type="ey_group")
    made = AppointmentFactory.create(setting__authority=school.authority, setting__register_type=group)
    refresh(made.practitioner, at=now(), day=today())
    assert asked(officer).charts == []


@pytest.mark.parametrize(("day", "many"), [(date(2009, 1, 1), 25), (date(2009, 9, 1), 33), (date(2028, 2, 29), 61)])
def test_the_months_are_round_the_day_as_far_as_any_can_be_asked_of(
    school: Setting, officer: Client, day: date, many: int
) -> None:
    post(school, date(2009, 9, 2))
    found = asked(officer, day)
    assert len(found.months) == many
    for month in (found.months[0], found.months[-1]):
        assert all(officer.get(count.url).status_code == 200 for count in month.counts if count)


def test_the_last_day_of_all_has_no_months_ahead(school: Setting, officer: Client) -> None:
    post(school, date(2020, 9, 1))
    last = add_months(today(), 120)
    found = asked(officer, last)
    assert len(found.months) == 37
    assert officer.get(found.months[-1].counts[0].url).status_code == 200  # type: ignore[union-attr]  # it is a count
    assert officer.get(found.terms[-1].late.url).status_code == 200


def test_a_day_in_the_past_has_months_that_are_no_forecast(school: Setting, officer: Client) -> None:
    post(school, away(-60))
    found = asked(officer, away(-30))
    assert not any(month.is_forecast for month in found.months[:-1] if month.counts[2] is None)
    assert all(chart.day is not None for chart in found.charts)
    first_of_all = asked(officer, away(-48))
    assert not any(month.is_forecast for month in first_of_all.months)


def test_on_the_last_day_of_a_term_its_lists_can_be_asked_for(school: Setting, officer: Client) -> None:
    post(school, date(2026, 9, 1))
    found = asked(officer, date(2026, 12, 31))
    for term in found.terms:
        for count in (term.late, *term.places):
            assert len(rows(officer, count.url)) == count.number


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("late_from=2027-05-01&late_to=2027-04-30", "is before"),
        ("late_from=soon", "must be a real day"),
        ("course=DRIVING", "is not one of the choices"),
        ("enrolled=perhaps", "is not one of the choices"),
        ("foreseen=1", "is not one of the choices"),
        ("safe_over=2027-01-01", "is not one of the choices"),
    ],
)
def test_what_cannot_be_asked_of_what_is_to_come_is_refused(
    school: Setting, officer: Client, query: str, words: str
) -> None:
    answer = officer.get(f"/compliance/950/posts/?{query}")
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_what_is_to_come_is_asked_for_in_plain_words(school: Setting, officer: Client) -> None:
    post(school, away(-6))
    query = f"course=NPQSENCO&late_from={today()}&enrolled=no&foreseen=no&safe_over=no"
    page = officer.get(f"/compliance/950/posts/?{query}")
    assert page.context["page"].heading == "1 post"
    assert "Course to begin: NPQ for SENCOs" in page.context["page"].words
    assert "Becomes overdue from: " in " ".join(page.context["page"].words)
