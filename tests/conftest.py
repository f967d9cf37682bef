"""What every test may use: tools that a machine may lack, data beside the project, and how hard Hypothesis tries.

Marks:
    needs_tool("chromium")     skip, with the cure, on a machine without it; see TOOLS
    browser                    the same as needs_tool("chromium")
    only_on("postgresql")      a test of one database; or only_on("sqlite")

In CI (the environment variable CI is set) a skip is a failure: a machine that lacks a tool proves nothing. Only a test
of the other database may be skipped there.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from qualifications import books
from qualifications.models import RuleBook
from tests import shipped
from tests.clients import Client

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}
NOT_IN_CI = "Skipped, and in CI nothing may be: "
ALLOWED = pytest.StashKey[bool]()


def _on_path(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


# A tool's name: is it here, and what to say when it is not.
TOOLS: dict[str, tuple[Callable[[], bool], str]] = {
    "chromium": (
        lambda: bool(os.environ.get("CHROMIUM")) or _on_path("chromium", "chromium-browser")(),
        "Chromium is missing: install it (Debian: apt-get install chromium), or name it in CHROMIUM",
    ),
    "node_modules": (
        lambda: (ROOT / "frontend" / "node_modules").is_dir(),
        "frontend/node_modules is missing: run `make test`, which builds it",
    ),
    "psql": (_on_path("psql"), "psql is missing (Debian: apt-get install postgresql-client)"),
    "make": (_on_path("make"), "make is missing (Debian: apt-get install make)"),
}

# The same examples every time in CI; new ones each time on a desk. No deadline: a busy machine is not a failure.
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
hypothesis_settings.register_profile("desk", deadline=None)
hypothesis_settings.load_profile("ci" if IN_CI else "desk")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that manage.py is in."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """A function from a name such as "gias/links.csv" to that file in ../shared/data; skips where it is absent."""

    def find(name: str) -> Path:
        path = SHARED / "data" / name
        if not path.exists():
            pytest.skip(f"no {name} in ../shared/data: the public registers are not on this machine")
        return path

    return find


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """The environment of a production process, with a database of its own: for `subprocess`, to be changed at will."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return inherited | {
        "ENVIRONMENT": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "senco.example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'production.sqlite3'}",
        "STATIC_ROOT": str(tmp_path / "static"),
        "EMAIL_URL": "consolemail://",
        "ORGANISATION": "Sampleshire Council",
        "CONTACT_EMAIL": "senco@sampleshire.example",
        "DJANGO_SETTINGS_MODULE": "senco_portal.settings",
    }


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """Without the triggers that keep published books as they are; the migration's own hands take and bring them."""
    keepers = import_module("qualifications.migrations.0003_published_books_never_change")
    with connection.schema_editor() as editor:
        keepers.drop(None, editor)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            keepers.create(None, editor)


@pytest.fixture(scope="session", autouse=True)
def _published_books_go_when_a_test_empties_the_database() -> Iterator[None]:
    """Lets a transactional test (live_server is one) leave a published book behind.

    Other tests are rolled back. After a transactional one Django empties every table, which the triggers on published
    books refuse, rightly. So they are lifted for that moment, and only where such a book is there.
    """
    empty: Callable[[TransactionTestCase], None] = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def empty_all(case: TransactionTestCase) -> None:
        with triggers_lifted() if RuleBook.objects.published().exists() else nullcontext():
            empty(case)
        # The cache has a table of its own, which is no model's.
        cache.clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_all)
        yield


@pytest.fixture(autouse=True)
def _no_book_is_remembered() -> None:
    """A published book is read once a process, by its key; the next test's book may have the same key."""
    books._published.cache_clear()
    caches["memory"].clear()


def _evidence_in(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = settings.STORAGES
    evidence = told["evidence"]
    return told | {"evidence": evidence | {"OPTIONS": evidence["OPTIONS"] | {"location": folder}}}


@pytest.fixture(scope="session", autouse=True)
def _no_test_touches_the_certificates_of_this_copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with override_settings(STORAGES=_evidence_in(tmp_path_factory.mktemp("evidence"))):
        yield


@pytest.fixture
def evidence_folder(tmp_path: Path) -> Iterator[Path]:
    """Where certificates lie in this test; not made yet."""
    folder = tmp_path / "deep" / "evidence"
    with override_settings(STORAGES=_evidence_in(folder)):
        yield folder


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    """The clock, stopped at today's noon, for a test that moves it on and must not come into another day.

    Named first, so that nothing is made at a later moment than the test begins.
    """
    with time_machine.travel(
        timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0), tick=False
    ) as it:
        yield it


@pytest.fixture
def client() -> Client:
    """A browser without script, in which nobody has signed in yet."""
    return Client()


@pytest.fixture
def shipped_book(db: None) -> RuleBook:
    """The catalogue loaded, and the rule book that is shipped, published."""
    shipped.catalogue()
    return RuleBook.objects.get()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what this machine or this database cannot run."""
    needed = {mark.args[0] for mark in item.iter_markers("needs_tool")}
    if item.get_closest_marker("browser"):
        needed.add("chromium")
    for name in sorted(needed):
        is_here, cure = TOOLS[name]
        if not is_here():
            pytest.skip(cure)
    only_on = item.get_closest_marker("only_on")
    if only_on and connection.vendor != only_on.args[0]:
        item.stash[ALLOWED] = True
        pytest.skip(f"a test of {only_on.args[0]}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI turn a skip into a failure, tests of the other database excepted."""
    report = yield
    expected_failure = hasattr(report, "wasxfail")
    if IN_CI and report.skipped and not expected_failure and not item.stash.get(ALLOWED, False):
        report.outcome, report.longrepr = "failed", NOT_IN_CI + _reason(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole module that skips itself."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome, report.longrepr = "failed", NOT_IN_CI + _reason(report)
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")
