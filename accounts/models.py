"""People who sign in. Signing in itself comes with the pages that need it."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from accounts.querysets import UserManager

# How the addresses of the demonstration's accounts end, whose password everybody knows.
INVENTED = "@demonstration.invalid"


class User(AbstractBaseUser, PermissionsMixin):
    """A person known by an e-mail address, whatever its capitals."""

    # Unique here too because Django's sign-in asks it of the field; the constraint below is the one that holds.
    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_staff = models.BooleanField("may use Django admin", default=False)
    is_active = models.BooleanField(
        "may sign in", default=True, help_text="Switch off instead of deleting: the history keeps the name."
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="one_user_per_email", violation_error_message="This e-mail address is taken."
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_of_use(self) -> bool:
        """Whether the account may sign in here at all: one of the demonstration only in development."""
        return settings.ENVIRONMENT == "development" or not self.email.endswith(INVENTED)

    def get_full_name(self) -> str:
        """What the admin calls this person: their name, or their address where no name is known."""
        return str(self)

    def get_short_name(self) -> str:
        """The same, for a greeting."""
        return str(self)
