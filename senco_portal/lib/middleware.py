"""Headers on every response, and addresses that are too long to read."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from django.views.defaults import bad_request


class SecurityHeaders(SecurityMiddleware):
    """The headers of Django's SecurityMiddleware, and not its redirect to https.

    Stands outermost, with the rest of the headers. Django's own stands after them and redirects: were it the outermost,
    its redirect, and its refusal of a wrong Host, would leave without the other headers.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Nothing: only answers are touched."""


class FewParameters:
    """400 to an address with more parameters than Django reads, before a view or a page about errors asks for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        if most is not None and request.META.get("QUERY_STRING", "").count("&") >= most:
            return bad_request(request, TooManyFieldsSent())
        return self.get_response(request)
