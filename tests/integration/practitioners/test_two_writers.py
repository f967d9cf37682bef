"""Two who write at once, of one person, on different pages: each in turn, and neither gets an error."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import OwnDatabase, new_database, server_of_the_suite

BEGIN = """
import sys, django
django.setup()
from django.test.utils import setup_test_environment
setup_test_environment()
from django.core.files.uploadedfile import SimpleUploadedFile
from accounts.models import User
from practitioners import actions
from tests.clients import signed_in
from tests.files import pdf
client = signed_in(User.objects.get())
"""
MAKE = """
import django
django.setup()
from datetime import date
from tests.factories.practitioners import AppointmentFactory, AwardFactory, CertificateFactory
from tests.factories.settings import SettingFactory
from tests.factories.users import UserFactory
UserFactory.create(is_superuser=True, is_staff=True)
setting = SettingFactory.create(authority=None, register_type__code="99", register_type__setting_type="academy")
post = AppointmentFactory.create(setting=setting, practitioner__id=1, id=1)
CertificateFactory.create(award=AwardFactory.create(id=1, practitioner=post.practitioner))
"""
# Sends an award's form, and waits within the action that writes it until it is told to go on.
EDIT = (
    BEGIN
    + """
url = "/practitioners/1/awards/1/change/"
form = client.get(url).context["form"]
typed = {"version": form["version"].value(), "qualification": form.initial["qualification"], "outcome": "passed"}
days = {"course_started_on": (2022, 9, 5), "course_completed_on": (2023, 7, 14), "awarded_on": (2023, 9, 29)}
for name, parts in days.items():
    typed |= {f"{name}_{part}": value for part, value in zip(("year", "month", "day"), parts)}
write = actions.record_award
def slowly(*args, **options):
    print("inside", flush=True)
    sys.stdin.readline()
    return write(*args, **options)
actions.record_award = slowly
print(client.post(url, typed | {"title": "Put right", "reason": "A slip"}).status_code)
"""
)
ATTACH = (
    BEGIN
    + """
print("inside", flush=True)
sent = {"certificate": SimpleUploadedFile("scan.pdf", pdf())}
print(client.post("/practitioners/1/awards/1/certificates/new/", sent).status_code)
"""
)
WITHDRAW = (
    BEGIN
    + """
print("inside", flush=True)
print(client.post("/practitioners/1/awards/1/certificates/1/remove/", {"reason": "Of somebody else"}).status_code)
"""
)


@pytest.fixture
def own(
    tmp_path: Path, django_db_setup: None, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OwnDatabase]:
    monkeypatch.setenv("EVIDENCE_ROOT", str(tmp_path / "evidence"))
    with django_db_blocker.unblock():
        database = new_database(tmp_path, server_of_the_suite())
    done = database.manage("-c", MAKE)
    assert done.returncode == 0, done.stderr
    yield database
    database.drop()


@pytest.mark.only_on("postgresql")  # writers of SQLite wait for one another before they read
def test_an_editor_and_whoever_else_writes_do_not_wait_for_each_other_for_ever(own: OwnDatabase) -> None:
    """The editor has the award's form checked, the other holds the person: each then wants what the other has."""
    for other in (ATTACH, WITHDRAW):
        editor = own.start("-c", EDIT)
        assert editor.stdout and editor.stdin
        assert editor.stdout.readline() == "inside\n"
        second = own.start("-c", other)
        assert second.stdout
        assert second.stdout.readline() == "inside\n"
        wait_until_it_waits(own, second)
        said, complained = editor.communicate("go\n", timeout=60)
        also_said, also_complained = second.communicate(timeout=60)
        assert (said, also_said) == ("302\n", "302\n"), (complained[-2000:], also_complained[-2000:])
    assert own.ask("SELECT title, evidence_level FROM practitioners_award") == [("Put right", "seen")]


def wait_until_it_waits(own: OwnDatabase, writer: "subprocess.Popen[str]") -> None:
    """Until one connection to the database, the writer's, waits for another."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    until = time.monotonic() + 30
    while own.ask(asked) == [(0,)]:
        assert writer.poll() is None and time.monotonic() < until, writer.communicate(timeout=60)
        time.sleep(0.05)
