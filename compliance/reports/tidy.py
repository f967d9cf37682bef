"""How many settings and how many people there are of each kind and status: of England, its regions and authorities.

People are counted once in each cell, however many posts they have: so no cell is the sum of others, and totals are
counted, not added. Statute is never added to what is expected or encouraged: there is a total of the schools that must
have a SENCo, and none of all settings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, product
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Count, Q

from compliance.reports.areas import Area
from compliance.reports.asked import Asked, Terms
from compliance.reports.places import places_on
from compliance.reports.posts import post_condition, posts_on
from qualifications.enums import Role
from settings.models import LocalAuthority

ENGLAND, NOWHERE = "E92000001", ""  # a place whose authority is not known is in England and nowhere in particular
STATUTE = "statute"  # instead of a kind of setting: all that must have a SENCo by law
TOTAL, NONE_IN_POST = "total", "none_in_post"  # instead of a status
_LEADS: Asked = {"role": (Role.SENCO.value,)}
_PERSON = "assessment__appointment__practitioner"


class Cell(NamedTuple):
    """England, a region's code, or an authority's key; a kind of setting or STATUTE; a status or what stands there."""

    where: str | int
    kind: str
    status: str


@dataclass
class Counted:
    """How many settings and practitioners each cell has; none where it is not named."""

    settings: Counter[Cell] = field(default_factory=Counter)
    practitioners: Counter[Cell] = field(default_factory=Counter)


class _Cells:
    """In which cells something counts, once in each."""

    def __init__(self, terms: Terms) -> None:
        self._duty = set(terms.kinds(("must",)))
        self._regions = dict(LocalAuthority.objects.values_list("pk", "region"))
        self.of = cache(self._of)

    def _of(self, authority: int | None, kind: str, statuses: tuple[str, ...]) -> tuple[Cell, ...]:
        region = self._regions.get(authority or 0, NOWHERE)
        where = dict.fromkeys((ENGLAND, region, NOWHERE if authority is None else authority))
        kinds = (kind, STATUTE) if kind in self._duty else (kind,)
        return tuple(Cell(*each) for each in product(where, kinds, statuses))


def tidy(area: Area, terms: Terms) -> Counted:
    """Every cell of an area on a day, in four queries."""
    cells, found = _Cells(terms), Counted()
    _count_places(area, terms, cells, found)
    posts = posts_on(area, terms).filter(post_condition(_LEADS, terms)).order_by()
    by_status = posts.values_list("authority", "setting_type", "status").annotate(Count("setting", distinct=True))
    for authority, kind, status, number in by_status:
        _add(found.settings, cells.of(authority, kind, (status,)), number)
    people = posts.order_by(_PERSON).values_list(_PERSON, "authority", "setting_type", "status")
    for theirs in _one_by_one(people.iterator()):
        found.practitioners.update({cell for post in theirs for cell in cells.of(post[1], post[2], (post[3], TOTAL))})
    return found


def _count_places(area: Area, terms: Terms, cells: _Cells, found: Counted) -> None:
    """Of settings the total is those that are open; those that have nobody in post stand beside the statuses."""
    by_kind = places_on(area, terms).order_by().values_list("authority", "setting_type")
    counted = by_kind.annotate(is_open=Count("pk"), without=Count("pk", filter=Q(has_senco=False)))
    for authority, kind, is_open, without in counted:
        _add(found.settings, cells.of(authority, kind, (TOTAL,)), is_open)
        _add(found.settings, cells.of(authority, kind, (NONE_IN_POST,)), without)


def _add(counter: Counter[Cell], cells: Iterable[Cell], number: int) -> None:
    for cell in cells:
        counter[cell] += number


def _one_by_one(rows: Iterable[tuple[int, int, str, str]]) -> Iterator[Iterable[tuple[int, int, str, str]]]:
    """The posts of each person. In: posts in the order of people."""
    for _, theirs in groupby(rows, itemgetter(0)):
        yield theirs
