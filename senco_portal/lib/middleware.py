"""Headers on every response."""

from django.http import HttpRequest
from django.middleware.security import SecurityMiddleware


class SecurityHeaders(SecurityMiddleware):
    """The headers of Django's SecurityMiddleware, and not its redirect to https.

    Stands outermost, with the rest of the headers. Django's own stands after them and redirects: were it the outermost,
    its redirect, and its refusal of a wrong Host, would leave without the other headers.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Nothing: only answers are touched."""
