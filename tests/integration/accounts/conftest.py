"""Somebody with an account, and what they sign in with."""

import re
import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail

from accounts.actions import create_account
from accounts.models import User

PASSWORD = "correct horse battery"
EMAIL = "mia@example.org"


def code_of(secret: str) -> str:
    """What an authenticator app with this key shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def newest_code() -> str:
    """The security code of the newest letter."""
    return str(re.findall(r"^\d{6}$", str(mail.outbox[-1].body), re.MULTILINE)[0])


def with_app(user: User) -> str:
    """Gives a person an authenticator app and recovery codes. Out: the app's key."""
    secret = str(generate_totp_secret())
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


@pytest.fixture
def mia(db: None) -> User:
    return create_account(email=EMAIL, name="Mia Manager", password=PASSWORD)
