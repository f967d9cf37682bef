"""Sessions end when nobody uses them."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SEEN_AT = "seen_at"
TOUCH_AFTER = 60  # seconds

Answer = Callable[[HttpRequest], HttpResponse]


class IdleSessions:
    """Puts off the end of a session when it is used: at most once a minute, so that few requests write.

    A session ends SESSION_COOKIE_AGE after it was last written. Nobody gets one by looking at public pages.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; with the session written again where its last minute is over."""
        if SESSION_KEY in request.session:
            now = timezone.now().timestamp()  # noqa: TID251  # middleware reads the clock
            if now - request.session.get(SEEN_AT, 0) >= TOUCH_AFTER:
                request.session[SEEN_AT] = now
        return self.get_response(request)
