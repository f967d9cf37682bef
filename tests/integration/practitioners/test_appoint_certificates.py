"""Certificates sent while somebody is appointed: kept with the draft, never with another award, attached on saving."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from practitioners.enums import EvidenceLevel
from practitioners.models import Award, Certificate, Draft, ParkedCertificate, Practitioner
from settings.models import Membership, Setting
from tests.clients import Client, signed_in
from tests.files import PROGRAM, image, pdf
from tests.integration.practitioners.appointing import WHOLE, Journey, Typed, day, rows

pytestmark = pytest.mark.django_db
FIRST = {"qualification": "NASENCO", "provider": "", "outcome": "passed", "title": "One", "key": "a" * 32}
SECOND = {"qualification": "NPQSENCO", "provider": "", "outcome": "failed", "title": "Two", "key": "b" * 32}
DAYS = day("awarded_on", "2026", "7", "14")


def told(*several: Typed) -> Typed:
    return rows("outcomes", *(row | DAYS for row in several))


@pytest.fixture
def journey(school: Setting, manager: Membership) -> Journey:
    return Journey(signed_in(manager.user), school)


@pytest.fixture
def asked(journey: Journey) -> Journey:
    """All is answered; two awards were told."""
    journey.answer_all(qualification_details=told(FIRST, SECOND))
    return journey


def file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.pdf", content)


def marks(journey: Journey) -> list[str]:
    """The names of the inputs for files, in the order of the page."""
    form = journey.client.get(journey.at("certificates")).context["form"]
    return [award.mark for award in form.told]


def send(journey: Journey, files: dict[str, bytes], **more: str) -> Any:
    content: dict[str, Any] = {mark: file(each) for mark, each in files.items()}
    return journey.client.post(journey.at("certificates"), content | more)


def certified() -> dict[str, list[str]]:
    """Of each award recorded the kinds of its certificates."""
    return {award.title: [each.kind for each in award.certificates.order_by("pk")] for award in Award.objects.all()}


def stored(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_it_is_asked_only_where_awards_were_told(journey: Journey) -> None:
    journey.answer_all(qualifications={"awards": "no"})
    answer = journey.client.get(journey.at("certificates"))
    assert (answer.status_code, answer["Location"]) == (302, journey.check)
    assert "Certificates" not in journey.html(journey.check)
    journey.send("qualifications", WHOLE["qualifications"])
    journey.send("qualification-details", told(FIRST))
    assert "no certificate" not in journey.html(journey.at("certificates"))
    page = journey.html(journey.at("certificates"))
    assert 'enctype="multipart/form-data"' in page
    assert "14 July 2026" in page


def test_without_a_draft_it_leads_to_the_beginning(journey: Journey) -> None:
    for ask in (journey.client.get, journey.client.post):
        assert ask(journey.at("certificates"))["Location"] == journey.start


def test_what_was_sent_is_attached_when_the_appointment_is_saved(
    asked: Journey, evidence_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    first, second = marks(asked)
    assert send(asked, {first: pdf(), second: image()})["Location"] == asked.check
    page = asked.html(asked.check)
    assert "PDF, " in page
    assert "JPEG, " in page
    names = set(ParkedCertificate.objects.values_list("stored_as", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        asked.save()
    assert certified() == {"One": ["pdf"], "Two": ["jpeg"]}
    assert stored(evidence_folder) == names == set(Certificate.objects.values_list("stored_as", flat=True))
    assert set(Award.objects.values_list("evidence_level", flat=True)) == {EvidenceLevel.SEEN}
    assert not ParkedCertificate.objects.exists()
    assert "Certificate “One” recorded" in asked.html(f"/practitioners/{Practitioner.objects.get().pk}/")


def test_it_survives_signing_out_going_back_and_other_changes(asked: Journey, manager: Membership) -> None:
    first, _ = marks(asked)
    send(asked, {first: pdf()})
    asked.client.logout()
    again = Journey(signed_in(manager.user), asked.setting)
    assert "We have one: PDF, " in again.html(again.at("certificates"))
    again.send("role", {"role": "assistant_senco"})
    assert again.send("certificates", {}) == again.check, "nothing need be sent twice"
    again.save()
    assert certified() == {"One": ["pdf"], "Two": []}


def test_one_is_kept_although_another_is_refused(asked: Journey) -> None:
    first, second = marks(asked)
    answer = send(asked, {first: pdf(), second: PROGRAM})
    page = answer.content.decode()
    assert "We have one: PDF, " in page
    assert "must be a PDF, JPEG or PNG file" in page
    assert [each.row for each in ParkedCertificate.objects.all()] == [first]


def test_one_is_put_in_the_place_of_another_or_taken_away(
    asked: Journey, evidence_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    first, second = marks(asked)
    with django_capture_on_commit_callbacks(execute=True):
        send(asked, {first: pdf()})
        send(asked, {first: image()})
    assert ParkedCertificate.objects.get().kind == "jpeg"
    assert len(stored(evidence_folder)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        page = send(asked, {second: pdf()}, take_away=first).content.decode()
    assert page.count("We have one") == 1
    assert [each.row for each in ParkedCertificate.objects.all()] == [second]
    assert len(stored(evidence_folder)) == 1


def test_a_file_sent_twice_is_kept_once(asked: Journey, evidence_folder: Path) -> None:
    first, _ = marks(asked)
    content = pdf()
    for _ in range(2):
        send(asked, {first: content})
    assert (ParkedCertificate.objects.count(), len(stored(evidence_folder))) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ([SECOND, FIRST], {"One": ["pdf"], "Two": []}),
        ([SECOND], {"Two": []}),
        ([FIRST | {"title": "Mended"}, SECOND], {"Mended": ["pdf"], "Two": []}),
        ([FIRST | {"qualification": "NPQSENCO", "title": "Another"}, SECOND], {"Another": [], "Two": []}),
        ([SECOND | {"key": ""}, FIRST | {"key": ""}], {"One": [], "Two": []}),
        ([FIRST | {"key": "c" * 32}, SECOND], {"One": [], "Two": []}),
    ],
)
def test_a_file_never_goes_to_another_award(
    changed: list[Typed],
    expected: dict[str, list[str]],
    asked: Journey,
    evidence_folder: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    send(asked, {marks(asked)[0]: pdf()})
    assert asked.send("qualification-details", told(*changed)) == asked.at("certificates"), "it is asked again"
    asked.send("certificates", {})
    with django_capture_on_commit_callbacks(execute=True):
        asked.save()
    assert certified() == expected
    assert len(stored(evidence_folder)) == Certificate.objects.count(), "what nobody names is cleared"


def test_a_row_that_was_removed_on_the_page_takes_its_key_along(asked: Journey) -> None:
    _, second = marks(asked)
    send(asked, {second: pdf()})
    page = asked.client.post(
        asked.at("qualification-details"), told(FIRST, SECOND) | {"outcomes-remove": "0"}
    ).content.decode()
    assert SECOND["key"] in page
    assert FIRST["key"] not in page
    added = asked.client.post(asked.at("qualification-details"), told(FIRST) | {"outcomes-add": "yes"})
    keys = [form["key"].value() for form in added.context["form"]]
    assert len(set(keys)) == 2
    assert all(len(key) == 32 for key in keys)


def test_a_file_for_an_award_that_is_recorded_already_is_attached_to_that(journey: Journey, school: Setting) -> None:
    journey.answer_all(qualification_details=told(FIRST))
    journey.save()
    person = Practitioner.objects.get()
    Practitioner.objects.update(awards_told=False)
    person.appointments.update(ended_on="2025-12-31")
    again = Journey(journey.client, school)
    who = {"name": person.name, "trn": person.trn, "email": person.email}
    begun = day("started_on", "2026", "1", "5")
    again.answer_all(who=who, match={"match": str(person.pk)}, start=begun, qualification_details=told(FIRST))
    send(again, {marks(again)[0]: pdf()})
    again.save()
    assert certified() == {"One": ["pdf"]}


def test_what_was_sent_goes_with_its_draft(
    asked: Journey, evidence_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    send(asked, {marks(asked)[0]: pdf()})
    with django_capture_on_commit_callbacks(execute=True):
        asked.client.post(asked.start, {"anew": "yes"})
    assert stored(evidence_folder) == set()
    assert not ParkedCertificate.objects.exists()


def test_what_is_sent_after_saving_or_for_no_award_is_not_kept(asked: Journey, evidence_folder: Path) -> None:
    send(asked, {"0" * 32: pdf()})
    assert stored(evidence_folder) == set()
    Draft.objects.all().delete()
    assert send(asked, {"0" * 32: pdf()})["Location"] == asked.start


def test_another_window_is_told_of_a_certificate(asked: Journey) -> None:
    page = asked.html(asked.check)
    shown = page.partition('name="shown" value="')[2].partition('"')[0]
    send(asked, {marks(asked)[0]: pdf()})
    assert "You changed an answer in another window" in asked.html(asked.check, {"shown": shown})


def test_nobody_reaches_the_draft_of_another(asked: Journey, cast: dict[str, Client]) -> None:
    send(asked, {marks(asked)[0]: pdf()})
    answer = cast["officer"].get(asked.at("certificates"))
    assert (answer.status_code, answer["Location"]) == (302, asked.start)
