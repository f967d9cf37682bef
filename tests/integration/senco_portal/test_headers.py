"""The headers that keep people safe are on every response, of whatever kind."""

import re
from collections.abc import Iterator

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOWHERE = ("default-src", "object-src", "base-uri", "frame-ancestors")
OUR_OWN = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")


@pytest.fixture(autouse=True)
def with_broken_pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.integration.senco_portal.broken_urls"
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.fixture
def visitor() -> Iterator[Client]:
    """A client that shows error pages as a browser would, and holds every response to the headers."""
    yield Client(raise_request_exception=False, enforce_csrf_checks=True)


def check(response: HttpResponseBase) -> None:
    """Every header is there and strict."""
    for name, value in EXPECTED.items():
        assert response.headers.get(name) == value, name
    policy = response.headers["Content-Security-Policy"]
    directives = dict(re.findall(r"([a-z-]+) ([^;]*)", policy))
    assert [name for name in NOWHERE if directives.get(name) != "'none'"] == []
    assert [name for name in OUR_OWN if directives.get(name) != "'self'"] == []
    assert re.findall(r"unsafe|data:|\*|https?:", policy) == []
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "geolocation=()" in response.headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/fine/", 200),
        ("/moved/", 302),
        ("/fine", 301),  # the missing slash
        ("/for_people_signed_in/", 302),
        ("/suspicious/", 400),
        ("/forbidden/", 403),
        ("/nowhere/", 404),
        ("/only_post/", 405),
        ("/fails/", 500),
        ("/database_fails/", 500),
        ("/health/live", 200),
        ("/health/ready", 200),
    ],
)
def test_on_every_kind_of_answer(visitor: Client, path: str, status: int) -> None:
    response = visitor.get(path)
    assert response.status_code == status
    check(response)


def test_on_a_form_without_its_token(visitor: Client) -> None:
    response = visitor.post("/only_post/")
    assert response.status_code == 403
    check(response)
    assert "style" not in re.sub(r'rel="stylesheet"', "", response.content.decode()).lower()


def test_on_a_wrong_host(visitor: Client) -> None:
    response = visitor.get("/fine/", headers={"host": "evil.example"})
    assert response.status_code == 400
    check(response)


@pytest.mark.parametrize("host", ["testserver", "evil.example"])
def test_on_the_way_to_https(visitor: Client, settings: Settings, host: str) -> None:
    """Where the redirect, or the refusal of the host, comes before the page."""
    settings.SECURE_SSL_REDIRECT = True
    response = visitor.get("/fine/", headers={"host": host})
    assert response.status_code == (301 if host == "testserver" else 400)
    check(response)


def test_health_answers_without_https(visitor: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$"]
    assert visitor.get("/health/live").status_code == 200


@pytest.mark.parametrize("path", ["/fine/", "/fails/", "/nowhere/"])
def test_https_is_remembered_in_production(visitor: Client, settings: Settings, path: str) -> None:
    settings.SECURE_HSTS_SECONDS = 60
    assert visitor.get(path, secure=True).headers["Strict-Transport-Security"].startswith("max-age=60")
    assert "Strict-Transport-Security" not in visitor.get(path).headers
