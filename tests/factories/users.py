"""People who sign in."""

from typing import Any

from factory.declarations import Sequence
from factory.django import DjangoModelFactory

from accounts.models import User


class UserFactory(DjangoModelFactory[User]):
    """A user with an address of their own; `password=` gives them one, hashed. Make one by `UserFactory.create()`."""

    class Meta:
        model = User

    email = Sequence(lambda number: f"person{number}@example.org")  # type: ignore[no-untyped-call]  # library's lack
    name = Sequence(lambda number: f"Person {number}")  # type: ignore[no-untyped-call]  # library's lack

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(*args, **kwargs)
