"""What an authority makes of its area, and what leaves the portal: groups of settings, lists taken along as files."""

from compliance.models.export import Export
from compliance.models.group import SettingGroup

__all__ = ["Export", "SettingGroup"]
