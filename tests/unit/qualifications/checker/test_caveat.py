"""A person who may not be the SENCo is never told that all is well without being told that too."""

from qualifications.rules.standing import Status
from tests.unit.qualifications.checker.answered import SCHOOL, answered, award

MET = {name: text for name, text in SCHOOL.items() if name != "awards"} | award(
    "NASENCO", "2022-09-01", "2023-07-01", "2023-09-01"
)
EARLIER = {
    "previous_posts-0-setting_type": "academy",
    "previous_posts-0-started_on": "2012-09-01",
    "previous_posts-0-ended_on": "2020-08-31",
    "previous_posts-0-role": "senco",
}
EXEMPT = {name: text for name, text in SCHOOL.items() if name != "previous_posts"} | EARLIER


def test_met_says_that_the_person_may_not_be_the_senco_and_who_must_act_first() -> None:
    found = answered(MET | {"teacher_status": "not_qualified"})
    assert (found.answer.status, found.tag) == (Status.MET, "Met")
    assert found.caveat
    assert found.caveat.text.startswith("But as far as the facts given go, this person may not be the SENCo.")
    assert "be a qualified teacher" in found.caveat.text
    assert "or be the head teacher or acting head teacher" in found.caveat.text
    provisions = [source.provision for source in found.caveat.sources]
    assert provisions == ["regulation 49(2)(a)", "regulation 4", "regulation 49(3)"], "of the tests that are failed"
    assert found.next_step == " ".join(found.next_steps)
    assert found.next_steps[0] == (
        "The academy trust must name as SENCo somebody who may be: "
        "a qualified teacher who works as a teacher at the school; or the head teacher or acting head teacher."
    )
    assert found.next_steps[1].startswith("Nothing more is needed.")


def test_exempt_says_so_too_and_names_the_governing_body() -> None:
    found = answered(EXEMPT | {"setting_type": "maintained_school", "teacher_status": "not_qualified"})
    assert found.answer.status is Status.EXEMPT
    assert found.caveat
    assert found.next_steps[0].startswith("The governing body must name as SENCo")


def test_what_a_person_should_check_is_said_with_the_step() -> None:
    found = answered(MET | {"teaches_at_setting": "no"})
    assert found.next_steps[0].endswith("A person should check this first.")


def test_what_is_not_known_is_to_be_found_out_first() -> None:
    found = answered(MET | {"induction": "unknown"})
    assert found.caveat
    assert found.caveat.text.startswith("But it is not known whether this person may be the SENCo.")
    assert "have completed induction or not need it" in found.caveat.text
    assert "head teacher" not in found.caveat.text, "it is known that they are not"
    assert found.next_steps[0] == (
        "Find out whether they have completed induction: it decides whether this person may be the SENCo."
    )


def test_where_all_else_is_well_or_past_there_is_nothing_to_add() -> None:
    assert answered(MET).caveat is None
    assert answered(MET | {"setting_type": "special_school", "teacher_status": "not_qualified"}).caveat is None
    left = answered(MET | {"teacher_status": "not_qualified", "ended_on": "2026-01-01"})
    assert left.caveat is None
    assert len(left.next_steps) == 1


def test_no_fact_is_asked_for_twice() -> None:
    found = answered(SCHOOL | {"induction": "unknown", "awards": "unknown"})
    assert found.answer.status is Status.CANNOT_TELL
    assert found.next_steps[1] == "Find out whether they hold a SENCo qualification, then answer again."
