"""One step of an explanation."""

from typing import NamedTuple

from qualifications.rules.book import Source


class Step(NamedTuple):
    """A sentence or two for the person reading, and where they are said.

    ``decides``: the answer turns on it. Of another step the answer would be the same, or it tells how the law is laid
    out.
    """

    text: str
    sources: tuple[Source, ...] = ()
    decides: bool = False
