"""A post at a place that has closed: a slip, or one that went on elsewhere."""

from qualifications.checker.address import Facts
from qualifications.rules.dates import in_words
from settings.enums import SettingStatus
from settings.models import Setting


def closed_place(place: Setting | None, facts: Facts) -> str:
    """That no post can go on at a place that has closed; empty where it is open, or the post ended by then."""
    started_on, ended_on = facts.values["started_on"], facts.values.get("ended_on")
    if place is None or not (place.status == SettingStatus.CLOSED or (place.closed_on and place.closed_on < facts.day)):
        return ""
    if place.closed_on is None:
        return f"{place} has closed; its register does not say when." if ended_on is None else ""
    closed = f"{place} closed on {in_words(place.closed_on)}"
    if started_on > place.closed_on:
        return f"{closed}, before this post began: is the first day or the setting a slip?"
    if ended_on is None or ended_on > place.closed_on:
        return (
            f"{closed}. A post there ended with it, unless it went on at the setting that followed: ask about that one."
        )
    return ""
