"""Saying which authority a register means by a name, and who has the places of one that was abolished."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from senco_portal.lib.exclusive import alone_to_the_end
from senco_portal.lib.folding import fold
from settings.actions.questions import close
from settings.actions.signing import IMPORT, Signed, change, save
from settings.actions.splits import ask_of_splits, close_split, to_choose_from
from settings.enums import QuestionKind
from settings.models import AuthorityName, LocalAuthority, Setting
from settings.search import index

if TYPE_CHECKING:
    from accounts.models import User

NOWHERE = "not recorded"


@transaction.atomic
def say_authority(
    name: AuthorityName, *, authority: LocalAuthority | None, by: "User", at: datetime, reason: str
) -> int:
    """Says which authority a register means by a name, none where it does not record one; gives it to all such places.

    In: a name, new ones included. Out: how many places changed. Where the authority was abolished its places are its
    successor's; where it was split, whose they are is asked.
    """
    alone_to_the_end(IMPORT)
    row = AuthorityName.objects.select_for_update().get(pk=name.pk) if name.pk else name
    row.authority, row.is_nowhere = authority, authority is None
    signed = Signed(by, at, reason)
    save(row, signed)
    places, now = _places_under(row), authority_now(authority)
    if now is not None and now.abolished_on:
        places = places.exclude(chosen_authority__in=to_choose_from(now))
    registers = sorted(set(places.values_list("register", flat=True)))
    changed = change(places.exclude(authority=now), {"authority": now}, signed)
    for register in registers:
        ask_of_splits(register, signed)
    close(QuestionKind.UNKNOWN_AUTHORITY, row.folded, str(authority or NOWHERE), signed)
    return changed


@transaction.atomic
def hand_over(authority: LocalAuthority, *, by: "User", at: datetime, reason: str) -> int:
    """Gives the places of an abolished authority to its one successor; of several or none, asks whose they are.

    In: an authority as it was saved, with its successors. Out: how many places changed; none while it is there.
    """
    if authority.abolished_on is None:
        return 0
    alone_to_the_end(IMPORT)
    signed, now = Signed(by, at, reason), authority_now(authority)
    places = Setting.objects.filter(authority=authority)
    if now is None or now == authority:
        for register in sorted(set(places.values_list("register", flat=True))):
            ask_of_splits(register, signed)
        return 0
    chosen = Setting.objects.filter(chosen_authority=authority)
    changed = change(chosen, {"authority": now, "chosen_authority": now}, signed)
    changed += change(places, {"authority": now}, signed)
    close_split(authority, str(now), signed)
    return changed


def index_again(authority: LocalAuthority) -> None:
    """Lets the places of an authority that has another name be found by that."""
    index(list(Setting.objects.filter(authority=authority).values_list("pk", flat=True)))


def authority_now(authority: LocalAuthority | None) -> LocalAuthority | None:
    """Who has an authority's places now: its successor where there is one, itself where there are none or several."""
    successors = list(authority.successors.all()) if authority and authority.abolished_on else []
    return successors[0] if len(successors) == 1 else authority


def _places_under(name: AuthorityName) -> QuerySet[Setting]:
    """The places whose register writes this name, however it is written."""
    written = Setting.objects.values_list("authority_written", flat=True).distinct()
    return Setting.objects.filter(authority_written__in=[each for each in written if fold(each) == name.folded])
