"""The skips of tests/conftest.py: a reason on a desk, a failure in CI, the other database excepted."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PLANTED = """
import pytest

def test_passes():
    pass

@pytest.mark.needs_tool("chromium")
def test_lacks_a_tool():
    raise AssertionError("ran without its tool")

@pytest.mark.browser
def test_lacks_a_browser():
    raise AssertionError("ran without its browser")

def test_lacks_data(shared_data):
    shared_data("no/such/file.csv")

@pytest.mark.skip(reason="feeling lazy")
def test_lazy():
    pass

@pytest.mark.xfail(reason="known", strict=True)
def test_known():
    raise AssertionError("known")

@pytest.mark.only_on("sqlite")
def test_of_sqlite():
    pass

@pytest.mark.only_on("postgresql")
def test_of_postgresql():
    raise AssertionError("ran on the wrong database")
"""
WHOLE_MODULE = "import pytest\npytest.skip('whole module', allow_module_level=True)\n"


@pytest.fixture
def planted(tmp_path: Path, project_root: Path) -> Path:
    shutil.copy(project_root / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_planted.py").write_text(PLANTED)
    (tmp_path / "test_skips_itself.py").write_text(WHOLE_MODULE)
    return tmp_path


def run(folder: Path, project_root: Path, *, ci: str) -> str:
    """What pytest says of the tests in the folder, on a machine with no tools at all and the database SQLite."""
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "PYTEST_ADDOPTS"}}
    environment |= {"CI": ci, "PATH": "/nonexistent", "PYTHONPATH": str(project_root)}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-rA",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "--continue-on-collection-errors",
    ]
    command += ["--rootdir", str(folder), "-c", str(project_root / "pyproject.toml"), str(folder)]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_on_a_desk_a_missing_tool_skips_with_the_cure(planted: Path, project_root: Path) -> None:
    said = run(planted, project_root, ci="")
    assert "2 passed, 6 skipped, 1 xfailed" in said
    assert "apt-get install chromium" in said
    assert "no/such/file.csv" in said


def test_in_ci_every_skip_fails_but_the_other_database(planted: Path, project_root: Path) -> None:
    said = run(planted, project_root, ci="true")
    assert "1 failed, 2 passed, 1 skipped, 1 xfailed, 4 errors" in said
    for name in ("lacks_a_tool", "lacks_a_browser", "lacks_data", "lazy"):
        assert re.search(rf"^(FAILED|ERROR) .*::test_{name}\b", said, re.MULTILINE), name
    assert "in CI nothing may be: feeling lazy" in said
    assert "in CI nothing may be: whole module" in said
