"""What tests of the rules share."""

import sys
from dataclasses import fields

import pytest

from qualifications.rules.book import Book
from tests.unit.qualifications.rules.shipped import BOOK


@pytest.fixture(scope="session", autouse=True)
def _nothing_remembered() -> None:
    """Books and functions remember what was worked out; a run of the tests begins with nothing remembered.

    It matters where several runs share one process's memory, as those of mutants do.
    """
    for name in vars(BOOK).keys() - {field.name for field in fields(Book)}:
        del vars(BOOK)[name]
    rules = [module for name, module in sys.modules.items() if name.startswith("qualifications.rules.")]
    for function in (function for module in rules for function in vars(module).values()):
        if hasattr(function, "cache_clear"):
            function.cache_clear()
