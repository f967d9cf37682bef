"""The places that a person acts for, each with who is SENCo there, in words."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.core.paginator import Page
from django.urls import reverse

from practitioners.models import Appointment
from practitioners.presenters.closed import has_closed
from practitioners.presenters.people import people_of
from practitioners.presenters.posts import Post, Rules
from settings.models import Membership, Seat
from settings.presenters import MyPlace, Pages, my_place, pages_of


class Mine(NamedTuple):
    """A place, who is SENCo there now or soon, and ``vacancy``: that nobody is, and what is asked of such a setting.

    ``record_url``: where somebody is appointed; empty for an authority, or where the setting has closed.
    """

    place: MyPlace
    posts: list[Post]
    vacancy: str
    record_url: str


class MySettingsPage(NamedTuple):
    """One page of places, with the way to the others."""

    places: list[Mine]
    pages: Pages


def my_settings_page(
    page: "Page[Membership]", posts: Iterable[Appointment], rules: Rules | None, day: date
) -> MySettingsPage:
    """In: the places of the page, and all posts at its settings."""
    at: dict[int, list[Appointment]] = defaultdict(list)
    for post in posts:
        at[post.setting_id].append(post)
    address = reverse("my_settings")
    return MySettingsPage(
        [_mine(row, at, rules, day) for row in page.object_list],
        pages_of(page, lambda number: f"{address}?page={number}"),
    )


def _mine(row: Membership, at: dict[int, list[Appointment]], rules: Rules | None, day: date) -> Mine:
    place = my_place(Seat.of(row))
    if row.setting is None:
        return Mine(place, [], "", "")
    people = people_of(row.setting, at[row.setting.pk], rules, day)
    record_url = (
        "" if has_closed(row.setting, day) else reverse("appointment_new", args=[row.setting.register, row.setting.urn])
    )
    return Mine(place, [*people.current, *people.coming], people.vacancy, record_url)
