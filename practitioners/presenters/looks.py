"""Who looked at a person's record, in words, page by page."""

from typing import NamedTuple

from django.core.paginator import Page
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone

from practitioners.models import Look, Practitioner
from settings.presenters import Pages, pages_of


class LookLine(NamedTuple):
    """One look: when, whose, and at what."""

    when: str
    who: str
    what: str


class LooksPage(NamedTuple):
    """A page of looks, the newest first, with the way to the other pages."""

    rows: list[LookLine]
    pages: Pages


def looks_page(person: Practitioner, page: "Page[Look]") -> LooksPage:
    """One page of who looked at a record."""
    address = reverse("practitioner_looks", args=[person.pk])
    return LooksPage(
        [_line(look) for look in page.object_list], pages_of(page, lambda number: f"{address}?page={number}")
    )


def _line(look: Look) -> LookLine:
    when = date_format(look.looked_at.astimezone(get_current_timezone()), "j F Y, H:i")
    return LookLine(when, str(look.user), look.get_seen_display())
