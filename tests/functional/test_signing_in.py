"""From an invitation to the first page, in a real browser: with the keyboard, without script, with a passkey."""

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.actions import create_account
from accounts.models import User
from tests.factories.settings import ManagerFactory, OfficerFactory, SettingFactory
from tests.functional.conftest import Axe, expect_heading, expect_sound, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery"
NEW = "new@example.org"


@pytest.fixture
def officer(transactional_db: None) -> User:
    """Somebody who may invite."""
    user: User = OfficerFactory.create(authority__name="Marshland", user__name="Olu Officer").user
    return user


@pytest.fixture
def invitation(page_without_script: Page, live_server: LiveServer, officer: User, settings: Settings) -> str:
    """The address in a letter that an officer had sent to a new officer."""
    # A busy machine may send a code of an app after its thirty seconds.
    settings.MFA_TOTP_TOLERANCE = 1
    page = page_without_script
    sign_in(page, live_server, officer)
    page.goto(f"{live_server.url}/settings/")
    page.get_by_role("link", name=re.compile("Who acts for it.*Marshland")).click()
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_label("E-mail address of the person").fill(NEW)
    page.get_by_role("button", name="Send the invitation").click()
    sent = re.escape(f"We have sent an invitation to {NEW}.")
    expect(page.get_by_role("alert")).to_have_text(re.compile(rf"{sent}\s*$"))
    page.context.clear_cookies()
    found = re.search(r"http://\S+/invitations/\S+/", str(mail.outbox[0].body))
    assert found
    return found.group()


def app_code(page: Page) -> str:
    """What an authenticator app with the key on the page shows."""
    expect_heading(page, "Set up an authenticator app")
    page.wait_for_load_state("load")
    secret = page.locator(".app-secret").first.inner_text()
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)


def newest_code() -> str:
    """The security code of the newest letter."""
    return str(re.findall(r"^\d{6}$", str(mail.outbox[-1].body), re.MULTILINE)[0])


def test_from_the_invitation_to_the_first_page(page: Page, axe: Axe, invitation: str) -> None:
    page.goto(invitation)
    expect_heading(page, "Your invitation to SENCo portal")
    expect_sound(page, axe)
    page.get_by_role("button", name="Create your account").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect_sound(page, axe)
    page.get_by_role("link", name="Enter your full name").click()
    expect(page.get_by_label("Your full name")).to_be_focused()
    page.keyboard.type("New Officer")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/2fa/**")
    expect_heading(page, "Your account")
    expect_sound(page, axe)
    page.get_by_role("link", name="Set up authenticator app").press("Enter")
    page.wait_for_url("**/activate/")
    expect_heading(page, "Set up an authenticator app")
    assert page.evaluate("document.querySelector('.app-qr').naturalWidth") > 0
    expect_sound(page, axe)
    page.get_by_label("Security code").press_sequentially(app_code(page))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recovery-codes/")
    expect_heading(page, "Your recovery codes")
    expect(page.locator(".app-secret")).to_have_count(10)
    expect_sound(page, axe)
    page.get_by_role("button", name="Continue").press("Enter")
    page.wait_for_url("**/settings/")
    expect_heading(page, "My settings")
    expect(page.get_by_role("link", name="Marshland", exact=True)).to_have_count(1)
    expect_sound(page, axe)


def test_the_same_without_script(page_without_script: Page, invitation: str) -> None:
    page = page_without_script
    page.goto(invitation)
    page.get_by_label("Your full name").fill("New Officer")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Create your account").click()
    page.get_by_role("link", name="Set up authenticator app").click()
    page.get_by_label("Security code").fill(app_code(page))
    page.get_by_role("button", name="Continue").click()
    expect_heading(page, "Your recovery codes")
    page.get_by_role("button", name="Continue").click()
    expect_heading(page, "My settings")
    sign_out(page)
    page.goto(invitation)
    expect_heading(page, "This link does not work any more")


def test_signing_in_by_password_and_by_code(page: Page, axe: Axe, live_server: LiveServer, officer: User) -> None:
    member = ManagerFactory.create(user=create_account(email=NEW, name="Mia", password=PASSWORD))
    page.goto(f"{live_server.url}/settings/")
    expect_heading(page, "Sign in")
    expect_sound(page, axe)
    page.get_by_label("E-mail address").fill(NEW)
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("is not right")
    expect_sound(page, axe)
    page.get_by_role("link", name="Sign in with a security code by e-mail instead").click()
    expect_heading(page, "Sign in with a security code")
    expect_sound(page, axe)
    page.get_by_label("E-mail address").fill(NEW)
    page.get_by_role("button", name="Send the security code").click()
    expect_heading(page, "Check your e-mail")
    expect_sound(page, axe)
    page.get_by_label("Security code").fill(newest_code())
    page.get_by_role("button", name="Continue").click()
    expect_heading(page, "My settings")
    expect(page.get_by_role("link", name=str(member.setting), exact=True)).to_have_count(1)


@pytest.fixture
def with_passkeys(page: Page, settings: Settings) -> Iterator[Page]:
    """A browser with a security key of its own, which says yes to all."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = key | {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page


def test_a_passkey_is_made_and_signs_in(with_passkeys: Page, axe: Axe, live_server: LiveServer, officer: User) -> None:
    page, root = with_passkeys, live_server.url.replace("127.0.0.1", "localhost")
    OfficerFactory.create(user=create_account(email=NEW, name="New Officer", password=PASSWORD))
    page.goto(f"{root}/accounts/login/")
    page.get_by_label("E-mail address").fill(NEW)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Add passkeys").click()
    expect_heading(page, "Add a passkey")
    expect_sound(page, axe)
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto(f"{root}/accounts/2fa/webauthn/")
    expect_heading(page, "Your passkeys")
    expect_sound(page, axe)
    page.goto(f"{root}/accounts/2fa/webauthn/reauthenticate/?next=/settings/")
    expect_heading(page, "Show that it is you")
    expect_sound(page, axe)
    page.get_by_role("button", name="Use your passkey").click()
    expect(page).to_have_url(f"{root}/settings/")
    sign_out(page)
    page.goto(f"{root}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/settings/")
    expect_heading(page, "My settings")


def test_the_pages_of_members_are_accessible(page: Page, axe: Axe, live_server: LiveServer, officer: User) -> None:
    authority = officer.memberships.get().authority
    place = SettingFactory.create(authority=authority, name="Elm School")
    member = ManagerFactory.create(setting=place)
    sign_in(page, live_server, officer)
    people = f"{live_server.url}/settings/{place.register}/{place.urn}/members/"
    page.goto(f"{people}invite/")
    expect_sound(page, axe)
    page.get_by_label("E-mail address of the person").fill(NEW)
    page.keyboard.press("Enter")
    page.wait_for_url("**/members/")
    expect_heading(page, "People who act for it")
    expect_sound(page, axe)
    page.get_by_role("button", name=f"Withdraw the invitation to {NEW}").press("Enter")
    page.get_by_text(f"The invitation to {NEW} was withdrawn.").wait_for()
    page.get_by_role("link", name=f"End access of {member.user}").click()
    page.get_by_label("Why?").fill("Left")
    page.get_by_role("button", name="End access").click()
    expect(page.get_by_role("alert").first).to_contain_text("last person who acts")
    expect_sound(page, axe)
    page.goto(f"{people}hand-over/")
    expect_sound(page, axe)
