"""What an authority makes of its area, groups of settings and notes; what leaves the portal, lists and calendars."""

from compliance.models.export import Export
from compliance.models.feed import Feed
from compliance.models.group import SettingGroup
from compliance.models.note import Note

__all__ = ["Export", "Feed", "Note", "SettingGroup"]
