"""That a place has closed, or will: when, and what followed it, in words."""

from datetime import date
from typing import NamedTuple

from practitioners.presenters.places import Relative, relatives_of
from qualifications.rules.dates import in_words
from settings.enums import SettingStatus
from settings.models import Setting, SettingLink
from settings.presenters import name_of


class ClosedPlace(NamedTuple):
    """``text`` says when it closed or will. ``is_over``: by the day it was asked for."""

    text: str
    is_over: bool
    followers: list[Relative]


def has_closed(setting: Setting, day: date) -> bool:
    """Whether a place has closed by a day."""
    return setting.status == SettingStatus.CLOSED or (setting.closed_on is not None and setting.closed_on < day)


def closed_place(setting: Setting, day: date) -> ClosedPlace | None:
    """A place that has closed by a day, or has a last day to come; None of any other."""
    closed_on, is_over = setting.closed_on, has_closed(setting, day)
    if not is_over and closed_on is None:
        return None
    if closed_on is None:
        text = f"{name_of(setting)} has closed; its register does not say when."
    elif is_over:
        text = f"{name_of(setting)} closed on {in_words(closed_on)}."
    else:
        text = f"{name_of(setting)} is planned to close on {in_words(closed_on)}."
    return ClosedPlace(text, is_over, _followers(setting))


def _followers(setting: Setting) -> list[Relative]:
    """What followed it, in the order of the links."""
    links = SettingLink.objects.filter(register=setting.register, predecessor_urn=setting.urn)
    ordered = list(links.order_by("linked_on", "pk"))
    urns = {link.successor_urn for link in ordered}
    found = Setting.objects.select_related("register_type").filter(register=setting.register, urn__in=urns)
    return relatives_of(setting, ordered, {each.urn: each for each in found} if ordered else {})
