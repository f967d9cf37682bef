"""A rule as the sentence that it makes."""

from qualifications.rules.book import Book, Rule
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import Names, a, anniversary, began, capital, join
from qualifications.rules.terms import Clock, Requirement, ServiceTest


def sentence(rule: Rule, book: Book, names: Names) -> str:
    """For which posts a rule holds and what follows from it, in one sentence."""
    who = a(join([names.role(role) for role in rule.roles], "or")) if rule.roles else "anyone"
    places = a(join([names.setting_type(kind) for kind in rule.setting_types], "or"))
    if set(rule.setting_types) == {kind for other in book.rules for kind in other.setting_types}:
        places = "any kind of setting"
    began_when = began(rule.started_from, rule.started_until)
    when = f" that began {began_when}" if began_when else ""
    follows = _follows(rule, names, book.conventions.clock)
    return f"{capital(who)} in a post at {places}{when}{_service(rule, book)}: {follows}."


def _service(rule: Rule, book: Book) -> str:
    months = book.service_limit.months
    amount = {
        ServiceTest.ANY: "",
        ServiceTest.MORE: f", with more than {months} months of service before",
        ServiceTest.NOT_MORE: f", with not more than {months} months of service before",
    }[rule.service]
    begun = f", begun on or before {in_words(rule.service_begun_until)}" if rule.service_begun_until else ""
    return f"{amount}{begun}"


def _follows(rule: Rule, names: Names, clock: Clock) -> str:
    parts = [requirement_in_words(rule, names, clock)]
    if rule.tests_designation:
        parts.append("who may be the SENCo is tested")
    if rule.needs_review:
        parts.append("a person should check the answer")
    return "; ".join(parts)


_CLOCKS = {Clock.THIS_POST: "taking the post", Clock.FIRST_POST: "taking the first post that counts"}


def requirement_in_words(rule: Rule, names: Names, clock: Clock = Clock.THIS_POST) -> str:
    """What the rule asks for and by when, without a full stop."""
    if rule.exemption:
        return "the duty to hold a qualification is lifted"
    if rule.requirement is Requirement.NONE:
        return "no qualification is asked for"
    by = f" by the {anniversary(rule.months)} {_CLOCKS[clock]}" if rule.months else ", with no deadline"
    return f"the {names.qualification(rule.qualification)} is {rule.requirement}{by}"
