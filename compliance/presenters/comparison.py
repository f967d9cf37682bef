"""An area beside its region and England, in shares."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from compliance.presenters.areas import PLACES, POSTS, share
from compliance.presenters.days import Subject
from compliance.reports.comparison import Totals
from compliance.reports.dashboard import Dashboard
from compliance.reports.england import Numbers, whole
from compliance.reports.figures import Figure
from qualifications.rules.standing import Status
from settings.enums import Region
from settings.models import LocalAuthority

# Fewer others than these, and a share would tell of single people or schools.
FEWEST_OTHERS = 10
TOO_FEW, OF_NONE = "Too few to say", "–"
_BEING_COUNTED = "England is being counted for this day. Open this page again in a minute to see them side by side."
_UNDECIDED = "They can be compared once all posts of England are decided."
# What is compared: its name, of what it is a share, in words, and where its list is.
_SHARES = (
    ("holders", "sencos", "Qualified, of SENCos", POSTS),
    (Status.OVERDUE.value, "sencos", "Overdue, of SENCos", POSTS),
    (Status.AT_RISK.value, "sencos", "At risk, of SENCos", POSTS),
    ("vacant", "schools", "Vacant, of schools", PLACES),
    ("silent", "schools", "Told us nothing, of schools", PLACES),
)


class Beside(NamedTuple):
    """One share: that of the area with its list, and those of its region and of England."""

    text: str
    own: str
    url: str
    region: str
    england: str


class Comparison(NamedTuple):
    """Shares of an area beside others. ``counted_at``: when those of the region and of England were counted.

    Without rows there is nothing to compare with yet, and ``waits`` says for what.
    """

    area: str
    region: str
    counted_at: datetime | None = None
    rows: Sequence[Beside] = ()
    waits: str = ""


def comparison(subject: Subject, area: LocalAuthority, found: Dashboard, others: Totals | None) -> Comparison:
    """In: what an area is about, the area, its figures, and the totals of all regions, if they are to be had."""
    if others is None:
        waits = _UNDECIDED if subject.is_short else _BEING_COUNTED
        return Comparison(area.name, str(Region(area.region).label), waits=waits)
    figures = {**found.posts, **found.places}
    region = others.regions.get(area.region, {})
    england = whole(others.regions.values())
    return Comparison(
        area=area.name,
        region=str(Region(area.region).label),
        counted_at=others.counted_at,
        rows=[
            Beside(
                text,
                share(figures[part].number, figures[base].number) or OF_NONE,
                subject.address(view, figures[part].asked),
                _share(region, part, base, figures),
                _share(england, part, base, figures),
            )
            for part, base, text, view in _SHARES
        ],
    )


def _share(numbers: Numbers, part: str, base: str, own: Mapping[str, Figure]) -> str:
    """A share of many, unless it would tell what a few others have: who knows their own could take these off."""
    others = numbers.get(base, 0) - own[base].number
    return share(numbers.get(part, 0), numbers[base]) if others >= FEWEST_OTHERS else TOO_FEW
