"""The real servers: gunicorn as in production behind a proxy, and the development server. What they log above all."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from qualifications.models import RuleBook
from tests.clients import Client
from tests.integration.senco_portal.longest import longest_addresses

# Seconds for a server to stop: gunicorn gives requests 30 (senco_portal/gunicorn.py), and a busy machine is slow.
GRACE = 90
HOST = "senco.example.org"
HTTPS = {"Host": HOST, "X-Forwarded-Proto": "https"}
SECRET = "Jane-Doe-1234567"


@dataclass
class Server:
    """A server that runs, and the file that it logs to."""

    port: int
    log: Path

    def get(self, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response

    def logged(self, pattern: str) -> str:
        """The log, once it has the pattern in it; fails when it has not within seconds."""
        for _ in range(100):
            if re.search(pattern, self.log.read_text()):
                return self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(f"{pattern} is not in the log:\n{self.log.read_text()}")


def manage(root: Path, environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def serving(command: Sequence[str], root: Path, environment: dict[str, str], log: Path, port: int) -> Iterator[Server]:
    """The command's server, once it answers; it is stopped at the end."""
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        for _ in range(300):
            if process.poll() is not None or answers(port):
                break
            time.sleep(0.1)
        assert process.poll() is None, log.read_text()
        yield Server(port, log)
    finally:
        _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Ends a server as a service manager does; fails, and leaves nothing behind, where it has not ended in time."""
    process.terminate()
    try:
        process.wait(timeout=GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


@pytest.fixture
def gunicorn(project_root: Path, production: dict[str, str], tmp_path: Path) -> Iterator[Server]:
    """The portal as in production, told of https by a proxy."""
    environment = production | {"BEHIND_TLS_PROXY": "1", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(project_root)}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.integration.senco_portal.broken_settings"
    manage(project_root, environment, "collectstatic", "--no-input", "--verbosity", "0")
    manage(project_root, environment, "migrate", "--verbosity", "0")
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--chdir", str(project_root)]
    command += ["-c", str(project_root / "senco_portal" / "gunicorn.py")]
    command += ["--bind", f"127.0.0.1:{port}", "senco_portal.wsgi"]
    # From elsewhere, as service managers start it.
    del environment["PYTHONPATH"]
    with serving(command, tmp_path, environment, tmp_path / "log", port) as server:
        yield server


def test_gunicorn_in_production(gunicorn: Server, tmp_path: Path) -> None:
    """One server for all that is asked of it, because starting it is dear."""
    page = gunicorn.get(f"/health/ready?name={SECRET}", HTTPS)
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"

    moved = gunicorn.get("/fine/", {"Host": HOST})
    assert (moved.status, moved.headers["Location"]) == (301, f"https://{HOST}/fine/")
    assert gunicorn.get("/health/live", {"Host": HOST}).status == 200, "health answers without https"
    wrong_host = gunicorn.get("/fine/", {"Host": "evil.example"})
    assert wrong_host.status == 400

    style = next((tmp_path / "static").glob("app.*.css"))
    static = gunicorn.get(f"/static/{style.name}", HTTPS)
    assert static.status == 200
    assert "immutable" in static.headers["Cache-Control"]

    error = gunicorn.get(f"/fails/?asked={SECRET}", HTTPS | {"Referer": f"https://{HOST}/check/?name={SECRET}"})
    assert error.status == 500
    for answer in (page, moved, wrong_host, static, error):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    too_long = gunicorn.get(f"/fine/?name={SECRET}{'x' * 8190}", HTTPS)
    assert too_long.status == 414

    log = gunicorn.logged(r"Invalid request: Request Line is too large")
    assert "ip=" not in log
    log = gunicorn.logged(r"GET /fails/ 500")
    assert "ERROR django.request Internal Server Error: /fails/\n  File" in log
    assert "builtins.ValueError" in log
    assert log.count("GET /health/ready 200") == 1
    assert SECRET not in log
    assert "Jane Doe said" not in log.replace('raise ValueError(f"Jane Doe said', "")


@pytest.mark.django_db
def test_gunicorn_reads_the_longest_addresses_that_our_forms_make(
    gunicorn: Server, client: Client, shipped_book: RuleBook
) -> None:
    addresses = longest_addresses(client)
    assert max(map(len, addresses)) > 4094, "gunicorn's own limit"
    for address in addresses:
        path, _, query = address.partition("?")
        asked = gunicorn.get(f"/fine/?{query}&{'x' * len(path)}", HTTPS | {"Referer": f"https://{HOST}{address}"})
        assert (path, asked.status) == (path, 200)


def test_gunicorn_answers_while_requests_are_half_sent(gunicorn: Server) -> None:
    half_sent = [socket.create_connection(("127.0.0.1", gunicorn.port)) for _ in range(6)]
    for each in half_sent:
        each.sendall(b"GET / HTTP/1.1\r\nHost: ")
    began = time.monotonic()
    assert gunicorn.get("/health/live", HTTPS).status == 200
    assert time.monotonic() - began < 10
    for each in half_sent:
        each.close()


def test_the_development_server_logs_no_query_string(
    project_root: Path, production: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    environment = production | {"ENVIRONMENT": "development", "PYTHONUNBUFFERED": "1"}
    manage(project_root, environment, "migrate", "--verbosity", "0")
    with serving(command, project_root, environment, tmp_path / "log", port) as server:
        assert server.get(f"/health/live?name={SECRET}", {"Host": "localhost"}).status == 200
        assert server.get(f"/nowhere/?name={SECRET}", {"Host": "localhost"}).status == 404
        log = server.logged(r"/nowhere/\?… HTTP")
    assert '"GET /health/live?… HTTP/1.1" 200' in log
    assert "Not Found: /nowhere/" in log
    assert SECRET not in log
