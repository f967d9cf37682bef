"""A place in words: what its register says of it, what came before and after it, and what duty it has."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from practitioners.presenters.posts import Rules
from qualifications.presenters import Glance, setting_at_a_glance
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import a, capital
from settings.enums import LinkKind, Register, SettingStatus, SettingType
from settings.models import FormerName, Setting, SettingLink
from settings.presenters import Tag, address_of, authority_of, name_of, status_tag

NOT_SAID = "The register does not say"
NO_KIND = (
    "We do not know yet what kind of place this is in law, so we cannot say whether it must have a SENCo, "
    "or what qualification that person needs."
)
NOT_OURS = "This portal does not cover places of this kind, so it says nothing about a SENCo here."
NO_BOOK = "This portal has no rule book in force today, so we cannot say what is asked here."
NO_TERMS = "The rules in force say nothing about this kind of place."
CHILDMINDER = "Childminder"  # what Ofsted calls them, on the Early Years Register or not
AUTHORITY_NUMBER = re.compile(r"[0-9]{3}")
IS_CLOSED = "It has closed. This is what is asked of places of its kind that are open."
NURSERY_CLASSES = "Yes. A nursery class follows its school: the school’s SENCo is its SENCo."


class Row(NamedTuple):
    """One thing that the register says: its name, and its lines."""

    label: str
    lines: list[str]


class Relative(NamedTuple):
    """A place before or after this one, between the words of its sentence; no address where it has no page."""

    before: str
    name: str
    url: str
    after: str


class Duty(NamedTuple):
    """What is asked, or in ``lead`` why that cannot be said."""

    lead: str
    kind: str
    reason: str
    glance: Glance | None


class FollowedNumber(NamedTuple):
    """All that the page of a number says that has no place, but was followed by others."""

    urn: str
    name: str
    followers: list[Relative]


class SettingPage(NamedTuple):
    """All that the page of a place says."""

    name: str
    kind: str
    tag: Tag | None
    duty: Duty
    rows: list[Row]
    former_names: list[str]
    type_changes: list[str]
    relatives: list[Relative]


def setting_page(setting: Setting, duty: Duty, relatives: list[Relative]) -> SettingPage:
    """The page of a place."""
    former = setting.former_names.order_by("-last_seen_on", "name")
    changes = setting.type_changes.order_by("-changed_on")
    return SettingPage(
        name=name_of(setting),
        kind=setting.register_type.name,
        tag=status_tag(setting),
        duty=duty,
        rows=[row for row in _rows(setting) if row.lines],
        former_names=[_former(each, setting) for each in former],
        type_changes=[_change(each.before, each.after, each.changed_on) for each in changes],
        relatives=relatives,
    )


def duty_of(setting: Setting, rules: Rules | None) -> Duty:
    """What duty a place has, by the rules in force where there are any."""
    kind = capital(SettingType(setting.setting_type).label) if setting.setting_type else ""
    reason = setting.register_type.reason
    if not setting.register_type.is_ours:
        return Duty(f"{NOT_OURS} {reason}".strip(), "", reason, None)
    if not kind:
        return Duty(NO_KIND, kind, reason, None)
    if rules is None:
        return Duty(NO_BOOK, kind, reason, None)
    glance = setting_at_a_glance(setting.setting_type, rules.book, rules.day, rules.called)
    if glance is None:
        return Duty(NO_TERMS, kind, reason, None)
    return Duty(IS_CLOSED if setting.status == SettingStatus.CLOSED else "", kind, reason, glance)


def relatives_of(setting: Setting, links: Iterable[SettingLink], places: Mapping[str, Setting]) -> list[Relative]:
    """Who came before a place and who after, in the order of the links; ``places`` are those of them that we have."""
    return [_relative(link, places, is_later=link.predecessor_urn == setting.urn) for link in links]


def _relative(link: SettingLink, places: Mapping[str, Setting], *, is_later: bool) -> Relative:
    urn, written = (
        (link.successor_urn, link.successor_name) if is_later else (link.predecessor_urn, link.predecessor_name)
    )
    place = places.get(urn)
    name = f"{name_of(place) if place else written or 'a place'} ({urn})"
    when = f" on {in_words(link.linked_on)}" if link.linked_on else ""
    kind = LinkKind(link.kind).label
    before, after = (f"This setting {kind}", when) if is_later else ("", f"{kind} this setting{when}")
    return Relative(before, name, address_of(place) if place else "", after.strip())


def followed_number(urn: str, links: list[SettingLink], places: Mapping[str, Setting]) -> FollowedNumber:
    """The page of a number that is no place: what followed it, in the order of the links; at least one."""
    followers = [
        _relative(link, places, is_later=True)._replace(before=capital(LinkKind(link.kind).label)) for link in links
    ]
    return FollowedNumber(urn, next((link.predecessor_name for link in links if link.predecessor_name), ""), followers)


def _former(former: FormerName, setting: Setting) -> str:
    """A former name and its last day; without that where an older file came later, and it would seem the newer name."""
    if former.last_seen_on >= setting.last_seen_on:
        return former.name
    return f"{former.name}, last called so on {in_words(former.last_seen_on)}"


def _change(before: str, after: str, day: date) -> str:
    was, became = SettingType(before).label, SettingType(after).label if after else "setting of a kind not known yet"
    return f"{capital(a(became))} since {in_words(day)}; before that, {a(was)}"


def _rows(setting: Setting) -> list[Row]:
    return [
        Row("Status", _status(setting)),
        Row("Address", _address(setting)),
        Row("Local authority", [authority_of(setting) or NOT_SAID]),
        Row("Phase", _lines(setting.phase)),
        Row("Ages", _lines(_ages(setting.low_age, setting.high_age))),
        Row("Trust or chain", _lines(setting.trust)),
        Row("Nursery classes", _nursery(setting)),
        Row("Opened on", [_day(setting.opened_on)]),
        Row("Planned to close on", _planned_end(setting)),
        Row("Register", [capital(Register(setting.register).label)]),
        Row("Number", [setting.urn]),
        Row("Establishment number", _establishment(setting)),
        Row("Last seen on the register", [_day(setting.last_seen_on)]),
    ]


def _status(setting: Setting) -> list[str]:
    """Whether it is open, and what the register calls that where it has another word."""
    words = capital(SettingStatus(setting.status).label)
    if setting.status == SettingStatus.CLOSED:
        closed_on = setting.closed_on
        words = f"Closed on {in_words(closed_on)}" if closed_on else "Closed; the register does not say when"
    is_same = setting.register_status.casefold() == setting.status
    return [words, *([] if is_same else [f"In the register: {setting.register_status}"])]


def _address(setting: Setting) -> list[str]:
    parts = (setting.street, setting.locality, setting.address3, setting.town, setting.county, setting.postcode)
    if lines := _lines(*parts):
        return lines
    if setting.register != Register.OFSTED:
        return [NOT_SAID]
    is_childminder = setting.setting_type == SettingType.CHILDMINDER or setting.register_type.name == CHILDMINDER
    return ["Withheld by Ofsted" if is_childminder else "Not on the register"]


def _planned_end(setting: Setting) -> list[str]:
    return [in_words(setting.closed_on)] if setting.status == SettingStatus.OPEN and setting.closed_on else []


def _establishment(setting: Setting) -> list[str]:
    """A school's number within its authority, with that of the authority as the register has it."""
    number = setting.establishment_number
    if setting.register != Register.GIAS or not number:
        return []
    written = setting.authority_written.partition(" ")[0]
    own = setting.authority.code if setting.authority else ""
    code = written if AUTHORITY_NUMBER.fullmatch(written) else own
    return [f"{number} (DfE number {code}/{number})" if code else number]


def _nursery(setting: Setting) -> list[str]:
    if setting.has_nursery_classes is None:
        return []
    return [NURSERY_CLASSES if setting.has_nursery_classes else "No"]


def _ages(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"From {low}" if low is not None else f"Up to {high}" if high is not None else ""


def _lines(*parts: str) -> list[str]:
    return [part for part in parts if part]


def _day(day: date | None) -> str:
    return in_words(day) if day else NOT_SAID
