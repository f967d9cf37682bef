"""Users: known by an e-mail address, whatever its capitals."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from accounts.models import User
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
REQUEST = RequestFactory().post("/accounts/login/")


def test_a_user_may_sign_in_and_nothing_more() -> None:
    user = User.objects.create_user("head@School.Example.ORG", "correct horse battery")
    assert user.email == "head@school.example.org"
    assert user.check_password("correct horse battery")
    assert (user.is_active, user.is_staff, user.is_superuser) == (True, False, False)


def test_without_a_password_nobody_signs_in_by_one() -> None:
    user = User.objects.create_user("head@example.org")
    assert not user.has_usable_password()
    assert authenticate(REQUEST, username="head@example.org", password="") is None


def test_a_superuser_may_do_everything_in_the_admin() -> None:
    user = User.objects.create_superuser("root@example.org", "correct horse battery")
    assert (user.is_staff, user.is_superuser) == (True, True)
    assert user.has_perm("accounts.delete_user")


@pytest.mark.parametrize("missing", ["", None])
def test_a_user_needs_an_address(missing: str) -> None:
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user(missing)
    assert not User.objects.exists()


@pytest.mark.parametrize("typed", ["head@example.org", "HEAD@Example.org", "Head@EXAMPLE.ORG"])
def test_one_user_per_email(typed: str) -> None:
    """The database itself refuses, with no form before it."""
    User.objects.bulk_create([User(email="Head@example.org")])
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email=typed)])
    assert User.objects.count() == 1


def test_one_user_per_email_is_told_in_words() -> None:
    UserFactory.create(email="head@example.org")
    with pytest.raises(ValidationError, match="This e-mail address is taken"):
        User(email="HEAD@example.org", password="x").full_clean()


@pytest.mark.parametrize("typed", ["Head@example.org", "head@example.org", "HEAD@EXAMPLE.ORG"])
def test_signing_in_by_other_capitals(typed: str) -> None:
    user = User.objects.create_user("Head@example.org", "correct horse battery")
    assert authenticate(REQUEST, username=typed, password="correct horse battery") == user
    assert authenticate(REQUEST, username=typed, password="wrong") is None


def test_a_leaver_cannot_sign_in() -> None:
    UserFactory.create(email="gone@example.org", password="correct horse battery", is_active=False)
    assert authenticate(REQUEST, username="gone@example.org", password="correct horse battery") is None


def test_nobody_has_no_address() -> None:
    UserFactory.create()
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)


def test_a_user_is_called_by_name_or_else_by_address() -> None:
    named, nameless = UserFactory.create(name="Amina Khan"), UserFactory.create(name="", email="head@example.org")
    assert [str(named), named.get_full_name(), named.get_short_name()] == ["Amina Khan"] * 3
    assert [str(nameless), nameless.get_full_name(), nameless.get_short_name()] == ["head@example.org"] * 3


def test_finding_a_user_by_address_uses_the_index_of_the_constraint() -> None:
    """Both sides are lowered by the database, so letters beyond ASCII are found as they are compared."""
    user = UserFactory.create(email="Éloïse@example.org")
    assert User.objects.get_by_natural_key("Éloïse@EXAMPLE.org") == user
