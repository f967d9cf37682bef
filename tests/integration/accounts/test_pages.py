"""Every page of signing in: in our look and words, with nothing that our policy forbids."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.http import HttpRequest
from django.test import Client
from django.urls import get_resolver
from lxml import html

from accounts.models import User
from tests.clients import signed_in
from tests.factories.users import UserFactory
from tests.integration.accounts.conftest import EMAIL, PASSWORD, newest_code, with_app

ROOT = Path(settings.BASE_DIR) / "templates"
# Pages that a person reaches, by whether they have signed in.
OUTSIDE = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/signup/",
    "/accounts/inactive/",
]
INSIDE = [
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
]
# Those that only lead elsewhere, or are shown on the way: each of the second kind is in another test.
ELSEWHERE = {
    "/accounts/2fa/authenticate/",
    "/accounts/2fa/recovery-codes/download/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/totp/image/",
    "/accounts/2fa/webauthn/login/",
    "/accounts/2fa/webauthn/reauthenticate/",
    "/accounts/confirm-email/",
    "/accounts/login/code/confirm/",
    "/accounts/password/reset/complete/",
    "/accounts/password/reset/confirm/",
    "/accounts/password/set/",
}


def recently(client: Client, user: User) -> Client:
    """The same browser, in which the person has shown a moment ago that it is they."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, "password", reauthenticated=True)
    request.session.save()
    return client


def faults(response: Any) -> list[str]:
    """What is wrong with a page: another's template, something inline, not one heading, nothing that is ours."""
    source, found = response.content.decode(), []
    tree: Any = html.fromstring(source)
    names = {str(each.origin.name) for each in response.templates if str(each.name).startswith(("account/", "mfa/"))}
    found += [name for name in names if not name.startswith(str(ROOT)) and "/base" not in name]
    found += [html.tostring(each).decode() for each in tree.xpath("//script[not(@src)][not(@type='application/json')]")]
    found += re.findall(r"\sstyle=|\son[a-z]+=\"|data:image|javascript:", source)
    if len(tree.xpath("//main//h1")) != 1 or not tree.xpath("//title")[0].text.endswith("– SENCo portal"):
        found.append("not our heading or title")
    return found


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_page_for_anybody(client: Client, path: str, db: None) -> None:
    response = client.get(path)
    assert (response.status_code, faults(response)) == (200, [])


@pytest.mark.parametrize("path", INSIDE)
def test_a_page_for_who_has_signed_in(mia: User, path: str) -> None:
    with_app(mia)
    response = recently(signed_in(mia), mia).get(path)
    assert (response.status_code, faults(response)) == (200, [])


def test_the_pages_of_a_passkey(mia: User) -> None:
    key = Authenticator.objects.create(user=mia, type="webauthn", data={"name": "My phone", "credential": {}})
    client = recently(signed_in(mia), mia)
    for page in ("edit", "remove"):
        response = client.get(f"/accounts/2fa/webauthn/keys/{key.pk}/{page}/")
        assert (response.status_code, faults(response)) == (200, [])
    other = recently(signed_in(UserFactory.create()), UserFactory.create())
    assert other.get(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code in {302, 404}
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/", {"name": "Old phone"})
    assert "Old phone" in client.get("/accounts/2fa/webauthn/").content.decode()


def test_no_page_is_forgotten() -> None:
    (ours,) = [each for each in get_resolver().url_patterns if str(each.pattern) == "accounts/"]
    paths = {f"/accounts/{path}" for path in _paths(ours)}
    plain = {path for path in paths if "<" not in path and "(" not in path}
    assert plain == {*OUTSIDE, *INSIDE, *ELSEWHERE}


def _paths(resolver: Any) -> list[str]:
    found = []
    for each in resolver.url_patterns:
        inner = _paths(each) if hasattr(each, "url_patterns") else [""]
        found += [f"{each.pattern}{rest}" for rest in inner]
    return found


def test_the_pages_on_the_way(client: Client, mia: User) -> None:
    pages = [
        client.post("/accounts/login/code/", {"email": EMAIL}, follow=True),
        client.post("/accounts/login/code/confirm/", {"code": "x"}),
        client.post("/accounts/password/reset/", {"email": EMAIL}, follow=True),
    ]
    pages.append(client.post("/accounts/password/reset/confirm/", {"code": newest_code()}, follow=True))
    with_app(mia)
    pages.append(client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD}, follow=True))
    assert [(page.status_code, faults(page)) for page in pages] == [(200, [])] * 5


def test_a_new_address_is_proved_by_a_code(mia: User) -> None:
    new = "mia@elsewhere.example.org"
    client = recently(signed_in(mia), mia)
    page = client.post("/accounts/email/", {"email": new, "action_add": ""}, follow=True)
    assert faults(page) == []
    mia.refresh_from_db()
    assert mia.email == EMAIL
    assert mail.outbox[-1].to == [new]
    client.post("/accounts/confirm-email/", {"code": newest_code()})
    mia.refresh_from_db()
    assert mia.email == new


def test_a_new_address_tells_nobody_whose_it_is(mia: User) -> None:
    taken = UserFactory.create(email="taken@example.org")
    client = recently(signed_in(mia), mia)
    pages = [
        client.post("/accounts/email/", {"email": email, "action_add": ""}, follow=True)
        for email in (taken.email, "free@example.org")
    ]
    texts = {page.content.decode().replace("taken@", "free@") for page in pages}
    assert len({re.sub(r'value="[\w]{64}"', "", text) for text in texts}) == 1


def test_what_is_asked_again_after_a_while(mia: User) -> None:
    with_app(mia)
    client = signed_in(mia)
    response = client.get("/accounts/2fa/totp/deactivate/")
    assert response["Location"].startswith("/accounts/reauthenticate/?next=")
    session = recently(client, mia).session
    session["account_authentication_methods"][0]["at"] = time.time() - 301
    session.save()
    assert client.get("/accounts/2fa/totp/deactivate/").status_code == 302
