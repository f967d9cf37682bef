"""Looking for people in the register is limited, so that nobody tries numbers or names one after another."""

from collections.abc import Mapping

from allauth.core.ratelimit import consume
from django.http import HttpRequest

TOO_MANY = (
    "You have looked for many people in a short time, or others at your network address have. "
    "To protect the people in the register, wait for an hour and then continue; where this comes again, go on "
    "tomorrow. What you entered is still here."
)
# The steps that look somebody up, with the fields that they do it by.
_BY = {"who": ("name", "trn", "email"), "match": ("match", "proof")}


def is_too_often(step: str, kept: Mapping[str, str], request: HttpRequest) -> bool:
    """Counts a look-up, and says whether there were too many of this person or network address (ACCOUNT_RATE_LIMITS).

    In: the answer that is kept of the step. The same answer again tells nothing new and does not count.
    """
    looks_for = _looked_for(step, request.POST.dict())
    if request.method != "POST" or not any(looks_for) or looks_for == _looked_for(step, kept):
        return False
    return not consume(request, action="look_up")


def _looked_for(step: str, typed: Mapping[str, str]) -> tuple[str, ...]:
    """What somebody is looked up by; nothing where only one of those shown is chosen."""
    if step == "match" and not typed.get("proof", "").strip():
        return ()
    return tuple(typed.get(name, "").strip() for name in _BY.get(step, ()))
