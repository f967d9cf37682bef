"""`manage.py seed_demo`: invented places of every kind, in by the way of any register file, and out again."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import INVENTED, User
from compliance.demonstration import PASSWORD, loading
from compliance.demonstration.files import File, files
from senco_portal.lib.exclusive import alone
from settings.catalogue import load_places
from settings.enums import FileKind
from settings.models import ImportRun, SearchMark, Setting, TypeChange
from settings.search import find, index
from tests.factories.practitioners import AppointmentFactory, PractitionerFactory
from tests.factories.settings import MOMENT, InvitationFactory, ManagerFactory, SettingFactory
from tests.factories.users import UserFactory


def seed(*options: str) -> str:
    said = StringIO()
    call_command("seed_demo", *options, stdout=said)
    return said.getvalue().strip()


def every_row() -> dict[str, list[Any]]:
    """All that the app of places holds, history included; but not the mark of when its search words last changed."""
    kept = [model for model in apps.get_app_config("settings").get_models() if model is not SearchMark]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in kept}


@pytest.fixture
def catalogue(db: None) -> None:
    load_places()


@pytest.fixture
def seeded(catalogue: None) -> None:
    seed()


# In, again, and out


@pytest.mark.usefixtures("catalogue")
def test_the_first_run_says_what_it_took_in() -> None:
    assert seed() == (
        "Demonstration: 422 invented places in 17 local authorities taken in; 2 questions wait for a person."
    )
    assert Setting.objects.count() == 422


@pytest.mark.usefixtures("seeded")
def test_the_second_run_changes_nothing(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    before = every_row()
    with django_assert_max_num_queries(12):  # two of them are the lock of PostgreSQL
        assert seed() == "Demonstration: 422 invented places in 17 local authorities, as they were."
    assert every_row() == before


@pytest.mark.usefixtures("seeded")
def test_another_version_of_it_is_told_and_left_alone() -> None:
    ImportRun.objects.filter(kind=FileKind.OFSTED).update(sha256="0" * 64)
    before = every_row()
    assert "of another version. For the newest: seed_demo --remove, then seed_demo." in seed()
    assert every_row() == before


@pytest.mark.usefixtures("catalogue")
def test_it_is_taken_out_without_a_trace() -> None:
    before = every_row()
    seed()
    assert seed("--remove") == "Demonstration: 422 places taken out."
    assert every_row() == before
    assert find("Hollinsby").places == []
    assert seed("--remove") == "Demonstration: there is none here."


@pytest.mark.usefixtures("catalogue")
def test_other_places_stay_when_it_is_taken_out() -> None:
    seed()
    real = SettingFactory.create(name="Real School", urn="100000")
    index([real.pk])
    seed("--remove")
    assert [row["urn"] for row in every_row()["Setting"]] == ["100000"]
    assert find("Real School").places


@pytest.mark.usefixtures("seeded")
def test_where_records_hang_on_its_places_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing holds a place yet: so what an import did to it does, for this test."""
    held_by: Any = TypeChange._meta.get_field("setting")
    monkeypatch.setattr(held_by.remote_field, "on_delete", models.PROTECT)
    before = every_row()
    with pytest.raises(CommandError, match="Records hang on these places: type changes. Take these away first."):
        seed("--remove")
    assert every_row() == before


# Refusals


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("real", "words"),
    [(SettingFactory, "Real places are"), (PractitionerFactory, "Real people are"), (UserFactory, "Real accounts are")],
)
@pytest.mark.parametrize("option", [[], ["--in-development"]])
@pytest.mark.parametrize("is_there", [False, True])
def test_beside_anything_real_it_is_refused(
    settings: Settings, real: Any, words: str, option: list[str], is_there: bool
) -> None:
    settings.ENVIRONMENT = "development"
    if is_there:
        seed()
    real.create()
    before = every_row()
    with pytest.raises(CommandError, match=f"{words} here. Invented data is for a database of its own"):
        seed(*option)
    assert every_row() == before
    assert not User.objects.filter(email__endswith=INVENTED).exists()


@pytest.mark.usefixtures("shipped_book")
def test_accounts_beside_what_is_real_are_neither_renewed_nor_printed(settings: Settings) -> None:
    settings.ENVIRONMENT = "development"
    assert PASSWORD in seed("--in-development")
    code = RecoveryCodes(Authenticator.objects.filter(type="recovery_codes")[0])
    code.validate_code(code.get_unused_codes()[0])
    SettingFactory.create()
    with pytest.raises(CommandError, match="whose password everybody knows, are here: run seed_demo --remove"):
        seed("--in-development")
    assert len(RecoveryCodes(Authenticator.objects.get(pk=code.instance.pk)).get_unused_codes()) == 9


@pytest.mark.usefixtures("shipped_book")
def test_what_came_of_trying_it_is_not_real(settings: Settings) -> None:
    settings.ENVIRONMENT = "development"
    seed("--in-development")
    place, officer = Setting.objects.all()[0], User.objects.get(name="Oscar Ode")
    AppointmentFactory.create(setting=place)
    AppointmentFactory.create(setting=place).delete()
    ManagerFactory.create(setting=place)
    InvitationFactory.create(setting=place, invited_by=officer, accepted_by=UserFactory.create(), accepted_at=MOMENT)
    assert PASSWORD in seed("--in-development")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(("environment", "places"), [("development", 422), ("production", 0)])
def test_for_make_run_it_is_for_development_only(settings: Settings, environment: str, places: int) -> None:
    settings.ENVIRONMENT = environment
    said = seed("--in-development")
    assert Setting.objects.count() == places
    assert places or said == "Demonstration: none outside development."


@pytest.mark.django_db
def test_without_local_authorities_it_is_refused() -> None:
    with pytest.raises(CommandError, match="There are no local authorities yet: run load_catalogue first."):
        seed()


@pytest.mark.usefixtures("catalogue")
def test_it_is_taken_in_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    torn = File(FileKind.OFSTED, date(2025, 7, 1), files()[-1].content.replace(b"Active", b"Torn", 1))
    monkeypatch.setattr(loading, "files", lambda: [*files()[:-1], torn])
    before = every_row()
    with pytest.raises(CommandError, match="The demonstration's own file cannot be read"):
        seed()
    assert every_row() == before


@pytest.mark.only_on("sqlite")  # a connection of PostgreSQL does not keep itself out
@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("option", [[], ["--remove"]])
def test_while_an_import_is_under_way_it_waits_for_nobody(option: list[str]) -> None:
    with alone("import"), pytest.raises(CommandError, match="An import is under way."):
        seed(*option)
    assert not Setting.objects.exists()
