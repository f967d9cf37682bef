"""Pages of the qualifications app."""

from qualifications.views.api import api_about, api_check, api_schema
from qualifications.views.check import check, check_details, check_question
from qualifications.views.result import check_calendar, check_result
from qualifications.views.rules import home, rule, rule_book, rule_books, rules

__all__ = [
    "api_about",
    "api_check",
    "api_schema",
    "check",
    "check_calendar",
    "check_details",
    "check_question",
    "check_result",
    "home",
    "rule",
    "rule_book",
    "rule_books",
    "rules",
]
