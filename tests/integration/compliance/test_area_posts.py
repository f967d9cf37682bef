"""The lists behind the numbers of an area: narrowed, sorted, paged, and as tables for spreadsheets."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from compliance.forms.lists import PlacesForm, PostsForm
from compliance.reports.areas import REGIONS
from compliance.reports.places import PLACE_PARAMETERS
from compliance.reports.posts import POST_PARAMETERS
from practitioners.assessments import refresh
from practitioners.models import Appointment
from qualifications.models import Qualification, RuleBook
from qualifications.rules.dates import in_words
from settings.models import Setting
from settings.search import index
from tests.clients import signed_in, whole
from tests.factories.compliance import NoteFactory
from tests.factories.practitioners import AppointmentFactory, AwardFactory, EnrolmentFactory
from tests.factories.settings import (
    AnalystFactory,
    LocalAuthorityFactory,
    NurseryFactory,
    OfficerFactory,
    RegisterTypeFactory,
    SettingFactory,
)
from tests.factories.users import UserFactory
from tests.integration.compliance.tables import rows_of

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today
POSTS, PLACES = "/compliance/950/posts/", "/compliance/950/settings/"


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    kind = RegisterTypeFactory.create(setting_type="academy")
    return SettingFactory.create(
        authority__code="950", name="Oak Academy", urn="100777", town="Ambridge", register_type=kind
    )


@pytest.fixture
def client(school: Setting) -> Client:
    return signed_in(OfficerFactory.create(authority=school.authority).user)


def post(setting: Setting, name: str, **told: Any) -> Appointment:
    """A post that is decided."""
    made: Appointment = AppointmentFactory.create(setting=setting, practitioner__name=name, **told)
    decide_anew(made)
    return made


def decide_anew(made: Appointment) -> None:
    refresh(made.practitioner, at=now(), day=timezone.localdate())


def names(client: Client, **asked: Any) -> list[str]:
    """The first cells of the rows of a list."""
    page = client.get(POSTS, asked).context["page"]
    return [row[0].text for row in page.rows]


def test_every_parameter_of_a_question_is_a_field() -> None:
    for form, parameters in ((PostsForm, POST_PARAMETERS), (PlacesForm, PLACE_PARAMETERS)):
        assert {name for _, section in form.sections for name in section} == parameters
        assert set(form.base_fields) - parameters == {"as_at", "sort", "format", "columns"}


def test_filters_combine_and_are_said_in_words(school: Setting, client: Client) -> None:
    post(school, "Ann Early", started_on=date(2020, 9, 1))
    post(school, "Ann Late", started_on=timezone.localdate())
    post(school, "Bob Early", started_on=date(2020, 9, 1))
    assert names(client, q="ann") == ["Ann Early", "Ann Late"]
    assert names(client, q="ann", status="overdue") == ["Ann Early"]
    answer = client.get(POSTS, {"q": "ann", "status": ["overdue", "at_risk"], "deadline_to": "2024-01-01"})
    assert answer.context["page"].words == [
        "Name of the SENCo, or name or number of the setting: “ann”",
        "Status: Overdue or At risk",
        "Deadline to: 1 January 2024",
    ]
    assert "<li>Status: Overdue or At risk</li>" in answer.content.decode()
    assert names(client, q="100777 bob") == ["Bob Early"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", True),
        ("ZOË", True),
        ("zoë o’neill", True),
        ("Oneill zo", True),
        ("brannocks", True),
        ("saint brannock zoe", True),
        ("St. Brannock's", True),
        ("ZZ1 1ZZ zoe", True),
        ("zz11zz", True),
        ("100777", True),
        ("eill", False),  # no word begins so
        ("zoe brannocks elm", False),
        ("100778", False),
    ],
)
def test_words_are_found_however_they_are_written(school: Setting, client: Client, typed: str, found: bool) -> None:
    Setting.objects.filter(pk=school.pk).update(name="Saint Brannock’s Academy", postcode="ZZ1 1ZZ")
    index([school.pk])
    post(school, "Zoë O’Neill", started_on=date(2020, 9, 1))
    assert names(client, q=typed) == (["Zoë O’Neill"] if found else [])


def test_a_new_name_is_found_and_the_old_is_not(school: Setting, client: Client) -> None:
    made = post(school, "Zoë Field", started_on=date(2020, 9, 1))
    made.practitioner.name = "Zoë Müller"
    made.practitioner.save()
    assert (names(client, q="muller"), names(client, q="field")) == (["Zoë Müller"], [])


@pytest.mark.parametrize("page", ["posts", "settings"])
@pytest.mark.parametrize(
    ("asked", "many"),
    [
        ("100777", 1),
        (" 100 777 ", 1),
        ("950/2001", 1),
        ("9502001", 1),
        ("ey 900777", 1),
        ("EY900777", 1),
        ("100778", 0),
    ],
)
def test_a_setting_is_asked_for_by_its_number(
    school: Setting, client: Client, page: str, asked: str, many: int
) -> None:
    Setting.objects.filter(pk=school.pk).update(establishment_number="2001")
    near = NurseryFactory.create(urn="EY900777", authority=school.authority)
    for place in (school, near):
        post(place, "Ann Early", started_on=date(2020, 9, 1))
    answer = client.get(f"/compliance/950/{page}/", {"setting": asked})
    assert len(answer.context["page"].rows) == many
    assert answer.context["page"].words[0].startswith("Number of the setting: “")


@pytest.mark.parametrize("wrong", ["Oak", "12345", "10007777", "EY12", "１００７７７"])
def test_what_is_no_number_of_a_setting_is_said(school: Setting, client: Client, wrong: str) -> None:
    for page in ("posts", "settings"):
        answer = client.get(f"/compliance/950/{page}/", {"setting": wrong})
        assert answer.status_code == 400
        assert f"“{wrong}” is no number of a setting. A URN like 100000" in answer.content.decode()


def test_rows_lead_to_the_setting_and_to_people_who_may_be_opened(school: Setting, client: Client) -> None:
    here = post(school, "Ann Here")
    gone = post(school, "Bob Gone", started_on=date(2015, 9, 1), ended_on=date(2016, 8, 31))
    page = client.get(POSTS).content.decode()
    assert f'href="/practitioners/{here.practitioner_id}/"' in page
    assert 'href="/settings/gias/100777/"' in page
    then = client.get(POSTS, {"as_at": "2016-01-04"}).content.decode()
    assert "Bob Gone" in then
    assert f'href="/practitioners/{gone.practitioner_id}/"' not in then


def test_a_heading_sorts_and_sorts_back(school: Setting, client: Client) -> None:
    for name in ("Bob", "Ann", "Cas"):
        post(school, name)
    assert names(client, sort="person") == ["Ann", "Bob", "Cas"]
    assert names(client, sort="-person") == ["Cas", "Bob", "Ann"]
    *columns, notes = client.get(POSTS, {"sort": "person", "q": "100777"}).context["page"].columns
    assert [each.sorted for each in columns] == ["ascending", *[""] * 6]
    assert notes.url == ""
    assert "sort=-person" in columns[0].url
    assert all("q=100777" in each.url for each in columns)
    for column in columns:
        assert client.get(column.url).status_code == 200
    assert 'aria-sort="descending"' in client.get(POSTS, {"sort": "-person"}).content.decode()


def test_there_are_pages_of_fifty_that_keep_the_question(
    school: Setting, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(51):
        post(school, f"Person {number:02}")
    client.get(POSTS)  # the book is read once a process
    with django_assert_num_queries(12):  # of all notes on the rows' settings one
        page = client.get(POSTS, {"role": "senco", "sort": "person"}).context["page"]
    assert (page.heading, len(page.rows)) == ("51 posts", 50)
    last = client.get(page.pages.following).context["page"]
    assert [row[0].text for row in last.rows] == ["Person 50"]
    assert len(client.get(POSTS, {"page": "none"}).context["page"].rows) == 50
    with django_assert_num_queries(11):  # two of them keep that the list was taken along
        table = rows_of(client.get(POSTS, {"format": "csv"}))
    assert len(table) == 51 + 1


def test_nothing_found_is_said(school: Setting, client: Client) -> None:
    for address in (POSTS, PLACES):
        assert "Nothing is in this list" in client.get(address, {"q": "nobody"}).content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"status": "late"}, "Status: “late” is not one of the choices"),
        ({"holds": "perhaps"}, "“perhaps” is not one of the choices"),
        ({"sort": "colour"}, "The list cannot be had so: “colour” is not one of the choices"),
        ({"format": "pdf"}, "The list cannot be had so: “pdf” is not one of the choices"),
        ({"deadline_from": "soon"}, "Deadline from must be a real day"),
        ({"deadline_from": "2024-02-02", "deadline_to": "2024-02-01"}, "Deadline to is before “Deadline from”"),
        ({"q": "a" * 201}, "must be 200 characters or less"),
    ],
)
def test_what_cannot_be_asked_is_said_and_the_rest_is_kept(
    school: Setting, client: Client, asked: dict[str, str], said: str
) -> None:
    post(school, "Ann Early")
    answer = client.get(POSTS, {"trust": "Oaks", **asked})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page.replace("&#x27;", "'")
    assert 'value="Oaks"' in page
    assert "Ann Early" not in page
    assert client.get(POSTS, {"format": "csv", **asked}).headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("page", "asked", "said"),
    [
        ("posts", "stauts=overdue", "stauts"),
        ("posts", "unknown", "unknown"),
        ("posts", "=1", ""),
        ("posts", "Status=overdue", "Status"),
        ("posts", "vacant=to_30", "vacant"),
        ("settings", "vacant=to_30&status=overdue", "status"),
        ("settings", "kind=visited", "kind"),
        ("follow-ups", "status=overdue", "status"),
        ("posts", f"{'long' * 50}=1", "long" * 10),
        ("posts", "%3Cb%3E=1&%22=1", "&lt;b&gt;"),
    ],
)
def test_what_no_list_or_another_one_knows_is_refused_by_its_name(
    school: Setting, client: Client, page: str, asked: str, said: str
) -> None:
    post(school, "Ann Early")
    address = f"/compliance/950/{page}/"
    for more in ("", "&page=2&sort=setting", "&format=csv"):
        answer = client.get(f"{address}?q=oak&{asked}{more}")
        words = answer.content.decode()
        assert answer.status_code == 400
        assert "There is a problem" in words and f"“{said}” cannot be asked of this list" in words
        assert 'value="oak"' in words
        assert "Ann Early" not in words and "<b>" not in words
    assert client.get(f"{address}?q=oak&page=2").status_code == 200


def test_of_many_that_are_unknown_five_are_named(school: Setting, client: Client) -> None:
    words = client.get(POSTS, {f"x{number}": "1" for number in range(300)}).content.decode()
    assert words.count("cannot be asked of this list") in (5, 10)
    assert "“x4”" in words and "“x5”" not in words


def test_england_refuses_what_is_unknown_too(school: Setting) -> None:
    analyst = signed_in(AnalystFactory.create().user)
    region = next(iter(REGIONS))
    for page in ("posts", "settings"):
        assert analyst.get(f"/compliance/england/{page}/", {"regions": region}).status_code == 400
        assert analyst.get(f"/compliance/england/{page}/", {"region": region}).status_code == 200


def test_a_table_is_stamped_and_runs_nothing(school: Setting, client: Client) -> None:
    Setting.objects.update(name="=HYPERLINK(1)", trust="-1", phase="@phase")
    post(school, "+cmd|' /C calc'!A0")
    answer = client.get(POSTS, {"format": "csv", "status": "in_window", "role": "senco", "as_at": "2025-06-01"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="950-posts-2025-06-01.csv"'
    text = whole(answer).decode()
    assert text.startswith("\ufeffSENCo portal,Posts\r\n")
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert rows[2] == ["Day", "2025-06-01"]
    assert rows[4] == ["Filters", "As what: SENCo; Status: In time"]
    assert rows[5][1] == RuleBook.objects.get().name
    (row,) = rows[8:]
    said = dict(zip(rows[7], row, strict=True))
    assert said["SENCo"] == "'+cmd|' /C calc'!A0"
    assert (said["Setting"], said["Trust or chain"], said["Phase"]) == ("'=HYPERLINK(1)", "-1", "'@phase")
    assert said["Deadline"] == "2028-01-06"


def test_a_course_whose_outcome_is_late_is_to_be_chased(school: Setting, client: Client) -> None:
    late, early = post(school, "Late", started_on=date(2024, 9, 2)), post(school, "Early", started_on=date(2024, 9, 2))
    npq, today = Qualification.objects.get(code="NPQSENCO"), timezone.localdate()
    for made, away in ((late, -1), (early, 0)):
        expected = today + timedelta(days=away)
        EnrolmentFactory.create(
            practitioner=made.practitioner,
            qualification=npq,
            started_on=date(2024, 10, 1),
            expected_outcome_on=expected,
        )
        decide_anew(made)
    assert names(client, chase="yes") == ["Late"]
    assert names(client, chase="no") == ["Early"]
    section = client.get("/compliance/950/").context["page"].sections[0]
    (chased,) = [each for each in section.counts if "Outcome" in each.text]
    assert chased.number == 1
    listed = client.get(chased.url).context["page"]
    said = {cell.column: cell.text for cell in listed.rows[0]}
    assert said["Outcome of a course expected"] == in_words(today - timedelta(days=1))


@pytest.mark.parametrize("typed", ["-", "%", "'", "!!! ???", "李"])
@pytest.mark.parametrize("page", ["posts", "settings", "follow-ups"])
def test_what_has_no_word_is_refused_and_not_left_out(school: Setting, client: Client, page: str, typed: str) -> None:
    post(school, "Ann")
    answer = client.get(f"/compliance/950/{page}/", {"q": typed})
    assert answer.status_code == 400
    assert "has no word or number that can be looked for" in answer.content.decode()
    assert "page" not in answer.context or not answer.context["page"]


def test_what_is_held_is_said_of_the_day_as_the_filter_has_it(school: Setting, client: Client) -> None:
    made = post(school, "Ann Later", started_on=date(2020, 9, 1))
    awarded = date(2022, 7, 1)
    AwardFactory.create(
        practitioner=made.practitioner,
        qualification=Qualification.objects.get(code="NASENCO"),
        course_started_on=date(2021, 9, 1),
        course_completed_on=awarded,
        awarded_on=awarded,
    )
    decide_anew(made)
    for day, holds in ((awarded - timedelta(days=1), "no"), (awarded, "yes")):
        asked = {"as_at": day.isoformat(), "holds": holds, "columns": ["held", "held_on"]}
        (row,) = client.get(POSTS, asked).context["page"].rows
        says = [cell.text != "none" for cell in row[:2]]
        (cells,) = rows_of(client.get(POSTS, {**asked, "format": "csv"}))[1:]
        assert says == [bool(cell) for cell in cells] == [holds == "yes"] * 2


def test_who_follows_after_days_without_anybody_is_said(school: Setting, client: Client) -> None:
    last = timezone.localdate() + timedelta(days=30)
    post(school, "Ann Leaver", ended_on=last, end_reason="left")
    tasks = client.get("/compliance/950/").context["page"].sections[0].counts
    (nobody,) = (each for each in tasks if each.number == 1)
    assert "nobody follows" in nobody.text
    (row,) = client.get(nobody.url).context["page"].rows
    assert [cell.text for cell in row[-3:-1]] == [in_words(last), "none"]
    begins = last + timedelta(days=10)
    follower = post(school, "Bob Follower", started_on=begins)
    tasks = client.get("/compliance/950/").context["page"].sections[0].counts
    (later,) = (each for each in tasks if each.number == 1)
    assert "somebody follows, but not from the next day" in later.text
    (row,) = client.get(later.url).context["page"].rows
    assert row[-2].text == f"From {in_words(begins)}: Bob Follower"
    (said,) = rows_of(client.get(f"{later.url}&format=csv"))[1:]
    assert said[-1] == f"From {in_words(begins)}: Bob Follower"
    assert (
        client.get(POSTS, {"as_at": begins.isoformat(), "columns": ["after"]}).context["page"].rows[0][0].text == "none"
    )
    assert follower.pk


def test_rows_say_how_much_is_noted_and_lists_find_where_nothing_is(school: Setting, client: Client) -> None:
    today, kind = timezone.localdate(), school.register_type
    elm = SettingFactory.create(authority=school.authority, name="Elm Academy", register_type=kind)
    for each in (school, elm):
        post(each, f"SENCo of {each}")
    for away in (40, 10):
        NoteFactory.create(setting=school, noted_on=today - timedelta(days=away))
    # Another authority's says nothing here, nor does what is noted after the day of the page.
    NoteFactory.create(setting=elm, authority=LocalAuthorityFactory.create(), noted_on=today)

    def noted(**asked: Any) -> list[list[str]]:
        order = {"sort": "setting", **asked}
        return [
            [row[-1].text for row in client.get(address, order).context["page"].rows] for address in (POSTS, PLACES)
        ]

    assert noted() == [["No notes", f"2 notes, the last of {in_words(today - timedelta(days=10))}"]] * 2
    then = (today - timedelta(days=20)).isoformat()
    assert noted(as_at=then)[1][1] == f"1 note, of {in_words(today - timedelta(days=40))}"
    last = today - timedelta(days=10)
    for since, found in ((last, ["Elm Academy"]), (last + timedelta(days=1), ["Elm Academy", "Oak Academy"])):
        for address in (POSTS, PLACES):
            page = client.get(
                address, {"not_noted_since": since.isoformat(), "columns": ["setting"], "sort": "setting"}
            )
            assert [row[0].text for row in page.context["page"].rows] == found
            assert page.context["page"].words == [f"No note since: {in_words(since)}"]


def test_who_keeps_no_notes_cannot_ask_where_there_are_none(school: Setting) -> None:
    post(school, "Ann Early")
    analyst = signed_in(AnalystFactory.create().user)
    administrator = signed_in(UserFactory.create(is_superuser=True, is_staff=True))
    for reader, address in (
        *((analyst, each) for each in (POSTS, PLACES, "/compliance/england/posts/", "/compliance/england/settings/")),
        (administrator, "/compliance/england/posts/"),
    ):
        assert "No note since" not in reader.get(address).content.decode()
        answer = reader.get(address, {"not_noted_since": "2026-01-01"})
        assert answer.status_code == 400
        assert "“No note since” cannot be asked of this list" in answer.content.decode()
    assert administrator.get(POSTS, {"not_noted_since": "2026-01-01"}).status_code == 200


def test_a_closed_school_with_a_senco_is_found(school: Setting, client: Client) -> None:
    made = post(school, "Still There")
    assert names(client, contradiction="closed") == names(client, open="no") == []
    Setting.objects.update(status="closed", closed_on=timezone.localdate() - timedelta(days=1))
    decide_anew(Appointment.objects.get(pk=made.pk))
    assert names(client, contradiction="closed") == names(client, open="no") == ["Still There"]
    assert names(client) == []
    assert client.get(PLACES).context["page"].rows == []


SAID = st.text(max_size=20) | st.sampled_from(["", "yes", "no", "0", "-1", "9" * 30, "\0", "'", "2024-01-01", "must"])
NAMES = sorted({*POST_PARAMETERS, *PLACE_PARAMETERS, "as_at", "sort", "format", "columns", "page", "odd"})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(asked=st.lists(st.tuples(st.sampled_from(NAMES), SAID), max_size=5), address=st.sampled_from([POSTS, PLACES]))
def test_whatever_is_asked_there_is_an_answer(
    school: Setting, client: Client, asked: list[tuple[str, str]], address: str
) -> None:
    query = urlencode([(name, value.encode("utf-8", "replace")) for name, value in asked])
    answer = client.get(f"{address}?{query}")
    assert answer.status_code in (200, 400)
    whole(answer)
