"""An award recorded with its certificate in a real browser, with and without script, and downloaded again."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from practitioners.models import Appointment, Award, Certificate
from qualifications.models import Qualification, RuleBook
from settings.models import Membership
from tests.factories.practitioners import AppointmentFactory, AwardFactory
from tests.factories.settings import ManagerFactory, SettingFactory
from tests.files import PROGRAM, image, pdf
from tests.functional.conftest import Axe, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def post(shipped_book: RuleBook) -> Appointment:
    school = SettingFactory.create(register_type__setting_type="maintained_school")
    ManagerFactory.create(setting=school)
    return AppointmentFactory.create(setting=school, practitioner__name="Robin Field")


@pytest.fixture
def person(post: Appointment, live_server: LiveServer) -> str:
    return f"{live_server.url}/practitioners/{post.practitioner_id}/"


def enter(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server, Membership.objects.get().user)


def scan(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def record(page: Page, certificate: Path) -> None:
    """Fills in and sends the form of an award."""
    page.get_by_label("Qualification", exact=True).select_option(
        label="National Award for Special Educational Needs Co-ordination"
    )
    for part, value in (("Day", "29"), ("Month", "9"), ("Year", "2023")):
        page.get_by_role("group", name="Date on the certificate").get_by_label(part).fill(value)
    page.get_by_label("Passed", exact=True).check()
    page.get_by_label("Certificate (optional)", exact=True).set_input_files(certificate)
    page.get_by_role("button", name="Save").click()


def record_and_download(page: Page, person: str, folder: Path) -> None:
    content = pdf()
    page.goto(f"{person}awards/new/")
    record(page, scan(folder, "renamed.pdf", PROGRAM))
    expect(page.get_by_role("link", name="The certificate must be a PDF, JPEG or PNG file")).to_be_visible()
    record(page, scan(folder, "my scan.pdf", content))
    expect(page.get_by_text("The award was recorded.")).to_be_visible()
    expect(page.get_by_text("Certificate seen", exact=True)).to_be_visible()
    with page.expect_download() as begun:
        page.get_by_role("link", name="Certificate (PDF, ").first.click()
    row = Certificate.objects.get()
    assert begun.value.suggested_filename == f"nasenco-certificate-{row.pk}.pdf"
    assert begun.value.path().read_bytes() == content


def test_an_award_is_recorded_with_a_certificate(
    page: Page, live_server: LiveServer, person: str, tmp_path: Path
) -> None:
    enter(page, live_server)
    record_and_download(page, person, tmp_path)
    page.get_by_role("link", name="Take away Certificate").click()
    page.get_by_label("Why").fill("Of somebody else")
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("The certificate was taken away.")).to_be_visible()
    expect(page.get_by_text(re.compile("Certificate “.+” taken away"))).to_be_visible()


def test_it_works_without_script(
    page_without_script: Page, live_server: LiveServer, person: str, tmp_path: Path
) -> None:
    enter(page_without_script, live_server)
    record_and_download(page_without_script, person, tmp_path)


def test_every_page_is_accessible_and_fits_a_narrow_screen(
    page: Page, axe: Axe, live_server: LiveServer, post: Appointment, person: str, tmp_path: Path
) -> None:
    enter(page, live_server)
    npq = Qualification.objects.get(code="NPQSENCO")
    award: Award = AwardFactory.create(practitioner=post.practitioner, qualification=npq)
    page.set_viewport_size({"width": 320, "height": 640})
    own = f"{person}awards/{award.pk}/certificates/"
    page.goto(f"{own}new/")
    page.get_by_label("Certificate").set_input_files(scan(tmp_path, "photo.jpg", image()))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The certificate was added.")).to_be_visible()
    row = award.certificates.get()
    for address in (person, f"{own}new/", f"{own}{row.pk}/remove/", f"{person}awards/new/"):
        page.goto(address)
        assert (address, axe(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
