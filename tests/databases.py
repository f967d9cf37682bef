"""Databases of a test's own, files of SQLite or on a server of PostgreSQL: real processes of manage.py work in them.

A template is made once; each test has a copy of it.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import uuid4

import psycopg2  # type: ignore[import-untyped]
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


class OwnDatabase(ABC):
    """A database with the portal's tables and catalogue."""

    @property
    @abstractmethod
    def url(self) -> str:
        """Its address, as DATABASE_URL has it."""

    @abstractmethod
    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """The rows that answer a question in SQL."""

    @abstractmethod
    def copy(self) -> "OwnDatabase":
        """Another one with all that this one holds. Nobody may be at it."""

    @abstractmethod
    def wait_until_left(self) -> None:
        """Returns when nobody is at it: a server ends what a killed process asked of it last, perhaps with a commit."""

    @abstractmethod
    def drop(self) -> None:
        """Takes it away, whoever is at it."""

    def environment(self) -> dict[str, str]:
        return os.environ | {"DATABASE_URL": self.url, "DJANGO_SETTINGS_MODULE": "senco_portal.settings"}

    def start(self, *arguments: str | Path) -> "subprocess.Popen[str]":
        """Begins `manage.py` with these arguments, or Python with a script where they begin with -c."""
        command = [sys.executable, *(() if arguments[0] == "-c" else ("manage.py",)), *map(str, arguments)]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment(), text=True, stdin=pipe, stdout=pipe, stderr=pipe
        )

    def manage(self, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        """Runs `manage.py` to its end."""
        with self.start(*arguments) as process:
            said, complained = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, said, complained)

    def run(self, script: str) -> str:
        """What a script of Python prints; it has to end well."""
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=True)
        return done.stdout

    def count(self, *tables: str) -> dict[str, int]:
        """How many rows tables of the app of places hold, all at one moment: somebody may be at it."""
        counts = ", ".join(f"(SELECT count(*) FROM settings_{table})" for table in tables)  # noqa: S608  names of ours
        return dict(zip(tables, self.ask(f"SELECT {counts}")[0], strict=True))


class OwnFile(OwnDatabase):
    """A file of SQLite, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.path = folder, folder / "portal.sqlite3"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        database = sqlite3.connect(self.path)
        # Constraints use it, and SQLite asks its user for it.
        database.create_function("REGEXP", 2, lambda pattern, text: bool(re.search(pattern, text)))
        try:
            return database.execute(question).fetchall()
        finally:
            database.close()

    def copy(self) -> "OwnFile":
        other = OwnFile(self.folder.with_name(uuid4().hex))
        shutil.copy(self.path, other.path)
        return other

    def wait_until_left(self) -> None:
        """A killed process is out of a file when it is gone."""

    def drop(self) -> None:
        shutil.rmtree(self.folder)


class OwnOnServer(OwnDatabase):
    """A database on a server of PostgreSQL. In: the address of one that is there already, to make it from."""

    def __init__(self, server: str, *, template: str = "template1") -> None:
        self.server, self.name = server, f"senco_test_{uuid4().hex}"
        self._tell_server(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')

    @property
    def url(self) -> str:
        return urlsplit(self.server)._replace(path=f"/{self.name}").geturl()

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        database = psycopg2.connect(self.url)
        try:
            with database.cursor() as cursor:
                cursor.execute(question)
                return list(cursor.fetchall())
        finally:
            database.close()

    def copy(self) -> "OwnOnServer":
        return OwnOnServer(self.server, template=self.name)

    def wait_until_left(self) -> None:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        for _ in range(600):
            if self.ask(f"SELECT count(*) {others} AND backend_type = 'client backend'") == [(0,)]:
                return
            time.sleep(0.1)
        raise TimeoutError(f"Somebody is still at {self.name} after a minute.")

    def drop(self) -> None:
        self._tell_server(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _tell_server(self, order: str) -> None:
        database = psycopg2.connect(self.server)
        database.autocommit = True
        try:
            database.cursor().execute(order)
        finally:
            database.close()


def server_of_the_suite() -> str:
    """The address of the PostgreSQL database that the suite runs on; nothing where it runs on SQLite."""
    told = connection.settings_dict
    if connection.vendor != "postgresql":
        return ""
    person = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}".rstrip(":")
    return f"postgres://{person}@{told['HOST']}:{told['PORT']}/postgres"


def new_database(folder: Path, server: str) -> OwnDatabase:
    """One with the portal's tables and catalogue. In: where a file of SQLite may be; a server, or nothing for that."""
    database = OwnOnServer(server) if server else OwnFile(folder / uuid4().hex)
    for command in (("migrate", "-v0"), ("load_catalogue",)):
        done = database.manage(*command)
        assert done.returncode == 0, done.stderr
    return database
