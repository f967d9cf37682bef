"""Conventions of the whole tree, each held by a test that says what to do instead."""

import ast
import inspect
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from senco_portal import urls as project_urls

ROOT = Path(__file__).resolve().parent.parent
APPS = ("accounts", "settings", "qualifications", "practitioners", "compliance")
OURS = (*APPS, "senco_portal")
MEGABYTE = 1024 * 1024
BINARY = {".png", ".jpg", ".ico", ".woff2", ".gz", ".pdf", ".xlsx"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or may be, committed: from the project's root."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(sorted(Path(name) for name in set(names) if name and (ROOT / name).is_file()))


@cache
def read(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def python(*, of_tests: bool = False, of_migrations: bool = False) -> list[Path]:
    """Our Python files; those of tests and of migrations only where asked for."""
    return [
        path
        for path in files()
        if path.suffix == ".py"
        and (of_tests or path.parts[0] != "tests")
        and (of_migrations or "migrations" not in path.parts)
    ]


def templates() -> list[Path]:
    return [path for path in files() if path.suffix == ".html" and path.parts[0] != "tests"]


def texts() -> list[Path]:
    """Every text file of ours but this one, which has to name what it looks for."""
    this = Path(__file__).relative_to(ROOT)
    return [path for path in files() if path != this and path.suffix not in BINARY]


def nodes(path: Path) -> Iterator[ast.AST]:
    yield from ast.walk(_tree(path))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(read(path))


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """Where a pattern stands: file:line: the words."""
    return [
        f"{path}:{read(path).count(chr(10), 0, found.start()) + 1}: {found.group().strip()}"
        for path in paths
        for found in re.finditer(pattern, read(path))
    ]


def said(message: str, found: list[str]) -> str:
    return "\n".join([message, *found])


# The layout


def test_the_top_level_holds_what_the_plan_allows_and_nothing_else() -> None:
    must = {*APPS, "senco_portal", "templates", "tests", "docs", "frontend", "manage.py", "pyproject.toml", "README.md"}
    must |= {
        "Makefile",
        "requirements.lock",
        "requirements-dev.lock",
        "requirements-bench.lock",
        "requirements-node.lock",
    }
    there = {path.parts[0] for path in files()}
    dotfiles = {name for name in there if name.startswith(".")}
    assert there - dotfiles == must, "Another entry at the top needs a decision record in docs/adr, and a place here."


VOCABULARY = {
    *("enums", "querysets", "models", "policies", "actions", "imports", "exports", "forms", "presenters", "filters"),
    *("views", "urls", "api", "admin", "apps", "adapters", "middleware", "tasks", "templatetags", "management"),
    *("migrations", "data", "templates", "static", "__init__"),
}
ROOMS = {
    "settings": {"catalogue", "search"},
    "qualifications": {"rules", "books", "catalogue", "checker", "comparison", "register", "wording"},
    "practitioners": {"assessments", "journey", "matching"},
    "compliance": {"reports", "rule_changes", "demonstration"},
}


@pytest.mark.parametrize("app", APPS)
def test_modules_of_an_app_come_from_one_vocabulary(app: str) -> None:
    inside = {path.parts[1].removesuffix(".py") for path in files() if path.parts[0] == app}
    odd = sorted(inside - VOCABULARY - ROOMS.get(app, set()))
    assert odd == [], f"Put these of {app} into a module that every app has, or name a room in a decision record."


def test_there_is_no_attic() -> None:
    attics = {"utils", "util", "core", "common", "misc", "helpers"}
    found = [str(path) for path in files() if attics & {part.removesuffix(".py") for part in path.parts}]
    assert found == [], said("Name a module by what it does.", found)


def test_files_are_short() -> None:
    limits = [(path, 250) for path in python()] + [(path, 80) for path in templates()]
    found = [f"{path}: {count} of {most}" for path, most in limits if (count := len(read(path).splitlines())) > most]
    assert found == [], said("Split these files.", found)


# Words that are not to be said in code


def test_places_are_not_configuration() -> None:
    """`settings` is the app of places; configuration is `from django.conf import settings`."""
    found = [
        f"{path}: {ast.unparse(node)}" for path in python(of_tests=True) for node in nodes(path) if _bare_settings(node)
    ]
    assert found == [], said("Write `from settings.models import …`, or `from django.conf import settings`.", found)


def _bare_settings(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.partition(".")[0] == "settings" for alias in node.names)
    return isinstance(node, ast.ImportFrom) and node.module == "settings" and not node.level


def test_there_are_no_signals_of_our_own() -> None:
    # A field has a method of such a name, which is none.
    signals = r"(?<!def )\b(?:pre|post)_(?:save|delete|init|migrate)\b|\bm2m_changed\b|\bSignal\("
    signals += r"|import receiver\b|@receiver\b"
    found = lines_with(signals, [path for path in python() if path.parts[0] != "accounts"])
    found += lines_with(r"(?<!def )\b(?:pre|post)_(?:save|delete|init)\b|\bm2m_changed\b|\bSignal\(", python())
    assert found == [], said(
        "Write an action that does both things; see docs/adr. (accounts may hear a library's.)", found
    )


CLOCKS = {
    "today": "date.today",
    "now": "timezone.now",
    "utcnow": "datetime.utcnow",
    "localdate": "timezone.localdate",
    "localtime": "timezone.localtime",
    "Now": "models.functions.Now",
}


def test_the_clock_is_read_at_the_edge_only() -> None:
    found = [f"{path}:{line}: {clock}" for path in python() if not _at_the_edge(path) for line, clock in _clocks(path)]
    assert found == [], said("Pass the day in: views, middleware, commands and admin read the clock.", found)


def _at_the_edge(path: Path) -> bool:
    edges = {"views.py", "admin.py", "middleware.py"}
    return path.name in edges or bool({"views", "admin", "management"} & set(path.parts))


def _clocks(path: Path) -> Iterator[tuple[int, str]]:
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield node.lineno, CLOCKS[node.attr]
        if isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, CLOCKS[alias.name]) for alias in node.names if alias.name in CLOCKS)


def test_nothing_goes_round_the_escaping_or_the_forgery_check() -> None:
    # One module escapes many words at once; its test holds what comes out against format_html.
    held = [path for path in python() if path.as_posix() != "senco_portal/lib/escaped.py"]
    found = lines_with(r"\bmark_safe\b|\bSafeString\(|\bcsrf_exempt\b|\bautoescape\b|\bxframe_options_exempt\b", held)
    found += lines_with(r"\|\s*safe(?:seq)?\b|\bautoescape\s+off\b", templates())
    assert found == [], said("Use format_html in Python, and plain variables in templates.", found)


def test_nothing_is_inline_in_templates() -> None:
    inline = r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
    found = lines_with(inline, templates())
    assert found == [], said("The policy forbids it: put it into frontend/.", found)


def test_nothing_is_left_for_later_in_the_code() -> None:
    found = lines_with(
        r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b", [path for path in texts() if path.suffix != ".lock"]
    )
    assert found == [], said("Do it, or open an issue.", found)


def test_models_have_no_ordering() -> None:
    found = [
        f"{path}:{line.lineno}"
        for path in python()
        for node in nodes(path)
        if isinstance(node, ast.ClassDef) and node.name == "Meta"
        for line in node.body
        if isinstance(line, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "ordering" for to in line.targets)
    ]
    assert found == [], said("Order where it is read: a query that is silently sorted is silently slow.", found)


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of somebody's machine, no registry, no word of how it was written."""
    machines = r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|opt/\w+)/|[A-Z]:\\"
    registries = r"registry\.npmjs\.org|pypi\.org|files\.pythonhosted\.org|registry\.yarnpkg\.com"
    authors = (
        r"(?i)\bAI assistant\b|\blanguage model\b|\bprompt engineer|\bcoding agent\b|\bChatGPT\b|\bClaude\b|\bCopilot\b"
    )
    found = [line for pattern in (machines, registries, authors) for line in lines_with(pattern, texts())]
    assert found == [], said("Take these out.", found)


# Files


def test_dependencies_say_what_they_are_for() -> None:
    lines = [line.strip() for line in read(Path("pyproject.toml")).splitlines()]
    project = tomllib.loads(read(Path("pyproject.toml")))
    wanted = [
        *project["project"]["dependencies"],
        *(each for group in project["dependency-groups"].values() for each in group),
    ]
    assert wanted
    bare = [each for each in wanted if not lines[lines.index(f'"{each}",') - 1].startswith("#")]
    assert bare == [], said("Write a comment above each dependency: what it is for.", bare)


def test_migrations_are_named() -> None:
    numbered = [path for path in files() if "migrations" in path.parts and path.name[:4].isdigit()]
    assert numbered
    machine = re.compile(r"\d{4}_(?:initial|auto|alter|add|remove|rename|delete)(?:_|$)|_and_more$|\d{8}")
    found = [str(path) for path in numbered if machine.search(path.stem)]
    assert found == [], said("Name a migration by the one thing that it tells.", found)
    untold = [str(path) for path in numbered if not ast.get_docstring(_tree(path))]
    assert untold == [], said("Say in a docstring what it does.", untold)


def test_migrations_can_be_undone() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in python(of_migrations=True)
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"RunPython", "RunSQL"}
        if len(node.args) < 2 and not {"reverse_code", "reverse_sql"} & {word.arg for word in node.keywords}
    ]
    assert found == [], said("Give the way back, RunPython.noop at least.", found)


def test_no_file_is_large_and_no_register_is_committed() -> None:
    large = [f"{path}: {size:,} bytes" for path in files() if (size := (ROOT / path).stat().st_size) > MEGABYTE]
    assert large == [], said("Data of that size is read from beside the project, not committed.", large)
    tables = [path for path in files() if path.suffix in {".csv", ".xlsx", ".zip"}]
    registers = re.compile(r"edubase|gias|ofsted|get-information|childcare_providers", re.IGNORECASE)
    found = [str(path) for path in tables if registers.search(path.name) and len((ROOT / path).read_bytes()) > 50_000]
    assert found == [], said("The public registers stay outside; invent a few rows for a test.", found)


def test_the_pictures_of_the_readme_are_there_and_small() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", read(Path("README.md")))
    assert {str(path) for path in files() if path.parts[:2] == ("docs", "pictures")} == {path for _, path in shown}
    large = [path for _, path in shown if (ROOT / path).stat().st_size > 150_000]
    assert large == [], said("Clip these, or draw them with fewer colours.", large)


# Views


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    """Every address of the portal, however deep it is included; Django admin's own are not ours."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        elif entry.callback.__module__.partition(".")[0] in OURS:
            yield entry


def our_patterns() -> list[URLPattern]:
    return list(patterns(get_resolver(project_urls.__name__)))


def view_functions() -> list[tuple[Path, ast.FunctionDef]]:
    """Every function that answers a request, wherever a module `views` is."""
    return [
        (path, node)
        for path in python()
        if path.name == "views.py" or "views" in path.parts
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if node.args.args and node.args.args[0].arg == "request"
    ]


def test_views_are_functions() -> None:
    found = [f"{entry.pattern}" for entry in our_patterns() if not inspect.isfunction(entry.callback)]
    found += [
        f"{entry.pattern}"
        for entry in our_patterns()
        if inspect.isfunction(entry.callback) and hasattr(entry.callback, "view_class")
    ]
    assert found == [], said("Write a function: parse, authorise, one call, render.", found)


def test_a_view_and_its_address_share_one_name() -> None:
    found = [f"{entry.pattern}: {entry.name}" for entry in our_patterns() if entry.name != entry.callback.__name__]
    assert found == [], said("Name the address as the function is named.", found)
    reached = {entry.callback.__name__ for entry in our_patterns()}
    lost = [f"{path}: {view.name}" for path, view in view_functions() if view.name not in reached]
    assert lost == [], said("No address leads to these, or their names differ.", lost)


def test_views_are_short() -> None:
    assert view_functions()
    found = [
        f"{path}: {view.name}, {length} lines"
        for path, view in view_functions()
        if (length := (view.end_lineno or view.lineno) - view.lineno + 1) >= 25
    ]
    assert found == [], said("A view parses, authorises, makes one call and renders.", found)


def test_the_walk_over_addresses_finds_them() -> None:
    assert isinstance(project_urls, ModuleType)
    assert {"health_live", "health_ready"} <= {entry.name for entry in our_patterns()}
