"""The way through the questions: which is next, which came before, and what has been answered.

Two questions come first, since no rule can be found without them. The others are asked only while their answers can
change the result (see rules/relevance.py); an answer once given keeps its place on the way, and can be changed.
"""

from typing import NamedTuple

from qualifications.checker.address import Facts
from qualifications.rules.book import Book
from qualifications.rules.relevance import worth_asking


class Question(NamedTuple):
    """One page of the journey: the last part of its address, the fact that it asks for, and how lists name it.

    ``details`` is the page that follows where the answer is yes.
    """

    slug: str
    fact: str
    called: str
    details: str = ""


QUESTIONS = (
    Question("setting", "setting_type", "Kind of setting"),
    Question("start", "started_on", "SENCo since"),
    Question("head-teacher", "is_head_teacher", "Head teacher"),
    Question("teacher", "teacher_status", "Qualified teacher"),
    Question("induction", "induction", "Induction"),
    Question("teaching", "teaches_at_setting", "Teaches at the setting"),
    Question("earlier-posts", "previous_posts", "SENCo before", "earlier-post-details"),
    Question("qualifications", "awards", "Qualifications held", "qualification-details"),
    Question("course", "enrolments", "Course under way", "course-details"),
)
BY_SLUG = {question.slug: question for question in QUESTIONS}
BY_DETAILS = {question.details: question for question in QUESTIONS if question.details}
_FIRST = ("setting_type", "started_on")


def way(facts: Facts, book: Book) -> list[Question]:
    """The questions that are answered already or still to be asked, in order."""
    if not facts.is_whole:
        return [question for question in QUESTIONS if question.fact in _FIRST or is_answered(question, facts)]
    asked = worth_asking(facts.case(), book, facts.day, facts.still_open)
    return [
        question
        for question in QUESTIONS
        if question.fact in _FIRST or question.fact in asked or is_answered(question, facts)
    ]


def is_answered(question: Question, facts: Facts) -> bool:
    """Whether anything was said to it, that it is not known too."""
    return question.fact in facts.values or question.fact in facts.rows


def next_question(facts: Facts, book: Book) -> Question | None:
    """The first that is still to be asked; nothing when the answer is ready."""
    return next((question for question in way(facts, book) if not is_answered(question, facts)), None)


def question_before(question: Question, facts: Facts, book: Book) -> Question | None:
    """The one that came before on the way; nothing before the first."""
    before = [each for each in way(facts, book) if QUESTIONS.index(each) < QUESTIONS.index(question)]
    return before[-1] if before else None
