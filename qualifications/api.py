"""The description of the public API, in the form of OpenAPI, made from what the API itself reads and answers."""

from typing import Any

from qualifications.checker.parameters import LISTS, NEEDED, ROWS, USUAL
from qualifications.checker.which_book import BOOK
from qualifications.checker.words import MOST_ROWS, NONE, UNKNOWN, WORDS
from qualifications.rules.answer import Answer
from qualifications.rules.designation import Result
from qualifications.rules.facts import EnrolmentStatus, Induction, Missing, Outcome, TeacherStatus
from qualifications.rules.standing import Status
from qualifications.rules.terms import Requirement

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "format": "date"}


def _or_null(schema: Schema) -> Schema:
    return schema | {"type": [schema["type"], "null"]}


def _enum(words: Any) -> Schema:
    return {"type": "string", "enum": sorted(str(word) for word in words)}


def _or_unknown(schema: Schema) -> Schema:
    """What a parameter may say where the person may not know."""
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], UNKNOWN]}
    return {"anyOf": [schema, _enum([UNKNOWN])]}


_YES_NO = _enum(["yes", "no"])
_WHAT: dict[str, Schema] = {
    "setting_type": _enum(WORDS.setting_types),
    "started_on": _DAY,
    "ended_on": _DAY,
    "role": _enum(WORDS.roles),
    "is_head_teacher": _YES_NO,
    "teaches_at_setting": _YES_NO,
    "teacher_status": _enum(TeacherStatus),
    "induction": _enum(Induction),
    "as_at": _DAY,
    "previous_posts.setting_type": _enum(WORDS.previous_setting_types),
    "outcome": _enum(Outcome),
    "status": _enum(EnrolmentStatus),
    "qualification": _TEXT,
    "setting": {"type": "string", "pattern": "^(gias|ofsted)/[A-Z0-9]{6,12}$"},
}


# What each parameter says, by its name; of a row's by the part's name. The days of rows are told by their lists.
_WORDS = {
    "setting_type": "The kind of setting that the post is at.",
    "setting": "The place itself: its register and its number there, as gias/100000. Only shown, never looked up: "
    "setting_type decides.",
    "started_on": "The first day of the post, as year-month-day.",
    "ended_on": "The last day of the post, where it has ended.",
    "role": "As what the person is in the post; senco where it is not given.",
    "is_head_teacher": "Whether the person is the head teacher or acts as one.",
    "teaches_at_setting": "Whether the person works as a teacher at the setting.",
    "teacher_status": "How the person came to be a qualified teacher, if so.",
    "induction": "Whether the person’s induction as a teacher is behind them.",
    "as_at": "The day to judge for; today where it is not given.",
    BOOK: "The number of the rule book to answer by, as in its address; the one in force where it is not given.",
    "previous_posts.setting_type": "The kind of setting that the earlier post was at.",
    "previous_posts.started_on": "The first day of the earlier post.",
    "previous_posts.ended_on": "Its last day. Left out: it goes on. unknown: it has ended, nobody knows when.",
    "previous_posts.role": "As what the person was in it.",
    "awards.qualification": "The code of the qualification that is held.",
    "awards.course_started_on": "The first day of its course.",
    "awards.course_completed_on": "The day on which its course was completed.",
    "awards.awarded_on": "The date on its certificate.",
    "awards.outcome": "How its course ended.",
    "enrolments.qualification": "The code of the qualification that the course leads to.",
    "enrolments.started_on": "The first day of the course.",
    "enrolments.status": "How the course stands.",
    "enrolments.ended_on": "The day on which it was completed, left or put off.",
    "enrolments.expected_completion_on": "The day on which it should be completed.",
    "enrolments.expected_outcome_on": "The day on which its outcome is expected.",
}
_LISTS = {
    "previous_posts": "Posts before this one.",
    "awards": "SENCo qualifications that the person holds.",
    "enrolments": "Courses for one, under way or past.",
}
# The first parts of an answer that a reader looks at, each in words.
ANSWER_WORDS = {
    "status": "how the post stands on the day",
    "requirement": "how strong the expectation is",
    "required_qualification": "the qualification that the law names, by its code",
    "deadline": "the last day in time",
    "latest_safe_start": "the last day on which a course can begin that is sure to end in time",
    "missing": "what is not known and would change the answer",
    "rule": "the rule that governs the post, by its code",
}


def schema(server: str) -> Schema:
    """The whole description. In: the address at which the portal answers."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "SENCo portal",
            "version": "1",
            "description": "Which qualification a SENCo in England needs, by when, and why in law. "
            "This is guidance, not legal advice.",
        },
        "servers": [{"url": server.rstrip("/")}],
        "paths": {"/api/v1/check/": {"get": _check()}},
    }


def _check() -> Schema:
    answer = {"type": "object", "properties": _answer(), "required": ["id", *_answer_names()]}
    errors = {"type": "object", "properties": {"errors": {"type": "object", "additionalProperties": _TEXT}}}
    return {
        "operationId": "check",
        "summary": "What a SENCo needs",
        "parameters": parameters(),
        "responses": {
            "200": _response("The answer, with the keys of `manage.py assess`.", answer),
            "400": _response("What is wrong with the parameters, by name.", errors | {"required": ["errors"]}),
            "503": _response("No rule book is in force yet.", errors | {"required": ["errors"]}),
        },
    }


def _response(description: str, content: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": content}}}


def parameters() -> list[Schema]:
    """Every parameter; those of a list's rows are told for the first row."""
    single = ("setting_type", "setting", "started_on", "ended_on", "role", "is_head_teacher", "teaches_at_setting")
    found = [_parameter(name, name) for name in (*single, "teacher_status", "induction", "as_at")]
    found.append(_named(BOOK, _TEXT) | {"description": _WORDS[BOOK]})
    for name in LISTS:
        told = f"{NONE}, {UNKNOWN}, or rows: {name}-0-…, {name}-1-… and so on, at most {MOST_ROWS[name]}."
        found.append(_named(name, _enum([NONE, UNKNOWN])) | {"description": f"{_LISTS[name]} Say {told}"})
        found += [_parameter(f"{name}-0-{part}", f"{name}.{part}") for part in ROWS[name]]
    return found


def _parameter(name: str, path: str) -> Schema:
    what = _WHAT.get(path) or _WHAT.get(path.rpartition(".")[2], _DAY)
    told = _named(name, what if path in NEEDED else _or_unknown(what)) | {"description": _WORDS[path]}
    if path in USUAL:
        told["description"] += f" {USUAL[path]} where it is not given."
    return told | ({"required": True} if name in ("setting_type", "started_on") else {})


def _named(name: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "schema": schema}


def _answer_names() -> list[str]:
    return [*Answer._fields, "as_at", "book", "next_book", "explanation", "other_readings"]


def _answer() -> Schema:
    parts = _answer_parts()
    later = {
        "description": "The published rule book to come that answers otherwise, and each part that differs.",
        "type": "object",
        "properties": {"name": _TEXT, "in_force_from": _DAY, "differs": {"type": "object", "properties": parts}},
        "required": ["name", "in_force_from", "differs"],
    }
    step = {
        "type": "object",
        "properties": {
            "text": _TEXT,
            "decides": {"type": "boolean", "description": "Whether the answer turns on this step."},
            "source": {"description": "The first of the sources.", **_source()},
            "sources": _SOURCES,
        },
        "required": ["text", "decides"],
        "additionalProperties": False,
    }
    other = {
        "description": "Another lawful reading, and beside its own parts each part of the answer that differs.",
        "type": "object",
        "properties": {"reading": _TEXT, "note": _TEXT, "sources": _SOURCES, **parts},
        "required": ["reading", "note", "sources"],
        "additionalProperties": False,
    }
    return (
        {"id": {"type": "null"}}
        | parts
        | {
            "as_at": _DAY,
            "book": _TEXT,
            "next_book": _or_null(later),
            "explanation": {"type": "array", "items": step},
            "other_readings": {"type": "array", "items": other},
        }
    )


def _source() -> Schema:
    """A text, the provision in it, and its address."""
    texts = {"name": _TEXT, "provision": _TEXT, "url": {"type": "string", "format": "uri"}}
    return {"type": "object", "properties": texts, "required": [*texts], "additionalProperties": False}


_SOURCES: Schema = {"type": "array", "items": _source()}


def _answer_parts() -> Schema:
    """The parts of an answer by their names."""
    return {
        "designation": _enum(Result),
        "requirement": _enum(Requirement),
        "required_qualification": _or_null(_TEXT),
        "route": _or_null(_TEXT),
        "deadline": _or_null(_DAY),
        "status": _enum(Status),
        "latest_safe_start": _or_null(_DAY),
        "exemption": _or_null(_TEXT),
        "needs_review": {"type": "boolean"},
        "held": _or_null(_TEXT),
        "missing": {"type": "array", "items": _enum(Missing)},
        "rule": _TEXT,
    }
