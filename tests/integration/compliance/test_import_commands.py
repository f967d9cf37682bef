"""The commands that import registers, in this process and in real ones: what they say, how they end, and killed."""

import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from select import select
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from compliance.management.register_import import day_of
from settings.enums import Completeness, Outcome
from settings.models import ImportRun, Setting, SettingLink
from tests import shipped
from tests.databases import OwnDatabase
from tests.registers import Cells, every_row, link, provider, school, written

NOTHING = "Everything is as it was: nothing changed."


def command(name: str, *arguments: object, **options: Any) -> str:
    said = StringIO()
    call_command(name, *map(str, arguments), stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def july(tmp_path: Path, db: None) -> Path:
    """A file of schools of 17 July 2025."""
    shipped.places()
    return named(tmp_path, "edubasealldata20250717.csv", school(), school(urn="100002"), school(urn="100003"))


def named(folder: Path, name: str, *rows: Cells) -> Path:
    path = folder / name
    path.write_bytes(written(rows))
    return path


# What is said


def test_the_first_file_is_taken_and_counted(july: Path) -> None:
    assert command("import_gias", july).splitlines() == [
        "Taken: edubasealldata20250717.csv, Get Information about Schools: schools, as of 17 July 2025; 3 rows.",
        "3 added, 0 changed, 0 closed, 0 re-opened, 0 unchanged, 0 not ours, 0 bad.",
    ]
    run = ImportRun.objects.get()
    assert (run.by, run.outcome, run.reason, run.extract_on) == (None, Outcome.APPLIED, "", date(2025, 7, 17))


def test_the_same_file_twice_says_that_nothing_changed(july: Path) -> None:
    command("import_gias", july)
    before = every_row(ImportRun)
    said = command("import_gias", july)
    assert said.splitlines()[1:] == [
        "0 added, 0 changed, 0 closed, 0 re-opened, 3 unchanged, 0 not ours, 0 bad.",
        NOTHING,
    ]
    assert every_row(ImportRun) == before


def test_each_command_takes_its_own_register(july: Path) -> None:
    nurseries = named(july.parent, "nurseries.csv", provider())
    links = named(july.parent, "links.csv", link("100001", "Successor", "140001"))
    assert "\n1 added," in command("import_ofsted", nurseries)
    assert "\n1 added," in command("import_gias_links", links)
    assert (Setting.objects.get().register, SettingLink.objects.count()) == ("ofsted", 1)


def test_changes_are_listed_with_from_and_to(july: Path) -> None:
    command("import_gias", july)
    august = named(
        july.parent,
        "edubasealldata20250817.csv",
        school(name="The Elms"),
        school(urn="100002", status="Closed"),
        school(urn="100009", type_code="99", type="Forest school"),
    )
    said = command("import_gias", august, reason="The August file")
    assert said.splitlines()[1:] == [
        "1 added, 1 changed, 1 closed, 0 re-opened, 0 unchanged, 0 not ours, 0 bad.",
        "  added: 100009 Elm Grove Primary School",
        "  changed: 100001 The Elms; name from “Elm Grove Primary School” to “The Elms”",
        "  closed: 100002 Elm Grove Primary School; status from “open” to “closed”; "
        "status in the register from “Open” to “Closed”",
        "  for a person: What kind of setting is “Forest school” (99) of Get Information about Schools? "
        "Say so in its row of the register types.",
    ]
    assert set(Setting.history.values_list("history_change_reason", flat=True)) == {"The August file"}


def test_of_many_changes_the_first_are_listed_and_the_rest_counted(july: Path) -> None:
    command("import_gias", july)
    rows = [school(urn=str(200_000 + number), opened="x" if number < 30 else "") for number in range(60)]
    said = command("import_gias", named(july.parent, "more.csv", *rows), skip_bad_rows=True)
    assert (said.count("  added: "), said.count("  line ")) == (20, 20)
    assert "  … and 10 more added\n" in said
    assert "  … and 10 more that cannot be read\n" in said


def test_bad_rows_stop_the_file_and_say_where_and_why(july: Path, capsys: pytest.CaptureFixture[str]) -> None:
    torn = named(july.parent, "torn20250817.csv", school(), school(urn="100002", opened="31-02-2020"))
    said = StringIO()
    with pytest.raises(CommandError, match="Nothing was changed. Mend the rows, or pass over them with --skip"):
        call_command("import_gias", str(torn), stdout=said)
    assert said.getvalue().splitlines() == [
        "Refused: torn20250817.csv, Get Information about Schools: schools, as of 17 August 2025; 2 rows.",
        "0 added, 0 changed, 0 closed, 0 re-opened, 0 unchanged, 0 not ours, 1 bad.",
        "  line 3, OpenDate: “31-02-2020” is a day that does not exist",
    ]
    assert not Setting.objects.exists()
    assert ImportRun.objects.get().outcome == Outcome.REFUSED
    assert "1 added" in command("import_gias", torn, "--skip-bad-rows")


def test_a_dry_run_says_what_would_change_and_leaves_every_table_as_it_was(july: Path) -> None:
    before = every_row()
    said = command("import_gias", july, "--dry-run")
    assert said.startswith("Would change: edubasealldata20250717.csv")
    assert "\n3 added," in said
    assert every_row() == before


def test_a_dry_run_of_bad_rows_is_refused_and_not_kept(july: Path) -> None:
    before = every_row()
    bad = named(july.parent, "bad.csv", school(opened="x"))
    with pytest.raises(CommandError, match="Nothing was changed"):
        command("import_gias", bad, "--dry-run")
    assert every_row() == before


def test_a_progress_bar_is_shown_on_a_terminal_and_nowhere_else(
    own: OwnDatabase, tmp_path: Path, project_root: Path
) -> None:
    path = named(tmp_path, "a.csv", school(), school(urn="100002"))
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    words = [sys.executable, "manage.py", "import_gias", str(path)]
    done = subprocess.run(
        words, cwd=project_root, env=own.environment(), stdout=subprocess.PIPE, stderr=theirs, text=True, check=True
    )
    assert select([ours], [], [], 10)[0], "nothing was shown"
    shown = os.read(ours, 10_000).decode()
    os.close(theirs)
    os.close(ours)
    assert ("Reading" in shown, "Adding" in shown, "Reading" in done.stdout) == (True, True, False)
    assert own.manage("import_gias", path).stderr == ""


# What is listed


def test_a_file_is_partial_unless_somebody_says_otherwise(july: Path) -> None:
    command("import_gias", july)
    one = named(july.parent, "one.csv", school())
    assert "0 closed" in command("import_gias", one)
    assert "2 closed" in command("import_gias", one, "--complete")
    assert ImportRun.objects.latest("pk").complete == Completeness.REGISTER


def test_a_file_may_be_complete_for_its_kinds(july: Path) -> None:
    command("import_gias", july)
    academy = school(urn="100009", type_code="34", type="Academy converter")
    one = named(july.parent, "one.csv", academy)
    assert "1 added, 0 changed, 0 closed" in command("import_gias", one, "--complete", "types")
    assert "2 closed" in command("import_gias", named(july.parent, "two.csv", school(), academy), "--complete=types")


@pytest.mark.parametrize("word", ["file.csv", "all", ""])
def test_another_word_after_complete_is_told(july: Path, word: str) -> None:
    with pytest.raises(CommandError, match="only “types” may follow it; put the file before --complete"):
        command("import_gias", "--complete", word, july)


# Which day


def test_an_older_file_is_warned_of_and_taken(july: Path) -> None:
    command("import_gias", july)
    june = named(july.parent, "edubasealldata20250617.csv", school(name="The Elms"))
    complaint = StringIO()
    command("import_gias", june, stderr=complaint)
    assert complaint.getvalue() == (
        "This file is of 17 June 2025, and one of 17 July 2025 was taken before: "
        "places become as they were on the earlier day.\n"
    )
    assert Setting.objects.get(urn="100001").name == "The Elms"


@pytest.mark.parametrize("later", ["edubasealldata20250717.csv", "edubasealldata20250718.csv"])
def test_a_file_of_the_same_day_or_a_later_one_is_not_warned_of(july: Path, later: str) -> None:
    command("import_gias", july)
    complaint = StringIO()
    command("import_gias", named(july.parent, later, school()), stderr=complaint)
    command("import_ofsted", named(july.parent, "ofsted20210831.csv", provider()), stderr=complaint)
    assert complaint.getvalue() == "", "and another register has days of its own"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("edubasealldata20250717.csv", date(2025, 7, 17)),
        ("Childcare_2021-08-31_final.csv", date(2021, 8, 31)),
        ("20259999 of 20250717.csv", date(2025, 7, 17)),
        ("schools.csv", date(2024, 7, 1)),
        ("schools 20251350.csv", date(2024, 7, 1)),
    ],
)
def test_a_file_speaks_of_the_day_in_its_name_or_of_when_it_was_written(tmp_path: Path, name: str, day: date) -> None:
    path = tmp_path / name
    path.touch()
    # Half past eleven at night in universal time is the next day in London's summer.
    moment = datetime(2024, 6, 30, 23, 30, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))
    assert day_of(path) == day


def test_somebody_may_say_which_day(july: Path) -> None:
    command("import_gias", july, "--as-of", "2024-02-29")
    assert Setting.objects.get(urn="100001").last_seen_on == date(2024, 2, 29)


def test_a_day_to_come_is_refused_and_a_word_that_is_no_day_is_told(july: Path) -> None:
    before = every_row()
    with pytest.raises(CommandError, match="01 January 2099 is a day to come"):
        command("import_gias", july, "--as-of", "2099-01-01")
    with pytest.raises(CommandError, match="no day written YYYY-MM-DD"):
        command("import_gias", july, "--as-of", "2025-13-01")
    assert every_row() == before


# What is no such file


def test_a_file_that_is_not_there_is_told(july: Path) -> None:
    with pytest.raises(CommandError, match="There is no file .*nowhere.csv"):
        command("import_gias", july.parent / "nowhere.csv")


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "The file is empty"), (b"PK\x03\x04", "zip file"), (b"a,b\n1,2\n", "“URN”.*missing")]
)
def test_a_file_that_is_no_table_is_told_and_nothing_is_kept(july: Path, content: bytes, reason: str) -> None:
    july.write_bytes(content)
    before = every_row()
    with pytest.raises(CommandError, match=f"edubasealldata20250717.csv was not taken. .*{reason}"):
        command("import_gias", july)
    assert every_row() == before


@pytest.mark.parametrize("name", ["import_gias", "import_gias_links", "import_ofsted"])
def test_before_the_first_migration_it_is_told_in_plain_words(
    tmp_path: Path, project_root: Path, production: dict[str, str], name: str
) -> None:
    path = named(tmp_path, "a.csv", school())
    done = subprocess.run(
        [sys.executable, "manage.py", name, path],
        cwd=project_root,
        env=production,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CommandError: migrations are waiting: run `python manage.py migrate`\n"


# Two at once

HOLD = """
import django; django.setup()
from senco_portal.lib.exclusive import alone
with alone("import"):
    print("held", flush=True)
    input()
"""


def test_of_two_imports_at_once_the_second_is_told_and_takes_nothing(own: OwnDatabase, tmp_path: Path) -> None:
    path = named(tmp_path, "a.csv", school())
    with own.start("-c", HOLD) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        second = own.manage("import_gias", path)
        looking = own.manage("import_ofsted", named(tmp_path, "b.csv", provider()), "--dry-run")
        first.communicate("go\n", timeout=60)
    for told in (second, looking):
        assert (told.returncode, told.stdout) == (1, "")
        assert told.stderr == "CommandError: Another import is under way. Wait until it has ended, and try again.\n"
    assert own.count("setting", "importrun") == {"setting": 0, "importrun": 0}
    assert own.manage("import_gias", path).returncode == 0, "and after the first has ended it goes on"


def test_an_import_whose_process_was_killed_does_not_keep_others_out(own: OwnDatabase, tmp_path: Path) -> None:
    path = named(tmp_path, "a.csv", school())
    with own.start("-c", HOLD) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        first.kill()
    own.wait_until_left()
    done = own.manage("import_gias", path)
    assert (done.returncode, done.stderr) == (0, "")


# Killed

SCHOOLS = 3_000
# All that an import writes to, the words by which places are found among them, and the reports last.
TABLES = ("setting", "historicalsetting", "settingword", "searchword", "formername", "question") + (
    "importchange",
    "importrun",
)


def schools(change: Callable[[int], dict[str, str]] = lambda _: {}) -> list[Cells]:
    some = [{"urn": str(100_000 + number), "name": f"School {number} in Elm Grove"} for number in range(SCHOOLS)]
    return [school(**each | change(number)) for number, each in enumerate(some)]


def changed(number: int) -> dict[str, str]:
    """Half of the schools are as they were; others have a new name, have closed, or are under an unknown type."""
    if number % 2:
        return {}
    return [{"name": f"Academy {number}"}, {"status": "Closed"}, {"type_code": "99"}, {"urn": str(200_000 + number)}][
        number // 2 % 4
    ]


def killed(own: OwnDatabase, path: Path, after: float) -> int:
    """Begins an import and kills it after so many seconds, and waits until it is over. Out: how its process ended."""
    with own.start("import_gias", path) as process:
        try:
            process.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
    own.wait_until_left()
    return process.returncode


def is_whole(own: OwnDatabase) -> bool:
    """Whether the database itself finds nothing wrong with what is in it."""
    if own.url.startswith("sqlite"):
        return own.ask("PRAGMA integrity_check") == [("ok",)] and not own.ask("PRAGMA foreign_key_check")
    return True


@pytest.mark.parametrize("is_second", [False, True], ids=["the first file", "a file with changes"])
def test_killed_at_any_moment_it_leaves_everything_or_nothing(
    own: OwnDatabase, copy_of: Callable[[OwnDatabase], OwnDatabase], tmp_path: Path, is_second: bool
) -> None:
    first = named(tmp_path, "first20250717.csv", *schools())
    path = named(tmp_path, "second20250817.csv", *schools(changed)) if is_second else first
    if is_second:
        assert own.manage("import_gias", first).returncode == 0
    nothing, whole = own.count(*TABLES), copy_of(own)
    began = time.monotonic()
    assert whole.manage("import_gias", path).returncode == 0
    took, everything = time.monotonic() - began, whole.count(*TABLES)
    assert all(everything[table] > nothing[table] for table in ("importrun", "settingword", "setting"))

    endings, hit = [], copy_of(own)
    for share in (0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        endings.append(killed(hit, path, took * share))
        found = hit.count(*TABLES)
        assert found in (nothing, everything), f"killed after {share:.0%} of {took:.2f} s"
        assert is_whole(hit)
        if found == everything:
            hit = copy_of(own)
    assert -signal.SIGKILL in endings, "none was killed"
    assert hit.manage("import_gias", path).returncode == 0, "and the next import runs through"
    assert hit.count(*TABLES[:-2]) == {table: everything[table] for table in TABLES[:-2]}
    assert NOTHING in hit.manage("import_gias", path).stdout
