"""All of England, invented, or a part of it; and deciding a whole register again."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test.utils import override_settings
from django.utils import timezone

from practitioners.models import Appointment, Assessment, Leadership, Practitioner, Standing
from qualifications.models import RuleBook
from qualifications.rules.standing import NOT_IN_POST, Status
from settings.models import LocalAuthority, Setting
from settings.search import find
from tests import shipped
from tests.clients import signed_in
from tests.factories.users import UserFactory
from tests.integration.compliance.counts import check_lists, counts

PART = 200
STATED = ("appointment__practitioner__name", "rule", "deadline", "held_on", "needs_review")


def command(*arguments: str, **options: Any) -> str:
    said = StringIO()
    call_command(*arguments, stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def england(shipped_book: RuleBook) -> str:
    shipped.places()
    with override_settings(ENVIRONMENT="development"):
        return command("seed_england", f"--part={PART}")


def test_there_are_as_many_as_are_said_and_every_one_is_decided(england: str) -> None:
    assert england.startswith("425 settings, ")
    assert "1,500 posts decided by “England, as amended from 1 September 2024”" in england
    today = timezone.localdate()
    assert Setting.objects.count() == 425
    not_over = Appointment.objects.exclude(ended_on__lt=today)
    assert not_over.count() == 500
    assert 0 < not_over.filter(started_on__gt=today).count() < 500 * 0.05
    assert Appointment.objects.filter(ended_on__lt=today).count() == 1000
    assert Assessment.objects.count() == 1500
    assert set(Standing.objects.values_list("status", flat=True)) > {Status.MET, Status.OVERDUE, Status.CANNOT_TELL}
    assert not Standing.objects.filter(status__in=NOT_IN_POST).exists()
    in_post = Standing.objects.filter(first_day__lte=today, last_day__gte=today)
    assert in_post.count() == not_over.filter(started_on__lte=today).count()
    assert Leadership.objects.values("setting").distinct().count() == (
        Appointment.objects.filter(role="senco").values("setting").distinct().count()
    )


def test_it_is_written_without_history_and_can_be_gone_on_with(england: str) -> None:
    assert not Practitioner.history.exists()
    assert not Appointment.history.exists()
    assert Practitioner.objects.create(name="Robin Field").pk > Practitioner.objects.earliest("pk").pk
    assert find(Setting.objects.exclude(name="").earliest("pk").name).places


def test_it_is_the_same_each_time(england: str) -> None:
    first = list(Appointment.objects.order_by("pk").values_list("practitioner__name", "setting__urn", "started_on"))
    Standing.objects.all().delete()
    Assessment.objects.all().delete()
    for model in (Leadership, *_belonging(), Appointment, Practitioner, Setting):
        model.objects.all().delete()
    with override_settings(ENVIRONMENT="development"):
        command("seed_england", f"--part={PART}", "--undecided")
    again = Appointment.objects.order_by("pk").values_list("practitioner__name", "setting__urn", "started_on")
    assert sorted(again) == sorted(first)
    assert not Assessment.objects.exists()


def _belonging() -> list[Any]:
    return [Practitioner.awards.rel.related_model, Practitioner.enrolments.rel.related_model]


def test_it_is_for_an_empty_database_of_its_own_in_development(england: str) -> None:
    with override_settings(ENVIRONMENT="development"), pytest.raises(CommandError, match="There are places or people"):
        command("seed_england")
    with override_settings(ENVIRONMENT="production"), pytest.raises(CommandError, match="for development"):
        command("seed_england")
    assert Setting.objects.count() == 425


def test_before_the_catalogue_it_says_what_to_do(db: None) -> None:
    with override_settings(ENVIRONMENT="development"), pytest.raises(CommandError, match="run load_catalogue first"):
        command("seed_england")


def test_deciding_all_again_decides_the_same(england: str) -> None:
    assert "1,500 posts decided" in command("refresh_all")
    decided = sorted(Assessment.objects.values_list(*STATED), key=str)
    days = sorted(Leadership.objects.values_list("setting", "state", "first_day", "last_held_on"), key=str)
    Assessment.objects.filter(pk__in=list(Assessment.objects.order_by("pk").values_list("pk", flat=True))[::3]).delete()
    command("refresh_all", book=RuleBook.objects.get().name)
    assert sorted(Assessment.objects.values_list(*STATED), key=str) == decided
    assert sorted(Leadership.objects.values_list("setting", "state", "first_day", "last_held_on"), key=str) == days
    with pytest.raises(CommandError, match="There is no rule book “Another”"):
        command("refresh_all", book="Another")


def test_every_number_of_an_area_is_the_length_of_its_list(england: str) -> None:
    client = signed_in(UserFactory.create(is_staff=True, is_superuser=True))
    fullest = max(LocalAuthority.objects.all(), key=lambda area: Standing.objects.filter(authority=area).count())
    found = counts(client.get(f"/compliance/{fullest.code}/").content.decode())
    assert len(found) > 200
    check_lists(client, dict(found).items(), files=False)


def test_the_numbers_of_england_are_the_lengths_of_their_lists(england: str) -> None:
    client = signed_in(UserFactory.create(is_staff=True, is_superuser=True))
    found = counts(client.get("/compliance/england/").content.decode())
    assert len(found) > 1_500
    said = [each for each in dict(found).items() if each[1]]
    of_regions = [each for each in said if "/england/" in each[0]]
    check_lists(client, [*of_regions, *said[::25], (next(each for each in found if not each[1]))], files=False)
