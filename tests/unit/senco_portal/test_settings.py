"""Production settings, in real processes of manage.py: clean when told all, refusing with the cure when not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SHOW = """
import json, django
from django.conf import settings
names = %r
print(json.dumps({name: getattr(settings, name, None) for name in names}))
"""


def deploy_check(root: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_production_passes_its_checks_clean(project_root: Path, production: dict[str, str]) -> None:
    done = deploy_check(project_root, production)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("SECRET_KEY", None, "secrets.token_urlsafe(64)"),
        ("SECRET_KEY", "short", "50 or more random characters"),
        ("ALLOWED_HOSTS", None, "ALLOWED_HOSTS=senco.example.gov.uk"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS=senco.example.gov.uk"),
        ("ORGANISATION", None, "who runs this portal"),
        ("CONTACT_EMAIL", None, "where people can write"),
        ("CONTACT_EMAIL", "nobody", "where people can write"),
        ("EMAIL_URL", None, "smtp+tls://user:password@host:587"),
        ("ENVIRONMENT", "nonsense", "set it to development or production"),
        ("DATABASE_URL", "mysql://localhost/senco", "postgres://user:password@host:5432/name"),
    ],
)
def test_production_refuses_to_start_and_names_the_cure(
    project_root: Path, production: dict[str, str], name: str, value: str | None, cure: str
) -> None:
    del production[name]
    done = deploy_check(project_root, production | ({} if value is None else {name: value}))
    assert done.returncode != 0
    assert name in done.stderr
    assert cure in done.stderr


def test_production_is_not_for_debugging_and_its_cookies_are_safe(
    project_root: Path, production: dict[str, str]
) -> None:
    expected = {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SECURE_SSL_REDIRECT": True,
        "SECURE_PROXY_SSL_HEADER": None,
        "WHITENOISE_USE_FINDERS": False,
    }
    command = [sys.executable, "-c", SHOW % list(expected)]
    done = subprocess.run(command, cwd=project_root, env=production, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == expected
