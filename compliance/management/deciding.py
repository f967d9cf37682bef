"""Deciding the whole register, as commands do it: with a bar on a terminal, and a sentence in the end."""

from collections.abc import Iterable
from datetime import datetime
from time import perf_counter

from django.utils.timezone import localdate
from tqdm import tqdm

from practitioners.assessments import refresh_all
from practitioners.assessments.deciding import Chunks
from qualifications import books
from qualifications.models import RuleBook


def decide_all(*, at: datetime, row: RuleBook | None = None) -> str:
    """Decides every post by a book, or by the one in force. Out: what was done. Raises books.NoCurrentBook."""
    row, began = row or books.current_row(localdate(at)), perf_counter()
    done = refresh_all(row, at=at, track=_track)
    took = perf_counter() - began
    return f"{done:,} posts decided by “{row.name}” in {took:.1f} s: {done / max(took, 0.001):,.0f} a second."


def _track(chunks: Chunks, total: int) -> Iterable[list[int]]:
    """A progress bar on a terminal; nothing elsewhere."""
    return tqdm(chunks, desc="Deciding", total=total, disable=None, leave=False)
