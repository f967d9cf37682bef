"""Settings from the environment: production is what runs unless told otherwise, and it refuses with the cure."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from senco_portal.lib.env import Environment

GOOD_KEY = "k3y-0f-m0re-than-fifty-characters-with-enough-variety-in-them"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENVIRONMENT", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def told(tmp_path: Path, *lines: str) -> Environment:
    """An environment with a .env file of these lines; with no lines, no file."""
    dotenv = tmp_path / ".env"
    if lines:
        dotenv.write_text("\n".join(lines))
    return Environment(dotenv)


def test_production_is_the_default(tmp_path: Path) -> None:
    assert told(tmp_path).name == "production"
    assert not told(tmp_path).is_development


def test_dotenv_says_development(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given back at the end of the test: reading .env fills the real environment.
    monkeypatch.setenv("ENVIRONMENT", "gone")
    monkeypatch.delenv("ENVIRONMENT")
    assert told(tmp_path, "ENVIRONMENT=development").is_development


def test_the_real_environment_goes_before_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    assert told(tmp_path, "ENVIRONMENT=development").name == "production"


def test_another_environment_is_refused_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "staging")
    with pytest.raises(ImproperlyConfigured, match="'staging': set it to development or production"):
        told(tmp_path)


@pytest.mark.parametrize("key", ["", "short", "a" * 64, "ab" * 40])
def test_production_refuses_no_key_or_a_simple_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("SECRET_KEY", key)
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY is not set.*secrets\.token_urlsafe\(64\)"):
        told(tmp_path).secret_key()


def test_production_takes_a_good_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", GOOD_KEY)
    assert told(tmp_path).secret_key() == GOOD_KEY


@pytest.mark.parametrize("hosts", ["", ",", "*", "a.example.org,*"])
def test_production_refuses_no_host_or_any_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", hosts)
    with pytest.raises(ImproperlyConfigured, match=r"ALLOWED_HOSTS is not set.*ALLOWED_HOSTS=senco\.example"):
        told(tmp_path).allowed_hosts()


def test_production_takes_the_hosts_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example.org,b.example.org")
    assert told(tmp_path).allowed_hosts() == ["a.example.org", "b.example.org"]


@pytest.mark.parametrize("url", ["", None])
def test_the_database_is_sqlite_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str | None) -> None:
    if url is not None:
        monkeypatch.setenv("DATABASE_URL", url)
    database = told(tmp_path).database(default=tmp_path / "a.sqlite3")
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(tmp_path / "a.sqlite3")


def test_an_empty_address_goes_before_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that CI runs on SQLite whatever database a developer has named in .env."""
    monkeypatch.setenv("ENVIRONMENT", "development")
    monkeypatch.setenv("DATABASE_URL", "")
    environment = told(tmp_path, "DATABASE_URL=postgres://me@db.example.org/senco")
    assert environment.database(default=tmp_path / "a.sqlite3")["ENGINE"] == "django.db.backends.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{scheme}://me:p%40ss@db.example.org:5433/senco?sslmode=require")
    database = told(tmp_path).database(default=tmp_path / "a.sqlite3")
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", 5433, "senco")
    assert (database["USER"], database["PASSWORD"]) == ("me", "p@ss")
    costs = "-c jit=off -c random_page_cost=1.1"
    assert database["OPTIONS"] == {"connect_timeout": 5, "options": costs, "sslmode": "require"}
    assert database["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize("url", ["mysql://me@localhost/senco", "senco", "/var/lib/senco.sqlite3"])
def test_another_database_is_refused_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="Set it as postgres://user:password@host:5432/name") as refusal:
        told(tmp_path).database(default=tmp_path / "a.sqlite3")
    assert url not in str(refusal.value), "an address may hold a password"
