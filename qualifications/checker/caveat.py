"""Whether the person may be the SENCo at all, where that is not sure: said beside the status, never within it."""

from typing import NamedTuple

from qualifications.rules.answer import Answer
from qualifications.rules.book import Alternative, DesignationTest, Source
from qualifications.rules.designation import Result, passes
from qualifications.rules.explain import Explained
from qualifications.rules.phrases import join
from qualifications.rules.standing import Status

_GOOD = {Status.MET, Status.MET_LATE, Status.EXEMPT, Status.ON_TRACK, Status.IN_WINDOW, Status.WORKING_TOWARDS}
_SAID = {
    Result.NOT_OK: "as far as the facts given go, this person may not be the SENCo. They would have to",
    Result.UNKNOWN: "it is not known whether this person may be the SENCo. They must",
}
_TAGS = {Result.NOT_OK: ("May not be the SENCo", "red"), Result.UNKNOWN: ("May be the SENCo? Not known", "yellow")}


class Caveat(NamedTuple):
    """A sentence beside the headline, the provisions of what is failed or not known, and a tag beside the status."""

    text: str
    sources: tuple[Source, ...]
    tag: str
    colour: str


def caveat(found: Answer, subject: Explained) -> Caveat | None:
    """What to say beside the answer; nothing where the person may be the SENCo, or nobody asks, or the post is over."""
    if found.designation not in _SAID or found.status is Status.LEFT_POST:
        return None
    open_tests = [(each, _not_passed(each, subject)) for each in subject.book.designation]
    ways = [join([test.words for test in tests]) for each, tests in open_tests if _is_open(each, found, subject)]
    decisive = False if found.designation is Result.NOT_OK else None
    tests = [test for _, tests in open_tests for test in tests if passes(subject.case, test) is decisive]
    sources = dict.fromkeys(source for test in tests for source in test.sources)
    opening = "But" if found.status in _GOOD else "And"
    text = f"{opening} {_SAID[found.designation]} {'; or '.join(ways)}."
    return Caveat(text, tuple(sources), *_TAGS[found.designation])


def _not_passed(alternative: Alternative, subject: Explained) -> list[DesignationTest]:
    """The tests of an alternative that the facts fail, or do not answer."""
    return [test for test in alternative.tests if passes(subject.case, test) is not True]


def _is_open(alternative: Alternative, found: Answer, subject: Explained) -> bool:
    """Whether an alternative is worth naming: where it is not known, only those that no fact rules out."""
    if found.designation is Result.NOT_OK:
        return True
    return not any(passes(subject.case, test) is False for test in alternative.tests)
