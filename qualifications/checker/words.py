"""The words that facts are told in, and the limits of what an address may say."""

from qualifications.enums import Role
from qualifications.rules.case_form import Words
from qualifications.rules.facts import EnrolmentStatus, Induction, Outcome, TeacherStatus
from settings.enums import PREVIOUS_POST_TYPES, SettingType

# What is written where a person does not know.
UNKNOWN = "unknown"
# What is written where there is none of a list.
NONE = "none"
# Said of a list: there is something. What it is comes row by row.
YES = "yes"
YES_NO = {"yes": True, "no": False, "true": True, "false": False}
# Of each list: together, filled in, they fit into the longest address that the server reads (senco_portal/gunicorn.py).
MOST_ROWS = {"previous_posts": 20, "awards": 6, "enrolments": 6}

WORDS = Words(
    setting_types=frozenset(SettingType.values),
    previous_setting_types=frozenset(value for value, _ in PREVIOUS_POST_TYPES),
    roles=frozenset(Role.values),
    usual_role=Role.SENCO,
)

TEACHER_STATUSES = [
    (TeacherStatus.QTS.value, "Yes: qualified teacher status (QTS)"),
    (TeacherStatus.QTLS.value, "Yes: qualified teacher learning and skills status (QTLS)"),
    (TeacherStatus.EYTS_ONLY.value, "Early years teacher status (EYTS) only"),
    (TeacherStatus.EXCLUDED_ROUTE.value, "By a route that this law leaves out"),
    (TeacherStatus.NOT_QUALIFIED.value, "No"),
]
INDUCTIONS = [
    (Induction.COMPLETE.value, "Yes, it is complete"),
    (Induction.INCOMPLETE.value, "No, it is not complete yet"),
    (Induction.NOT_REQUIRED.value, "They did not have to serve one"),
]
OUTCOMES = [(Outcome.PASSED.value, "Passed"), (Outcome.FAILED.value, "Not passed"), (Outcome.VOIDED.value, "Voided")]
ENROLMENT_STATUSES = [
    (EnrolmentStatus.IN_PROGRESS.value, "Under way"),
    (EnrolmentStatus.COMPLETED.value, "Completed, outcome awaited"),
    (EnrolmentStatus.DEFERRED.value, "Put off"),
    (EnrolmentStatus.WITHDRAWN.value, "Left"),
]

# Who answers for a setting: the governing body of a maintained school, the proprietor of an academy.
_ACADEMY_TRUST, _GOVERNING_BODY = "the academy trust", "the governing body"
_RESPONSIBLE = {
    SettingType.MAINTAINED_SCHOOL.value: _GOVERNING_BODY,
    SettingType.MAINTAINED_NURSERY_SCHOOL.value: _GOVERNING_BODY,
    SettingType.FE_COLLEGE.value: _GOVERNING_BODY,
    SettingType.ACADEMY.value: _ACADEMY_TRUST,
    SettingType.AP_ACADEMY.value: _ACADEMY_TRUST,
    SettingType.ACADEMY_16_19.value: _ACADEMY_TRUST,
    SettingType.PRU.value: "the management committee",
}


def responsible(setting_type: str) -> str:
    """Who answers for a setting of such a kind."""
    return _RESPONSIBLE.get(setting_type, "whoever runs the setting")
