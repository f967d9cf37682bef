"""A rule book as one decision table of zen-engine, as far as a table can say it."""

from datetime import date
from typing import Any

from qualifications.rules.book import Book, Rule
from qualifications.rules.facts import Case
from qualifications.rules.service import count_service
from qualifications.rules.terms import ServiceTest

COLUMNS = ("setting_type", "role", "started_on", "more_service", "service_began_on")
OUTPUTS = ("rule", "requirement", "qualification", "months", "exemption")
NEVER = date.max.toordinal()
_AT = {"position": {"x": 0, "y": 0}}


def as_table(book: Book) -> dict[str, Any]:
    """The first row that fits answers, as in a book. Days are whole numbers."""
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", **_AT},
        {"id": "rules", "name": "rules", "type": "decisionTableNode", **_AT, "content": _content(book)},
        {"id": "out", "name": "out", "type": "outputNode", **_AT},
    ]
    edges = [("in", "rules"), ("rules", "out")]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": nodes,
        "edges": [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in edges],
    }


def _content(book: Book) -> dict[str, Any]:
    return {
        "hitPolicy": "first",
        "inputs": [{"id": name, "name": name, "field": name} for name in COLUMNS],
        "outputs": [{"id": name, "name": name, "field": name} for name in OUTPUTS],
        "rules": [_row(rule) for rule in book.rules],
    }


def _row(rule: Rule) -> dict[str, str]:
    first, last = rule.started_from or date.min, rule.started_until or date.max
    begun = rule.service_begun_until
    return {
        "_id": rule.code,
        "setting_type": _any_of(rule.setting_types),
        "role": _any_of(rule.roles),
        "started_on": f"[{first.toordinal()}..{last.toordinal()}]",
        "more_service": {ServiceTest.ANY: "", ServiceTest.MORE: "true", ServiceTest.NOT_MORE: "false"}[rule.service],
        "service_began_on": f"<= {begun.toordinal()}" if begun else "",
        "rule": f"'{rule.code}'",
        "requirement": f"'{rule.requirement}'",
        "qualification": f"'{rule.qualification}'" if rule.qualification else "null",
        "months": str(rule.months) if rule.months else "null",
        "exemption": f"'{rule.exemption}'" if rule.exemption else "null",
    }


def _any_of(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def as_context(case: Case, book: Book) -> dict[str, Any]:
    """What the table is asked: the facts of the post, and the service that we counted."""
    service = count_service(case, book)
    return {
        "setting_type": case.post.setting_type,
        "role": case.post.role,
        "started_on": case.post.started_on.toordinal(),
        "more_service": bool(service.more),
        "service_began_on": service.began_on.toordinal() if service.began_on else NEVER,
    }
