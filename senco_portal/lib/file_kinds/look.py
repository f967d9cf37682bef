"""Looks into a file that somebody sent: what it is by its content, or why it is not taken.

Run as a program of its own, with little memory and time, and nothing of the portal: whatever a hostile file does to the
libraries that read it, it does here. In: the file, on standard input. Out: one word on standard output.
"""

import resource
import sys
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

from PIL import Image
from pypdf import PdfReader

MOST_MEMORY = 1024**3  # bytes
MOST_SECONDS = 10  # of processor time
# The largest cameras of telephones stay below.
MOST_PIXELS = 65_000_000

PDF, JPEG, PNG = "pdf", "jpeg", "png"
BROKEN, MIXED, LOCKED, TOO_MANY_PIXELS = "broken", "mixed", "locked", "too_many_pixels"
OFFICE, WEB_PAGE, PHONE_PHOTO, PROGRAM, OTHER = "office", "web_page", "phone_photo", "program", "other"

# Readers of PDF look for its end mark here, and those of other formats for their own anywhere.
_END = 1024  # bytes
_MARKS = (b"%pdf-", b"<html", b"<script", b"<!doctype", b"<?php")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")


def look(content: bytes) -> str:
    """What a file is, or why it is not taken."""
    for signature, kind, check in _KINDS:
        if content.startswith(signature):
            return _checked(content, kind, check)
    return _otherwise(content)


def _checked(content: bytes, kind: str, check: Callable[[BinaryIO, str], str]) -> str:
    """The kind, if the whole file is of it and of nothing else."""
    try:
        verdict = check(BytesIO(content), kind)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return TOO_MANY_PIXELS
    except Exception:  # Whatever the libraries stumble over, it is the file
        return BROKEN
    return MIXED if verdict == kind and _is_another_too(content, kind) else verdict


def _image(file: BinaryIO, kind: str) -> str:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    # verify() looks at sums, load() whether all is there; neither does the other's part. A photograph with a second,
    # smaller one inside is a JPEG to this list, although Pillow then calls it MPO.
    with Image.open(file, formats=[kind]) as image:
        image.verify()
    file.seek(0)
    with Image.open(file, formats=[kind]) as image:
        image.load()
    return kind


def _pdf(file: BinaryIO, kind: str) -> str:
    if b"%%EOF" not in file.read()[-_END:]:
        return BROKEN
    reader = PdfReader(file, root_object_recovery_limit=1_000)
    if reader.is_encrypted and not reader.decrypt(""):
        return LOCKED
    return kind if len(reader.pages) and float(reader.pages[0].mediabox.width) > 0 else BROKEN


def _is_another_too(content: bytes, kind: str) -> bool:
    """Whether a reader of another format would find its own in the file."""
    searched = content[content.rindex(b"%%EOF") :] if kind == PDF else content
    return zipfile.is_zipfile(BytesIO(content)) or any(mark in searched.lower() for mark in _MARKS)


def _otherwise(content: bytes) -> str:
    head = content[:_END].lstrip().lower()
    if content.startswith(_OFFICE):
        return OFFICE
    if content[4:8] == b"ftyp":
        return PHONE_PHOTO
    if content.startswith(_PROGRAMS):
        return PROGRAM
    return WEB_PAGE if b"<html" in head or b"<!doctype" in head else OTHER


_KINDS: tuple[tuple[bytes, str, Callable[[BinaryIO, str], str]], ...] = (
    (b"%PDF-", PDF, _pdf),
    (b"\xff\xd8\xff", JPEG, _image),
    (b"\x89PNG\r\n\x1a\n", PNG, _image),
)


def _be_small() -> None:
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        with suppress(ValueError, OSError):  # A system that knows no such limit has the clock of whoever asked.
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    _be_small()
    sys.stdout.write(look(sys.stdin.buffer.read()))
