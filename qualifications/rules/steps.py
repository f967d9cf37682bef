"""One step of an explanation."""

from typing import NamedTuple

from qualifications.rules.book import Source


class Step(NamedTuple):
    """A sentence or two for the person reading, and where they are said."""

    text: str
    sources: tuple[Source, ...] = ()
