"""A test client whose people have signed in as they must."""

from typing import Any

from django.test import Client as PlainClient

from accounts.actions import SECOND_FACTOR_OF
from accounts.models import User


class Client(PlainClient):
    """Django's, with ``force_login`` that counts as signed in with a second factor, unless told otherwise."""

    def force_login(self, user: Any, backend: str | None = None, *, second_factor: bool = True) -> None:
        """Signs a person in, without asking for anything."""
        super().force_login(user, backend)
        if second_factor:
            session = self.session
            session[SECOND_FACTOR_OF] = user.pk
            session.save()


def signed_in(user: User, *, second_factor: bool = True) -> Client:
    """A client with which this person has signed in."""
    client = Client()
    client.force_login(user, second_factor=second_factor)
    return client


def whole(answer: Any) -> bytes:
    """All that was answered. Read to its end, a file that is sent is closed, as a server does."""
    return b"".join(answer)
