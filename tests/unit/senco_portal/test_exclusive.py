"""One at a time: the second is told at once, whoever it is, and nobody is kept out for longer than that."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from senco_portal.lib import exclusive
from senco_portal.lib.exclusive import Busy, alone, alone_to_the_end

# Another process at the same database: holds the right until it is told to end, or says that it is busy.
OTHER = """
import sys
import django; django.setup()
from django.db import connection
from senco_portal.lib.exclusive import Busy, alone
connection.settings_dict["NAME"] = sys.argv[1]
try:
    with alone(sys.argv[2]):
        print("held", flush=True)
        input()
except Busy:
    print("busy", flush=True)
"""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> str:
    """What the database is called. On SQLite a file, which other processes can be at; a test's own is in memory."""
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "portal.sqlite3"))
    return str(connection.settings_dict["NAME"])


@contextmanager
def another(project_root: Path, *arguments: str) -> Iterator["tuple[str, subprocess.Popen[str]]"]:
    """Another process, and what it said first. It goes on until the end of this."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", OTHER, *arguments]
    with subprocess.Popen(command, cwd=project_root, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield process.stdout.readline().strip(), process
        process.stdin.close()


def test_another_process_is_told_at_once_and_comes_in_afterwards(project_root: Path, database: str) -> None:
    with alone("import"), another(project_root, database, "import") as (said, _):
        assert said == "busy"
    with another(project_root, database, "import") as (said, _):
        assert said == "held"


def test_we_are_told_while_another_process_has_it_and_come_in_when_it_has_ended(
    project_root: Path, database: str
) -> None:
    with another(project_root, database, "import") as (said, _):
        assert said == "held"
        with pytest.raises(Busy, match="import"), alone("import"):
            pytest.fail("two at once")
    with alone("import"):
        pass


def test_a_process_that_was_killed_keeps_nobody_out(project_root: Path, database: str) -> None:
    with another(project_root, database, "import") as (said, process):
        assert said == "held"
        process.kill()
        process.wait()
        _comes_in()


def _comes_in() -> None:
    """The server sees that the other is gone a moment later."""
    with ExitStack() as stack:
        for patience in range(500):
            try:
                stack.enter_context(alone("import"))
                return
            except Busy:
                assert patience < 499
                threading.Event().wait(0.01)


def test_another_name_is_another_right(project_root: Path, database: str) -> None:
    with alone("import"), another(project_root, database, "demonstration") as (said, _):
        assert said == "held"
        with alone("a third"):
            pass


def test_after_a_failure_the_right_is_free(project_root: Path, database: str) -> None:
    with pytest.raises(ZeroDivisionError), alone("import"):
        _ = 1 / 0
    with another(project_root, database, "import") as (said, _):
        assert said == "held"


@pytest.mark.django_db(transaction=True)
def test_to_the_end_of_a_transaction_another_process_is_kept_out(project_root: Path, database: str) -> None:
    with transaction.atomic():
        alone_to_the_end("import")
        if connection.vendor == "postgresql":
            with another(project_root, database, "import") as (said, _):
                assert said == "busy"
    with another(project_root, database, "import") as (said, _):
        assert said == "held", "and not for longer"
        with pytest.raises(Busy), transaction.atomic():
            alone_to_the_end("import")


@pytest.mark.only_on("sqlite")
def test_two_databases_have_rights_of_their_own(project_root: Path, database: str) -> None:
    with alone("import"), another(project_root, f"{database}.other", "import") as (said, _):
        assert said == "held"


@pytest.mark.only_on("sqlite")
def test_one_database_under_two_names_is_one(project_root: Path, database: str, tmp_path: Path) -> None:
    (tmp_path / "link.sqlite3").symlink_to(database)
    with alone("import"), another(project_root, str(tmp_path / "link.sqlite3"), "import") as (said, _):
        assert said == "busy"


@pytest.mark.only_on("sqlite")
@pytest.mark.django_db
@pytest.mark.parametrize("name", [":memory:", "file:memorydb_default?mode=memory&cache=shared"])
def test_a_database_in_memory_belongs_to_its_process(
    project_root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(connection.settings_dict, "NAME", name)
    with alone("import"), another(project_root, name, "import") as (said, _):
        assert said == "held"
        with pytest.raises(Busy), alone("import"):
            pytest.fail("two at once")
    with alone("import"):
        assert list(tmp_path.iterdir()) == [], "and leaves no file"
    assert not exclusive._HERE["import"].locked()
