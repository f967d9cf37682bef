"""Answers to addresses, by the shipped rule book, for tests of what the checker says."""

from datetime import date

from qualifications.checker.address import read_facts
from qualifications.checker.result import Result, result
from qualifications.rules.phrases import Names
from tests.unit.qualifications.rules.shipped import BOOK

TODAY = date(2026, 11, 21)
NAMES = Names(
    qualifications={"NPQSENCO": "NPQ for SENCOs", "NASENCO": "NASENCo", "EY_L3_SENCO": "Level 3 award"},
    roles={"senco": "SENCo", "assistant_senco": "assistant SENCo"},
)
TEACHER = {"is_head_teacher": "no", "teaches_at_setting": "yes", "teacher_status": "qts", "induction": "complete"}
SCHOOL = {"setting_type": "academy", "started_on": "2024-09-01", "previous_posts": "none", "awards": "none"} | TEACHER


def answered(said: dict[str, str], today: date = TODAY) -> Result:
    """The answer to parameters of an address."""
    facts = read_facts(said, today)
    assert facts.problems == {}
    return result(facts.case(), BOOK, facts.day, NAMES)


def lines(found: Result) -> dict[str, str]:
    """The lines of its summary by their labels."""
    return {line.label: line.text for line in found.lines}


def course(qualification: str = "NPQSENCO", **row: str) -> dict[str, str]:
    """One enrolment as parameters of an address."""
    return {f"enrolments-0-{name}": text for name, text in ({"qualification": qualification} | row).items()}


def award(qualification: str, begun: str, completed: str, awarded: str) -> dict[str, str]:
    """One award as parameters of an address, in place of none."""
    days = {"course_started_on": begun, "course_completed_on": completed, "awarded_on": awarded}
    return {f"awards-0-{name}": text for name, text in ({"qualification": qualification} | days).items()}
