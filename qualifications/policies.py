"""Who may do what with rule books: ``check_x`` raises, ``can_x`` answers. The parts of a book go with their book."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

    Person = User | AnonymousUser


def can_view_books(user: "Person") -> bool:
    """Whether this person may read books in Django admin, drafts and histories too."""
    return user.is_staff and (_may(user, "view") or _may(user, "change"))


def can_change_books(user: "Person") -> bool:
    """Whether this person may change drafts."""
    return user.is_staff and _may(user, "change")


def can_copy_books(user: "Person") -> bool:
    """Whether this person may begin a draft, as a copy."""
    return can_view_books(user) and _may(user, "add")


def can_delete_books(user: "Person") -> bool:
    """Whether this person may delete drafts."""
    return can_view_books(user) and _may(user, "delete")


def can_publish_books(user: "Person") -> bool:
    """Whether this person may make a draft a published book. Who edits one need not be who publishes it."""
    return can_view_books(user) and _may(user, "publish")


def check_view_books(user: "Person") -> None:
    """Raises PermissionDenied."""
    _check(can_view_books(user))


def check_change_books(user: "Person") -> None:
    """Raises PermissionDenied."""
    _check(can_change_books(user))


def check_copy_books(user: "Person") -> None:
    """Raises PermissionDenied."""
    _check(can_copy_books(user))


def check_delete_books(user: "Person") -> None:
    """Raises PermissionDenied."""
    _check(can_delete_books(user))


def check_publish_books(user: "Person") -> None:
    """Raises PermissionDenied."""
    _check(can_publish_books(user))


def _may(user: "Person", verb: str) -> bool:
    return user.has_perm(f"qualifications.{verb}_rulebook")


def _check(may: bool) -> None:
    if not may:
        raise PermissionDenied
