"""A rule as the sentence that it makes."""

from qualifications.rules.book import Book, Rule
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import Names, anniversary, began, join
from qualifications.rules.terms import Requirement, ServiceTest


def sentence(rule: Rule, book: Book, names: Names) -> str:
    """For which posts a rule holds and what follows from it, in one sentence."""
    roles = join([names.role(role) for role in rule.roles], "or") or "anybody in a SENCo post"
    places = join([names.setting_type(kind) for kind in rule.setting_types], "or")
    if set(rule.setting_types) == {kind for other in book.rules for kind in other.setting_types}:
        places = "any kind of setting"
    began_when = began(rule.started_from, rule.started_until)
    when = f" in a post that began {began_when}" if began_when else ""
    return f"For {roles} at {places}{when}{_service(rule, book)}: {_follows(rule, names)}."


def _service(rule: Rule, book: Book) -> str:
    months = book.service_limit.months
    amount = {
        ServiceTest.ANY: "",
        ServiceTest.MORE: f", with more than {months} months' service before",
        ServiceTest.NOT_MORE: f", with not more than {months} months' service before",
    }[rule.service]
    begun = f", begun on or before {in_words(rule.service_begun_until)}" if rule.service_begun_until else ""
    return f"{amount}{begun}"


def _follows(rule: Rule, names: Names) -> str:
    parts = [_requirement(rule, names)]
    if rule.tests_designation:
        parts.append("the designation test applies")
    if rule.needs_review:
        parts.append("a person should check the answer")
    return "; ".join(parts)


def _requirement(rule: Rule, names: Names) -> str:
    if rule.exemption:
        return "the duty to hold a qualification is lifted"
    if rule.requirement is Requirement.NONE:
        return "no qualification is asked for"
    by = (
        f" by the {anniversary(rule.months)} of the day from which the clock runs"
        if rule.months
        else ", with no deadline"
    )
    return f"the {names.qualification(rule.qualification)} is {rule.requirement}{by}"
