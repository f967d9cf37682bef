"""What an authority makes of its area, and what leaves the portal: groups of settings; lists and calendars."""

from compliance.models.export import Export
from compliance.models.feed import Feed
from compliance.models.group import SettingGroup

__all__ = ["Export", "Feed", "SettingGroup"]
