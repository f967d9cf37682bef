"""A decision on a day as a flat record, under the names that scripts hold on to."""

from qualifications.rules.answer import Answer, answer
from tests.unit.qualifications.rules.builders import case, decided, enrolment, npq_award, on, post


def test_the_names_that_scripts_hold_on_to() -> None:
    assert Answer._fields == (
        "designation", "requirement", "required_qualification", "route", "deadline", "status", "latest_safe_start",
        "exemption", "needs_review", "held", "missing", "rule",
    )  # fmt: skip


def test_a_duty_as_a_record() -> None:
    decision = decided(case(post(is_head_teacher=None), enrolments=(enrolment(),)))
    assert answer(decision, on("2026-01-01"))._asdict() == {
        "designation": "ok",
        "requirement": "required",
        "required_qualification": "NPQSENCO",
        "route": "NPQSENCO",
        "deadline": on("2027-09-01"),
        "status": "on_track",
        "latest_safe_start": on("2025-11-01"),
        "exemption": None,
        "needs_review": False,
        "held": None,
        "missing": (),
        "rule": "npq",
    }


def test_a_lifted_duty_as_a_record() -> None:
    decision = decided(case(post("2005-09-01", teaches_at_setting=False), awards=(npq_award(),)))
    assert answer(decision, on("2026-08-20"))._asdict() == {
        "designation": "not_ok",
        "requirement": "none",
        "required_qualification": None,
        "route": "NPQSENCO",
        "deadline": None,
        "status": "exempt",
        "latest_safe_start": None,
        "exemption": "in_post_before_2009",
        "needs_review": True,
        "held": "NPQSENCO",
        "missing": (),
        "rule": "before-2009",
    }


def test_what_cannot_be_told_as_a_record() -> None:
    found = answer(decided(case(previous_posts=None, awards=None)), on("2026-08-20"))
    assert (found.status, found.missing, found.held) == ("cannot_tell", ("previous_posts", "awards"), None)
