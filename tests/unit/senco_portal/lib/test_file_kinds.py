"""A file is what its content is, whatever it is called; what is hostile harms nothing and takes little."""

import hashlib
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from senco_portal.lib import file_kinds
from senco_portal.lib.file_kinds import NotTaken, look, receive
from tests.files import PROGRAM, WEB_PAGE, archive, image, pdf


def panorama() -> bytes:
    """A small file with far more pixels than any camera has."""
    made = BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    return made.getvalue()


def with_a_thumbnail() -> bytes:
    """A photograph as telephones store it, with a second one inside."""
    made = BytesIO()
    with Image.new("RGB", (50, 40)) as large, Image.new("RGB", (20, 10)) as small:
        large.save(made, "MPO", save_all=True, append_images=[small])
    return made.getvalue()


def tree(pages: bytes) -> bytes:
    """A document whose second object is given."""
    head = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj" + pages + b"endobj\n"
    return head + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


GOOD = {
    "a photograph": (image(), "jpeg"),
    "a photograph, sent in steps": (image(progressive=True), "jpeg"),
    "a photograph with a thumbnail": (with_a_thumbnail(), "jpeg"),
    "a scan": (image("PNG"), "png"),
    "a document": (pdf(), "pdf"),
    "a document that may only be read": (pdf(password="", owner="secret"), "pdf"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_whole_is_taken_for_what_it_is(name: str) -> None:
    content, kind = GOOD[name]
    assert receive(content) == (content, kind, hashlib.sha256(content).hexdigest())


BAD = {
    "a program": (PROGRAM, "program"),
    "a web page": (WEB_PAGE, "web_page"),
    "a Word document": (archive(), "office"),
    "a photograph in another format": (b"\x00\x00\x00\x18ftypheic" + bytes(50), "phone_photo"),
    "an animation": (image("GIF"), "other"),
    "nothing": (b"", "other"),
    "half a photograph": (image()[:-60], "broken"),
    "half a scan": (image("PNG")[:-60], "broken"),
    "a scan without its end": (image("PNG")[:-12], "broken"),
    "the name of a scan alone": (image("PNG")[:8], "broken"),
    "half a document": (pdf()[:-100], "broken"),
    "a document without a page": (pdf(pages=0), "broken"),
    "a document of its first and last words": (b"%PDF-1.4 nothing %%EOF", "broken"),
    "a document that is locked": (pdf(password="secret"), "locked"),
    "a panorama": (panorama(), "too_many_pixels"),
    "a photograph that is an archive": (image() + archive(), "mixed"),
    "a photograph that is a web page": (image() + WEB_PAGE, "mixed"),
    "a scan that is a document": (image("PNG") + pdf(), "mixed"),
    "a document that is an archive": (pdf() + archive(), "mixed"),
    "a document that is a web page": (pdf() + WEB_PAGE, "mixed"),
    "an animation that is a document": (b"GIF89a" + pdf(), "other"),
    "pages that hold themselves": (tree(b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), "broken"),
    "lists in lists": (b"%PDF-1.4\n" + b"[" * 1_000_000 + b"\nstartxref\n9\n%%EOF", "broken"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_is_refused_with_the_reason(name: str) -> None:
    content, why = BAD[name]
    with pytest.raises(NotTaken, match=f"^{why}$"):
        receive(content)


def test_what_is_hostile_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kinds, "_MOST_SECONDS", 0.01)
    began = time.monotonic()
    with pytest.raises(NotTaken, match="broken"):
        receive(pdf())
    assert time.monotonic() - began < 5


def test_what_kills_its_reader_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kinds, "_LOOK", look.__file__ + ".absent")
    with pytest.raises(NotTaken, match="broken"):
        receive(pdf())


@pytest.mark.parametrize(
    ("doing", "verdict"), [("bytearray(2 * MOST_MEMORY)", "broken"), ('os.environ["OURS"]', "broken"), ("", "pdf")]
)
def test_its_reader_has_little_memory_and_is_told_nothing_of_ours(
    doing: str, verdict: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = tmp_path / "look.py"
    own, _, _ = Path(look.__file__).read_text().partition("\nif __name__")
    reader.write_text(f"import os\n{own}\n_be_small()\n{doing}\nsys.stdout.write('pdf')\n")
    monkeypatch.setenv("OURS", "secret")
    monkeypatch.setattr(file_kinds, "_LOOK", reader)
    assert file_kinds._verdict(b"") == verdict
