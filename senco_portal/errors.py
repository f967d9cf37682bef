"""What the portal answers when something is wrong: never more than the person at the browser can use."""

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from senco_portal.lib.database import is_away

logger = logging.getLogger(__name__)
RETRY_AFTER = "10"  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of an error nobody caught: 503 while the database is away, else 500. Django logs the error itself.

    This is `handler500` and not a middleware, because Django turns an error into a response at each middleware in turn:
    only here do all of them arrive, from views, from templates and from middleware that asks who the user is.
    """
    if not is_away(sys.exc_info()[1]):
        return _page(500, "Sorry, there is a problem with the service. Try again later.")
    logger.error("The database does not answer: %s gets 503", request.path)
    response = _page(503, "Sorry, the service is unavailable. Try again in a minute.")
    response["Retry-After"] = RETRY_AFTER
    return response


def _page(status: int, otherwise: str) -> HttpResponse:
    """The template of that status; its one sentence as plain text where even the template fails."""
    try:
        # Without the request: a context processor might ask the database who the user is.
        return HttpResponse(render_to_string(f"{status}.html"), status=status)
    except Exception:
        logger.exception("The page %s.html could not be shown", status)
        return HttpResponse(otherwise, status=status, content_type="text/plain; charset=utf-8")
