"""Which numbers of schools follow which, over any number of links: what a place was before, what came after."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from django.db.models import QuerySet

from settings.enums import Register
from settings.models import SettingLink

# How many numbers are asked for at once.
AT_ONCE = 2500


def names_before(urns: Collection[str]) -> dict[str, set[str]]:
    """By number, the names of all that it follows, at once or over others; numbers that follow none are left out."""
    before: dict[str, list[tuple[str, str]]] = defaultdict(list)
    wanted, asked = set(urns), set[str]()
    while wanted:
        asked |= wanted
        for later, earlier, name in _links(
            "successor_urn", wanted, "successor_urn", "predecessor_urn", "predecessor_name"
        ):
            before[later].append((earlier, name))
        wanted = {earlier for later in wanted for earlier, _ in before.get(later, ())} - asked
    return {urn: _names(urn, before) for urn in urns if urn in before}


def _names(urn: str, before: Mapping[str, list[tuple[str, str]]]) -> set[str]:
    """The names on every way back from one number."""
    names, seen, left = set[str](), {urn}, [urn]
    while left:
        for earlier, name in before.get(left.pop(), ()):
            names.add(name)
            if earlier not in seen:
                seen.add(earlier)
                left.append(earlier)
    return names


def numbers_after(urns: Collection[str]) -> set[str]:
    """All numbers that follow these, at once or over others, without these."""
    wanted, seen = set(urns), set(urns)
    while wanted:
        wanted = {later for (later,) in _links("predecessor_urn", wanted, "successor_urn")} - seen
        seen |= wanted
    return seen - set(urns)


def _links(end: str, urns: Collection[str], *fields: str) -> Iterator[tuple[str, ...]]:
    """Fields of the links that have one of these numbers at an end."""
    ordered = sorted(urns)
    links: QuerySet[SettingLink] = SettingLink.objects.filter(register=Register.GIAS)
    for start in range(0, len(ordered), AT_ONCE):
        yield from links.filter(**{f"{end}__in": ordered[start : start + AT_ONCE]}).values_list(*fields)
