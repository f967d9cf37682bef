"""A process that is killed while it attaches and withdraws certificates leaves no row without its file."""

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import OwnDatabase, new_database, server_of_the_suite

# Attaches certificates to an award and withdraws every second one, over and over, until it is killed.
ATTACH = """
import django
django.setup()
from uuid import uuid4
from django.utils import timezone
from practitioners import actions
from practitioners.models import Award
from senco_portal.lib.file_kinds import Received
from settings.actions import Signed
from settings.policies import Access
signed, anybody = Signed(None, timezone.now(), "Told"), Access(is_administrator=True)
award = Award.objects.get()
print("ready", flush=True)
while True:
    two = [Received(uuid4().bytes * 50_000, "pdf", uuid4().hex) for _ in range(2)]
    rows = [actions.attach_certificate(award, each, access=anybody, signed=signed) for each in two]
    actions.withdraw_certificate(rows[0], access=anybody, signed=signed)
"""
# Whether each row has its whole file, and what no row names goes once it is a day old.
LOOK = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from practitioners.actions.certificates import clear
from practitioners.models import Certificate
from senco_portal.lib import evidence
for row in Certificate.objects.all():
    with evidence.opened(row.stored_as) as file:
        assert len(file.read()) == row.size, row.pk
clear(timezone.now() + timedelta(days=2))
left = set(evidence.stored_before(timezone.now() + timedelta(days=2)))
assert left == set(Certificate.objects.values_list("stored_as", flat=True))
print(len(left))
"""
MAKE = """
import django
django.setup()
from tests.factories.practitioners import AwardFactory
AwardFactory.create()
"""
KILLS = 6


@pytest.fixture
def own(
    tmp_path: Path, django_db_setup: None, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OwnDatabase]:
    monkeypatch.setenv("EVIDENCE_ROOT", str(tmp_path / "evidence"))
    with django_db_blocker.unblock():
        database = new_database(tmp_path, server_of_the_suite())
    made = database.manage("-c", MAKE)
    assert made.returncode == 0, made.stderr
    yield database
    database.drop()


def test_a_kill_at_any_moment_leaves_no_row_without_its_file(own: OwnDatabase) -> None:
    recorded = 0
    for _ in range(KILLS):
        with own.start("-c", ATTACH) as process:
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
