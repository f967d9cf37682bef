"""The demonstration's people: one for every status, accounts for every role, taken out again with the places."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.apps import no_invented_accounts
from accounts.models import User
from compliance.demonstration import PASSWORD, accounts, load, load_people, remove, renew_codes
from compliance.demonstration.people import told
from practitioners.actions.looks import keep_look
from practitioners.enums import EvidenceLevel, Seen
from practitioners.matching.search import pairs_in
from practitioners.models import Appointment, Award, Certificate, Practitioner, Standing
from qualifications.models import RuleBook
from qualifications.rules.standing import Status
from senco_portal.lib import evidence
from senco_portal.lib.file_kinds import receive
from settings.models import LocalAuthority, Membership, Setting
from settings.policies import Access, access
from tests.factories.practitioners import PracticeFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
now = timezone.now  # noqa: TID251  # days count from today


@pytest.fixture
def demonstration(shipped_book: RuleBook) -> None:
    load(clock=now)
    load_people(now())


def _status(post: Appointment, day: date) -> str:
    """A post's status; of days on which it is not held there is no standing."""
    found = Standing.objects.filter(assessment__appointment=post, first_day__lte=day, last_day__gte=day).first()
    if found is None:
        return Status.NOT_STARTED if day < post.started_on else Status.LEFT_POST
    return found.status


@pytest.mark.usefixtures("demonstration")
def test_each_person_stands_as_told_and_every_status_is_there() -> None:
    today = timezone.localdate()  # days count from today
    for person in told()["people"]:
        register, _, urn = person["setting"].partition("/")
        post = Appointment.objects.get(practitioner__name=person["name"], setting__register=register, setting__urn=urn)
        assert (person["name"], _status(post, today)) == (person["name"], person["status"])
    assert {person["status"] for person in told()["people"]} == set(Status)


@pytest.mark.usefixtures("shipped_book")
def test_they_stand_so_in_a_year_too() -> None:
    load(clock=now)
    later = now() + timedelta(days=365)
    load_people(later)
    day = later.date()
    found = [_status(post, day) for post in Appointment.objects.all()]
    assert sorted(found) == sorted(person["status"] for person in told()["people"])


@pytest.mark.usefixtures("demonstration")
def test_an_award_that_was_seen_or_verified_has_its_certificate() -> None:
    expected = {EvidenceLevel.DECLARED: 0, EvidenceLevel.SEEN: 1, EvidenceLevel.VERIFIED: 1}
    found = {EvidenceLevel(award.evidence_level): award.certificates.count() for award in Award.objects.all()}
    assert found == expected
    file = evidence.opened(Certificate.objects.all()[0].stored_as)
    assert file is not None
    with file:
        assert receive(file.read()).kind == "pdf"


@pytest.mark.usefixtures("demonstration")
def test_again_it_changes_nothing_and_it_goes_with_the_places() -> None:
    before = Practitioner.objects.count(), User.objects.count()
    load_people(now())
    assert (Practitioner.objects.count(), User.objects.count()) == before
    keep_look(Practitioner.objects.all()[0], Seen.RECORD, access=Access(user=User.objects.all()[0]), at=now())
    PracticeFactory.create(practitioner=Practitioner.objects.all()[0])
    assert remove() > 400
    for model in (Practitioner, Appointment, Standing, User, Membership, Setting):
        assert not model._default_manager.exists(), model


@pytest.mark.usefixtures("demonstration")
def test_somebody_is_shared_by_two_settings_and_somebody_is_recorded_twice() -> None:
    shared = Practitioner.objects.get(name="Jo Marsh")
    assert sorted(shared.appointments.values_list("setting__urn", flat=True)) == ["900113", "900118"]
    assert set(shared.practice.values_list("kind", flat=True)) == {"cpd", "cluster"}
    devon, officer = LocalAuthority.objects.get(code="878"), User.objects.get(name="Oscar Ode")
    people = Practitioner.objects.in_bulk()
    pairs = [(people[one].name, people[other].name) for one, other, _ in pairs_in(devon, access(officer, now()))]
    assert pairs == [("Katherine Vale", "Kate Hurst")], "one that is, and nobody else"


@pytest.mark.usefixtures("demonstration")
def test_a_code_that_was_used_works_again_after_the_next_start() -> None:
    officer = next(each for each in accounts() if each.email.startswith("officer"))
    first = officer.codes[0]
    assert _arrives(officer.email, first)
    assert not _arrives(officer.email, first), "twice it does not"
    assert first not in next(each for each in accounts() if each.email == officer.email).codes
    renew_codes()
    assert next(each for each in accounts() if each.email == officer.email) == officer
    assert _arrives(officer.email, first)


@pytest.mark.usefixtures("demonstration")
def test_the_printed_key_signs_in_with_an_authenticator_app() -> None:
    for account in accounts():
        if account.codes:
            code = format_hotp_value(hotp_value(account.key, next(yield_hotp_counters_from_time())))
            assert _arrives(account.email, code), account


def _arrives(email: str, code: str) -> bool:
    """Whether somebody signs in with the printed password and a code."""
    client = Client()
    client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code})
    return bool(client.get("/settings/").status_code == 200)


@pytest.mark.usefixtures("demonstration")
def test_codes_of_others_are_left_as_they_are() -> None:
    user = UserFactory.create()
    codes = RecoveryCodes.activate(user)
    used = codes.get_unused_codes()[0]
    assert codes.validate_code(used)
    renew_codes()
    assert used not in RecoveryCodes.activate(user).get_unused_codes()


@pytest.mark.usefixtures("demonstration")
def test_the_head_signs_in_with_what_is_printed() -> None:
    client = Client()
    found = client.post("/accounts/login/", {"login": accounts()[0].email, "password": PASSWORD}, follow=True)
    assert "Larkacombe Primary School" in found.content.decode()


def test_start_prints_who_can_sign_in_and_only_in_development(
    shipped_book: RuleBook, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    call_command("seed_demo", "--in-development")
    said = capsys.readouterr().out
    assert PASSWORD in said
    officer = next(each for each in accounts() if each.email.startswith("officer"))
    assert "officer of Devon\n    second step: " in said
    assert len(officer.codes) == 3
    assert all(each in said for each in (*officer.codes, officer.key))
    RecoveryCodes(Authenticator.objects.get(user__email=officer.email, type="recovery_codes")).validate_code(
        officer.codes[0]
    )
    call_command("seed_demo", "--in-development")
    assert capsys.readouterr().out.splitlines()[1:] == said.splitlines()[1:], "the same once more"
    settings.ENVIRONMENT = "production"
    call_command("seed_demo")
    assert PASSWORD not in capsys.readouterr().out


@pytest.mark.usefixtures("demonstration")
def test_in_production_nobody_signs_in_with_a_password_that_everybody_knows(settings: Settings) -> None:
    account = accounts()[0]
    before = Client()
    before.post("/accounts/login/", {"login": account.email, "password": PASSWORD})
    assert before.get("/settings/").status_code == 200
    assert no_invented_accounts() == []
    settings.ENVIRONMENT = "production"
    assert before.get("/settings/").status_code == 302, "whoever signed in before is out"
    client = Client()
    said = client.post("/accounts/login/", {"login": account.email, "password": PASSWORD})
    assert "The e-mail address or the password is not right" in said.content.decode()
    assert client.get("/settings/").status_code == 302
    user = UserFactory.create()
    client.force_login(user)
    assert client.get("/settings/").status_code == 200, "others do"
    with pytest.raises(SystemCheckError, match="Everybody knows their password"):
        call_command("check", "--deploy", "--tag", "security")
    remove()
    assert no_invented_accounts() == []
