"""Who may do what with rule books."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import PermissionDenied

from accounts.models import User
from qualifications import policies
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
DOINGS = ["view", "change", "copy", "delete", "publish"]
# Which permissions each needs: any of the first, and all of the rest.
NEEDS: dict[str, set[tuple[str, ...]]] = {
    "view": {("view",), ("change",)},
    "change": {("change",)},
    "copy": {("view", "add"), ("change", "add")},
    "delete": {("view", "delete"), ("change", "delete")},
    "publish": {("view", "publish"), ("change", "publish")},
}
VERBS = ["view", "add", "change", "delete", "publish"]


def somebody(*verbs: str, **own: Any) -> User:
    user = UserFactory.create(**own)
    user.user_permissions.set(Permission.objects.filter(codename__in=[f"{verb}_rulebook" for verb in verbs]))
    return User.objects.get(pk=user.pk)


def pair(doing: str) -> tuple[Callable[[Any], bool], Callable[[Any], None]]:
    return getattr(policies, f"can_{doing}_books"), getattr(policies, f"check_{doing}_books")


def test_each_doing_needs_its_permissions_and_no_others() -> None:
    for number in range(2 ** len(VERBS)):
        verbs = {verb for place, verb in enumerate(VERBS) if number >> place & 1}
        user = somebody(*verbs, is_staff=True)
        for doing in DOINGS:
            can, check = pair(doing)
            may = any(verbs.issuperset(needed) for needed in NEEDS[doing])
            assert can(user) is may, (doing, verbs)
            with nullcontext() if may else pytest.raises(PermissionDenied):
                check(user)


@pytest.mark.parametrize("doing", DOINGS)
def test_only_staff_may_do_anything(doing: str) -> None:
    can, check = pair(doing)
    assert can(somebody(is_staff=True, is_superuser=True))
    for nobody in (AnonymousUser(), somebody(*VERBS), somebody(*VERBS, is_staff=True, is_active=False)):
        assert not can(nobody)
        with pytest.raises(PermissionDenied):
            check(nobody)
