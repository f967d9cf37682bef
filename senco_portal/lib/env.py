"""Settings from the environment: a missing one stops the start and says what to do."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ENVIRONMENTS = ("development", "production")
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")


class Environment:
    """What the process was told, from real environment variables and, behind them, a ``.env`` file."""

    def __init__(self, dotenv: Path) -> None:
        self.read = environ.Env()
        if dotenv.exists():
            self.read.read_env(str(dotenv))
        self.name: str = self.read.str("ENVIRONMENT", default="production")
        if self.name not in ENVIRONMENTS:
            raise ImproperlyConfigured(f"ENVIRONMENT is {self.name!r}: set it to development or production.")

    @property
    def is_development(self) -> bool:
        """Whether this is a copy to develop on: `make run` and `make test` write .env to say so."""
        return self.name == "development"

    def secret_key(self) -> str:
        """The key that signs sessions and links. In: SECRET_KEY. Raises ImproperlyConfigured with the cure."""
        if self.is_development:
            return "development-only, of no value to anybody: production refuses to start without its own"
        key: str = self.read.str("SECRET_KEY", default="")
        if len(key) < 50 or len(set(key)) < 10:
            raise ImproperlyConfigured(
                "SECRET_KEY is not set, or is too simple. Set it in the environment to 50 or more random characters, "
                'made for instance by: python3 -c "import secrets; print(secrets.token_urlsafe(64))". '
                "For a copy to develop on, run `make run`, which writes .env with ENVIRONMENT=development."
            )
        return key

    def allowed_hosts(self) -> list[str]:
        """Names this site answers to. In: ALLOWED_HOSTS, with commas. Raises ImproperlyConfigured with the cure."""
        if self.is_development:
            return ["localhost", "127.0.0.1", "[::1]", "testserver"]
        hosts: list[str] = [host for host in self.read.list("ALLOWED_HOSTS", default=[]) if host]
        if not hosts or "*" in hosts:
            raise ImproperlyConfigured(
                "ALLOWED_HOSTS is not set, or is *. Set it in the environment to the names this site answers to, "
                "with commas between: ALLOWED_HOSTS=senco.example.gov.uk,www.senco.example.gov.uk"
            )
        return hosts

    def database(self, default: Path) -> dict[str, Any]:
        """The database, as Django wants it told. In: DATABASE_URL, else SQLite in the file `default`.

        Raises ImproperlyConfigured with the cure for an address that is neither SQLite nor PostgreSQL.
        """
        url: str = self.read.str("DATABASE_URL", default="") or f"sqlite:///{default}"
        if url.partition("://")[0] not in DATABASE_SCHEMES:
            raise ImproperlyConfigured(
                "DATABASE_URL is not the address of a SQLite or PostgreSQL database. "
                "Set it as postgres://user:password@host:5432/name, or leave it out for SQLite."
            )
        told: dict[str, Any] = self.read.db_url_config(url)
        return told | (_sqlite() if url.startswith("sqlite") else _postgresql(told.get("OPTIONS", {})))

    def email(self) -> dict[str, Any]:
        """How e-mail is sent, as Django wants it told. In: EMAIL_URL. Raises ImproperlyConfigured with the cure.

        In development it is shown on the terminal unless EMAIL_URL says otherwise.
        """
        url: str = self.read.str("EMAIL_URL", default="consolemail://" if self.is_development else "")
        if not url:
            raise ImproperlyConfigured(
                "EMAIL_URL is not set: invitations and security codes go by e-mail. Set it in the environment as "
                "smtp+tls://user:password@host:587 (user and password percent-encoded)."
            )
        told = {name: value for name, value in self.read.email_url_config(url).items() if value is not None}
        return told | {"EMAIL_TIMEOUT": 10}

    def organisation(self) -> tuple[str, str]:
        """Who runs the portal, and where to write to them. In: ORGANISATION, CONTACT_EMAIL.

        In development they are clearly invented unless given. Raises ImproperlyConfigured with the cure.
        """
        invented = ("Sampleshire Council (invented)", "senco@sampleshire.example") if self.is_development else ("", "")
        name: str = self.read.str("ORGANISATION", default=invented[0])
        address: str = self.read.str("CONTACT_EMAIL", default=invented[1])
        if not name or "@" not in address:
            raise ImproperlyConfigured(
                "ORGANISATION or CONTACT_EMAIL is not set: the accessibility statement and the privacy page must say "
                "who runs this portal. Set ORGANISATION to its name, and CONTACT_EMAIL to where people can write."
            )
        return name, address


def _sqlite() -> dict[str, Any]:
    # Writers take their turn at once instead of failing half-way; readers never wait for them.
    return {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    }


def _postgresql(options: dict[str, Any]) -> dict[str, Any]:
    # A connection is kept for a minute and tried before use; a server that is away is known to be so in seconds.
    # A page's figures are one query with many conditions: to compile these takes longer than to answer without. Disks
    # are flash now: a row elsewhere costs little more than the next, and few rows are found by their index.
    usual = {"connect_timeout": 5, "options": "-c jit=off -c random_page_cost=1.1"}
    return {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": usual | options}
