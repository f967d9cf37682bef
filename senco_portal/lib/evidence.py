"""Where certificates lie: under names of our own, where no address leads. Which storage that is, STORAGES says."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import IO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages


def keep(content: bytes) -> str:
    """Stores what was sent. Out: the name that it has from now on."""
    return _storage().save(uuid4().hex, ContentFile(content))


def opened(name: str) -> IO[bytes] | None:
    """The file of this name, to read; none where it has gone missing."""
    try:
        return _storage().open(name, "rb")
    except FileNotFoundError:
        return None


def remove(name: str) -> None:
    """Takes a file away, if it is there."""
    _storage().delete(name)


def stored_before(moment: datetime) -> Iterator[str]:
    """The names of the files that have lain there since before a moment."""
    try:
        _, names = _storage().listdir("")
    except FileNotFoundError:  # Nothing was ever stored.
        return
    for name in names:
        with suppress(FileNotFoundError):  # Somebody else took it away meanwhile.
            if _storage().get_modified_time(name) < moment:
                yield name


def _storage() -> Storage:
    return storages["evidence"]
