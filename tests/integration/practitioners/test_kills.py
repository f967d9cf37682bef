"""A process that is killed while it records leaves the old facts with the old decision, or the new with the new."""

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import OwnDatabase, new_database, server_of_the_suite

# Appoints people, puts their posts right and ends them, over and over, until it is killed.
RECORD = """
import django
django.setup()
from datetime import date, timedelta
from django.utils import timezone
from practitioners import actions
from practitioners.actions import Appointing
from practitioners.models import Appointment, Practitioner, PriorPost
from settings.actions import Signed
from settings.models import Setting
from settings.policies import Access
signed, anybody = Signed(None, timezone.now(), "Told"), Access(is_administrator=True)
school = Setting.objects.get()
print("ready", flush=True)
while True:
    person = Practitioner(name="Robin Field", posts_told=True, awards_told=True, courses_told=True)
    post = Appointment(practitioner=person, setting=school, started_on=date(2024, 9, 1))
    prior = PriorPost(setting_type="academy", started_on=date(2010, 9, 1), ended_on=date(2014, 8, 31))
    actions.appoint(Appointing(person, post, [prior]), access=anybody, signed=signed)
    post.started_on -= timedelta(days=400)
    actions.correct_appointment(post, access=anybody, signed=signed)
    actions.withdraw_prior_post(prior, access=anybody, signed=signed)
    actions.end_appointment(post, ended_on=date(2026, 8, 31), end_reason="moved", access=anybody, signed=signed)
"""
# Whether each post has the decision of its facts as they are, and each change its entry in the history.
LOOK = """
import django
django.setup()
from practitioners.assessments import case_of, with_facts
from practitioners.assessments.cases import plain
from practitioners.models import Appointment, Practitioner
posts = list(with_facts(Appointment.objects.all()))
for post in posts:
    assessment = post.assessments.get()
    assert assessment.facts == plain(case_of(post)), post.pk
    assert assessment.standings.exists(), post.pk
    latest = post.history.order_by("-history_id")[0]
    assert (latest.started_on, latest.ended_on) == (post.started_on, post.ended_on), post.pk
assert Practitioner.objects.count() == len(posts) == Practitioner.history.count()
print(len(posts))
"""
MAKE = """
import django
django.setup()
from tests.factories.settings import SettingFactory
SettingFactory.create(authority=None, register_type__code="99", register_type__setting_type="academy")
"""
KILLS = 8


@pytest.fixture
def own(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[OwnDatabase]:
    with django_db_blocker.unblock():
        database = new_database(tmp_path, server_of_the_suite())
    assert database.manage("-c", MAKE).returncode == 0
    yield database
    database.drop()


def test_a_kill_at_any_moment_leaves_facts_and_decisions_that_belong_together(own: OwnDatabase) -> None:
    recorded = 0
    for _ in range(KILLS):
        with own.start("-c", RECORD) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(random.uniform(0.05, 0.6))  # noqa: S311  # any moment will do
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=60)
        own.wait_until_left()
        looked = own.manage("-c", LOOK)
        assert looked.returncode == 0, looked.stderr
        assert int(looked.stdout) >= recorded
        recorded = int(looked.stdout)
    assert recorded > 0
