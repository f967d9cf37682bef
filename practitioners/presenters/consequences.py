"""What a change of what is recorded changed of what is asked, in words."""

from practitioners.assessments import with_facts
from practitioners.models import Appointment, Practitioner
from practitioners.presenters.posts import Post, Rules, post_in_short
from qualifications.checker.result import Summary
from qualifications.rules.dates import in_words

NOTHING = "What is asked of this person has not changed."


def standing_of(person: Practitioner, rules: Rules | None) -> dict[int, Post]:
    """How every post of a person stands, by its key."""
    posts = with_facts(Appointment.objects.filter(practitioner=person))
    return {row.pk: post_in_short(row, rules) for row in posts}


def consequences(before: dict[int, Post], after: dict[int, Post]) -> list[str]:
    """In: how posts stood before and after. Out: of each that is gone or stands otherwise how, and why."""
    changed = [(before.get(key), post) for key, post in after.items()]
    gone = [f"{post.row.setting}: nothing is asked any more." for key, post in before.items() if key not in after]
    return [*gone, *(_in_words(was, post) for was, post in changed if _asked(was) != _asked(post))] or [NOTHING]


def _asked(post: Post | None) -> tuple[object, ...] | None:
    """All that is said of a post but for the wording."""
    short = post.summary if post else None
    return (short.answer, short.headline) if short else None


def _in_words(was: Post | None, post: Post) -> str:
    then, now = was.summary if was else None, post.summary
    if now is None:
        return f"{post.row.setting}: nothing can be decided."
    parts = [f"{post.row.setting}: {_now(then.tag if then else now.tag, now.tag)}."]
    if then and then.answer.deadline != now.answer.deadline:
        parts.append(f"Deadline: {_now(_day(then), _day(now))}.")
    return " ".join([*parts, now.headline])


def _now(was: str, now: str) -> str:
    return now if was == now else f"{was} before, {now} now"


def _day(short: Summary) -> str:
    return in_words(short.answer.deadline) if short.answer.deadline else "none"
