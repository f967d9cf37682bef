"""Places in words: their names, kinds and statuses, what a search found, and who acts for one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page
from django.urls import reverse

from senco_portal.lib.folding import fold
from senco_portal.lib.paths import path_of
from settings.catalogue import NOWHERE
from settings.enums import Region, Register, SettingStatus
from settings.models import Invitation, Membership, Seat, Setting
from settings.search import Found

UNNAMED = {Register.OFSTED: "name withheld by Ofsted", Register.GIAS: "no name on the register"}


class Tag(NamedTuple):
    """A word beside a name, and its colour."""

    text: str
    colour: str


TAGS = {SettingStatus.CLOSED: Tag("Closed", "grey"), SettingStatus.PROPOSED: Tag("Proposed to open", "light-blue")}


class Result(NamedTuple):
    """One place of those found. ``about`` says which of its name it is; ``formerly`` is empty where it had no other."""

    name: str
    url: str
    tag: Tag | None
    about: str
    number: str
    formerly: str


class PageLink(NamedTuple):
    """A page of several: its number, its address, and whether it is this one; no address for those left out."""

    text: str
    url: str
    is_current: bool


class Pages(NamedTuple):
    """The way to other pages; all empty where there is one."""

    links: list[PageLink]
    previous: str
    following: str


class Results(NamedTuple):
    """A page of what was found, in words, with the way to the other pages; their links are empty where there is one."""

    heading: str
    is_cut: bool
    rows: list[Result]
    links: list[PageLink]
    previous: str
    following: str


def name_of(setting: Setting) -> str:
    """The name of a place; where the register has none, its kind and number, and why."""
    if setting.name:
        return setting.name
    return f"{setting.register_type.name} {setting.urn} ({UNNAMED[Register(setting.register)]})"


def address_of(setting: Setting) -> str:
    """The address of a place's page."""
    return path_of("setting_detail", setting.register, setting.urn)


def authority_of(setting: Setting) -> str:
    """The local authority of a place with its region; empty where the register does not say."""
    if setting.authority:
        return f"{setting.authority.name} ({Region(setting.authority.region).label})"
    written = setting.authority_written
    if not written or fold(written) in map(fold, NOWHERE):
        return ""
    return f"The register says “{written}”; which authority that is now is not settled yet"


def status_tag(setting: Setting) -> Tag | None:
    """The tag of a place that is not open."""
    return TAGS.get(SettingStatus(setting.status))


def pages_of(page: "Page[Any]", address: Callable[[int], str]) -> Pages:
    """The way from one page of many to the others. In: the page, and what makes a page's address of its number."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [PageLink(str(each), address(each) if isinstance(each, int) else "", each == page.number) for each in shown]
    return Pages(
        links=links if page.has_other_pages() else [],
        previous=address(page.number - 1) if page.has_previous() else "",
        following=address(page.number + 1) if page.has_next() else "",
    )


def suggestion(setting: Setting) -> dict[str, str]:
    """A place for a list of suggestions: what it is called, what tells it from others of that name, its address.

    ``text`` is what one may type to find it and no other.
    """
    tag = status_tag(setting)
    about = f"{tag.text}: {_about(setting)}" if tag else _about(setting)
    text = _listed([setting.name, setting.urn])
    return {"label": name_of(setting), "detail": about, "url": address_of(setting), "text": text}


def results(query: str, found: Found, page: "Page[Setting]") -> Results:
    """One page of what a query found."""
    return Results(
        heading=_count(found),
        is_cut=found.has_more,
        rows=[_result(setting) for setting in page.object_list],
        **pages_of(page, lambda number: _page_address(query, number))._asdict(),
    )


def _count(found: Found) -> str:
    count = len(found.places)
    if not count:
        return "No setting found"
    more = "More than " if found.has_more else ""
    return f"{more}{count} setting{'' if count == 1 else 's'} found"


def _page_address(query: str, number: int) -> str:
    return f"{reverse('setting_search')}?{urlencode({'q': query, 'page': number})}"


def _result(setting: Setting) -> Result:
    return Result(
        name=name_of(setting),
        url=address_of(setting),
        tag=status_tag(setting),
        about=_about(setting),
        number=f"Number {setting.urn}, {Register(setting.register).label}",
        formerly=", ".join(sorted(each.name for each in setting.former_names.all())),
    )


def _about(setting: Setting) -> str:
    """Kind, authority, town and postcode, as far as the register says them: names repeat, these tell places apart."""
    authority = setting.authority.name if setting.authority else "authority not known"
    return _listed([setting.register_type.name, authority, f"{setting.town} {setting.postcode}".strip()])


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(part for part in parts if part)


class Member(NamedTuple):
    """Somebody who acts for a place, and the page where that is ended."""

    name: str
    email: str
    since: datetime
    end_url: str


class Waiting(NamedTuple):
    """Somebody who was invited. ``is_over`` where the invitation ended before it was taken up."""

    email: str
    by: str
    ends_at: datetime
    is_over: bool
    withdraw_url: str


class MembersPage(NamedTuple):
    """Who acts for a place, and what may be done about it; the addresses are empty where nothing may."""

    place: str
    what: str
    place_url: str
    members: list[Member]
    waiting: list[Waiting]
    invite_url: str
    hand_over_url: str


class MyPlace(NamedTuple):
    """A place that a person acts for: its name, what the person is to it, its page, and that of its people."""

    name: str
    role: str
    url: str
    members_url: str


def members_page(
    seat: Seat, members: Iterable[Membership], waiting: Iterable[Invitation], at: datetime, *, may_change: bool
) -> MembersPage:
    """In: a place, those who act for it at a moment, those invited, and whether the reader may change that."""
    return MembersPage(
        place=place_of(seat),
        what=seat.role.label,
        place_url=address_of(seat.setting) if seat.setting else reverse("my_settings"),
        members=[
            Member(str(row.user), row.user.email, row.starts_at, _if(may_change, "member_end", row.pk))
            for row in members
        ],
        waiting=[_waiting(row, at, may_change) for row in waiting],
        invite_url=address_for(seat, "invite") if may_change else "",
        hand_over_url=address_for(seat, "hand_over") if may_change and seat.setting else "",
    )


def place_of(seat: Seat) -> str:
    """What the place is called that somebody acts for."""
    return name_of(seat.setting) if seat.setting else seat.place


def address_for(seat: Seat, page: str) -> str:
    """The address of a page about who acts for a place: ``members``, ``invite`` or, of a setting, ``hand_over``."""
    if seat.setting:
        return reverse(f"setting_{page}", args=[seat.setting.register, seat.setting.urn])
    return reverse(f"authority_{page}", args=[seat.authority.code]) if seat.authority else reverse(f"england_{page}")


def my_place(seat: Seat) -> MyPlace:
    """A place for the list of those that a person acts for."""
    role = seat.role.label[:1].upper() + seat.role.label[1:]
    return MyPlace(place_of(seat), role, _page_of(seat), address_for(seat, "members"))


def _page_of(seat: Seat) -> str:
    """The page of a setting, or of an area, or that of all areas."""
    if seat.setting:
        return address_of(seat.setting)
    return reverse("area_dashboard", args=[seat.authority.code]) if seat.authority else reverse("compliance_areas")


def _waiting(row: Invitation, at: datetime, may_change: bool) -> Waiting:
    url = _if(may_change, "invitation_withdraw", row.pk)
    return Waiting(row.email, str(row.invited_by), row.ends_at, row.ends_at <= at, url)


def _if(may: bool, name: str, pk: int) -> str:
    return reverse(name, args=[pk]) if may else ""
