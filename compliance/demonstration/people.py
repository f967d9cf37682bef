"""Invented people with invented posts, one for every status, and accounts to sign in with for every role.

The passwords are known to everybody, so that this is for development alone.
"""

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt
from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone

from accounts.actions import create_account
from accounts.models import INVENTED, User
from compliance.demonstration.certificate import certificate
from practitioners.actions import Appointing, appoint, attach_certificate, change_person, record_practice
from practitioners.actions.certificates import remove_on_commit
from practitioners.enums import EvidenceLevel
from practitioners.models import (
    Appointment,
    Award,
    Certificate,
    Enrolment,
    Look,
    Merge,
    Practice,
    Practitioner,
    PriorPost,
)
from qualifications.models import Qualification
from qualifications.rules.dates import in_words
from senco_portal.lib.file_kinds import receive
from settings.actions import Signed
from settings.actions.signing import save
from settings.models import LocalAuthority, Membership, Setting
from settings.policies import Access

PASSWORD = "invented-people-only"  # noqa: S105  # known to everybody
REASON = "Demonstration: an invented person"
_DATA = Path(__file__).resolve().parents[1] / "data" / "demonstration_people.json"
_AWAY = re.compile(r"([+-]\d+)d")
_ADMINISTRATOR = Access(is_administrator=True)
_CODES_TOLD = 3
_KNOWN: dict[str, Any] = {
    "teacher_status": "qts",
    "induction": "complete",
    "posts_told": True,
    "awards_told": True,
    "courses_told": True,
}


class Account(NamedTuple):
    """Who can sign in: by which address, as what.

    Where a second factor is asked for: ``codes``, recovery codes, each of which works once; ``key``, for an
    authenticator app, with which one signs in as often as one likes.
    """

    email: str
    says: str
    codes: list[str]
    key: str


def told() -> dict[str, Any]:
    """The data file."""
    data: dict[str, Any] = json.loads(_DATA.read_text())
    return data


def load_people(at: datetime) -> None:
    """Records the invented people and accounts, in the transaction of the caller; nothing where they are here.

    Nothing either where there is no catalogue yet.
    """
    if User.objects.filter(email__endswith=INVENTED).exists() or not Qualification.objects.exists():
        return
    signed, day = Signed(None, at, REASON), at.astimezone(get_current_timezone()).date()
    data = told()
    for person in data["people"]:
        appointing = _appointing(person, day)
        appoint(appointing, access=_ADMINISTRATOR, signed=signed)
        _certify(appointing, signed)
        _tell_more(appointing.practitioner, person, signed)
    for user in data["users"]:
        _account(user, signed)


def accounts() -> list[Account]:
    """Who can sign in."""
    said = {user["email"]: user["says"] for user in told()["users"]}
    users = User.objects.filter(email__in=said).order_by("pk")
    return [Account(user.email, said[user.email], _codes_of(user), _key_of(user)) for user in users]


def renew_codes() -> None:
    """Lets recovery codes of the demonstration's accounts work that were used: those printed before work again."""
    for row in _factors(Authenticator.Type.RECOVERY_CODES).filter(user__email__endswith=INVENTED):
        if row.data.get("used_mask"):
            row.data["used_mask"] = 0
            row.save()


def remove_people() -> None:
    """Takes away the people, their posts and the accounts, in the transaction of the caller. Raises ProtectedError."""
    people = Practitioner.objects.filter(email__endswith=INVENTED)
    for row in Certificate.objects.filter(award__practitioner__in=people):
        row.delete()
        remove_on_commit(row.stored_as)
    Merge.objects.filter(kept__in=people).delete()
    for model in (Appointment, PriorPost, Enrolment, Award, Practice):
        model._default_manager.filter(practitioner__in=people).delete()
    people.delete()
    users = User.objects.filter(email__endswith=INVENTED)
    Look.objects.filter(user__in=users).delete()
    Membership.objects.filter(user__in=users).delete()
    users.delete()


def _appointing(said: dict[str, Any], day: date) -> Appointing:
    trn = said.get("trn", "")
    person = Practitioner.objects.filter(trn=trn).first() if trn else None  # who has a post already has another
    person = person or Practitioner(
        name=said["name"],
        trn=trn,
        email=f"{said['name'].lower().replace(' ', '.')}.{said['setting'].replace('/', '.').lower()}{INVENTED}",
        **{name: said.get(name, usual) for name, usual in _KNOWN.items()},
    )
    post = Appointment(
        practitioner=person,
        setting=_setting(said["setting"]),
        role=said.get("role", "senco"),
        started_on=_day(said["started"], day) or day,
        ended_on=_day(said.get("ended"), day),
        end_reason=said.get("end_reason", ""),
        is_head_teacher=said.get("is_head_teacher", False),
        teaches_at_setting=True,
        is_shared=said.get("is_shared", False),
        on_leadership_team=said.get("on_leadership_team"),
        protected_hours=said.get("protected_hours"),
    )
    priors = [PriorPost(practitioner=person, role="senco", **_days(each, day)) for each in said.get("prior_posts", [])]
    awards = [Award(practitioner=person, **_qualified(each, day)) for each in said.get("awards", [])]
    courses = [Enrolment(practitioner=person, **_qualified(each, day)) for each in said.get("courses", [])]
    return Appointing(person, post, priors, awards, courses)


def _tell_more(person: Practitioner, said: dict[str, Any], signed: Signed) -> None:
    """Records what else is told of a person: names that they had, training and meetings."""
    day = signed.at.astimezone(get_current_timezone()).date()
    if names := said.get("previous_names"):
        change_person(person, previous_names=names, access=_ADMINISTRATOR, signed=signed)
    for each in said.get("practice", []):
        record_practice(Practice(practitioner=person, **_days(each, day)), access=_ADMINISTRATOR, signed=signed)


def _certify(appointing: Appointing, signed: Signed) -> None:
    """Gives an invented certificate to each award that is said to rest on one."""
    for award in appointing.awards:
        if award.evidence_level != EvidenceLevel.DECLARED:
            lines = [
                "Invented for a demonstration",
                str(award.qualification),
                appointing.practitioner.name,
                _when(award),
            ]
            attach_certificate(award, receive(certificate(lines)), access=_ADMINISTRATOR, signed=signed)


def _when(award: Award) -> str:
    return in_words(award.awarded_on) if award.awarded_on else ""


def _qualified(said: dict[str, Any], day: date) -> dict[str, Any]:
    values = _days(said, day) | {"qualification": Qualification.objects.get(code=said["qualification"])}
    provider = values.pop("provider", "")
    return values | {"provider_name": provider}


def _days(said: dict[str, Any], day: date) -> dict[str, Any]:
    """The values of a row: those named as days are given the names and the type of days."""
    names = {"started", "ended", "course_started", "course_completed", "awarded", "held"}
    names |= {"expected_completion", "expected_outcome"}
    return {f"{k}_on" if k in names else k: _day(v, day) if k in names else v for k, v in said.items()}


def _day(said: str | None, day: date) -> date | None:
    """A day, or so many days before or after another."""
    away = _AWAY.fullmatch(said or "")
    if away:
        return day + timedelta(days=int(away[1]))
    return date.fromisoformat(said) if said else None


def _setting(said: str) -> Setting:
    register, _, urn = said.partition("/")
    return Setting.objects.get(register=register, urn=urn)


def _account(said: dict[str, Any], signed: Signed) -> None:
    user = create_account(email=said["email"], name=said["name"], password=PASSWORD)
    role = said["role"]
    if role == "administrator":
        user.is_staff = user.is_superuser = True
        user.save()
    else:
        place = _setting(said["setting"]) if "setting" in said else None
        area = LocalAuthority.objects.get(code=said["authority"]) if "authority" in said else None
        save(Membership(user=user, role=role, setting=place, authority=area, starts_at=signed.at), signed)
    if role != "manager":
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)


def _codes_of(user: User) -> list[str]:
    """Some recovery codes of a person that were not used yet; none where none is asked for."""
    row = _factors(Authenticator.Type.RECOVERY_CODES).filter(user=user).first()
    return RecoveryCodes(row).get_unused_codes()[:_CODES_TOLD] if row else []


def _key_of(user: User) -> str:
    """The key of a person's authenticator app; empty where they have none."""
    row = _factors(Authenticator.Type.TOTP).filter(user=user).first()
    return str(decrypt(row.data["secret"])) if row else ""


def _factors(kind: "Authenticator.Type") -> "QuerySet[Authenticator]":
    found: QuerySet[Authenticator] = Authenticator.objects.filter(type=kind)
    return found
