"""Answers to what the registers leave open."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from senco_portal.lib.refusals import Refused
from settings.actions.signing import Signed, save
from settings.enums import QuestionKind
from settings.models import Question

if TYPE_CHECKING:
    from accounts.models import User

_LONGEST = 120  # characters of an answer


@transaction.atomic
def answer_question(question: Question, *, answer: str, by: "User", at: datetime, reason: str) -> Question:
    """Answers which of several successors carries a place on; it may be answered otherwise later, and both are kept.

    Raises Refused for what is not among the choices, and for questions that are answered by saying a type or authority.
    """
    row = Question.objects.select_for_update().get(pk=question.pk)
    if row.kind != QuestionKind.SUCCESSORS:
        raise Refused("This question is answered where the kind of place, the name or the places themselves stand.")
    if answer not in [value for value, _ in row.choices] or not answer:
        raise Refused("Choose one of the answers that are offered.")
    if answer != row.answer:
        record(row, answer, Signed(by, at, reason))
    return row


def close(kind: QuestionKind, about: str, answer: str, signed: Signed) -> None:
    """Answers the question about a thing, if it was asked, in the transaction of the caller."""
    question = Question.objects.select_for_update().filter(kind=kind, about=about).first()
    if question is not None and question.answer != answer:
        record(question, answer, signed)


def record(question: Question, said: str, signed: Signed) -> None:
    """Writes an answer down, with who, when and why."""
    question.answer, question.answered_at, question.answered_by = said[:_LONGEST], signed.at, signed.by
    save(question, signed)
