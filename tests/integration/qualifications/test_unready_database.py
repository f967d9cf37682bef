"""Commands on a database that is away or not migrated: plain words and a status, in real processes of manage.py."""

import subprocess
import sys
from pathlib import Path

import pytest


def manage(root: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=root, env=environment, input="{}", capture_output=True, text=True, check=False)


COMMANDS = pytest.mark.parametrize(
    ("command", "status"), [(["load_catalogue"], 1), (["rule_register"], 1), (["assess", "-"], 2)]
)


@COMMANDS
def test_before_the_first_migration(
    project_root: Path, production: dict[str, str], command: list[str], status: int
) -> None:
    done = manage(project_root, production, *command)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr == "CommandError: migrations are waiting: run `python manage.py migrate`\n"


@COMMANDS
@pytest.mark.parametrize("address", ["postgres://nobody:secret@127.0.0.1:1/none", "sqlite:///{folder}/none/a.sqlite3"])
def test_while_the_database_is_away(
    project_root: Path, production: dict[str, str], tmp_path: Path, command: list[str], status: int, address: str
) -> None:
    production["DATABASE_URL"] = address.format(folder=tmp_path)
    done = manage(project_root, production, *command)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr == "CommandError: the database does not answer\n"
