"""The lists of an area as files, with the columns that somebody chooses, and what is kept of who took them along."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compliance.models import Export
from compliance.presenters.columns import PLACE_COLUMNS, POST_COLUMNS, choices, usual
from compliance.reports.rows import PLACE_ORDERS, POST_ORDERS
from practitioners.assessments import refresh
from qualifications.models import RuleBook
from settings.models import Setting
from tests.clients import signed_in, whole
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import AnalystFactory, OfficerFactory, RegisterTypeFactory, SettingFactory
from tests.factories.users import UserFactory
from tests.integration.compliance.tables import cells_of, rows_of

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today
POSTS, PLACES = "/compliance/950/posts/", "/compliance/950/settings/"
OWN_COLUMNS = [each for each in POST_COLUMNS if not each.of_england]
OWN = usual(OWN_COLUMNS)
LISTS = [(POSTS, POST_COLUMNS, POST_ORDERS), (PLACES, PLACE_COLUMNS, PLACE_ORDERS)]


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    """One whose name a spreadsheet would run, with a SENCo of such a name."""
    kind = RegisterTypeFactory.create(setting_type="academy")
    school = SettingFactory.create(
        authority__code="950",
        authority__name="Anyshire",
        name="=HYPERLINK(1)",
        urn="100777",
        trust="-1",
        phase="@phase",
        postcode="ZZ1 1ZZ",
        register_type=kind,
    )
    post = AppointmentFactory.create(setting=school, practitioner__name="+cmd|' /C calc'!A0")
    refresh(post.practitioner, at=now(), day=timezone.localdate())
    return school


@pytest.fixture
def client(school: Setting) -> Client:
    return signed_in(OfficerFactory.create(authority=school.authority).user)


def headings(client: Client, address: str, **asked: Any) -> list[str]:
    """Those of the list's own columns: for who keeps notes the way to them stands behind them, whatever is chosen."""
    return [each.text for each in client.get(address, asked).context["page"].columns if each.text != "Notes"]


@pytest.mark.parametrize(("address", "columns", "orders"), LISTS, ids=["posts", "settings"])
def test_columns_are_chosen_and_stand_in_one_order(
    client: Client, address: str, columns: Any, orders: dict[str, Any]
) -> None:
    own = [each for each in columns if not each.of_england]
    called = dict(choices(own))
    assert len(called) == len(own)
    assert set(orders) <= {each.name for each in columns}
    assert headings(client, address) == [called[name] for name in usual(own)]
    for name, heading in called.items():
        assert headings(client, address, columns=name) == [heading]
        assert rows_of(client.get(address, {"columns": name, "format": "csv"}))[0] == [heading]
    both = {"columns": ["urn", "setting"]}
    assert headings(client, address, **both) == ["Setting", "URN"]
    assert cells_of(client.get(address, {**both, "format": "xlsx"}))[-2:] == [
        ["Setting", "URN", ""],
        ["=HYPERLINK(1)", "100777", ""],
    ]


def test_the_page_says_what_the_file_says(client: Client) -> None:
    page = client.get(POSTS, {"columns": [each.name for each in OWN_COLUMNS]}).context["page"]
    (row,) = page.rows
    said = {cell.column: cell.text for cell in row}
    assert (said["URN"], said["Trust or chain"], said["Role"]) == ("100777", "-1", "SENCo")
    assert (said["Register"], said["Held since"]) == ("Get Information about Schools", "none")
    names, values = rows_of(client.get(POSTS, {"format": "csv"}))
    assert [*names, "Notes"] == list(said)
    filed = dict(zip(names, values, strict=True))
    assert (filed["In post since"], said["In post since"]) == ("2025-01-06", "6 January 2025")
    assert (filed["Register"], filed["Status"]) == ("gias", said["Status"])


@pytest.mark.parametrize("address", [POSTS, PLACES])
def test_both_kinds_of_files_have_the_same_rows(client: Client, address: str) -> None:
    asked = {"q": "100777", "as_at": "2025-06-01"}
    text = whole(client.get(address, {**asked, "format": "csv"})).decode("utf-8-sig")
    plain = [[cell.removeprefix("'") for cell in row] for row in csv.reader(StringIO(text))]
    cells = cells_of(client.get(address, {**asked, "format": "xlsx"}))
    assert cells == [row + [""] * (len(cells[0]) - len(row)) for row in plain]
    assert ["Filters", f"{plain[4][1]}"] == cells[4][:2]
    assert "100777" in cells[-1]


def test_an_excel_file_is_called_as_the_list_and_kept_by_nobody(client: Client) -> None:
    answer = client.get(POSTS, {"format": "xlsx", "as_at": "2025-06-01"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="950-posts-2025-06-01.xlsx"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    whole(answer)


def test_columns_stay_in_the_address(client: Client) -> None:
    page = client.get(POSTS, {"columns": ["setting", "urn"], "q": "100777"}).context["page"]
    kept = "columns=setting&columns=urn"
    assert [kept in file.url for file in page.files] == [True, True]
    assert [file.name for file in page.files] == ["CSV", "Excel"]
    assert [(each.text, bool(each.url)) for each in page.columns] == [
        ("Setting", True),
        ("URN", False),
        ("Notes", False),
    ]
    assert kept in page.columns[0].url
    for number in range(50):
        SettingFactory.create(authority=Setting.objects.get(urn="100777").authority, name=f"School {number}")
    more = client.get(PLACES, {"columns": ["urn", "setting"]}).context["page"]
    assert kept in more.pages.following


def test_the_usual_ones_are_no_choice(client: Client) -> None:
    page = client.get(POSTS, {"columns": OWN}).context["page"]
    assert all("columns=" not in file.url for file in page.files)
    assert len(rows_of(client.get(POSTS, {"columns": OWN, "format": "csv"}))[0]) == len(OWN_COLUMNS)
    ticked = client.get(POSTS).content.decode().count('name="columns"')
    assert ticked == len(OWN_COLUMNS)
    form = client.get(POSTS).context["form"]
    assert form["columns"].value() == OWN


@pytest.mark.parametrize("address", [POSTS, PLACES])
def test_a_column_that_is_none_is_said(client: Client, address: str) -> None:
    for kind in ("", "csv", "xlsx"):
        answer = client.get(address, {"columns": ["setting", "trn"], "format": kind})
        assert answer.status_code == 400
        assert "Columns: “trn” is not one of the choices" in answer.content.decode()
    assert not Export.objects.exists()


def test_who_takes_people_along_leaves_an_entry(client: Client, school: Setting) -> None:
    officer = OfficerFactory.create(authority=school.authority).user
    own = signed_in(officer)
    asked = {"q": "100777", "as_at": "2025-06-01", "columns": ["setting", "person"]}
    for kind in ("csv", "xlsx"):
        whole(own.get(POSTS, {**asked, "format": kind}))
    first, second = Export.objects.order_by("pk")
    assert (first.user, first.authority, first.what, first.kind) == (officer, school.authority, "post", "csv")
    assert (first.day, first.rows, first.columns) == (date(2025, 6, 1), 1, "person, setting")
    assert first.filters == "Name of the SENCo, or name or number of the setting: “100777”"
    assert second.kind == "xlsx"


def test_rows_of_england_say_whose_they_are(school: Setting) -> None:
    analyst = signed_in(AnalystFactory.create().user)
    england = POSTS.replace("950", "england")
    assert headings(analyst, england)[-1] == "Local authority"
    names, row = cells_of(analyst.get(england, {"format": "xlsx"}))[-2:]
    said = dict(zip(names, row, strict=True))
    assert (said["Local authority"], said["Authority number"]) == ("Anyshire", "950")
    assert Export.objects.get().authority is None
    assert analyst.get(POSTS, {"columns": "authority"}).status_code == 400


def test_what_shows_nobody_leaves_none(client: Client) -> None:
    client.get(POSTS)
    client.head(POSTS, {"format": "csv"})
    whole(client.get(PLACES, {"format": "csv"}))
    client.get(POSTS, {"format": "csv", "status": "late"})
    elsewhere = signed_in(OfficerFactory.create(authority__code="951").user)
    assert elsewhere.get(POSTS, {"format": "xlsx"}).status_code == 404
    assert not Export.objects.exists()


def test_an_administrator_reads_who_took_what(client: Client, school: Setting) -> None:
    whole(client.get(POSTS, {"format": "csv", "q": "100777"}))
    admin = signed_in(UserFactory.create(is_superuser=True, is_staff=True))
    listed = admin.get(reverse("admin:compliance_export_changelist")).content.decode()
    assert "Anyshire" in listed
    assert "“100777”" in listed
    row = Export.objects.get()
    page = admin.get(reverse("admin:compliance_export_change", args=[row.pk])).content.decode()
    assert "Save" not in page
    assert admin.post(reverse("admin:compliance_export_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert client.get(reverse("admin:compliance_export_changelist")).status_code == 302
