"""Saying which setting type a kind of place is."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.db.models import Q

from senco_portal.lib.exclusive import alone_to_the_end
from senco_portal.lib.refusals import Refused
from settings.actions.questions import close
from settings.actions.signing import IMPORT, Signed, change, save
from settings.enums import QuestionKind
from settings.models import RegisterType, Setting, TypeChange

if TYPE_CHECKING:
    from accounts.models import User

NOT_OURS = "not ours"
_AT_ONCE = 1_000  # rows


class TypeMeaning(NamedTuple):
    """What a kind of place of a register is: a setting type, or none of ours; and why."""

    setting_type: str
    is_ours: bool
    reason: str


@transaction.atomic
def say_type(register_type: RegisterType, meaning: TypeMeaning, *, by: "User", at: datetime, on: date) -> int:
    """Says which setting type a kind of place is, and makes all places of it that, with what they were before ``on``.

    Out: how many places changed. Raises Refused where the meaning is not whole.
    """
    alone_to_the_end(IMPORT)
    check_meaning(meaning)
    row = RegisterType.objects.select_for_update().get(pk=register_type.pk)
    signed = Signed(by, at, meaning.reason)
    row.setting_type, row.is_ours, row.reason = meaning
    save(row, signed)
    places = Setting.objects.filter(register_type=row).exclude(setting_type=row.setting_type)
    remember_types(((pk, before, row.setting_type) for pk, before in places.values_list("pk", "setting_type")), on)
    changed = change(places, {"setting_type": row.setting_type}, signed)
    close(QuestionKind.UNKNOWN_TYPE, f"{row.register}/{row.code}", row.setting_type or NOT_OURS, signed)
    return changed


def check_meaning(meaning: TypeMeaning) -> None:
    """Raises Refused, with the reason, where a kind of place may not mean this."""
    if meaning.is_ours and not meaning.setting_type:
        raise Refused("Choose the setting type, or say that places of this kind are not ours.")
    if meaning.setting_type and not meaning.is_ours:
        raise Refused("Places of a kind that is not ours have no setting type: leave it empty.")
    if not meaning.reason.strip():
        raise Refused("Say why: the law or the guidance, or what the register says of this kind of place.")


def remember_types(changed: Iterable[tuple[int, str, str]], on: date) -> None:
    """That places were of another type before a day. In: each place's key with its type before and after.

    Of several changes on one day, the first type and the last. A type that is not known, as an empty word, ends the one
    before it; when it becomes known, what it turned out to be stands in its place, from the day it was lost.
    """
    changed = list(changed)
    for start in range(0, len(changed), _AT_ONCE):
        _remember({pk: (before, after) for pk, before, after in changed[start : start + _AT_ONCE]}, on)


def _remember(changed: dict[int, tuple[str, str]], on: date) -> None:
    rows = TypeChange.objects.filter(Q(changed_on=on) | Q(after=""), setting_id__in=changed)
    there = {row.setting_id: row for row in rows.order_by("-changed_on")}
    new = []
    for pk, (before, after) in changed.items():
        row = there.get(pk)
        first, since = (row.before, row.changed_on) if row else (before, on)
        if first and first != after:
            new.append(TypeChange(setting_id=pk, before=first, after=after, changed_on=since))
    TypeChange.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
    TypeChange.objects.bulk_create(new, batch_size=_AT_ONCE)
