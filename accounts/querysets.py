"""Finding and making users."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

if TYPE_CHECKING:
    from accounts.models import User


class UserManager(BaseUserManager["User"]):
    """Users by their e-mail address, whatever its capitals."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The address in small letters: it is looked for so."""
        return super().normalize_email(email).lower()

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this e-mail address, capitals or not. Raises User.DoesNotExist."""
        # The database lowers both sides, as the constraint one_user_per_email does, and so its index serves.
        return self.get(Exact(Lower("email"), Lower(Value((username or "").lower()))))

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """A new user; without a password they cannot sign in by one.

        Raises ValueError without an address, IntegrityError where somebody has the address already.
        """
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """A user who may do everything in Django admin. Raises as create_user does."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)
