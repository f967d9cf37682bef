"""The rules are pure: they import themselves and the standard library, and ask neither machine, clock nor people."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualifications.enums import Role
from settings.enums import PREVIOUS_POST_TYPES, SettingType
from tests.unit.qualifications.rules import shipped

RULES = "qualifications.rules"
# Of the standard library, what reaches out of the process or answers differently from run to run.
IMPURE_MODULES = frozenset(
    {
        *("os", "sys", "pathlib", "io", "socket", "urllib", "http", "subprocess"),
        *("time", "random", "logging", "locale"),
    }
)
PURE_MODULES = sys.stdlib_module_names - IMPURE_MODULES
IMPURE_NAMES = {"open", "print", "input", "__import__"}
CLOCKS = {"today", "now", "utcnow"}


def impurities(source: str) -> list[str]:
    """What in a text of Python is not pure: line number and words."""
    return [f"{line}: {words}" for node in ast.walk(ast.parse(source)) for line, words in _impure(node)]


def _impure(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Import):
        yield from ((node.lineno, f"import {alias.name}") for alias in node.names if not _is_pure(alias.name))
    elif isinstance(node, ast.ImportFrom):
        name = "." * node.level + (node.module or "")
        if not _is_pure(name):
            yield node.lineno, f"from {name} import"
    elif isinstance(node, ast.Name) and node.id in IMPURE_NAMES:
        yield node.lineno, node.id
    elif isinstance(node, ast.Attribute) and node.attr in CLOCKS:
        yield node.lineno, ast.unparse(node)


def _is_pure(module: str) -> bool:
    return module == RULES or module.startswith(f"{RULES}.") or module.partition(".")[0] in PURE_MODULES


def test_the_rules_are_pure(project_root: Path) -> None:
    paths = sorted((project_root / "qualifications" / "rules").rglob("*.py"))
    assert len(paths) > 20, "Were the folder renamed, nothing would be looked at and all be well."
    found = [
        f"{path.relative_to(project_root)}:{impurity}"
        for path in paths
        for impurity in impurities(path.read_text(encoding="utf-8"))
    ]
    assert found == [], "Let the caller read, ask and tell, and pass values in.\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("import os", "import os"),
        ("import os.path as p", "import os.path"),
        ("import json, django", "import django"),
        ("from django.db import models", "from django.db import"),
        ("from qualifications import models", "from qualifications import"),
        ("from qualifications.books import load", "from qualifications.books import"),
        ("from qualifications.rules_of_old import rule", "from qualifications.rules_of_old import"),
        ("from . import book", "from . import"),
        ("from ..books import load", "from ..books import"),
        ("from urllib.request import urlopen", "from urllib.request import"),
        ("def f():\n    import random", "import random"),
        ("try:\n    from settings.enums import SettingType\nfinally: ...", "from settings.enums import"),
        ("text = open('a').read()", "open"),
        ("print(1)", "print"),
        ("list(map(print, rules))", "print"),
        ("name = input()", "input"),
        ("__import__('o' + 's')", "__import__"),
        ("day = date.today()", "date.today"),
        ("field(default_factory=date.today)", "date.today"),
        ("datetime.datetime.now()", "datetime.datetime.now"),
    ],
)
def test_the_finder_catches(planted: str, found: str) -> None:
    assert [words.partition(": ")[2] for words in impurities(f"import json\n{planted}\n")] == [found]


def test_the_finder_tells_the_line() -> None:
    assert impurities("import json\n\n\ndef now():\n    import time\n") == ["5: import time"]


def test_the_finder_passes_an_innocent_file() -> None:
    innocent = '''
"""Never print or open anything; today is passed in."""
import re
from collections.abc import Iterator
from datetime import date

import qualifications.rules.terms
from qualifications.rules.book import Book


def opened(today: date, book: Book) -> bool:
    return book.opened_on <= today
'''
    assert impurities(innocent) == []


# The tests of the rules have no Django, so they hold copies of its words.


def test_the_words_of_the_tests_are_the_words_of_the_portal() -> None:
    assert tuple(SettingType.values) == shipped.SETTING_TYPES
    assert tuple(value for value, _ in PREVIOUS_POST_TYPES) == shipped.PREVIOUS_TYPES
    assert tuple(Role.values) == shipped.ROLES
