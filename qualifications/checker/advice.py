"""What to do next, for each status and for each stage of a course."""

from collections.abc import Iterable

from qualifications.checker.stage import Stage, stage
from qualifications.checker.words import responsible
from qualifications.rules.answer import Answer
from qualifications.rules.dates import in_words
from qualifications.rules.designation import Result as Designated
from qualifications.rules.explain import Explained
from qualifications.rules.facts import Missing
from qualifications.rules.phrases import a, capital, join
from qualifications.rules.standing import Status

# What to find out, as the end of a sentence.
MISSING = {
    Missing.PREVIOUS_POSTS.value: "which SENCo posts they held before",
    Missing.AWARDS.value: "whether they hold a SENCo qualification",
    Missing.COURSE_STARTED_ON.value: "when the course began",
    Missing.COURSE_COMPLETED_ON.value: "when the course was completed",
    Missing.AWARDED_ON.value: "the date on the certificate",
    Missing.ENROLMENTS.value: "whether they are on a course",
    Missing.TEACHER_STATUS.value: "whether they are a qualified teacher",
    Missing.INDUCTION.value: "whether they have completed induction",
    Missing.IS_HEAD_TEACHER.value: "whether they are the head teacher",
    Missing.TEACHES_AT_SETTING.value: "whether they work as a teacher at the setting",
}
_OF_DESIGNATION = {Missing.TEACHER_STATUS, Missing.INDUCTION, Missing.IS_HEAD_TEACHER, Missing.TEACHES_AT_SETTING}

_STEPS = {
    Status.NOT_STARTED: "Nothing is due yet: time runs from the first day in the post.",
    Status.LEFT_POST: "Nothing more is asked of this post. A new post is a new question.",
    Status.EXEMPT: "Nothing is required. Keep what shows the earlier post and its dates.",
    Status.NOT_APPLICABLE: "Nothing is asked for here. A move to another kind of setting may change that.",
    Status.MET: "Nothing more is needed. Keep the certificate where it can be shown.",
    Status.CANNOT_TELL: "Find out {missing}, then answer again.",
    Status.MET_LATE: "Nothing more is needed now. Keep the certificate, and a note of why it came late.",
    Status.NOT_HELD: "Think about the {route}. Nobody can hold the SENCo to a date.",
    Status.WORKING_TOWARDS: "Finish the {course} and keep the certificate.",
    Status.OVERDUE: "Take a place on the {route} without delay, and tell {told}.",
    Status.ON_TRACK: "Finish the {course}: its outcome is expected on {outcome}, in time.",
    Status.AT_RISK: (
        "Act now: take a place on the {route} as soon as you can, and choose one that is short enough to end by "
        "{deadline}. Tell {told} that time is short."
    ),
    Status.IN_WINDOW: "Take a place on the {route} that begins by {start}.",
}
_NOT_RECORDED = "The outcome of the {course} was expected on {outcome} and is not recorded: ask the provider."
_STEPS_OF_COURSE = {
    (Status.NOT_HELD, Stage.BOOKED): "Begin the {course} on {begins}, as planned. There is no deadline.",
    (Status.WORKING_TOWARDS, Stage.OUTCOME_PAST): _NOT_RECORDED,
    (Status.OVERDUE, Stage.BOOKED_TOO_LATE): (
        "Begin the {course} on {begins}, or earlier if the provider can. Tell {told} that the deadline has passed."
    ),
    (Status.OVERDUE, Stage.TOO_LATE): (
        "Finish the {course}: its outcome is expected on {outcome}. Ask the provider whether it can come earlier, and "
        "tell {told} that the deadline has passed."
    ),
    (Status.OVERDUE, Stage.OUTCOME_PAST): f"{_NOT_RECORDED} Tell {{told}} that the deadline has passed.",
    (Status.ON_TRACK, Stage.OUTCOME_PAST): f"{_NOT_RECORDED} The deadline is {{deadline}}.",
    (Status.AT_RISK, Stage.BOOKED): "Begin the {course} on {begins}: its outcome is expected on {outcome}, in time.",
    (Status.AT_RISK, Stage.BOOKED_TOO_LATE): (
        "Ask the provider for an earlier start: the outcome of the {course} that begins on {begins} is expected on "
        "{outcome}, after the deadline. Tell {told}."
    ),
    (Status.AT_RISK, Stage.TOO_LATE): (
        "Ask the provider of the {course} for an earlier outcome: it is expected on {outcome}, after the deadline. "
        "Tell {told}."
    ),
    (Status.IN_WINDOW, Stage.BOOKED): "Begin the {course} on {begins}: its outcome is expected on {outcome}, in time.",
    (Status.IN_WINDOW, Stage.BOOKED_TOO_LATE): (
        "Ask the provider for an earlier start: the {course} that begins on {begins} would end after the deadline. It "
        "is best begun by {start}."
    ),
}
# Where nothing is left to do, unless a person who checks the answer finds otherwise.
_SETTLED = {Status.EXEMPT, Status.NOT_APPLICABLE, Status.MET, Status.MET_LATE}


def next_steps(found: Answer, subject: Explained) -> list[str]:
    """What should be done next, the first thing first: about who may be the SENCo, then about the qualification."""
    return [*_of_designation(found, subject), *_of_qualification(found, subject)]


def _of_designation(found: Answer, subject: Explained) -> Iterable[str]:
    """In a post that is over there is nothing left to put right."""
    if found.status is Status.LEFT_POST:
        return
    if found.designation is Designated.UNKNOWN:
        missing = [MISSING[name] for name in found.missing if name in _OF_DESIGNATION]
        yield f"Find out {join(missing)}: it decides whether this person may be the SENCo."
    if found.designation is Designated.NOT_OK:
        check = " A person should check this first." if subject.decision.designation.needs_review else ""
        who = "; or ".join(_inside(alternative.name) for alternative in subject.book.designation)
        above = capital(responsible(subject.case.post.setting_type))
        yield f"{above} must name as SENCo somebody who may be: {who}.{check}"


def _inside(words: str) -> str:
    """The words within a sentence."""
    return words[:1].lower() + words[1:]


def _of_qualification(found: Answer, subject: Explained) -> Iterable[str]:
    asked = [
        name for name in found.missing if found.designation is Designated.NOT_TESTED or name not in _OF_DESIGNATION
    ]
    if found.status is Status.CANNOT_TELL and not asked:
        return
    under = stage(subject.decision, subject.day)
    words = _STEPS_OF_COURSE.get((found.status, under.stage), _of_status(found, subject))
    names, course = subject.names, under.course
    said = words.format(
        missing=join([MISSING[name] for name in asked]),
        route=names.qualification(found.route or found.required_qualification),
        course=f"{names.qualification(course.qualification)} course" if course else "course",
        begins=in_words(course.started_on) if course else "",
        outcome=in_words(course.outcome_on) if course else "a day before the deadline",
        deadline=in_words(found.deadline) if found.deadline else "",
        start=in_words(found.latest_safe_start) if found.latest_safe_start else "",
        told=_told(subject),
    )
    is_doubtful = found.needs_review and found.status in _SETTLED
    yield f"A person should check this first: see why. If they agree, {_inside(said)}" if is_doubtful else said


def _of_status(found: Answer, subject: Explained) -> str:
    """The words of a status. Nothing is asked of some roles wherever they are held: moving changes nothing there."""
    if found.status is Status.NOT_APPLICABLE and subject.decision.rule.roles:
        role = subject.names.role(subject.case.post.role)
        return f"Nothing is asked of {a(role)}. Becoming the SENCo may change that."
    return _STEPS[found.status]


def _told(subject: Explained) -> str:
    """Whom to tell: a head teacher who is the SENCo tells whoever is above them."""
    above = responsible(subject.case.post.setting_type)
    return above if subject.case.post.is_head_teacher else f"the head teacher and {above}"
