"""Questions about who has signed in, and how. None asks the database."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.actions import SECOND_FACTOR_OF


def has_shown_second_factor(request: HttpRequest) -> bool:
    """Whether the person who has signed in showed a second factor in this session."""
    return request.user.pk is not None and request.session.get(SECOND_FACTOR_OF) == request.user.pk


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address with which somebody tries to sign in, whatever its capitals: what attempts are counted by."""
    said = credentials or {}
    tried = said.get("email") or said.get("username") or said.get("login") or request.POST.get("login", "")
    return str(tried).strip().lower()[:255]


def address_of_client(request: HttpRequest) -> str | None:
    """The network address a request comes from; none where it cannot be told. The proxy in front is seen through."""
    try:
        address: str = get_adapter().get_client_ip(request)
    except PermissionDenied:
        return None
    return address
