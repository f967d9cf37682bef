"""Local authorities, the places where SENCos work, what registers said of them, and how they are found."""

from settings.models.authority import AuthorityName, LocalAuthority, OnsCode
from settings.models.imports import ImportChange, ImportProblem, ImportRun
from settings.models.invitation import Invitation
from settings.models.membership import Membership
from settings.models.question import Question
from settings.models.search import SearchMark, SearchWord, SettingWord
from settings.models.seat import ANALYST, Seat, managing, officer_of
from settings.models.setting import FormerName, RegisterType, Setting, SettingLink, TypeChange

__all__ = [
    "ANALYST",
    "AuthorityName",
    "FormerName",
    "ImportChange",
    "ImportProblem",
    "ImportRun",
    "Invitation",
    "LocalAuthority",
    "Membership",
    "OnsCode",
    "Question",
    "RegisterType",
    "SearchMark",
    "SearchWord",
    "Seat",
    "Setting",
    "SettingLink",
    "SettingWord",
    "TypeChange",
    "managing",
    "officer_of",
]
