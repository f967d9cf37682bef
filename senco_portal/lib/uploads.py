"""Files that people send: none larger than its page takes, and kept where no address leads until that is decided."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

MEGABYTE = 1024 * 1024  # bytes
KEPT = timedelta(days=1)
# A request larger than this is not even read.
UNREAD = 500 * MEGABYTE
# What is sent beside the files.
_FIELDS = MEGABYTE

View = TypeVar("View", bound=Callable[..., Any])


class Limits(NamedTuple):
    """How many bytes a page takes: of each file, and of all that is sent at once."""

    each: int
    all: int


_NO_FILES = Limits(0, 0)


def takes_files(*, megabytes: int, at_once: int = 1) -> Callable[[View], View]:
    """Says of a view how large a file it takes, and how many of that size at once. Other views take none."""

    def mark(view: View) -> View:
        limits = Limits(megabytes * MEGABYTE, megabytes * at_once * MEGABYTE + _FIELDS)
        view.takes_files = limits  # type: ignore[attr-defined]  # a mark of ours
        return view

    return mark


def limits_of(request: HttpRequest | None) -> Limits:
    """What the page asked for takes; nothing of whoever has not signed in."""
    user, page = getattr(request, "user", None), getattr(request, "resolver_match", None)
    if user is None or not user.is_authenticated:
        return _NO_FILES
    limits: Limits = getattr(getattr(page, "func", None), "takes_files", _NO_FILES)
    return limits


class SizeLimit(FileUploadHandler):
    """Stands first of the upload handlers: of what is larger than the page takes nothing, or no more, is stored.

    A file that was too large arrives empty, with its true size, for the form to say so in words. Raises
    RequestDataTooBig where a request is too large to be read at all.
    """

    is_too_large = False

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.limits = _NO_FILES

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any) -> None:  # noqa: N803
        """In: among other things how many bytes are announced; no more are ever read."""
        if content_length > UNREAD:
            raise RequestDataTooBig
        self.limits = limits_of(self.request)
        self.is_too_large = content_length > self.limits.all

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The data, for the next handler; nothing of a file that is too large, once it is."""
        return None if self._is_over(start + len(raw_data)) else raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """Nothing, so that the next handler gives the file; else the empty one."""
        if not self._is_over(file_size):
            return None
        for handler in getattr(self.request, "upload_handlers", []):
            if begun := getattr(handler, "file", None):
                begun.close()
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)

    def _is_over(self, size: int) -> bool:
        return self.is_too_large or size > self.limits.each


def park(chunks: Iterable[bytes]) -> Path:
    """Writes what was sent under a name of our own, readable by the portal alone. Out: where it lies."""
    path = _folder() / f"sent-{uuid4().hex}"
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return path


def place_of(name: str) -> Path:
    """Where a parked file of this name lies, or may be put. In: a name of our own, never of somebody's choosing."""
    return _folder() / name


def clear(at: datetime) -> int:
    """Takes away what has lain there for more than a day. Out: how many files."""
    old = [path for path in _folder().iterdir() if path.stat().st_mtime < (at - KEPT).timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    folder: Path = settings.UPLOADS_ROOT
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
