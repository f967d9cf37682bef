"""Choosing the authority of places whose register names one that was split."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from senco_portal.lib.exclusive import alone_to_the_end
from senco_portal.lib.folding import fold
from senco_portal.lib.refusals import Refused
from settings.actions.questions import record
from settings.actions.signing import IMPORT, Signed, change, save
from settings.enums import QuestionKind, Register
from settings.models import AuthorityName, LocalAuthority, Question, Setting

if TYPE_CHECKING:
    from accounts.models import User

ALL_CHOSEN = "chosen for each"
_NAMED = 5  # places


@transaction.atomic
def choose_authority(  # noqa: PLR0913  # who, when and why go with every action
    places: QuerySet[Setting],
    *,
    authority: LocalAuthority,
    by: "User",
    at: datetime,
    reason: str,
    again: bool = False,
) -> int:
    """Chooses the authority of places whose register names one that was split.

    In: ``again`` where those may be among them for which somebody chose another. Out: how many places changed.
    Raises Refused where one of the places is under no split authority, the authority is none of that one's
    successors, or somebody chose another before and it is not said that this is meant.
    """
    alone_to_the_end(IMPORT)
    split = list(LocalAuthority.objects.split())
    for written in set(places.order_by().values_list("authority_written", flat=True)):
        _check_choice(_meant_by(written), authority, split)
    if not again:
        _check_unchosen(places, authority)
    signed = Signed(by, at, reason)
    waiting = places.exclude(authority=authority, chosen_authority=authority)
    changed = change(waiting, {"authority": authority, "chosen_authority": authority}, signed)
    for each in split:
        close_split(each, ALL_CHOSEN, signed)
    return changed


def _meant_by(written: str) -> LocalAuthority | None:
    """The authority that a register's words mean: by its number at their beginning, else by name."""
    by_number = LocalAuthority.objects.filter(code=written.partition(" ")[0]).first()
    name = AuthorityName.objects.select_related("authority").filter(folded=fold(written)).first()
    return by_number or (name.authority if name else None)


def _check_choice(meant: LocalAuthority | None, authority: LocalAuthority, split: list[LocalAuthority]) -> None:
    """Raises Refused where a place whose register means the one may not be given to the other."""
    if meant not in split:
        raise Refused("An authority is chosen only for places whose register names one that was split.")
    if authority not in to_choose_from(meant):
        raise Refused(f"{authority} does not follow {meant}: choose {_between(meant)}.")


def _check_unchosen(places: QuerySet[Setting], authority: LocalAuthority) -> None:
    """Raises Refused, with the first of them, where somebody chose another authority for some of the places."""
    chosen = places.filter(chosen_authority__isnull=False).exclude(chosen_authority=authority)
    if not (count := chosen.count()):
        return
    some = chosen.select_related("chosen_authority", "register_type").order_by("register", "urn")[:_NAMED]
    named = "; ".join(f"{place} ({place.urn}): {place.chosen_authority}" for place in some)
    more = f"; and {count - _NAMED:,} more" if count > _NAMED else ""
    raise Refused(
        f"Somebody chose another authority before for {count:,} of these places: {named}{more}. "
        "Nothing was changed: leave them out, or say that you mean also those chosen before."
    )


def to_choose_from(split: LocalAuthority) -> QuerySet[LocalAuthority]:
    """Those that follow an authority that was split; any of today's where nobody said who does."""
    today = LocalAuthority.objects.of_today()
    return today.filter(predecessors=split) if split.successors.exists() else today


def _between(split: LocalAuthority) -> str:
    return " or ".join(split.successors.order_by("name").values_list("name", flat=True)) or "one that has its area now"


def close_split(authority: LocalAuthority, answer: str, signed: Signed) -> None:
    """Closes the question about places under an abolished authority, for each register that has none left."""
    waiting = Question.objects.filter(kind=QuestionKind.SPLIT_AUTHORITY, answered_at=None)
    for question in waiting.filter(about__endswith=f"/{authority.code}"):
        register = question.about.partition("/")[0]
        if not Setting.objects.filter(register=register, authority=authority).exists():
            record(question, answer, signed)


def ask_of_splits(register: str, signed: Signed) -> None:
    """Asks, once more where it was answered, about places of a register under an authority that was split."""
    for authority in LocalAuthority.objects.split():
        if Setting.objects.filter(register=register, authority=authority).exists():
            asked = {"text": split_in_words(register, authority), "asked_at": signed.at}
            about = {"kind": QuestionKind.SPLIT_AUTHORITY, "about": f"{register}/{authority.code}"}
            Question.objects.get_or_create(**about, defaults=asked)
    reopen_splits(register, signed)


def reopen_splits(register: str, signed: Signed) -> list[Question]:
    """Asks again of split authorities under which a register has places once more, in the transaction of the caller.

    Out: the questions that were answered and wait now.
    """
    answered = Question.objects.filter(kind=QuestionKind.SPLIT_AUTHORITY, answered_at__isnull=False)
    again = []
    for question in answered.filter(about__startswith=f"{register}/"):
        code = question.about.rpartition("/")[2]
        if Setting.objects.filter(register=register, authority__code=code).exists():
            question.answer, question.answered_at, question.answered_by = "", None, None
            save(question, signed)
            again.append(question)
    return again


def split_in_words(register: str, authority: LocalAuthority) -> str:
    """What is asked of the places that a register still has under an authority that was split."""
    return (
        f"Some places of {Register(register).label} are still under {authority.name}, which was abolished. "
        f"Choose for each of them: {_between(authority)}."
    )
