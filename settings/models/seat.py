"""What a person acts for, or is asked to: a role, and the place it is of."""

from dataclasses import dataclass
from typing import Protocol

from settings.enums import MemberRole
from settings.models.authority import LocalAuthority
from settings.models.setting import Setting


class _Seated(Protocol):
    role: str

    @property
    def setting(self) -> Setting | None: ...
    @property
    def authority(self) -> LocalAuthority | None: ...


@dataclass(frozen=True)
class Seat:
    """A manager's setting, an officer's authority, or for an analyst England, which needs neither."""

    role: MemberRole
    setting: Setting | None = None
    authority: LocalAuthority | None = None

    @classmethod
    def of(cls, row: "_Seated") -> "Seat":
        """The seat of a membership or an invitation."""
        return cls(MemberRole(row.role), row.setting, row.authority)

    @property
    def place(self) -> str:
        """What the place is called."""
        return str(self.setting or self.authority or "England")


def managing(setting: Setting) -> Seat:
    """Manager of a setting."""
    return Seat(MemberRole.MANAGER, setting=setting)


def officer_of(authority: LocalAuthority) -> Seat:
    """Officer of a local authority."""
    return Seat(MemberRole.OFFICER, authority=authority)


ANALYST = Seat(MemberRole.ANALYST)
