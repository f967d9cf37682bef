"""The list of what an area has to follow up, and its number on the area's page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from compliance.models import Export
from qualifications.models import RuleBook
from settings.models import Setting
from settings.search import index
from tests.clients import signed_in, whole
from tests.factories.compliance import NoteFactory
from tests.factories.settings import AnalystFactory, LocalAuthorityFactory, OfficerFactory, SettingFactory
from tests.factories.users import UserFactory
from tests.integration.compliance.tables import rows_of

pytestmark = pytest.mark.django_db
LIST = "/compliance/950/follow-ups/"


def today() -> date:
    return timezone.localdate()


def away(days: int) -> date:
    return today() + timedelta(days=days)


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    made: Setting = SettingFactory.create(authority__code="950", name="Oak Academy", urn="100777")
    index([made.pk])
    return made


@pytest.fixture
def client(school: Setting) -> Client:
    return signed_in(OfficerFactory.create(authority=school.authority).user)


def note(school: Setting, text: str, due: int | None, **more: Any) -> None:
    due_on = None if due is None else away(due)
    NoteFactory.create(setting=school, text=text, due_on=due_on, **{"noted_on": away(-60), **more})


def texts(client: Client, **asked: Any) -> list[str]:
    return [row[4].text for row in client.get(LIST, asked).context["page"].rows]


def count(client: Client, **asked: str) -> tuple[str, int, str]:
    """Words, number and address of the figure on the area's page."""
    tasks = client.get("/compliance/950/", asked).context["page"].sections[0]
    figure = tasks.counts[-1]
    return figure.text, figure.number, figure.url


def test_those_that_are_open_are_listed_by_the_day_that_they_are_due(school: Setting, client: Client) -> None:
    note(school, "later", 5)
    note(school, "late", -5)
    note(school, "now", 0)
    note(school, "nothing follows", None)
    note(school, "done", -5, done_on=today(), done_by=UserFactory.create())
    NoteFactory.create(setting=school, authority=LocalAuthorityFactory.create(), due_on=today())
    assert texts(client) == ["late", "now", "later"]
    assert [row[1].text for row in client.get(LIST).context["page"].rows] == ["Overdue", "To do", "To do"]
    assert texts(client, sort="-due") == ["later", "now", "late"]
    assert texts(client, due_from=away(0).isoformat()) == ["now", "later"]
    assert texts(client, q="oak late") == ["late", "later"]
    assert texts(client, kind="visited") == []
    assert count(client)[:2] == ("Follow-ups due by today", 2)
    assert client.get(count(client)[2]).context["page"].heading == "2 follow-ups"


def test_mine_are_those_that_i_wrote_whoever_i_am(school: Setting) -> None:
    me, other = (OfficerFactory.create(authority=school.authority).user for _ in range(2))
    note(school, "of mine", 0, written_by=me)
    note(school, "of theirs", 1, written_by=other)
    assert texts(signed_in(me), mine="yes") == ["of mine"]
    assert texts(signed_in(me), mine="no") == texts(signed_in(other), mine="yes") == ["of theirs"]
    assert signed_in(me).get(LIST, {"mine": "yes"}).context["page"].words == ["Written by me: Yes"]
    assert signed_in(me).get(LIST, {"mine": str(other.pk)}).status_code == 400


def test_words_are_found_however_they_are_written(school: Setting, client: Client) -> None:
    note(school, "ZOË’s course: the café rang", 0)
    for typed in ("zoe", "Zoës CAFE", "oak rang", "100777"):
        assert len(texts(client, q=typed)) == 1
    for typed in ("oe", "oak bell", "100778"):
        assert texts(client, q=typed) == []
    assert len(texts(client, setting="100777")) == 1
    assert texts(client, setting="100778") == []


def test_of_another_day_it_is_as_it_stood_or_will(school: Setting, client: Client) -> None:
    note(school, "done since", -20, done_on=away(-1), done_by=UserFactory.create())
    note(school, "due then", 300)
    note(school, "not told yet", 0, noted_on=away(-3))
    past, future = away(-10).isoformat(), away(365).isoformat()
    assert texts(client, as_at=past) == ["done since", "due then"]
    assert count(client, as_at=past)[:2] == ("Follow-ups due by this day", 1)
    assert count(client, as_at=away(-1).isoformat())[1] == 0
    assert texts(client, as_at=future) == ["not told yet", "due then"]
    assert count(client, as_at=future)[1] == 2
    assert client.get(count(client, as_at=past)[2]).context["page"].heading == "1 follow-up"


def test_it_is_a_table_too_that_runs_nothing(school: Setting, client: Client) -> None:
    note(school, "=1+1", 0)
    header, row = rows_of(client.get(LIST, {"format": "csv", "due_to": today().isoformat()}))
    said = dict(zip(header, row, strict=True))
    assert (said["Follow up by"], said["Setting"], said["Note"]) == (today().isoformat(), "Oak Academy", "'=1+1")


def test_a_file_of_them_leaves_an_entry(school: Setting, client: Client) -> None:
    note(school, "secret", 0)
    client.head(LIST, {"format": "csv"})
    client.get(LIST)
    assert not Export.objects.exists()
    for kind in ("csv", "xlsx"):
        whole(client.get(LIST, {"format": kind, "kind": "called"}))
    assert list(Export.objects.order_by("pk").values_list("what", "kind", "authority__code", "filters", "rows")) == [
        ("follow-up", kind, "950", "What happened: We called", 1) for kind in ("csv", "xlsx")
    ]


def test_only_who_keeps_notes_sees_it(school: Setting, client: Client) -> None:
    note(school, "secret", 0)
    for other in (AnalystFactory.create(), OfficerFactory.create()):
        assert signed_in(other.user).get(LIST).status_code == 404
    analyst = signed_in(AnalystFactory.create().user).get("/compliance/950/")
    assert "Follow-ups" not in analyst.content.decode()
    assert texts(signed_in(UserFactory.create(is_superuser=True, is_staff=True))) == ["secret"]


def test_what_cannot_be_asked_is_said(school: Setting, client: Client) -> None:
    note(school, "secret", 0)
    for asked in ({"as_at": "never"}, {"kind": "sent"}, {"sort": "text"}, {"due_to": "soon"}, {"q": "a" * 201}):
        answer = client.get(LIST, asked)
        assert answer.status_code == 400
        assert "There is a problem" in answer.content.decode() and "secret" not in answer.content.decode()
    assert client.get(LIST, {"q": "nothing"}).status_code == 200


def test_of_an_area_with_none_it_says_so(school: Setting, client: Client) -> None:
    assert "Nothing is in this list." in client.get(LIST).content.decode()
    assert count(client)[1] == 0
