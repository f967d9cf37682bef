"""What happens to an account and to a session: made, shown to be two-factored, failed."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_login_failed
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts.models import User
from senco_portal.lib.refusals import Refused

# In the session: the key of the person who has shown a second factor in it.
SECOND_FACTOR_OF = "second_factor_of"


@transaction.atomic
def create_account(*, email: str, name: str, password: str) -> User:
    """A new person, whose address is known to be theirs. Raises Refused where somebody has the address."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    except IntegrityError:
        raise Refused("There is an account with this e-mail address: sign in with it.") from None
    return user


def remember_second_factor(request: HttpRequest, user: User, **_: Any) -> None:
    """That this person showed a second factor in this session; heard when one is used or set up."""
    request.session[SECOND_FACTOR_OF] = user.pk


def forget_second_factor(request: HttpRequest, user: User, **_: Any) -> None:
    """That a person has none any more; heard when one is removed."""
    if not Authenticator.objects.filter(user=user).exists():
        request.session.pop(SECOND_FACTOR_OF, None)


def record_failure(sender: Any, request: HttpRequest, user: User | None = None, **_: Any) -> None:
    """A wrong security code is a failed sign-in, as a wrong password is: recorded, and counted towards a lock-out."""
    if user is not None:
        user_login_failed.send(sender=sender, request=request, credentials={"email": user.email})
