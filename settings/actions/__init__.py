"""What people say about places where the registers leave it open, and who acts for a place.

Each action is one transaction, kept in the history. None about places runs while a register file is taken: they raise
Busy then. What actions will not do they refuse, with the reason.
"""

from settings.actions.authorities import NOWHERE, hand_over, index_again, say_authority
from settings.actions.members import (
    NO_LONGER,
    NewPerson,
    accept,
    accept_as_new,
    end_membership,
    hand_to_authority,
    invite,
    open_invitation,
    withdraw_invitation,
)
from settings.actions.questions import answer_question
from settings.actions.signing import IMPORT, Signed
from settings.actions.splits import ALL_CHOSEN, ask_of_splits, choose_authority, reopen_splits, split_in_words
from settings.actions.types import NOT_OURS, TypeMeaning, check_meaning, say_type

__all__ = [
    "ALL_CHOSEN",
    "IMPORT",
    "NOT_OURS",
    "NOWHERE",
    "NO_LONGER",
    "NewPerson",
    "Signed",
    "TypeMeaning",
    "accept",
    "accept_as_new",
    "answer_question",
    "ask_of_splits",
    "check_meaning",
    "choose_authority",
    "end_membership",
    "hand_over",
    "hand_to_authority",
    "index_again",
    "invite",
    "open_invitation",
    "reopen_splits",
    "say_authority",
    "say_type",
    "split_in_words",
    "withdraw_invitation",
]
