"""How Python looks after memory: while much work is done at once, and in a process that serves for weeks."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (200_000, 20, 100)
# Of a process that serves: what most pages make lives no longer than they, and is gone before it is looked for.
_SERVING = (20_000, 10, 10)


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


def keep_what_is_loaded() -> None:
    """Never looks for garbage among what this process has loaded by now, and less often among what it makes.

    Modules, models and views stay as long as the process. To go through them again while pages are made took a tenth
    to a fifth of the time of a big page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SERVING)
