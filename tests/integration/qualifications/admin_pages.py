"""What tests of the pages of books in Django admin share: the cast, addresses, forms filled in as they are shown."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client
from lxml import html

from accounts.models import User
from qualifications import books, catalogue
from qualifications.models import RuleBook
from qualifications.rules.book_form import read_book
from tests import clients
from tests.factories.qualifications import QualificationFactory
from tests.factories.users import UserFactory

ROOT = "/admin/qualifications/rulebook/"
MOMENT = datetime(2024, 9, 1, 9, tzinfo=UTC)
Sent = dict[str, Any]


def law_in_force() -> RuleBook:
    """The shipped book, published, with the qualifications that it names and without the rest of the catalogue."""
    for record in catalogue.read("catalogue")["qualifications"]:
        QualificationFactory.create(**{name: record[name] for name in ("code", "name", "short_name")})
    row = books.store(read_book(catalogue.read("book")), is_shipped=True)
    RuleBook.objects.filter(pk=row.pk).update(status="published", published_at=MOMENT)
    return RuleBook.objects.get(pk=row.pk)


def staff(*verbs: str, **own: Any) -> User:
    """Somebody who may use Django admin, and do this with rule books."""
    user = UserFactory.create(is_staff=True, **own)
    codes = [f"{verb}_rulebook" for verb in verbs]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes, content_type__app_label="qualifications"))
    return user


def administrator(name: str = "Ada Lovelace") -> User:
    return UserFactory.create(is_staff=True, is_superuser=True, name=name)


def signed_in(user: User) -> Client:
    return clients.signed_in(user)


def at(row: RuleBook, rest: str = "change/") -> str:
    """The address of a book's page, or of one below it."""
    return f"{ROOT}{row.pk}/{rest}"


def parsed(response: Any) -> Any:
    """A page as a tree."""
    return html.fromstring(response.content.decode())


def text(response: Any) -> str:
    """All that a page says, without its markup."""
    page: Any = html.fromstring(response.content.decode())
    return " ".join(page.text_content().split())


def form_of(response: Any) -> Sent:
    """What the form of a page would send, were it sent as it is shown."""
    page: Any = html.fromstring(response.content.decode())
    (form,) = [form for form in page.forms if form.get("id") != "logout-form"]
    sent: Sent = {}
    for name, value in form.form_values():
        # A browser passes over the newline that a box for long texts begins with.
        sent.setdefault(name, []).append(value.removeprefix("\n"))
    return sent


def send(client: Client, address: str, **changes: Any) -> Any:
    """Opens a page, changes what is given, and sends its form, with a reason."""
    sent = form_of(client.get(address)) | {"change_reason": "Because"} | changes
    return client.post(address, sent)


def day(name: str, date: str) -> Sent:
    """A day in three boxes. In: the field, and the day as 1 9 2029."""
    return {f"{name}_{part}": typed for part, typed in zip(("day", "month", "year"), date.split(), strict=True)}


def errors(response: Any) -> list[str]:
    """What a page says is wrong, in its summary."""
    page: Any = html.fromstring(response.content.decode())
    return [" ".join(item.text_content().split()) for item in page.xpath("//div[contains(@class, 'rb-problems')]//li")]
