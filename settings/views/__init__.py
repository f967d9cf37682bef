"""Pages about places: finding one, those that a person acts for, and who acts for one."""

from settings.views.invitations import invitation_accept, invitation_withdraw
from settings.views.members import (
    authority_invite,
    authority_members,
    england_invite,
    england_members,
    member_end,
    setting_hand_over,
    setting_invite,
    setting_members,
)
from settings.views.search import setting_search, setting_suggestions

__all__ = [
    "authority_invite",
    "authority_members",
    "england_invite",
    "england_members",
    "invitation_accept",
    "invitation_withdraw",
    "member_end",
    "setting_hand_over",
    "setting_invite",
    "setting_members",
    "setting_search",
    "setting_suggestions",
]
