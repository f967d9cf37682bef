"""What people do to the register: each one transaction, which decides the person's posts anew before it ends.

Each is told who may do what (``access``) and whose doing it is (``signed``). What may not be done raises
PermissionDenied; what cannot be is refused with the reason.
"""

from practitioners.actions.apart import compare_again, keep_apart
from practitioners.actions.awards import record_award, record_outcome, verify_award, withdraw_award
from practitioners.actions.certificates import attach_certificate, withdraw_certificate
from practitioners.actions.courses import change_enrolment, enrol, withdraw_enrolment
from practitioners.actions.merging import Merging, foresee_merge, merge, undo_merge
from practitioners.actions.people import change_person, tell_prior_post, withdraw_prior_post
from practitioners.actions.posts import (
    Appointing,
    appoint,
    continue_appointment,
    correct_appointment,
    end_appointment,
    move_posts,
    withdraw_appointment,
)
from practitioners.actions.practice import record_practice, withdraw_practice
from practitioners.actions.succession import carry_posts

__all__ = [
    "Appointing",
    "Merging",
    "appoint",
    "attach_certificate",
    "carry_posts",
    "change_enrolment",
    "change_person",
    "compare_again",
    "continue_appointment",
    "correct_appointment",
    "end_appointment",
    "enrol",
    "foresee_merge",
    "keep_apart",
    "merge",
    "move_posts",
    "record_award",
    "record_outcome",
    "record_practice",
    "tell_prior_post",
    "undo_merge",
    "verify_award",
    "withdraw_appointment",
    "withdraw_award",
    "withdraw_certificate",
    "withdraw_enrolment",
    "withdraw_practice",
    "withdraw_prior_post",
]
