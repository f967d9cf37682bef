"""Files that people send are of a bearable size, and lie where nobody else sees them, for a day."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import ResolverMatch
from pytest_django.fixtures import Settings

from accounts.models import User
from senco_portal.lib import uploads

MOMENT = datetime(2025, 7, 18, 9, 30, tzinfo=UTC)
_SOMEBODY = User()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.UPLOADS_ROOT = tmp_path / "deep" / "uploads"
    return tmp_path / "deep" / "uploads"


def test_what_is_parked_is_whole_and_for_the_portal_alone(folder: Path) -> None:
    path = uploads.park([b"one,", b"two"])
    assert path.read_bytes() == b"one,two"
    assert path.parent == folder
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_no_two_have_one_name() -> None:
    assert uploads.park([b""]) != uploads.park([b""])


def test_after_a_day_it_is_cleared_away() -> None:
    old, young = uploads.park([b"old"]), uploads.park([b"young"])
    for path, age in ((old, uploads.KEPT + timedelta(seconds=1)), (young, uploads.KEPT - timedelta(seconds=1))):
        moment = (MOMENT - age).timestamp()
        os.utime(path, (moment, moment))
    uploads.clear(MOMENT)
    assert (old.exists(), young.exists()) == (False, True)


def test_of_what_is_too_large_nothing_is_stored(rf: RequestFactory) -> None:
    assert _received(rf, 100) == [(100, 100)]
    assert _received(rf, 2000) == [(2000, 0)], "its size is known, and no more of it"


def test_each_file_and_all_of_them_have_a_limit(rf: RequestFactory) -> None:
    assert _received(rf, 1000, 1001) == [(1000, 1000), (1001, 0)], "the whole request is of a bearable size"
    assert _received(rf, 900, 900, 900, 900) == [(900, 0)] * 4


def test_what_is_kept_in_a_file_meanwhile_is_held_to_the_same(rf: RequestFactory, settings: Settings) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    assert _received(rf, 1000, 1001) == [(1000, 1000), (1001, 0)]


@pytest.mark.parametrize(("user", "page"), [(AnonymousUser(), "taking"), (User(), "other"), (None, "taking")])
def test_nobody_sends_files_to_a_page_that_takes_none_or_before_they_sign_in(
    rf: RequestFactory, user: Any, page: str
) -> None:
    assert _received(rf, 100, user=user, page=page) == [(100, 0)]


def test_what_is_too_large_altogether_is_not_read(rf: RequestFactory) -> None:
    request = _request(rf, 100)
    request.META["CONTENT_LENGTH"] = str(uploads.UNREAD + 1)
    with pytest.raises(RequestDataTooBig):
        assert request.POST


def _taking(request: HttpRequest) -> None:
    raise AssertionError("never asked")


_taking.takes_files = uploads.Limits(1000, 3000)  # type: ignore[attr-defined]  # a mark of ours


def _request(rf: RequestFactory, *sizes: int, user: Any = None, page: str = "taking") -> Any:
    files = {f"file-{number}": SimpleUploadedFile("file.csv", b"x" * size) for number, size in enumerate(sizes)}
    request = rf.post("/", files)
    if user is not None:
        request.user = user
    request.resolver_match = ResolverMatch(_taking if page == "taking" else print, (), {})
    return request


def _received(rf: RequestFactory, *sizes: int, user: Any = _SOMEBODY, page: str = "taking") -> list[tuple[int, int]]:
    """Of each file its size, and how much of it is there."""
    request = _request(rf, *sizes, user=user, page=page)
    found = [(file.size, len(file.read())) for file in request.FILES.values()]
    request.close()
    return found
