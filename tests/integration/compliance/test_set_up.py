"""`manage.py set_up`: what `make run` does before it serves."""

from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import Settings

from accounts.models import User
from qualifications.models import RuleBook
from settings.models import Setting
from tests.factories.settings import SettingFactory


def set_up() -> list[str]:
    said = StringIO()
    call_command("set_up", stdout=said)
    return said.getvalue().strip().splitlines()


@pytest.mark.django_db
def test_it_loads_what_is_shipped_and_invented_places_once(settings: Settings) -> None:
    settings.ENVIRONMENT = "development"
    said = set_up()
    assert said[0].startswith("Catalogue: ")
    assert said[1].startswith("Demonstration: 422 invented places")
    assert RuleBook.objects.exists()
    assert Setting.objects.count() == 422
    again = set_up()
    assert again[0].startswith("Catalogue: 0 added, 0 changed")
    assert again[1].endswith("as they were.")


@pytest.mark.django_db
def test_outside_development_nothing_is_invented(settings: Settings) -> None:
    settings.ENVIRONMENT = "production"
    assert set_up()[1:] == ["Demonstration: none outside development."]
    assert not Setting.objects.exists()


@pytest.mark.django_db
def test_beside_real_places_the_demonstration_is_left_out_and_it_serves(settings: Settings) -> None:
    settings.ENVIRONMENT = "development"
    SettingFactory.create()
    assert set_up()[1:] == [
        "The demonstration is left out. Real places are here. "
        "Invented data is for a database of its own: name another in DATABASE_URL."
    ]
    assert Setting.objects.count() == 1
    assert not User.objects.exists()
