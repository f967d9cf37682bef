"""Make the lock files from pyproject.toml, or check that they match it: `make lock`, and a step of `make check`.

uv takes the pins that a lock already holds, so a lock changes only where pyproject.toml asks for it, or with --upgrade.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).with_name("uv")
# One lock for every kind of machine, with hashes, and no word of the registry it came from.
COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"),
)


@dataclass(frozen=True)
class Lock:
    """One lock file and what goes into it, as arguments of `uv pip compile`."""

    name: str
    inputs: tuple[str, ...]


# In the order they are made: each is held to the pins of the one it names after -c.
LOCKS = (
    Lock("requirements.lock", ("pyproject.toml",)),
    Lock("requirements-dev.lock", ("pyproject.toml", "--group", "dev", "-c", "requirements.lock")),
    Lock(
        "requirements-bench.lock",
        ("pyproject.toml", "--group", "dev", "--group", "bench", "-c", "requirements-dev.lock"),
    ),
    Lock("requirements-node.lock", ("--group", "node")),
)


class LockError(Exception):
    """A lock could not be made, or no longer matches; its text is for the person at the terminal."""


def make(lock: Lock, root: Path, out: Path, *, upgrade: bool = False) -> None:
    """Write the lock to `out`, keeping the pins already there. Raises LockError with what uv says."""
    command = [str(UV), *COMPILE, *lock.inputs, "--output-file", str(out), *(["--upgrade"] if upgrade else [])]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603  our own words
    if done.returncode:
        raise LockError(f"{lock.name} could not be made from pyproject.toml:\n{done.stderr.strip()}")


def trouble(lock: Lock, root: Path) -> str:
    """What is wrong with a lock in `root`, or nothing."""
    present = root / lock.name
    if not present.exists():
        return f"{lock.name} is missing"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(shutil.copy(present, folder))
        try:
            make(lock, root, fresh)
        except LockError as error:
            return str(error)
        same = fresh.read_text() == present.read_text()
    return "" if same else f"{lock.name} no longer matches pyproject.toml"


def check(root: Path) -> None:
    """Raises LockError that names every lock which pyproject.toml has moved away from, and the cure."""
    with ThreadPoolExecutor() as pool:
        troubles = [found for found in pool.map(lambda lock: trouble(lock, root), LOCKS) if found]
    if troubles:
        raise LockError("\n".join([*troubles, "Run `make lock`, and commit the lock files with pyproject.toml."]))


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """The command: 0 when all is well, 1 with the reason on standard error."""
    parser = argparse.ArgumentParser(prog="python -m senco_portal.lib.locks", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; say which lock no longer matches")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            check(root)
        else:
            for lock in LOCKS:
                make(lock, root, root / lock.name, upgrade=options.upgrade)
    except LockError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
