"""What we ask of allauth, where it asks us: who may sign up, what is asked again, what it says."""

import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.models import User

TOO_MANY = "There were too many attempts. Wait a few minutes, then try again."
WRONG_CODE = "The security code is not right. Check it, or ask for a new one."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up: people are invited."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "enter_current_password": "This is not your password now. Check it and try again.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "The password is not right. Check it and try again.",
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether a person must show again who they are: not within minutes of having signed in."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        shown = [record["at"] for record in get_authentication_records(self.request, self.request.user)]
        return not shown or time.time() - max(shown) >= app_settings.REAUTHENTICATION_TIMEOUT


class SignIn(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Allauth's, but that nobody is signed in, nor stays so, whose account is of no use here."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Who this is; nobody where the password is wrong or not theirs alone."""
        return _only_if_allowed(super().authenticate(request, **credentials))

    def get_user(self, user_id: Any) -> User | None:
        """Who a session is of, in whatever way it began."""
        return _only_if_allowed(super().get_user(user_id))


def _only_if_allowed(user: User | None) -> User | None:
    return user if user is not None and user.is_of_use else None


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """The second factor in our words."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The security code is not right. Check that you typed the newest one.",
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until its owner says otherwise."""
        return "Passkey"

    def encrypt(self, text: str) -> str:
        """The key of an app, or of recovery codes, as the database keeps it: of no use without SECRET_KEY."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What encrypt took. Raises InvalidToken where SECRET_KEY was changed and the old one is no fallback."""
        return _lock().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return "SENCo portal"


def _lock() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [sha256(f"second factor {secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])


def sign_in_new(request: HttpRequest, user: User) -> HttpResponse:
    """Signs in a person who has just chosen a password, and leads them to their start page."""
    record_authentication(request, user, method="password", email=user.email)
    answer: HttpResponse = perform_login(request, user, email=user.email)
    return answer
