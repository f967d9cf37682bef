"""/health/live and /health/ready, and what pages say while the database is away, in processes where it really is."""

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

ASK = """
import json, sys, django
django.setup()
from django.conf import settings
from django.test import Client
settings.ROOT_URLCONF = "tests.integration.senco_portal.broken_urls"
answers = {}
for path in sys.argv[1:]:
    client = Client(raise_request_exception=False)
    if "signed_in" in path:
        client.cookies[settings.SESSION_COOKIE_NAME] = "a-session-to-look-up"
    response = client.get(path, secure=True, headers={"host": "senco.example.org"})
    answers[path] = [response.status_code, response.headers.get("Retry-After"), response.content.decode()]
    assert "Content-Security-Policy" in response.headers
print(json.dumps(answers))
"""


def ask(root: Path, environment: dict[str, str], *paths: str) -> dict[str, list[Any]]:
    """Status, Retry-After and text of each path, as a production process answers."""
    command = [sys.executable, "-c", ASK, *paths]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers: dict[str, list[Any]] = json.loads(done.stdout)
    return answers


@pytest.fixture
def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def test_health_live(client: Client) -> None:
    """Without the database: the test has none."""
    response = client.get("/health/live")
    assert (response.status_code, response.content) == (200, b"live\n")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_ready(client: Client) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.content) == (200, b"ready\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_ready_waits_for_migrations(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    response = client.get("/health/ready")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert "manage.py migrate" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_is_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


def test_while_postgresql_is_away(project_root: Path, production: dict[str, str], closed_port: int) -> None:
    production["DATABASE_URL"] = f"postgres://nobody:secret@127.0.0.1:{closed_port}/none"
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input"]
    subprocess.run(collect, cwd=project_root, env=production, capture_output=True, check=True)
    pages = ("/asks_the_database/", "/for_people_signed_in/")
    answers = ask(project_root, production, "/health/live", "/health/ready", "/fine/", "/fails/", *pages)
    assert answers["/health/live"][:2] == [200, None]
    assert answers["/health/ready"] == [503, "10", "not ready: the database does not answer\n"]
    assert answers["/fine/"][0] == 200, "a page that asks nothing of the database is served"
    assert answers["/fails/"][:2] == [500, None], "a mistake of ours is told as one"
    for page in pages:
        assert answers[page][:2] == [503, "10"], page
        assert "the service is not available" in answers[page][2]
        assert "secret" not in answers[page][2]


def test_while_sqlite_cannot_be_opened(project_root: Path, production: dict[str, str], tmp_path: Path) -> None:
    production["DATABASE_URL"] = f"sqlite:///{tmp_path}/none/a.sqlite3"
    answers = ask(project_root, production, "/health/ready", "/asks_the_database/")
    assert [answer[0] for answer in answers.values()] == [503, 503]
    assert answers["/asks_the_database/"][2].startswith("Sorry"), "as text where the page cannot be shown"


def test_before_the_first_migration(project_root: Path, production: dict[str, str]) -> None:
    """A missing table does not mend itself by waiting: readiness says what to do, and the page is a plain error."""
    answers = ask(project_root, production, "/health/ready", "/asks_the_database/")
    assert answers["/health/ready"][0] == 503
    assert "manage.py migrate" in answers["/health/ready"][2]
    assert answers["/asks_the_database/"][0] == 500
