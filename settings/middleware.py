"""Who has much to see comes no further without a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.policies import has_shown_second_factor
from settings.policies import Access, access

ALWAYS = {"account_logout", "health_live", "health_ready"}
SETTING_UP = ALWAYS | {
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "second_factor_image",
}
SHOWING = ALWAYS | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


def access_of(request: HttpRequest) -> Access:
    """What the person at the browser may see and do, asked once a request."""
    known: Access | None = getattr(request, "_access", None)
    if known is None:
        known = access(request.user, timezone.now())  # noqa: TID251  # middleware reads the clock
        request._access = known  # type: ignore[attr-defined]
    return known


class SecondFactor:
    """Leads officers, analysts and administrators to set up a second factor, or to show it, before anything else.

    Costs no query of whoever has not signed in or has shown one, and of others the one that their page asks anyway.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """The way to the pages of the second factor, where one is lacking; else nothing."""
        if not request.user.is_authenticated or has_shown_second_factor(request):
            return None
        if not access_of(request).needs_second_factor:
            return None
        has_one = get_adapter().is_mfa_enabled(request.user)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in (SHOWING if has_one else SETTING_UP):
            return None
        address = reverse("mfa_reauthenticate" if has_one else "mfa_index")
        return redirect(f"{address}?{urlencode({'next': request.get_full_path()})}")
