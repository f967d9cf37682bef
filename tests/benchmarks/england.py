"""How long pages of areas take over all of England: `seed_england`, then gunicorn, asked from this process.

Milliseconds are from the request to the last byte of the answer, on one connection that stays open. Beside each
page stands how many times it takes what an empty page of the bare framework takes through the same middleware, in the
same run; what a page with a single aggregate query takes stands there too.
"""

import http.client
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from tests.benchmarks.imports import answers, server, timed
from tests.databases import ROOT, OwnDatabase, new_database

Write = Callable[[str], object]
RUNS, AT_ONCE, FILES = 60, 8, 3
POSTS_A_SECOND, DECISIONS_A_SECOND, MEGABYTES, CSV_MEGABYTES = 3_000, 5_000, 500, 100
TIMES_AT_ONCE, TIMES_ON_SQLITE = 10, 3
SIGN_IN = """
import django; django.setup()
from uuid import uuid4
from django.db import connection
from django.db.models import Count
from qualifications.models import RuleBook
from settings.models import LocalAuthority
from tests.clients import signed_in
from tests.factories.users import UserFactory
by_size = LocalAuthority.objects.annotate(n=Count("settings")).filter(n__gt=0).order_by("n")
middling, largest = by_size[len(by_size) // 2], by_size[len(by_size) - 1]
if connection.vendor == "postgresql":  # which does so by itself after a while
    connection.cursor().execute("VACUUM ANALYZE")
client = signed_in(UserFactory.create(email=f"{uuid4().hex}@example.org", is_staff=True, is_superuser=True))
cookies = ";".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
print(cookies, middling.code, largest.code, f"/bare/{RuleBook.objects.get().pk}/{largest.pk}/")
"""


class Page(NamedTuple):
    """A page, its address, and at most how many milliseconds it may take on PostgreSQL."""

    name: str
    address: str
    limit: float = 0


def run(write: Write) -> None:
    """Measures and prints, on SQLite and, where one answers, on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        for address in ("", server()):
            if not address or answers(address):
                own = new_database(Path(folder), address)
                try:
                    _measure(own, "PostgreSQL" if address else "SQLite", write)
                finally:
                    own.drop()


def _measure(own: OwnDatabase, database: str, write: Write) -> None:
    write(f"\nAll of England, invented, on {database}\n\n")
    times = 1 if database == "PostgreSQL" else TIMES_ON_SQLITE
    _command(own, "seed_england --undecided", ["seed_england", "--undecided"], 300_000, POSTS_A_SECOND, write)
    # The first time every row is written; of deciding again, most stay as they are.
    for name, least in (("refresh_all, the first time", 0), ("refresh_all, again", DECISIONS_A_SECOND)):
        _command(own, name, ["refresh_all"], 300_000, least, write)
    session, middling, largest, aggregate = own.run(SIGN_IN).split()
    pages = [
        Page("an empty page", "/bare/"),
        Page("a page with one aggregate query", aggregate),
        Page("dashboard of a middling authority", f"/compliance/{middling}/", 30),
        Page("dashboard of the largest", f"/compliance/{largest}/", 60),
        Page("dashboard of the largest, a year ago", f"/compliance/{largest}/?as_at={_a_year_ago()}", 60),
        Page("England", "/compliance/england/", 150),
        Page("posts of the largest, filtered", f"/compliance/{largest}/posts/?status=overdue&duty=must", 40),
        Page("settings of the largest, filtered", f"/compliance/{largest}/settings/?has_senco=no&duty=must", 40),
    ]
    with _served(own) as (port, _):
        floor = 0.0
        for page in pages:
            took = _asked(port, session, page.address, RUNS)
            floor = floor or median(took)
            write(
                _line(page.name, median(took), page.limit * times, f"{median(took) / floor:6.1f} times the empty page")
            )
        for page in pages[2:4]:
            most = _at_once(port, session, page.address)
            write(_line(f"{page.name}, {AT_ONCE} at a time, p99", most, page.limit * times * TIMES_AT_ONCE))
    with _served(own) as (port, server):  # which has served nothing else
        _asked(port, session, "/bare/", 1)
        before = _memory(server)
        took = _asked(port, session, f"/compliance/{largest}/posts/?format=csv", FILES)
        write(_line("CSV of all posts of the largest", median(took), 1_000 * times))
        most = _memory(server)
        over = f"   OVER {CSV_MEGABYTES} MB" if most > CSV_MEGABYTES else ""
        write(f"{'':44} {most:7.0f} MB at most in a worker, {before:.0f} before{over}\n")


def _command(own: OwnDatabase, name: str, arguments: list[str], rows: int, least: float, write: Write) -> None:
    took = timed(own, "manage.py", *arguments)
    rate = rows / took.seconds
    over = "   BELOW " + f"{least:,}" if rate < least else ""
    over += f"   OVER {MEGABYTES} MB" if took.megabytes > MEGABYTES else ""
    write(f"{name:44} {took.seconds:7.1f} s   {rate:,.0f} posts a second, {took.megabytes:.0f} MB{over}\n")


def _line(name: str, took: float, limit: float, beside: str = "") -> str:
    over = f"   OVER {limit:.0f}" if limit and took > limit else ""
    return f"{name:44} {took:7.1f} ms   {beside}{over}\n"


def _a_year_ago() -> str:
    today = time.gmtime()
    return f"{today.tm_year - 1}-{today.tm_mon:02}-01"


@contextmanager
def _served(own: OwnDatabase) -> Iterator[tuple[int, int]]:
    """Gunicorn as in production, at a port of its own choice. Out: that, and the number of its process."""
    environment = own.environment() | {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.served", "PYTHONPATH": str(ROOT)}
    command = ["gunicorn", "-c", "senco_portal/gunicorn.py", "-b", "127.0.0.1:0", "--access-logfile", "/dev/null"]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, "senco_portal.wsgi"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if found := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", line):
                threading.Thread(target=process.stderr.read, daemon=True).start()
                yield int(found[1]), process.pid
                break
    finally:
        process.terminate()
        process.wait(90)


def _asked(port: int, session: str, address: str, runs: int) -> list[float]:
    """How long each answer took, in milliseconds; the first ones, in which caches fill, are left out."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for _ in range(runs + 4):
        began = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": session, "X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status == 200, (address, answer.status)
    return times[4:]


def _at_once(port: int, session: str, address: str) -> float:
    """The time that all but one in a hundred keep, of so many who ask at once."""
    times: list[float] = []
    threads = [
        threading.Thread(target=lambda: times.extend(_asked(port, session, address, RUNS))) for _ in range(AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return quantiles(times, n=100)[-1]


def _memory(server: int) -> float:
    """The most that a worker of a server had, in megabytes."""
    workers = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    peaks = [re.search(r"VmHWM\D+(\d+)", Path(f"/proc/{pid}/status").read_text()) for pid in workers]
    return max(int(peak[1]) for peak in peaks if peak) / 1024
