"""The decision as it will be: the appointment is saved, decided, and taken back."""

from typing import NamedTuple

from django.db import IntegrityError, transaction

from practitioners.actions import appoint
from practitioners.actions.drafts import TAKEN
from practitioners.journey.answers import Answers
from practitioners.journey.told import told
from practitioners.models import Assessment
from qualifications.books import NoCurrentBook, current, names
from qualifications.checker.result import Result, result
from qualifications.checker.words import WORDS
from qualifications.rules.case_form import read_case
from qualifications.rules.facts import Case
from senco_portal.lib.refusals import Refused
from settings.actions import Signed

NO_BOOK = "This portal has no rule book in force today, so nothing can be decided yet. What you told is kept."
NO_KIND = "We do not know yet what kind of place this is in law, so nothing can be decided yet. What you told is kept."


class Foreseen(NamedTuple):
    """What will be decided; or why nothing is; or ``refused``: why it cannot be saved as it stands."""

    result: Result | None = None
    nothing: str = ""
    refused: str = ""


def foresee(answers: Answers, signed: Signed) -> Foreseen:
    """Out: what saving would decide. Of a stranger by what was told alone: what the register holds is not shown."""
    try:
        case = _tried(answers, signed)
    except Refused as refused:
        return Foreseen(refused=str(refused))
    except IntegrityError:
        return Foreseen(refused=TAKEN)
    if case is None:
        return Foreseen(nothing=NO_BOOK if answers.setting.setting_type else NO_KIND)
    try:
        return Foreseen(result(case, current(answers.day), answers.day, names()))
    except NoCurrentBook:
        return Foreseen(nothing=NO_BOOK)


def _tried(answers: Answers, signed: Signed) -> Case | None:
    is_stranger = answers.chosen is not None and not answers.chosen.is_visible
    with transaction.atomic():
        post = appoint(told(answers, alone=is_stranger), access=answers.access, signed=signed)
        decided = Assessment.objects.filter(appointment=post).order_by("-pk").first()
        transaction.set_rollback(True)
    return read_case(decided.facts, WORDS) if decided else None
