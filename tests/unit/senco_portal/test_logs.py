"""Log lines: what happened and where, never a query string, and in production never the words of an error."""

import logging
import sys

import pytest

from senco_portal.lib.logs import Discreet

TOLD = "name=Jane+Doe&started_on=2024-09-01"


def line(message: str, *args: object, quoting: bool = False, error: BaseException | None = None) -> str:
    """What is written for a message, and for an error with it."""
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("name", logging.WARNING, __file__, 1, message, args, exc_info)
    return Discreet("%(levelname)s %(message)s", quoting=quoting).format(record)


@pytest.mark.parametrize(
    ("message", "args", "expected"),
    [
        ('"%s" %s %s', (f"GET /check/result/?{TOLD} HTTP/1.1", "200", "9"), '"GET /check/result/?… HTTP/1.1" 200 9'),
        ('"%s" %s %s', ("GET /?a b c HTTP/1.1", "400", "9"), '"GET /?… HTTP/1.1" 400 9'),
        ('"%s" %s %s', ("GET /check/ HTTP/1.1", "200", "9"), '"GET /check/ HTTP/1.1" 200 9'),
        ("Not Found: %s", (f"/nowhere/?{TOLD}",), "Not Found: /nowhere/?…"),
        (
            "Referer %s does not match.",
            (f"https://a.example/b/?{TOLD}",),
            "Referer https://a.example/b/?… does not match.",
        ),
        (f"Already whole: '/a?{TOLD}' and \"/b?{TOLD}\"", (), "Already whole: '/a?…' and \"/b?…\""),
        ("Is there a question? No.", (), "Is there a question? No."),
        ('"%s" %s', ("POST /invitations/s3cr3t_-x/ HTTP/1.1", "200"), '"POST /invitations/…/ HTTP/1.1" 200'),
        (
            "Gone: /invitations/s3cr3t/ and /accounts/login/?next=/invitations/s3cr3t/",
            (),
            "Gone: /invitations/…/ and /accounts/login/?…",
        ),
        (
            "Invalid request from ip=203.0.113.9: Request Line is too large (9000 > 8190)",
            (),
            "Invalid request: Request Line is too large (9000 > 8190)…",
        ),
        (
            "Invalid request from ip=2001:db8::1: Invalid Header: 'Jane: Doe'\nX",
            (),
            "Invalid request: Invalid Header: …",
        ),
        (
            'Invalid request from ip=: Invalid HTTP request line: "Jane\' Doe"',
            (),
            "Invalid request: Invalid HTTP request line: …",
        ),
        ('"%s" %s', ("GET /feeds/s3cr3t_-x.ics HTTP/1.1", "200"), '"GET /feeds/… HTTP/1.1" 200'),
        ("Not Found: /feeds/s3cr3t.ics", (), "Not Found: /feeds/…"),
        ("GET /compliance/950/feeds/ 200 512 9ms", (), "GET /compliance/950/feeds/ 200 512 9ms"),
        ("/settings/invitations/5/withdraw/", (), "/settings/invitations/…/withdraw/"),
    ],
)
def test_query_strings_and_secrets_are_cut_and_the_rest_stays(
    message: str, args: tuple[str, ...], expected: str
) -> None:
    assert line(message, *args) == f"WARNING {expected}"


def raised() -> BaseException:
    """An error that quotes what somebody typed, caused by another that does."""
    try:
        try:
            int("Jane Doe")
        except ValueError as cause:
            raise LookupError("no TRN 1234567 at /a/?trn=1234567") from cause
    except LookupError:
        error = sys.exc_info()[1]
    assert error is not None
    return error


def test_in_production_an_error_is_told_without_its_words() -> None:
    written = line("Internal Server Error: %s", "/check/", error=raised())
    assert "Internal Server Error: /check/" in written
    assert "builtins.ValueError" in written
    assert "builtins.LookupError" in written
    assert "test_logs.py" in written
    assert 'int("Jane Doe")' in written, "lines of code are no secret, and tell where"
    assert "invalid literal" not in written
    assert "at /a/" in written, "the same words, but from the code"


def test_in_development_an_error_is_quoted_and_its_addresses_are_still_cut() -> None:
    written = line("oops", quoting=True, error=raised())
    assert "invalid literal for int() with base 10: 'Jane Doe'" in written
    assert "LookupError: no TRN 1234567 at /a/?…" in written


def test_another_handler_does_not_get_or_give_the_quoted_form() -> None:
    """Formatters share the record, and keep the traceback's text on it."""
    error = raised()
    record = logging.LogRecord("n", logging.ERROR, __file__, 1, "m", (), (type(error), error, error.__traceback__))
    logging.Formatter().format(record)
    assert "invalid literal" not in Discreet().format(record)
    assert record.exc_text is None


def test_an_error_that_goes_round_in_a_circle_ends() -> None:
    first, second = ValueError("1"), ValueError("2")
    first.__cause__, second.__cause__ = second, first
    assert line("oops", error=first).count("builtins.ValueError") == 2
