"""What each choice on the pages of a draft means, in one sentence of its own."""

from qualifications.enums import Role
from qualifications.rules.facts import Induction, TeacherStatus
from qualifications.rules.terms import AcceptBy, Clock, Expectation, LeapDay, Overlap, Requirement, ServiceTest
from settings.enums import ServiceSettingType, SettingType

Meanings = dict[str, str]

SETTING_TYPES: Meanings = {
    SettingType.MAINTAINED_SCHOOL: "A school that a council pays for, and that is not a special school.",
    SettingType.ACADEMY: "A school that the government pays for through a trust, and that is not a special school.",
    SettingType.MAINTAINED_NURSERY_SCHOOL: "A nursery that is a school in its own right, paid for by a council.",
    SettingType.SPECIAL_SCHOOL: "A school or academy only for children with special educational needs.",
    SettingType.PRU: "A council’s school for children who cannot go to another one for a time.",
    SettingType.AP_ACADEMY: "The same as a pupil referral unit, run by a trust.",
    SettingType.INDEPENDENT_SCHOOL: "A school that parents pay for.",
    SettingType.FE_COLLEGE: "A college mostly for people over 16.",
    SettingType.ACADEMY_16_19: "An academy only for people from 16 to 19.",
    SettingType.CTC: "One of a few schools in cities, older than academies, with a funding agreement of its own.",
    SettingType.EY_GROUP: "Care for children under school age that is no school, in rooms that are nobody’s home.",
    SettingType.CHILDMINDER: "Somebody who looks after children in a home.",
    SettingType.OTHER: "Whatever none of the others is.",
    ServiceSettingType.OUTSIDE_ENGLAND: "Asked of earlier posts only: no post of today can be there.",
}
ROLES: Meanings = {
    Role.SENCO: "The person who is named as the SENCo.",
    Role.ASSISTANT_SENCO: "Somebody who helps the SENCo, or stands in, and is not named as it.",
}
REQUIREMENTS: Meanings = {
    Requirement.REQUIRED: "An Act or regulations say that the SENCo must hold it.",
    Requirement.RECOMMENDED: "No law says so, but guidance that settings must have regard to does.",
    Requirement.OPTIONAL: "Neither law nor guidance expects it; a SENCo may take it.",
    Requirement.NONE: "No qualification is asked for, or the rule lifts the duty.",
}
SERVICE_TESTS: Meanings = {
    ServiceTest.ANY: "The rule does not look at posts before this one.",
    ServiceTest.MORE: "The rule is for people whose earlier service is longer than the book’s limit.",
    ServiceTest.NOT_MORE: "The rule is for people with no earlier service, or with no more than the book’s limit.",
}
EXPECTATIONS: Meanings = {
    Expectation.MUST: "A post that nobody holds is shown as a duty that is not met.",
    Expectation.EXPECTED: "Guidance expects one; a setting without one is shown as such, and not as in breach.",
    Expectation.ENCOURAGED: "It is good practice; a setting without one is shown as such, and breaks no rule.",
    Expectation.NONE: "Nothing is said of a setting without a SENCo.",
}
LEAP_DAYS: Meanings = {
    LeapDay.FEB28: "A deadline from a post begun on 29 February falls a day earlier in the year.",
    LeapDay.MAR1: "A deadline from a post begun on 29 February falls on the day after the end of that month.",
}
CLOCKS: Meanings = {
    Clock.THIS_POST: "Each new post has a whole period of its own.",
    Clock.FIRST_POST: "A person who moves takes along the time that has passed.",
}
OVERLAPS: Meanings = {
    Overlap.ONCE: "Two posts at the same time are no more service than one.",
    Overlap.TWICE: "Each post is counted by itself, and the days are added.",
}
ACCEPT_BY: Meanings = {
    AcceptBy.COMPLETED: "A course finished in time counts, even where its certificate is dated later.",
    AcceptBy.AWARDED: "A course counts where its certificate is dated in time, whenever it was finished.",
}
FACTS: Meanings = {
    "teacher_status": "Asks for the status that makes somebody a qualified teacher, or that they have none.",
    "induction": "Asks whether the first years of teaching were served and signed off, where they had to be.",
    "teaches_at_setting": "Asks whether teaching is part of what the person does there.",
    "is_head_teacher": "Asks whether the person leads the school.",
}
ANSWERS: Meanings = {
    f"teacher_status:{TeacherStatus.QTS}": "Most teachers in schools have it.",
    f"teacher_status:{TeacherStatus.QTLS}": "Teachers who qualified for colleges have it, and keep it as members.",
    f"teacher_status:{TeacherStatus.EYTS_ONLY}": "For work with children under five; no other status beside it.",
    f"teacher_status:{TeacherStatus.EXCLUDED_ROUTE}": "A teacher by name whom this provision does not take as one.",
    f"teacher_status:{TeacherStatus.NOT_QUALIFIED}": "The person has no status as a teacher.",
    f"induction:{Induction.COMPLETE}": "Served, and found to be enough.",
    f"induction:{Induction.INCOMPLETE}": "Still to be served, under way, or not passed.",
    f"induction:{Induction.NOT_REQUIRED}": "The person qualified in a way or at a time that asks for none.",
    "teaches_at_setting:true": "They teach there, be it a few hours.",
    "teaches_at_setting:false": "They work there and teach nobody, or work elsewhere.",
    "is_head_teacher:true": "The head, or whoever acts as head for now.",
    "is_head_teacher:false": "Anybody else, a deputy too.",
}
# By the names of a book's choices where the text leaves one.
CONVENTIONS: dict[str, Meanings] = {
    "leap_day": LEAP_DAYS,
    "clock": CLOCKS,
    "overlap": OVERLAPS,
    "accept_by": ACCEPT_BY,
}
