"""Which questions are asked of a person, which is next, and which came before."""

from collections.abc import Callable, Mapping

from practitioners.journey.answers import Answers
from practitioners.journey.questions import QUESTIONS, Question
from qualifications.enums import Role


def _is_elsewhere(answers: Answers) -> bool:
    return answers.said("role").get("role") == Role.SENCO and bool(answers.others)


def _leaves_one_of_several(answers: Answers) -> bool:
    return _is_elsewhere(answers) and answers.moves and len(answers.others) > 1


def _not_recorded(name: str) -> Callable[[Answers], bool]:
    """Of a stranger everything is asked: the questions do not tell what the register holds."""
    return lambda answers: not (answers.shown and getattr(answers.shown, name))


def _after(slug: str, fact: str) -> Callable[[Answers], bool]:
    """Rows are asked for where the question before them is asked, and says that there are some."""
    return lambda answers: _is_asked(slug, answers) and answers.said(slug).get(fact) in ("yes", "some")


def _has_awards(answers: Answers) -> bool:
    return _is_asked("qualification-details", answers) and bool(answers.awards)


# The others are always asked.
ASKED: Mapping[str, Callable[[Answers], bool]] = {
    "elsewhere": _is_elsewhere,
    "left": _leaves_one_of_several,
    "teacher": _not_recorded("teacher_status"),
    "induction": _not_recorded("induction"),
    "earlier-posts": _not_recorded("posts_told"),
    "earlier-post-details": _after("earlier-posts", "previous_posts"),
    "qualifications": _not_recorded("awards_told"),
    "qualification-details": _after("qualifications", "awards"),
    "certificates": _has_awards,
    "course-details": _after("course", "enrolments"),
}


def _is_asked(slug: str, answers: Answers) -> bool:
    return slug not in ASKED or ASKED[slug](answers)


def way(answers: Answers) -> list[Question]:
    """The questions that are asked, in order."""
    return [question for question in QUESTIONS if _is_asked(question.slug, answers)]


def next_question(answers: Answers) -> Question | None:
    """The first that is still to be answered; none when all may be checked and saved."""
    return next((question for question in way(answers) if not answers.is_answered(question.slug)), None)


def question_before(question: Question, answers: Answers) -> Question | None:
    """The one that came before on the way; none before the first."""
    before = [each for each in way(answers) if QUESTIONS.index(each) < QUESTIONS.index(question)]
    return before[-1] if before else None
