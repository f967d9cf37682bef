"""A certificate that is plainly invented: one page of PDF, written by hand."""

from collections.abc import Sequence

_HEAD = b"%PDF-1.4\n"


def certificate(lines: Sequence[str]) -> bytes:
    """A page with these lines. In: letters of Latin-1, no brackets."""
    text = "\n".join(f"({line}) Tj 0 -28 Td" for line in lines)
    drawn = f"BT /F1 18 Tf 72 760 Td\n{text}\nET".encode("latin-1")
    page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
    return _written(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< {page} >>".encode(),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )


def _written(*objects: bytes) -> bytes:
    """The objects as a file, with the table of where each begins."""
    written, places = _HEAD, []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(written)
    return written + b"xref\n0 %d\n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        start,
    )
