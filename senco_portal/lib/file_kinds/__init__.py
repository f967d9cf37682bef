"""What a file is by its content, never by its name or by what the browser calls it."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

KINDS = ("pdf", "jpeg", "png")
BROKEN = "broken"
_LOOK = Path(__file__).with_name("look.py")
_MOST_SECONDS = 30
# Nothing of ours is told to what looks into a stranger's file.
_NEEDED = ("PATH", "LD_LIBRARY_PATH")


class Received(NamedTuple):
    """A file that somebody sent: its bytes, what it is (one of ``KINDS``), and its mark."""

    content: bytes
    kind: str
    sha256: str


class NotTaken(Exception):
    """A file that is none of ``KINDS``, or not whole; its text is the word of ``look`` for why."""


def receive(content: bytes) -> Received:
    """What was received. Raises NotTaken. Takes some tenths of a second: another process looks."""
    verdict = _verdict(content)
    if verdict not in KINDS:
        raise NotTaken(verdict)
    return Received(content, verdict, hashlib.sha256(content).hexdigest())


def _verdict(content: bytes) -> str:
    command = [sys.executable, "-I", str(_LOOK)]
    env = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    try:
        # Only our own words are run; the file is read from standard input.
        done = subprocess.run(  # noqa: S603
            command, input=content, capture_output=True, check=False, timeout=_MOST_SECONDS, env=env, cwd="/"
        )
    except subprocess.TimeoutExpired:
        return BROKEN
    return done.stdout.decode().strip() if done.returncode == 0 else BROKEN
