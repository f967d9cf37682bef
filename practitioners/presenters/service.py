"""How a person's other posts count as earlier service before a post, in words."""

from collections.abc import Iterable

from practitioners.assessments.cases import registered, told
from practitioners.models import Appointment, PriorPost
from practitioners.presenters.days import spell
from practitioners.presenters.posts import Counted, EarlierService, Rules, days, subject_of
from qualifications.rules.book import ServiceLimit
from qualifications.rules.explain import service_in_words, service_matters
from qualifications.rules.facts import PreviousPost
from qualifications.rules.phrases import Names, a, capital, join
from qualifications.rules.service import Days, NotCounted, days_in_all, days_of

NOT_ASKED = "No rule for this post asks about earlier service."


def service_of(
    row: Appointment, posts: Iterable[Appointment], priors: Iterable[PriorPost], rules: Rules
) -> EarlierService | None:
    """In: a post, the person's posts, and those that were told. None where there is no other."""
    said = [(f"{each.setting}, {days(each)}", list(registered(each))) for each in posts if each.pk != row.pk]
    said += [(capital(f"{prior}{spell(prior)}"), list(told(prior))) for prior in priors]
    if not said:
        return None
    counted = [Counted(title, _counted(facts, row, rules)) for title, facts in said]
    subject = subject_of(row, rules)
    sums = [_sum(days_in_all(subject.case, rules.book)), _limit(rules.book.service_limit), service_in_words(subject)]
    return EarlierService(counted, sums if service_matters(subject) else [*sums, NOT_ASKED])


def _counted(facts: list[PreviousPost], row: Appointment, rules: Rules) -> str:
    found = days_of(facts, row.started_on, rules.book)
    if found.why_not is not None:
        return f"does not count: {_why_not(found.why_not, facts[-1], rules.called)}."
    if found.least == found.most:
        return f"{_number(found)} before this post {'counts' if found.most == 1 else 'count'}."
    return f"{_number(found)} before this post may count, because {_unknown(facts)}."


def _why_not(why: NotCounted, post: PreviousPost, names: Names) -> str:
    if why is NotCounted.KIND:
        return f"time at {a(names.setting_type(post.setting_type or ''))} is not counted"
    if why is NotCounted.ROLE:
        return f"time as {names.role(post.role or '')} is not counted"
    return "no day of it is before this post"


def _unknown(facts: list[PreviousPost]) -> str:
    """What is not known of a post: where all its parts are, the days are known roughly."""
    post = facts[-1]
    missing = [
        words
        for words, is_missing in (
            ("its first day", post.started_on is None),
            ("its last day", post.end_unknown),
            ("the kind of setting", all(each.setting_type is None for each in facts) and not _is_rough(facts)),
            ("the role", all(each.role is None for each in facts) and not _is_rough(facts)),
        )
        if is_missing
    ]
    return f"{join(missing)} {'is' if len(missing) == 1 else 'are'} not known" if missing else "its days are not exact"


def _is_rough(facts: list[PreviousPost]) -> bool:
    return len(facts) > 1


def _sum(total: Days) -> str:
    return f"In all, {_number(total)} {'counts' if total.least == total.most == 1 else 'count'}."


def _limit(limit: ServiceLimit) -> str:
    return f"The limit is more than {limit.months} months in one run, or more than {limit.days} days in several."


def _number(found: Days) -> str:
    if found.most is None:
        return f"{found.least:,} days or more"
    if found.least == found.most:
        return f"{found.most:,} day{'' if found.most == 1 else 's'}"
    return f"from {found.least:,} to {found.most:,} days"
