"""Databases of a test's own, for commands that run in processes of their own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.databases import OwnDatabase, new_database, server_of_the_suite


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnDatabase]:
    """A database with the portal's tables and catalogue, made once."""
    database = new_database(tmp_path_factory.mktemp("databases"), server_of_the_suite())
    yield database
    database.drop()


@pytest.fixture
def copy_of() -> Iterator[Callable[[OwnDatabase], OwnDatabase]]:
    """A function that makes another database with all that one holds; they go at the end of the test."""
    with ExitStack() as stack:

        def copy(database: OwnDatabase) -> OwnDatabase:
            made = database.copy()
            stack.callback(made.drop)
            return made

        yield copy


@pytest.fixture
def own(template: OwnDatabase, copy_of: Callable[[OwnDatabase], OwnDatabase]) -> OwnDatabase:
    """A database with the portal's tables and catalogue, for one test."""
    return copy_of(template)
