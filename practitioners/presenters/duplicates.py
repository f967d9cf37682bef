"""Pairs of records that may be of the same person, in words, page by page."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.core.paginator import Page
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone

from practitioners.matching.pairs import Pair
from practitioners.models import Appointment, KeptApart, Practitioner
from practitioners.presenters.posts import days, what
from qualifications.rules.phrases import capital, join
from settings.presenters import Pages, name_of, pages_of

Apart = Mapping[tuple[int, int], KeptApart]


class Side(NamedTuple):
    """One of two records: whose it is, and what tells it from others, in lines; ``is_seen``: it has a page."""

    person: Practitioner
    lines: list[str]
    is_seen: bool


class PairLine(NamedTuple):
    """Two records, what says that they are of the same person, and who said that they are not, if somebody did."""

    sides: list[Side]
    match: str
    apart: str

    @property
    def names(self) -> str:
        return join([side.person.name for side in self.sides])


class DuplicatesPage(NamedTuple):
    """One page of pairs, with the way to the other pages."""

    pairs: list[PairLine]
    pages: Pages


def duplicates_page(
    page: "Page[Pair]", people: Mapping[int, Practitioner], seen: set[int], apart: Apart, address: Callable[[int], str]
) -> DuplicatesPage:
    """In: a page of pairs, its people with their posts fetched, whose record may be seen, and what makes a page's
    address of its number.
    """
    pairs = [
        PairLine(
            [_side(people[key], is_seen=key in seen) for key in (pair.one, pair.other)],
            f"{capital(pair.match.kind.value)} match: {join(list(pair.match.reasons))}.",
            said_apart(apart.get((pair.one, pair.other))),
        )
        for pair in page.object_list
    ]
    return DuplicatesPage(pairs, pages_of(page, address))


def said_apart(row: KeptApart | None) -> str:
    """Who said when that two records are not of the same person; empty where nobody did."""
    if row is None:
        return ""
    when = date_format(row.said_at.astimezone(get_current_timezone()), "j F Y")
    return f"{row.said_by or 'The portal'} said on {when} that these are not the same person."


def _side(person: Practitioner, *, is_seen: bool) -> Side:
    posts = sorted(person.appointments.all(), key=lambda post: post.started_on, reverse=True)
    known = [f"Teacher reference number {person.trn}" if person.trn else "", person.email]
    return Side(person, [*(each for each in known if each), *map(_post, posts)], is_seen)


def _post(post: Appointment) -> str:
    return f"{name_of(post.setting)}, {what(post)} {days(post)}"
