"""Certificates on pages: sent with an award or alone, shown, downloaded, taken away; by content, and whole or not."""

from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from practitioners.enums import EvidenceLevel, Seen
from practitioners.models import Appointment, Award, Certificate, Look
from practitioners.views import certificates, courses
from senco_portal.lib import evidence
from senco_portal.lib.uploads import Limits
from tests.clients import Client, whole
from tests.factories.practitioners import AwardFactory, CertificateFactory, EnrolmentFactory
from tests.files import PROGRAM, WEB_PAGE, archive, image, pdf

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
AWARD: dict[str, Any] = {
    "qualification": "",
    "title": "National Award",
    "provider_name": "University of Elm",
    "outcome": "passed",
    **{
        f"{name}_{part}": ""
        for name in ("course_started_on", "course_completed_on")
        for part in ("day", "month", "year")
    },
    **{"awarded_on_day": "29", "awarded_on_month": "9", "awarded_on_year": "2023"},
}


@pytest.fixture
def client(cast: dict[str, Client]) -> Client:
    return cast["manager"]


@pytest.fixture
def award(post: Appointment) -> Award:
    return AwardFactory.create(practitioner=post.practitioner, qualification__code="NASENCO-X")


def address(award: Award, *more: object) -> str:
    return "/".join(["", "practitioners", str(award.practitioner_id), "awards", str(award.pk), *map(str, more), ""])


def person(award: Award) -> str:
    return f"/practitioners/{award.practitioner_id}/"


def file(content: bytes, name: str = "scan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def words(response: Any) -> str:
    assert response.status_code == 200, response.get("Location")
    return " ".join(unescape(response.content.decode()).split())


# Added to an award


def test_a_certificate_is_added_shown_and_downloaded(award: Award, client: Client) -> None:
    content = pdf()
    sent = client.post(address(award, "certificates", "new"), {"certificate": file(content, "../../<b>evil.exe")})
    assert (sent.status_code, sent["Location"]) == (302, person(award))
    page = words(client.get(person(award)))
    assert "The certificate was added." in page
    assert "Certificate (PDF, " in page
    assert f"Certificate “{award.qualification}” recorded" in page, "the history says so"
    assert "Certificate seen" in page
    row = award.certificates.get()
    assert f'href="{address(award, "certificates", row.pk)}"' in page
    found = client.get(address(award, "certificates", row.pk))
    assert whole(found) == content
    assert Look.objects.filter(seen=Seen.CERTIFICATE, practitioner=award.practitioner).count() == 1
    assert found["Content-Disposition"] == f'attachment; filename="nasenco-x-certificate-{row.pk}.pdf"'


def test_pages_of_forms_say_how_a_file_is_sent(award: Award, client: Client) -> None:
    for page in (address(award, "certificates", "new"), address(award, "change"), f"{person(award)}awards/new/"):
        said = words(client.get(page))
        assert 'enctype="multipart/form-data"' in said
        assert "of 10 MB at most" in said
    assert "multipart" not in words(client.get(f"{person(award)}change/"))


WRONG = [
    (b"", "The file is empty. Choose the certificate again"),
    (PROGRAM, "The certificate must be a PDF, JPEG or PNG file"),
    (WEB_PAGE, "This one is a web page: print it as a PDF"),
    (archive(), "This one is a document or an archive: save it as a PDF"),
    (image("PNG")[:-60], "This file is damaged, or only a part of it"),
    (image() + archive(), "There is more in this file than a PDF or a picture"),
    (pdf(password="secret"), "Save it without one and choose that"),
]


@pytest.mark.parametrize(("content", "said"), WRONG)
def test_what_is_no_certificate_is_refused_in_words(
    content: bytes, said: str, award: Award, client: Client, evidence_folder: Path
) -> None:
    page = words(client.post(address(award, "certificates", "new"), {"certificate": file(content)}))
    assert said in page
    assert "There is a problem" in page
    assert not Certificate.objects.exists()
    assert not evidence_folder.exists()


def test_a_file_must_be_chosen(award: Award, client: Client) -> None:
    for sent in ({}, {"certificate": "no file"}):
        assert "Choose the certificate" in words(client.post(address(award, "certificates", "new"), sent))


def test_ten_megabytes_are_taken_and_no_more_is_even_stored(award: Award, client: Client) -> None:
    most = 10 * MEGABYTE
    whole = pdf()
    page = words(
        client.post(address(award, "certificates", "new"), {"certificate": file(whole + bytes(most + 1 - len(whole)))})
    )
    assert "The certificate must be of 10 MB at most" in page
    photo = image()
    sent = client.post(address(award, "certificates", "new"), {"certificate": file(photo + bytes(most - len(photo)))})
    assert sent.status_code == 302
    assert award.certificates.get().size == most


def test_what_is_sent_at_once_has_a_limit_too(award: Award, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates.certificate_new, "takes_files", Limits(MEGABYTE, 100))
    page = words(client.post(address(award, "certificates", "new"), {"certificate": file(pdf())}))
    assert "Too much was sent at once" in page


def test_a_double_click_makes_one_certificate(award: Award, client: Client) -> None:
    content = pdf()
    for _ in range(2):
        client.post(address(award, "certificates", "new"), {"certificate": file(content)})
    assert award.certificates.count() == 1


# With the forms of awards


def test_an_award_is_recorded_with_its_certificate_once(post: Appointment, client: Client, shipped_book: Any) -> None:
    page, content = f"/practitioners/{post.practitioner_id}/awards/new/", image()
    key = str(AwardFactory.create().qualification_id)
    for _ in range(2):
        sent = client.post(page, AWARD | {"qualification": key, "certificate": file(content)})
        assert sent.status_code == 302, sent.content.decode()
    award = post.practitioner.awards.get()
    assert award.certificates.get().kind == "jpeg"
    assert award.evidence_level == EvidenceLevel.SEEN
    assert award.history.count() == 1


def test_an_outcome_is_recorded_with_its_certificate(post: Appointment, client: Client) -> None:
    course = EnrolmentFactory.create(practitioner=post.practitioner, started_on=date(2022, 9, 5))
    days = {"course_completed_on": date(2023, 7, 14), "awarded_on": date(2023, 9, 29)}
    typed = {f"{name}_{part}": getattr(day, part) for name, day in days.items() for part in ("day", "month", "year")}
    sent: dict[str, Any] = typed | {"outcome": "passed", "certificate": file(pdf())}
    page = f"/practitioners/{post.practitioner_id}/courses/{course.pk}/outcome/"
    assert client.post(page, sent).status_code == 302
    assert course.awards.get().certificates.count() == 1


def test_without_a_certificate_an_award_is_what_was_said(post: Appointment, client: Client) -> None:
    key = str(AwardFactory.create().qualification_id)
    client.post(f"/practitioners/{post.practitioner_id}/awards/new/", AWARD | {"qualification": key})
    assert post.practitioner.awards.get().evidence_level == EvidenceLevel.DECLARED


def test_with_something_else_wrong_the_file_is_asked_for_again(post: Appointment, client: Client) -> None:
    page = f"/practitioners/{post.practitioner_id}/awards/new/"
    said = words(client.post(page, AWARD | {"certificate": file(pdf())}))
    assert "Choose the qualification" in said
    assert "Choose the certificate again: it could not be kept" in said
    assert "National Award" in said, "what was typed is kept"
    assert not Award.objects.exists()


def test_with_the_certificate_wrong_nothing_is_recorded(post: Appointment, client: Client) -> None:
    key = str(AwardFactory.create().qualification_id)
    page = f"/practitioners/{post.practitioner_id}/awards/new/"
    said = words(client.post(page, AWARD | {"qualification": key, "certificate": file(PROGRAM)}))
    assert "must be a PDF, JPEG or PNG file" in said
    assert not post.practitioner.awards.exists()


def test_an_award_is_put_right_with_its_certificate(award: Award, client: Client) -> None:
    form = client.get(address(award, "change")).context["form"]
    typed = AWARD | {"qualification": str(award.qualification_id), "reason": "The certificate came"}
    typed |= {"version": form["version"].value(), "certificate": file(pdf())}
    assert client.post(address(award, "change"), typed).status_code == 302
    assert award.certificates.count() == 1


# Downloaded


def test_a_download_can_do_nothing_and_is_kept_by_nobody(award: Award, client: Client) -> None:
    for kind, content_type, ending in (("pdf", "application/pdf", "pdf"), ("jpeg", "image/jpeg", "jpg")):
        row = CertificateFactory.create(award=award, kind=kind, content=kind.encode())
        for ask in (client.get, client.head):
            found = ask(address(award, "certificates", row.pk))
            assert whole(found) == (b"" if ask == client.head else kind.encode())
            assert found.status_code == 200
            assert found["Content-Type"] == content_type
            assert found["Content-Length"] == str(row.size)
            assert found["X-Content-Type-Options"] == "nosniff"
            assert found["Content-Security-Policy"] == "default-src 'none'; sandbox"
            assert found["Cache-Control"] == "private, no-store"
            assert found["Content-Disposition"].startswith("attachment; ")
            assert found["Content-Disposition"].endswith(f'-certificate-{row.pk}.{ending}"')


def test_only_who_may_see_the_person_downloads(award: Award, cast: dict[str, Client]) -> None:
    page = address(award, "certificates", CertificateFactory.create(award=award).pk)
    seen = {}
    for name, client in cast.items():
        found = client.get(page)
        whole(found)
        seen[name] = found.status_code
    assert seen == {
        "nobody": 302,
        "manager": 200,
        "neighbour": 404,
        "officer": 200,
        "officer elsewhere": 404,
        "analyst": 200,
        "administrator": 200,
    }


def test_anothers_certificate_is_not_reached_through_ones_own(award: Award, client: Client) -> None:
    other, second = CertificateFactory.create(), AwardFactory.create(practitioner=award.practitioner)
    own = CertificateFactory.create(award=award)
    for page in (
        address(award, "certificates", other.pk),
        address(second, "certificates", own.pk),
        address(award, "certificates", own.pk + 99),
        address(award, "certificates", 10**30),
        f"{person(award)}awards/{other.award_id}/certificates/{other.pk}/",
    ):
        for each in (page, f"{page}remove/"):
            assert (each, client.get(each).status_code) == (each, 404)
    assert client.post(address(other.award, "certificates", "new"), {"certificate": file(pdf())}).status_code == 404


def test_a_file_that_has_gone_missing_is_said(award: Award, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    row = CertificateFactory.create(award=award)
    evidence.remove(row.stored_as)
    found = client.get(address(award, "certificates", row.pk))
    assert found.status_code == 404
    assert "its file is not where it was stored" in found.content.decode()
    assert f"Certificate {row.pk} has no file" in caplog.text
    assert client.get(person(award)).status_code == 200


# Taken away


def test_a_certificate_is_taken_away_with_a_reason(
    award: Award, client: Client, evidence_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    row = CertificateFactory.create(award=award)
    page = address(award, "certificates", row.pk, "remove")
    assert "Was this certificate added by mistake?" in words(client.get(page))
    assert "Enter why it is taken away" in words(client.post(page, {"reason": " "}))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page, {"reason": "Of somebody else"}).status_code == 302
    assert not award.certificates.exists()
    assert list(evidence_folder.iterdir()) == []
    said = words(client.get(person(award)))
    assert f"Certificate “{award.qualification}” taken away" in said
    assert "Of somebody else" in said
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("level", "others", "said"),
    [
        ("verified", 0, "An officer has verified this award"),
        ("verified", 1, "An officer has verified this award"),
        ("seen", 0, "the award is self-declared"),
        ("seen", 1, ""),
        ("declared", 0, ""),
    ],
)
def test_what_the_award_then_rests_on_is_said_before(
    level: str, others: int, said: str, award: Award, cast: dict[str, Client]
) -> None:
    award.evidence_level = level
    award.save()
    row = CertificateFactory.create(award=award)
    CertificateFactory.create_batch(others, award=award, content=b"another")
    page = words(cast["officer"].get(address(award, "certificates", row.pk, "remove")))
    assert said in page
    assert ("govuk-inset-text" in page) is bool(said)


def test_who_only_reads_sees_no_way_to_change(award: Award, cast: dict[str, Client]) -> None:
    row = CertificateFactory.create(award=award)
    said = words(cast["analyst"].get(person(award)))
    assert "Certificate (PDF, " in said
    assert "Take away" not in said
    assert "Add a certificate" not in said
    assert cast["analyst"].get(address(award, "certificates", row.pk, "remove")).status_code == 404


def test_certificates_cost_the_page_no_query_each(
    award: Award, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        CertificateFactory.create(award=award, content=b"%d" % number)
        CertificateFactory.create(award__practitioner=award.practitioner)
    client.get(person(award))
    with django_assert_max_num_queries(40) as few:
        client.get(person(award))
    CertificateFactory.create(award=award, content=b"one more")
    with django_assert_max_num_queries(len(few)):
        client.get(person(award))


def test_each_form_of_an_award_takes_a_file() -> None:
    views: list[Any] = [courses.award_new, courses.award_change, courses.outcome_new, certificates.certificate_new]
    assert {view.takes_files for view in views} == {Limits(10 * MEGABYTE, 11 * MEGABYTE)}
