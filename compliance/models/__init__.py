"""What an authority makes of its area: groups of settings."""

from compliance.models.group import SettingGroup

__all__ = ["SettingGroup"]
