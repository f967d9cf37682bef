"""Files as people send them: whole, damaged, and disguised. All are made here."""

import zipfile
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfWriter


def image(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A picture of noise, which does not shrink."""
    made = BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(made, kind, **options)
    return made.getvalue()


def pdf(*, pages: int = 1, password: str | None = None, owner: str | None = None, title: str = "") -> bytes:
    """A document of empty pages; ``owner``: one that everybody may read and nobody change."""
    writer, made = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if title:
        writer.add_metadata({"/Title": title})
    if password is not None:
        writer.encrypt(password, owner, algorithm="AES-256")
    writer.write(made)
    return made.getvalue()


def archive() -> bytes:
    """A ZIP file, as Word documents are, too."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", "<w/>")
    return made.getvalue()


WEB_PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
PROGRAM = b"MZ\x90\x00" + bytes(200)
