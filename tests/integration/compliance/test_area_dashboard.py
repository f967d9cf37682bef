"""The page of an area and its lists: every number is the length of its list, and nobody sees another area's."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from compliance.demonstration import load, load_people
from compliance.reports.undecided import has_undecided
from practitioners.assessments import refresh
from practitioners.models import Appointment, Leadership
from qualifications.models import Qualification, RuleBook
from qualifications.rules.dates import in_words
from qualifications.rules.standing import NOT_IN_POST, Status
from settings.models import LocalAuthority, Setting
from tests.clients import signed_in, whole
from tests.factories.compliance import NoteFactory
from tests.factories.practitioners import AppointmentFactory, AwardFactory, EnrolmentFactory
from tests.factories.rule_books import RuleBookFactory
from tests.factories.settings import AnalystFactory, ManagerFactory, OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.factories.users import UserFactory
from tests.integration.compliance.counts import check_lists, counts
from tests.integration.compliance.tables import cells_of

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def demonstration(shipped_book: RuleBook) -> None:
    load(clock=now)
    load_people(now())


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    kind = RegisterTypeFactory.create(setting_type="academy")
    return SettingFactory.create(authority__code="950", authority__name="Anyshire", register_type=kind)


@pytest.fixture
def officer(school: Setting) -> Client:
    return signed_in(OfficerFactory.create(authority=school.authority).user)


def user(email: str) -> User:
    found: User = get_user_model().objects.get(email=f"{email}@demonstration.invalid")
    return found


def post(**told: Any) -> Appointment:
    """A post that is decided."""
    made: Appointment = AppointmentFactory.create(**told)
    refresh(made.practitioner, at=now(), day=today())
    return made


def days() -> Iterator[date]:
    yield from (today() + timedelta(days=away) for away in (-650, -46, 0, 400))


@pytest.mark.usefixtures("demonstration")
def test_every_number_is_the_length_of_its_list_and_of_its_table() -> None:
    client = signed_in(user("officer"))
    noted = Setting.objects.filter(authority__code="878").first()
    for due_on in (today() - timedelta(days=1), today(), today() + timedelta(days=1)):
        NoteFactory.create(setting=noted, noted_on=today() - timedelta(days=30), due_on=due_on)
    found = set()
    for day in days():
        page = client.get("/compliance/878/", {"as_at": day.isoformat()}).content.decode()
        assert len(counts(page)) > 45
        # The months of the trend are of other days: test_area_outlook.py walks them.
        own = "" if day == today() else day.isoformat()
        of_the_day = [each for each in counts(page) if parse_qs(urlsplit(each[0]).query).get("as_at", [""]) == [own]]
        check_lists(client, of_the_day)
        found |= {(address.partition("?")[0], number > 0) for address, number in of_the_day}
    assert len(found) == 6  # of three lists, numbers that are none and that are some


@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_has_something_of_every_status() -> None:
    """Of schools that must have a SENCo, or of some other kind of setting, where no school can have it."""
    client, found = signed_in(user("analyst")), Counter[str]()
    assert len(client.get("/compliance/").context["areas"]) > 100
    for status in Status:
        if status not in NOT_IN_POST:
            page = client.get("/compliance/england/posts/", {"status": status.value}).context["page"]
            found[status.value] = int(page.heading.partition(" ")[0].replace(",", ""))
    assert [status for status, number in found.items() if not number] == []


@pytest.mark.usefixtures("demonstration")
def test_every_number_of_the_list_of_areas_is_the_length_of_its_list() -> None:
    client = signed_in(user("analyst"))
    page = client.get("/compliance/").content.decode()
    found = counts(page)
    assert len(found) == 3 * len(LocalAuthority.objects.of_today())
    table = re.sub("<a.*?</a>", "", page.partition("<tbody")[2].partition("</table>")[0])
    assert not re.search(r">\s*\d", table)  # no number is without a link
    empty = [each for each in found if not each[1]]
    check_lists(client, [each for each in found if each[1]] + empty[:3], files=False)


def test_an_address_of_today_names_no_day(school: Setting, officer: Client) -> None:
    post(setting=school)
    for page in ("", "posts/?role=senco", "settings/", "by/phase/", "report/", "follow-ups/"):
        for asked in ({}, {"as_at": today().isoformat()}):
            said = officer.get(f"/compliance/950/{page}", asked).content.decode()
            trend = said.partition("The same numbers as a table")[2].partition("</table>")[0]
            assert "as_at=" not in said.replace(trend, "")
            assert today().isoformat() not in (re.search('<input[^>]*name="as_at"[^>]*>', said) or [""])[0]
    page = officer.get("/compliance/950/").content.decode()
    overdue = next(address for address, _ in counts(page) if "status=overdue" in address)
    with time_machine.travel(now() + timedelta(days=5 * 365), tick=False):
        later = signed_in(OfficerFactory.create(authority=school.authority).user)
        assert later.get(overdue).context["page"].heading == "1 post"


@pytest.mark.parametrize("page", ["", "posts/", "settings/", "by/trust/", "report/", "follow-ups/"])
def test_from_another_day_a_link_leads_to_the_same_page_today(school: Setting, officer: Client, page: str) -> None:
    asked = {"posts/": "q=oak&status=overdue&status=at_risk", "by/trust/": "sort=-led"}.get(page, "")
    said = officer.get(f"/compliance/950/{page}?{asked}&page=2&as_at=2020-02-29").content.decode()
    found = re.search(r'href="([^"]*)">The same page today</a>', said)
    assert found
    assert unescape(found[1]) == f"/compliance/950/{page}?{asked}"
    assert "The same page today" not in officer.get(unescape(found[1])).content.decode()


def test_schools_add_up_and_early_years_stand_beside_them(school: Setting, officer: Client) -> None:
    post(setting=school)
    group = RegisterTypeFactory.create(setting_type="ey_group")
    post(setting=SettingFactory.create(authority=school.authority, register_type=group))
    page = officer.get("/compliance/950/").context["page"]
    numbers = {section.id: [each.number for each in section.counts] for section in page.sections}
    assert page.sencos.number == sum(numbers["statuses"]) == 1
    schools, led, vacant, *bands, coming, silent = numbers["schools"]
    assert schools == led + vacant + coming + silent == 1
    assert vacant == sum(bands)
    assert numbers["ey_group"][:2] == [1, 1]
    assert [kind.name for kind in page.kinds] == [
        "Mainstream academy",
        "Nursery, pre-school or other early-years group",
    ]


def test_early_years_are_counted_by_settings_each_kind_by_itself(school: Setting, officer: Client) -> None:
    group = RegisterTypeFactory.create(setting_type="ey_group")
    places = [SettingFactory.create(authority=school.authority, register_type=group) for _ in range(6)]
    level_3, start = Qualification.objects.get(code="EY_L3_SENCO"), today() - timedelta(days=400)
    own = {"qualification": level_3, "course_started_on": start, "course_completed_on": today()}
    holder = post(setting=places[0], practitioner__awards_told=True)
    AwardFactory.create(practitioner=holder.practitioner, awarded_on=today(), **own)
    post(setting=places[0], practitioner__awards_told=True)  # two SENCos, one setting
    works = post(setting=places[1], practitioner__awards_told=True)
    EnrolmentFactory.create(practitioner=works.practitioner, qualification=level_3, started_on=start)
    post(setting=places[2], practitioner__awards_told=True)
    post(setting=places[3], practitioner__awards_told=False)
    for each in (holder, works):
        refresh(each.practitioner, at=now(), day=today())
    page = officer.get("/compliance/950/").context["page"]
    numbers = {section.id: [(each.number, each.share) for each in section.counts] for section in page.sections}
    every, led, *rest, _, _ = numbers["ey_group"]
    assert (every, led) == ((6, ""), (4, "67%"))
    assert rest == [(1, ""), (1, ""), (1, ""), (1, ""), (2, "")]
    assert [number for number, _ in numbers["childminder"]] == [0] * 9
    assert "4</a> (67%)" in re.sub("<span.*?</span>", "", officer.get("/compliance/950/").content.decode())


def test_settings_of_a_kind_that_is_not_known_are_one_figure(school: Setting, officer: Client) -> None:
    page = officer.get("/compliance/950/")
    assert page.context["page"].unknown.number == 0
    assert "whoever runs this portal has to say which kind" not in page.content.decode()
    SettingFactory.create(authority=school.authority, name="Odd Place", register_type__setting_type="")
    for address in ("", "report/"):
        page = officer.get(f"/compliance/950/{address}")
        assert "whoever runs this portal has to say which kind" in page.content.decode()
        url = next(url for url, number in counts(page.content.decode()) if "setting_type=none" in url and number == 1)
        listed = officer.get(url).context["page"]
        assert [row[0].text for row in listed.rows] == ["Odd Place"]
        assert listed.words == ["Kind of setting: Not known"]


def test_large_numbers_are_written_with_a_comma(school: Setting, officer: Client) -> None:
    places = SettingFactory.create_batch(1_004, authority=school.authority, register_type=school.register_type)
    page = officer.get("/compliance/950/").content.decode()
    said = {number for address, number in counts(page) if "/settings/" in address}
    assert len(places) + 1 in said
    assert ">1,005<" in page and ">1005<" not in page


def test_assistants_are_no_sencos(school: Setting, officer: Client) -> None:
    post(setting=school, role="assistant_senco")
    page = officer.get("/compliance/950/").context["page"]
    assert page.sencos.number == 0
    checks = next(section for section in page.sections if section.id == "checks")
    assert checks.counts[-1].number == 1


def test_a_day_that_is_past_or_to_come_is_said(school: Setting, officer: Client) -> None:
    assert "not today" not in officer.get("/compliance/950/").content.decode()
    past = officer.get("/compliance/950/", {"as_at": (today() - timedelta(days=1)).isoformat()}).content.decode()
    assert "today’s law looks back" in past
    coming = officer.get("/compliance/950/posts/", {"as_at": (today() + timedelta(days=1)).isoformat()})
    assert "It is a forecast" in coming.content.decode()


@pytest.mark.parametrize("as_at", ["2008-12-31", "0001-01-01", "9999-12-31", "soon", "2024-02-30", "2024-13-01", "\0"])
@pytest.mark.parametrize("page", ["", "posts/", "settings/"])
def test_a_day_that_cannot_be_is_answered_in_words(school: Setting, officer: Client, as_at: str, page: str) -> None:
    answer = officer.get(f"/compliance/950/{page}", {"as_at": as_at})
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()
    assert "Day must be" in answer.content.decode()
    assert "page" not in answer.context or not answer.context["page"]


def test_the_first_and_the_last_day_are_answered(school: Setting, officer: Client) -> None:
    last = today()
    for day in (date(2009, 1, 1), date(last.year + 10, last.month, min(last.day, 28))):
        assert officer.get("/compliance/950/", {"as_at": day.isoformat()}).status_code == 200


def test_as_many_queries_whatever_there_is(
    school: Setting, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer.get("/compliance/950/")  # the book is read once a process
    for _ in range(2):
        with django_assert_num_queries(11):
            officer.get("/compliance/950/")
        forget()
        with django_assert_num_queries(12):
            officer.get("/compliance/950/")
        for _ in range(3):
            post(setting=SettingFactory.create(authority=school.authority, register_type=school.register_type))


def test_who_sees_which_areas(school: Setting) -> None:
    elsewhere = OfficerFactory.create(authority__code="951")
    pages = [
        f"/compliance/950/{page}" for page in ("", "posts/", "settings/", "posts/?format=csv", "settings/?format=csv")
    ]
    reads = [UserFactory.create(is_superuser=True, is_staff=True), AnalystFactory.create().user]
    reads += [OfficerFactory.create(authority=school.authority).user]
    for page in pages:
        assert signed_in(elsewhere.user).get(page).status_code == 404
        assert signed_in(ManagerFactory.create(setting=school).user).get(page).status_code == 404
        for reader in reads:
            assert signed_in(reader).get(page).status_code == 200
    assert signed_in(ManagerFactory.create(setting=school).user).get("/compliance/").status_code == 404


def test_of_one_area_alone_the_list_of_areas_leads_on(school: Setting) -> None:
    seat = OfficerFactory.create(authority=school.authority)
    client = signed_in(seat.user)
    assert client.get("/compliance/").headers["Location"] == "/compliance/950/"
    OfficerFactory.create(user=seat.user, authority=LocalAuthority.objects.exclude(code="950")[0])
    assert len(client.get("/compliance/").context["areas"]) == 2


@pytest.fixture
def several(school: Setting) -> Client:
    """Signed in as an officer of two areas."""
    seat = OfficerFactory.create(authority=school.authority)
    OfficerFactory.create(user=seat.user, authority=LocalAuthority.objects.exclude(code="950")[0])
    return signed_in(seat.user)


def test_the_list_of_areas_is_of_a_day(school: Setting, several: Client) -> None:
    made = post(setting=school)
    day, before = made.started_on, made.started_on - timedelta(days=1)
    for as_at, many in ((day, 1), (before, 0)):
        answer = several.get("/compliance/", {"as_at": as_at.isoformat()})
        page = answer.content.decode()
        line = next(each for each in answer.context["areas"] if each.name == "Anyshire")
        assert line.counts[0].number == many
        assert line.url == f"/compliance/950/?as_at={as_at.isoformat()}"
        assert f"On {in_words(as_at)}, of schools that must" in page and "today’s law looks back" in page
        assert f"<title>Areas, {in_words(as_at)}" in " ".join(page.split())
        assert f'value="{as_at.isoformat()}"' in page
        assert '<a class="govuk-link app-no-print" href="/compliance/?">The same page today</a>' in page
        check_lists(several, counts(page))
    for today_said in ({}, {"as_at": today().isoformat()}, {"as_at": ""}):
        page = several.get("/compliance/", today_said).content.decode()
        assert "Today, of schools that must" in page and "not today" not in page and "as_at=" not in page


@pytest.mark.parametrize("as_at", ["2008-12-31", "9999-12-31", "soon", "2024-02-30", "\0"])
def test_no_list_of_areas_is_of_a_day_that_cannot_be(several: Client, as_at: str) -> None:
    answer = several.get("/compliance/", {"as_at": as_at})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "There is a problem" in page and "Day must be" in page
    assert "Anyshire" not in page


def test_the_way_back_keeps_the_day(school: Setting, several: Client) -> None:
    administrator = signed_in(UserFactory.create(is_superuser=True, is_staff=True))
    places = [(several, "/compliance/950/"), (administrator, "/compliance/england/")]
    for client, page in places:
        for as_at in ("2020-01-01", f"{today().year + 1}-01-01"):
            back = f'<a href="/compliance/?as_at={as_at}" class="govuk-back-link">Areas</a>'
            assert back in client.get(page, {"as_at": as_at}).content.decode()
        for other in ("", "never"):
            back = '<a href="/compliance/" class="govuk-back-link">Areas</a>'
            assert back in client.get(page, {"as_at": other}).content.decode()
    page = administrator.get("/compliance/", {"as_at": "2020-01-01"}).content.decode()
    assert 'href="/compliance/england/?as_at=2020-01-01"' in page


def test_one_area_alone_leads_on_with_the_day(school: Setting, officer: Client) -> None:
    answer = officer.get("/compliance/", {"as_at": "2020-01-01"})
    assert answer.headers["Location"] == "/compliance/950/?as_at=2020-01-01"
    assert officer.get("/compliance/", {"as_at": "never"}, follow=True).status_code == 400


def test_the_way_back_is_to_where_there_is_a_choice(school: Setting, officer: Client) -> None:
    assert 'class="govuk-back-link">My settings<' in officer.get("/compliance/950/").content.decode()
    analyst = signed_in(AnalystFactory.create().user)
    assert 'class="govuk-back-link">Areas<' in analyst.get("/compliance/950/").content.decode()


def test_the_menu_leads_who_sees_areas_there(school: Setting, officer: Client) -> None:
    link = 'href="/compliance/"'
    assert link in officer.get("/").content.decode()
    assert 'href="/compliance/950/"' in officer.get("/settings/").content.decode()
    manager = signed_in(ManagerFactory.create(setting=school).user)
    for page in ("/", "/settings/"):
        assert link not in manager.get(page).content.decode()
    assert link not in Client().get("/").content.decode()


def test_without_a_rule_book_that_is_said(db: None) -> None:
    client = signed_in(OfficerFactory.create(authority__code="952").user)
    for page in ("", "posts/", "settings/"):
        assert client.get(f"/compliance/952/{page}").status_code == 503


def test_a_post_is_counted_where_it_was_on_the_day(school: Setting, officer: Client) -> None:
    made = post(setting=school)
    before = made.started_on - timedelta(days=1)
    assert officer.get("/compliance/950/", {"as_at": before.isoformat()}).context["page"].sencos.number == 0
    day = made.started_on.isoformat()
    assert officer.get("/compliance/950/", {"as_at": day}).context["page"].sencos.number == 1


WARNING = "Not all posts are decided by the rule book"


def test_where_the_book_has_not_decided_all_that_is_said(school: Setting, officer: Client) -> None:
    """Of whatever day and area a post is; a post at a setting of unknown kind has no decision, and misses none."""
    decided = [post(setting=school) for _ in range(101)][-1]
    AppointmentFactory.create(setting=SettingFactory.create(authority=school.authority, register_type__setting_type=""))
    pages = [f"/compliance/950/{page}" for page in ("", "posts/", "settings/", "report/", "by/phase/")]
    england = [f"/compliance/{page}" for page in ("", "england/", "england/posts/", "england/settings/")]
    analyst = signed_in(AnalystFactory.create().user)
    places = [(officer, page) for page in pages] + [(analyst, page) for page in england]
    for client, page in places:
        assert WARNING not in client.get(page).content.decode()
    decided.assessments.all().delete()
    forget()
    for client, page in places:
        said = client.get(page).content.decode()
        assert WARNING in said and "mailto:" in said and "manage.py refresh_all" in said
    for client, page in places:
        if page.endswith(("posts/", "settings/")):
            table = whole(client.get(page, {"format": "csv"})).decode()
            assert "\nBeware," in table and WARNING in table
            assert ["Beware"] in [row[:1] for row in cells_of(client.get(page, {"format": "xlsx"}))]
    for page in ("950/tidy.csv", "england/tidy.csv"):
        name = analyst.get(f"/compliance/{page}").headers["Content-Disposition"]
        assert name.endswith('-not-all-posts-decided.csv"')
    assert officer.get("/compliance/950/").context["page"].sencos.number == 100


def test_who_told_of_a_post_has_told_whether_it_is_decided_or_not(school: Setting, officer: Client) -> None:
    """What is not decided yet is not nothing; nor is a post at a setting of unknown kind, which nothing decides."""
    other = SettingFactory.create(authority=school.authority, register_type__setting_type="")
    AppointmentFactory.create(setting=other)
    made = post(setting=school)

    def said() -> list[str]:
        listed = (officer.get("/compliance/950/settings/", {"told": told}).context["page"] for told in ("yes", "no"))
        return [page.heading for page in listed]

    assert said() == ["2 settings", "0 settings"]
    made.assessments.all().delete()
    Leadership.objects.all().delete()
    forget()
    assert said() == ["2 settings", "0 settings"]
    made.delete()
    forget()
    assert said() == ["1 setting", "1 setting"]


def forget() -> None:
    """Makes the process forget whether all is decided."""
    caches["memory"].clear()


def test_it_is_asked_again_soon_while_posts_are_missing_and_seldom_when_none_is(
    noon: time_machine.Traveller, school: Setting, officer: Client
) -> None:
    made = post(setting=school)

    def is_said() -> bool:
        return WARNING in officer.get("/compliance/950/posts/").content.decode()

    assert not is_said()
    made.assessments.all().delete()
    noon.shift(timedelta(minutes=59))
    assert not is_said()
    noon.shift(timedelta(minutes=2))
    assert is_said()
    refresh(made.practitioner, at=now(), day=today())
    noon.shift(timedelta(seconds=29))
    assert is_said()
    noon.shift(timedelta(seconds=2))
    assert not is_said()


def test_a_book_that_takes_over_is_asked_anew(school: Setting) -> None:
    post(setting=school)
    row = RuleBook.objects.get()
    assert not has_undecided(row)
    other = RuleBookFactory.create()
    assert has_undecided(other)
    assert not has_undecided(row)
