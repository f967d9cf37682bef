"""How Python looks after memory while much work is done at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (200_000, 20, 100)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Looks for objects that hold each other only after very many new ones.

    Work that makes objects by the million and drops them soon would spend a quarter of its time on it.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
