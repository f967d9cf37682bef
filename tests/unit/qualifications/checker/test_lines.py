"""The lines of a summary: what leads, what is left out, and labels that are true of every rule."""

import pytest

from tests.unit.qualifications.checker.answered import SCHOOL, answered, award, course, lines

OLD = SCHOOL | {"started_on": "2022-09-01"}
HELD = {name: text for name, text in OLD.items() if name != "awards"} | award(
    "NASENCO", "2022-09-01", "2023-07-01", "2023-09-01"
)
START = "Latest safe start of a course"


def test_what_nobody_can_begin_any_more_does_not_lead() -> None:
    assert lines(answered(OLD))["Qualification"] == (
        "NPQ for SENCOs (the law named the NASENCo when this post began). Required by law"
    )
    before_it_closed = OLD | {"as_at": "2024-08-31"}
    assert lines(answered(before_it_closed))["Qualification"] == "NASENCo. Required by law"


def test_what_is_held_or_under_way_leads_though_it_is_closed() -> None:
    assert lines(answered(HELD))["Qualification"] == "NASENCo. Required by law"
    under_way = OLD | course("NASENCO", started_on="2024-01-10", expected_outcome_on="2027-07-01")
    assert lines(answered(under_way))["Qualification"] == "NASENCo. Required by law"


def test_what_was_recommended_is_not_called_law() -> None:
    found = lines(answered(OLD | {"setting_type": "pru"}))["Qualification"]
    assert found == (
        "NPQ for SENCOs (it was the NASENCo when this post began). Recommended, not required by law: see why"
    )


@pytest.mark.parametrize(
    "said",
    [HELD, OLD | {"ended_on": "2024-01-01"}, OLD | {"started_on": "2005-09-01"}],
    ids=["met", "left", "exempt"],
)
def test_where_all_is_settled_no_course_need_begin(said: dict[str, str]) -> None:
    assert START not in lines(answered(said))
    assert START in lines(answered(SCHOOL))
    assert "start" not in {mark.kind for mark in answered(said).timeline.marks}


def test_an_assistant_has_no_duty_and_the_setting_may_have() -> None:
    label = "May this person be the SENCo?"
    assert lines(answered(SCHOOL | {"role": "assistant_senco"}))[label] == (
        "Not tested: an assistant has no duty of their own"
    )
    assert lines(answered(SCHOOL | {"setting_type": "ctc"}))[label] == "Not tested: no duty at this kind of setting"
