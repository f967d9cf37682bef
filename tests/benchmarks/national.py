"""Pages and searches over every place in England: the registers are taken into a fresh database, then measured there.

The measuring is a process of its own on each database, so that it begins as a server's process does.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.imports import DATA, FILES, answers, server
from tests.databases import ROOT, OwnDatabase, new_database

Write = Callable[[str], object]


def run(write: Write) -> None:
    """Measures and prints, on SQLite and, where one answers, on PostgreSQL."""
    if not DATA.exists():
        write("\nThe public registers are not in ../shared/data: pages over all of them are not measured.\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        for address in ("", server()):
            if not address or answers(address):
                _measure(new_database(Path(folder), address), write)


def _measure(own: OwnDatabase, write: Write) -> None:
    """Loads a database that is dropped afterwards, and measures in it."""
    try:
        for file in FILES:
            _python(own, "manage.py", file.command, str(file.path))
        write("\n" + _python(own, "-m", "tests.benchmarks.national"))
    finally:
        own.drop()


def _python(own: OwnDatabase, *arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=own.environment(), capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    import django

    django.setup()

    from tests.benchmarks import admin, checker, register, search  # they need Django set up

    search.run(sys.stdout.write)
    sys.stdout.write("\n")
    admin.run(sys.stdout.write)
    checker.run(sys.stdout.write)
    register.run(sys.stdout.write)
