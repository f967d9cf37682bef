"""The lock files: made and checked by uv itself, on small projects that need no network."""

import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from senco_portal.lib import locks

EMPTY = """
[project]
name = "small"
version = "1"
requires-python = ">=3.11"
dependencies = []

[dependency-groups]
dev = []
bench = []
node = []
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that depends on nothing, with its four locks made."""
    (tmp_path / "pyproject.toml").write_text(EMPTY)
    assert locks.main([], tmp_path) == 0
    return tmp_path


def test_making_writes_the_four_locks_and_checking_them_is_content(project: Path) -> None:
    assert sorted(path.name for path in project.glob("*.lock")) == sorted(lock.name for lock in locks.LOCKS)
    assert "make lock" in (project / "requirements.lock").read_text()
    assert locks.main(["--check"], project) == 0


def test_checking_names_the_stale_lock_and_the_cure(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stale = project / "requirements-node.lock"
    stale.write_text(stale.read_text() + "gone==1.0\n")
    assert locks.main(["--check"], project) == 1
    said = capsys.readouterr().err
    assert "requirements-node.lock no longer matches pyproject.toml" in said
    assert "make lock" in said
    assert "requirements.lock" not in said
    assert "gone==1.0" in stale.read_text(), "checking changes nothing"


def test_checking_names_a_lock_that_is_missing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "requirements-dev.lock").unlink()
    assert locks.main(["--check"], project) == 1
    assert "requirements-dev.lock is missing" in capsys.readouterr().err


def test_what_uv_cannot_read_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pyproject.toml").write_text(EMPTY.replace("dependencies = []", 'dependencies = ["!"]', 1))
    assert locks.main([], project) == 1
    assert "requirements.lock could not be made from pyproject.toml" in capsys.readouterr().err


def lock_texts(root: Path) -> dict[str, str]:
    return {lock.name: (root / lock.name).read_text() for lock in locks.LOCKS}


def test_no_lock_names_a_registry(project_root: Path) -> None:
    assert {name for name, text in lock_texts(project_root).items() if "http" in text} == set()


def test_every_pin_has_a_hash(project_root: Path) -> None:
    for name, text in lock_texts(project_root).items():
        pins = re.findall(r"^\S+==.*\n.*", text, re.MULTILINE)
        assert pins, name
        assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def test_the_npm_lock_names_no_registry(project_root: Path) -> None:
    text = (project_root / "frontend" / "package-lock.json").read_text()
    assert json.loads(text)["packages"]
    assert '"resolved"' not in text


@pytest.mark.parametrize("lock", locks.LOCKS, ids=lambda lock: lock.name)
def test_psycopg_3_is_in_no_lock(lock: locks.Lock, project_root: Path) -> None:
    """Django silently prefers it to psycopg2 wherever both are installed."""
    assert re.findall(r"^psycopg(?!2)\S*", (project_root / lock.name).read_text(), re.MULTILINE) == []


def test_django_speaks_to_postgresql_by_psycopg2() -> None:
    assert is_psycopg3 is False


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db
def test_the_driver_that_runs_is_psycopg2() -> None:
    with connection.cursor() as cursor:
        assert type(cursor.cursor).__module__.partition(".")[0] == "psycopg2"
