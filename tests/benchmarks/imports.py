"""How long the whole registers take to go in, and how much memory: first load and again, on both databases.

Each import is a process of its own, `manage.py` from its start to its end, on a fresh copy of a database that has the
tables and the catalogue. Beside it in the same run stands what the bare framework takes: a process that writes as many
rows with nothing in them but what a row must have, by `bulk_create`. It reads no file, compares nothing and makes
nothing to be found by.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

import psycopg2  # type: ignore[import-untyped]

from tests.databases import ROOT, OwnDatabase, new_database

RUNS = 3
DATA = ROOT.parent / "shared" / "data"
MEMORY = 300  # megabytes, at most
Write = Callable[[str], object]
BARE = """
import sys
import django; django.setup()
from datetime import date
from django.db import transaction
from settings.models import RegisterType, Setting
said = {"register": "gias", "register_type": RegisterType.objects.first(), "status": "open", "register_status": "Open"}
day = date(2025, 7, 17)
rows = [Setting(urn=str(number), last_seen_on=day, **said) for number in range(int(sys.argv[1]))]
with transaction.atomic():
    Setting.objects.bulk_create(rows, batch_size=2_000)
"""


class File(NamedTuple):
    """A register file, the command that takes it, how many rows it has, and how many seconds it may take."""

    command: str
    path: Path
    rows: int
    seconds: float


FILES = (
    File("import_gias", DATA / "gias" / "edubaseallstatefunded20250717.csv", 22_010, 10),
    File("import_ofsted", DATA / "ofsted" / "ofsted_childcare_providers_20210831.csv", 70_980, 40),
)


class Took(NamedTuple):
    """What a process took: seconds by the clock, seconds of the processor, and memory."""

    seconds: float
    processor: float
    megabytes: float


def run(write: Write) -> None:
    """Measures and prints."""
    if not DATA.exists():
        write("\nThe public registers are not in ../shared/data: how fast they go in is not measured.\n")
        return
    write(f"\nThe public registers, whole; the median of {RUNS} runs by the clock, and the most memory\n")
    with tempfile.TemporaryDirectory() as folder:
        _run_on("SQLite", new_database(Path(folder), ""), write)
        address = server()
        if answers(address):
            _run_on("PostgreSQL", new_database(Path(folder), address), write)
        else:
            write(f"\nPostgreSQL does not answer at {address.rpartition('@')[2]}: not measured there.\n")


def server() -> str:
    """A server of PostgreSQL: the one that DATABASE_URL names, else one on this machine."""
    named = os.environ.get("DATABASE_URL", "")
    return named if named.startswith("postgres") else "postgres://postgres@127.0.0.1:5432/postgres"


def answers(server: str) -> bool:
    try:
        psycopg2.connect(server, connect_timeout=5).close()
    except psycopg2.Error:
        return False
    return True


def _run_on(name: str, template: OwnDatabase, write: Write) -> None:
    try:
        for file in FILES:
            write(f"\n{name}: {file.rows:,} rows by {file.command}\n")
            first, again, bare = zip(*(_once(template, file) for _ in range(RUNS)), strict=True)
            _say("first load", first, file.seconds, write)
            _say("the same file again", again, file.seconds / 2, write)
            _say("bare bulk_create of as many rows", bare, None, write)
            ratio = _middle(first).seconds / _middle(bare).seconds
            write(f"  the first load took {ratio:.1f} times what the bare framework did\n")
    finally:
        template.drop()


def _once(template: OwnDatabase, file: File) -> tuple[Took, Took, Took]:
    """A first load, the same again, and the bare framework."""
    own, other = template.copy(), template.copy()
    try:
        first, again = (timed(own, "manage.py", file.command, str(file.path)) for _ in range(2))
        assert own.count("setting")["setting"] == file.rows
        return first, again, timed(other, "-c", BARE, str(file.rows))
    finally:
        own.drop()
        other.drop()


def timed(own: OwnDatabase, *arguments: str) -> Took:
    """Runs Python to its end. Raises AssertionError where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=own.environment(), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, arguments
    # Linux counts in kilobytes, macOS in bytes.
    return Took(
        took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    )


def _middle(runs: tuple[Took, ...]) -> Took:
    seconds, processor, megabytes = zip(*runs, strict=True)
    return Took(median(seconds), median(processor), max(megabytes))


def _say(what: str, runs: tuple[Took, ...], most: float | None, write: Write) -> None:
    took, seconds = _middle(runs), [each.seconds for each in runs]
    write(f"  {what:33} {took.seconds:6.1f} s   (lowest {min(seconds):.1f}, highest {max(seconds):.1f})")
    write(f"   processor {took.processor:5.1f} s   {took.megabytes:4.0f} MB")
    write(f"   target: {most:g} s, {MEMORY} MB\n" if most else "\n")
