"""What in the database is not of the demonstration: real, as far as anybody can tell."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import INVENTED, User
from compliance.demonstration.files import GIAS_NUMBERS, OFSTED_NUMBERS
from practitioners.models import Appointment, Practitioner
from settings.enums import Register
from settings.models import Invitation, Membership, Setting

INVENTED_PLACES = Q(register=Register.GIAS, urn__startswith=GIAS_NUMBERS) | Q(
    register=Register.OFSTED, urn__startswith=OFSTED_NUMBERS
)
_CURE = "Invented data is for a database of its own: name another in DATABASE_URL."
_KNOWN_TO_ALL = "Accounts of the demonstration, whose password everybody knows, are here: run seed_demo --remove."


def why_not_here() -> str:
    """Why the demonstration has no place in this database, with the cure; empty where it has."""
    kinds = {"places": _places(), "people": _people(), "accounts": _accounts()}
    found = [kind for kind, is_here in kinds.items() if is_here]
    if not found:
        return ""
    accounts = User.objects.filter(email__endswith=INVENTED).exists()
    return " ".join([f"Real {' and '.join(found)} are here.", _KNOWN_TO_ALL if accounts else _CURE])


def _places() -> bool:
    return Setting.objects.exclude(INVENTED_PLACES).exists()


def _people() -> bool:
    """Whether somebody never had a post at an invented place: of who had one, the demonstration was tried on."""
    invented = Setting.objects.filter(INVENTED_PLACES).values("pk")
    kept: tuple[Any, Any] = (Appointment.objects, Appointment.history)
    tried = [Exists(posts.filter(practitioner=OuterRef("pk"), setting__in=invented)) for posts in kept]
    return Practitioner.objects.exclude(email__endswith=INVENTED).exclude(tried[0] | tried[1]).exists()


def _accounts() -> bool:
    """Whether an account is neither the demonstration's, nor of somebody who was invited while it was tried."""
    invented = Setting.objects.filter(INVENTED_PLACES)
    acting = Membership.objects.filter(user=OuterRef("pk"), setting__in=invented)
    invited = Invitation.objects.filter(accepted_by=OuterRef("pk"), invited_by__email__endswith=INVENTED)
    tried = Exists(acting) | Exists(invited)
    return User.objects.exclude(email__endswith=INVENTED).exclude(tried).exists()
