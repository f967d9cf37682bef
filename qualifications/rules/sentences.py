"""A rule as the sentence that it makes, and its title."""

from qualifications.rules.book import Book, Rule
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import Names, a, anniversary, began, capital, join
from qualifications.rules.terms import Clock, Requirement, ServiceTest


def sentence(rule: Rule, book: Book, names: Names) -> str:
    """For which posts a rule holds and what follows from it, in one sentence."""
    who = a(join([names.role(role) for role in rule.roles], "or")) if rule.roles else "anyone"
    places = a(join([names.setting_type(kind) for kind in rule.setting_types], "or"))
    if _is_everywhere(rule, book):
        places = "any kind of setting"
    began_when = began(rule.started_from, rule.started_until)
    when = f" that began {began_when}" if began_when else ""
    follows = _follows(rule, names, book.conventions.clock)
    return f"{capital(who)} in a post at {places}{when}{_service(rule, book)}: {follows}."


MOST_NAMED = 2


def title(rule: Rule, book: Book, names: Names) -> str:
    """A short heading that tells a rule from the others: what follows from it, and for which posts."""
    parts = [join([names.role(role) for role in rule.roles], "or")] if rule.roles else []
    if not _is_everywhere(rule, book):
        parts.append(_few(rule, names))
    if rule.started_from or rule.started_until:
        parts.append(f"posts {_days(rule)}")
    if rule.service is not ServiceTest.ANY:
        amount = {ServiceTest.MORE: "over", ServiceTest.NOT_MORE: "up to"}[rule.service]
        parts.append(f"{amount} {book.service_limit.months} months of service before")
    if rule.service_begun_until:
        parts.append(f"begun by {in_words(rule.service_begun_until)}")
    return f"{capital(_outcome(rule, names))}: {', '.join(parts) or 'any post'}"


def titles(book: Book, names: Names) -> dict[str, str]:
    """The title of each rule of a book, by its code."""
    return {rule.code: title(rule, book, names) for rule in book.rules}


def _few(rule: Rule, names: Names) -> str:
    """The kinds of settings, or the first of them and how many more there are."""
    kinds = [names.setting_type(kind) for kind in rule.setting_types]
    if len(kinds) <= MOST_NAMED:
        return join(kinds, "or")
    return f"{kinds[0]} and {len(kinds) - 1} other kinds of settings"


def _days(rule: Rule) -> str:
    said = [f"from {in_words(rule.started_from)}"] if rule.started_from else []
    said += [f"up to {in_words(rule.started_until)}"] if rule.started_until else []
    return " ".join(said)


def _outcome(rule: Rule, names: Names) -> str:
    if rule.exemption:
        return "duty lifted"
    if rule.requirement is Requirement.NONE:
        return "no qualification asked for"
    return f"{names.qualification(rule.qualification)} {rule.requirement}"


def _is_everywhere(rule: Rule, book: Book) -> bool:
    return set(rule.setting_types) == {kind for other in book.rules for kind in other.setting_types}


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
