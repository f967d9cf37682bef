"""The page of components, and the pages that say what went wrong."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles.finders import find
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import server_error
from lxml import html

from senco_portal.lib.govuk_forms.samples import FILLED

PAGE = "/components/"
EVIL = "<script>alert(1)</script>"
JOURNEYS = {"journeys-TOTAL_FORMS": "1", "journeys-INITIAL_FORMS": "0"}
TYPED = {
    "name": EVIL,
    "fee": "twelve",
    "street": f"{EVIL} Street",
    "notes": "First\nsecond",
    "summary": "far too long " * 9,
    "reason": "one two three four five six",
    "contact": "email",
    "email": "nobody",
    "needs": ["other"],
    "other_need": "",
    "born_on_day": "31",
    "born_on_month": "April",
    "born_on_year": "2007",
    "journeys-0-place": "",
    "journeys-0-travelled_on_day": "x",
    **JOURNEYS,
}


def tree(response: Any) -> Any:
    return html.document_fromstring(response.content.decode())


def valid() -> dict[str, Any]:
    """A sample that is in order."""
    date = {"day": "1", "month": "March", "year": "2007"}
    dates = {f"{name}_{part}": text for name in ("born_on", "journeys-0-travelled_on") for part, text in date.items()}
    more = {"password": "long enough it is", "journeys-0-place": "Leeds", **JOURNEYS, **dates}
    return {**FILLED, **more, "photograph": SimpleUploadedFile("face.png", b"png", "image/png")}


def test_anybody_may_see_it_in_development(client: Client) -> None:
    response = client.get(PAGE)
    assert response.status_code == HTTPStatus.OK
    page = tree(response)
    assert page.xpath("//title/text()") == ["Components – SENCo portal"]
    assert page.xpath("/html/@lang") == ["en-GB"]
    assert page.xpath("//*[contains(@class, 'govuk-error-summary')]") == []
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1


def test_what_is_wrong_is_listed_first_and_the_title_says_so(client: Client) -> None:
    page = tree(client.post(PAGE, TYPED))
    assert page.xpath("//title/text()") == ["Error: Components – SENCo portal"]
    links = {link.text: link.get("href") for link in page.xpath("//*[@class='govuk-error-summary']//a")}
    assert links == {
        "Yearly fee must be a whole number": "#id_fee",
        "Summary must be 60 characters or less": "#id_summary",
        "Reason must be 5 words or less": "#id_reason",
        "Choose a colour": "#id_colour",
        "Enter an email address like name@example.com": "#id_email",
        "Choose a size": "#id_size_0",
        "Say what else you need": "#id_other_need",
        "Date you were born must be a real date": "#id_born_on_day",
        "Choose a photograph": "#id_photograph",
        "Enter a password": "#id_password",
        "Tick the box if you agree to the rules of the library": "#id_agreed",
        "Enter the place": "#id_journeys-0-place",
        "Day of the journey must include a month and year": "#id_journeys-0-travelled_on_month",
    }


def test_everything_typed_is_shown_again_and_nothing_of_it_runs(client: Client) -> None:
    response = client.post(PAGE, TYPED)
    assert EVIL not in response.content.decode()
    page = tree(response)
    for name in ("name", "fee", "street", "email", "born_on_day", "born_on_month", "born_on_year"):
        assert page.xpath(f"//input[@id='id_{name}']/@value") == [TYPED[name]]
    for name in ("notes", "summary", "reason"):
        assert page.xpath(f"//textarea[@id='id_{name}']")[0].text.strip() == str(TYPED[name]).strip()
    assert page.xpath("//form//input[@checked]/@id") == ["id_contact_0", "id_needs_2"]
    assert page.xpath("//input[@id='id_journeys-0-travelled_on_day']/@value") == ["x"]


def test_a_password_and_a_file_are_not_shown_again(client: Client) -> None:
    data = {**valid(), "name": "", "password": "long enough it is"}
    assert "long enough it is" not in client.post(PAGE, data).content.decode()


def test_an_error_of_the_whole_form_is_said_without_a_link(client: Client) -> None:
    page = tree(client.post(PAGE, {**valid(), "notes": FILLED["name"]}))
    (item,) = page.xpath("//*[@class='govuk-error-summary']//li")
    assert item.text_content() == "Name and notes must differ"
    assert item.xpath(".//a") == []


def test_what_is_in_order_is_taken(client: Client) -> None:
    page = tree(client.post(PAGE, valid()))
    assert page.xpath("//*[@id='done']/text()") == ["Everything was in order."]
    assert page.xpath("//title/text()") == ["Components – SENCo portal"]


def test_another_is_added_and_removed_without_losing_what_was_typed(client: Client) -> None:
    page = tree(client.post(PAGE, {**TYPED, "journeys-0-place": "Leeds", "journeys-add": "1"}))
    assert page.xpath("//*[@class='govuk-error-summary']") == []
    assert page.xpath("//input[@id='id_name']/@value") == [EVIL]
    assert page.xpath("//input[@id='id_journeys-0-place']/@value") == ["Leeds"]
    assert page.xpath("//input[@name='journeys-TOTAL_FORMS']/@value") == ["2"]
    assert page.xpath("//button[@name='journeys-remove']/@value") == ["0", "1"]
    two = {**TYPED, "journeys-TOTAL_FORMS": "2", "journeys-1-place": "York", "journeys-remove": "0"}
    page = tree(client.post(PAGE, two))
    assert page.xpath("//input[@id='id_journeys-0-place']/@value") == ["York"]
    assert page.xpath("//input[@id='id_journeys-1-place']") == []


def test_the_enter_key_presses_neither_add_nor_remove(client: Client) -> None:
    two = {**TYPED, "journeys-TOTAL_FORMS": "2"}
    buttons = tree(client.post(PAGE, two)).xpath("(//form)[1]//button[@type='submit']")
    assert buttons[0].get("name") is None
    assert buttons[0].get("aria-hidden") == "true"


@pytest.mark.parametrize("body", [{}, {"journeys-TOTAL_FORMS": "x"}, {"journeys-remove": "9"}, {"name": "\x00"}])
def test_nothing_sent_can_break_it(client: Client, body: dict[str, str]) -> None:
    assert client.post(PAGE, body).status_code == HTTPStatus.OK


def test_only_reading_and_sending_are_answered(client: Client) -> None:
    assert client.delete(PAGE).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_nothing_of_the_brand_is_on_the_page(client: Client) -> None:
    source = client.get(PAGE).content.decode()
    for word in ("govuk-header", "govuk-footer", "crown", "crest", "GOV.UK"):
        assert word not in source
    page = tree(client.get(PAGE))
    assert [each for each in page.xpath("//script") if not each.get("src")] == []
    assert page.xpath("//style | //*[@style]") == []


ERROR_PAGES = {
    "400.html": "We could not read that request",
    "403.html": "You cannot see this page",
    "403_csrf.html": "What you sent was not accepted",
    "404.html": "Page not found",
    "429.html": "Too many attempts",
    "500.html": "Sorry, there is a problem with the service",
    "503.html": "Sorry, the service is not available",
}


@pytest.mark.parametrize(("template", "heading"), ERROR_PAGES.items())
def test_an_error_page_needs_nothing_but_itself(template: str, heading: str) -> None:
    page: Any = html.document_fromstring(render_to_string(template))
    assert page.xpath("//h1/text()") == [heading]
    assert page.xpath("//title/text()") == [f"{heading} – SENCo portal"]
    assert len(page.xpath("//main//p")) >= 2
    assert page.xpath("//*[@class='app-header__name']/@href") == ["/"]


def test_what_was_done_is_said_above_the_page() -> None:
    said = [Message(SUCCESS, "Saved"), Message(ERROR, EVIL)]
    page: Any = html.document_fromstring(render_to_string("404.html", {"messages": said}))
    banners = page.xpath("//main/*[@role='alert']")
    assert [each.text for banner in banners for each in banner.xpath(".//p")] == ["Saved", EVIL]
    assert [each.text for banner in banners for each in banner.xpath(".//h2")] == ["Done", "Important"]


def test_every_error_page_is_tried() -> None:
    folder = Path(settings.BASE_DIR) / "templates"
    assert {path.name for path in folder.glob("[0-9]*.html")} == set(ERROR_PAGES)


def test_a_failure_is_answered_with_our_page(rf: Any) -> None:
    response = server_error(rf.get("/"))
    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert b"Something went wrong on our side" in response.content


def test_an_unknown_address_is_answered_with_our_page(client: Client) -> None:
    response = client.get("/no/such/page/<script>")
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "Page not found" in response.content.decode()


def test_a_form_sent_from_elsewhere_is_answered_with_our_page() -> None:
    response = Client(enforce_csrf_checks=True).post(PAGE, {})
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "What you sent was not accepted" in response.content.decode()


@pytest.mark.needs_tool("node_modules")
@pytest.mark.parametrize("name", ["app.css", "app.js", "favicon.svg"])
def test_nothing_of_the_brand_is_in_what_is_built(name: str) -> None:
    found = find(name)
    assert found, f"{name} is not among the static files: run `make frontend/dist/.made`"
    source = Path(found).read_text().lower()
    for word in ("gds transport", "@font-face", "crest", "crown", "url(", "data:image", "@import", "cdn"):
        assert word not in source
