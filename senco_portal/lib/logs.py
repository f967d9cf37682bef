"""What must not reach a log: query strings carry what a person said about a SENCo, the addresses of
invitations and of calendars let their reader in, and errors quote what somebody typed."""

import logging
import re
import traceback
from types import TracebackType
from typing import Any

QUERY = re.compile(r"(/[^\s?\"']*)\?(?:[^\n]*?(?= HTTP/\d)|[^\s\"']*)")
SECRET = re.compile(r"(/(?:invitations|feeds)/)[^/\s?\"']+")
# gunicorn's own line for what it cannot read: from whom, what was wrong, and often the words themselves in quotes.
REFUSED = re.compile(r"(Invalid request) from ip=\S*:\s([^'\"\n]*).*", re.DOTALL)
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """A log line that says what happened and where, and not about whom.

    Query strings are cut off every address, the secret out of an invitation's or a calendar's, and out of a request
    that gunicorn cannot read whom it came from and what it said. With `quoting=False`, as in
    production, an error is told by its kind and the lines of code it passed, without its own words: those may quote a
    name, an address or a whole row.
    """

    def __init__(self, *args: Any, quoting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quoting = quoting

    def format(self, record: logging.LogRecord) -> str:
        """The line, from a record that other handlers may have formatted in their own way."""
        record.exc_text = None
        line = REFUSED.sub(r"\1: \2…", super().format(record))
        line = SECRET.sub(r"\1…", QUERY.sub(r"\1?…", line))
        record.exc_text = None
        return line

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  the library's name
        """The traceback: with the error's words where quoting is allowed, else without."""
        error = ei[1]
        if self.quoting or error is None:
            return super().formatException(ei)
        return "\n".join(_unquoted(link) for link in reversed(_chain(error)))


def _chain(error: BaseException) -> list[BaseException]:
    """The error, what caused it, what caused that, and so on."""
    links: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in links:
        links.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return links


def _unquoted(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{''.join(traceback.format_tb(error.__traceback__))}{kind} (its words are left out)"
