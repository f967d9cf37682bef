"""What the choices of lists are called."""

from compliance.reports.grouping import NONE
from compliance.reports.places import VACANCIES
from compliance.reports.posts import AHEAD, COMING, NOW
from qualifications.rules.terms import Expectation, Requirement

EXACTLY = f"As the register writes it, which the page by trust or chain lists; “{NONE}” for those without"
DUTIES = {
    Expectation.MUST: "must have a SENCo by law",
    Expectation.EXPECTED: "expected to have one",
    Expectation.ENCOURAGED: "encouraged to have one",
    Expectation.NONE: "not asked to have one",
}
REQUIREMENTS = {
    Requirement.REQUIRED: "required by law",
    Requirement.RECOMMENDED: "recommended",
    Requirement.OPTIONAL: "encouraged",
    Requirement.NONE: "none asked for",
}
VACANT_FOR = dict(
    zip(VACANCIES, ["up to 30 days", "31 to 90 days", "more than 90 days", "until the first begins"], strict=True)
)
IN_POST = {NOW: "on the day", COMING: f"within {AHEAD} years after it, as recorded"}
