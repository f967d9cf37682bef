"""Calendars of an area or a setting, each behind a secret address: made, fetched, revoked."""

from datetime import date, datetime
from hashlib import sha256
from secrets import token_urlsafe
from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction

from compliance.models import Feed
from compliance.policies import Place, check_have_feed, check_manage_feed, still_sees
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.actions.signing import save
from settings.models import LocalAuthority, Setting
from settings.policies import access

if TYPE_CHECKING:
    from accounts.models import User

MOST = 5
TOO_MANY = f"You have {MOST} addresses of this calendar already. Revoke one that you do not use any more first."


class NewFeed(NamedTuple):
    """A calendar that was made, and the secret of its address, which is kept nowhere."""

    feed: Feed
    secret: str


@transaction.atomic
def make_feed(place: Place, *, by: "User", at: datetime) -> NewFeed:
    """Makes a calendar of an area or a setting.

    Raises PermissionDenied, and Refused where this person has many of the same place.
    """
    check_have_feed(access(by, at), place)
    # Of two that one person makes at once, one waits for the other, and counts it.
    get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)
    if Feed.objects.open().of(place).filter(user=by).count() >= MOST:
        raise Refused(TOO_MANY)
    secret = token_urlsafe(32)
    row = Feed(user=by, secret_hash=_hashed(secret), made_at=at)
    row.authority = place if isinstance(place, LocalAuthority) else None
    row.setting = place if isinstance(place, Setting) else None
    save(row, Signed(by, at, "Made"))
    return NewFeed(row, secret)


def fetch_feed(secret: str, at: datetime, day: date) -> Feed | None:
    """The calendar that a secret opens at a moment, on a day that is kept as the last; none where it opens none.

    It opens none too where the person who made it could not make it any more.
    """
    rows = Feed.objects.open().select_related("user", "authority", "setting__register_type")
    found = rows.filter(secret_hash=_hashed(secret)).first()
    if found is None or not still_sees(found, at):
        return None
    if found.fetched_on != day:
        Feed.objects.filter(pk=found.pk).update(fetched_on=day)
    return found


@transaction.atomic
def revoke_feed(feed: Feed, *, by: "User", at: datetime, reason: str = "Revoked") -> None:
    """Ends that an address opens a calendar. Raises PermissionDenied, and Refused where it was revoked meanwhile."""
    row = Feed.objects.select_for_update().get(pk=feed.pk)
    check_manage_feed(access(by, at), row)
    if row.revoked_at:
        raise Refused("This address was revoked already.")
    row.revoked_at = at
    save(row, Signed(by, at, reason))


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
