"""Makes the demonstration's register files, in the registers' own columns: the same ones each time, to the byte.

What is in them comes from ``compliance/data/demonstration.json``: the authorities and how many places of each kind they
have, and beside these the *stories*, places to which something happens between the first file and the second.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import count, cycle
from pathlib import Path
from typing import Any, NamedTuple

from compliance.demonstration.kinds import Authority, ProviderKind, Row, SchoolKind, Spot, Words
from settings.enums import FileKind

# No register has numbers that begin so: schools have not come near, and the letters of Ofsted's are EY and VC.
GIAS_NUMBERS, OFSTED_NUMBERS = "900", "ZZ900"
# The days that the first and the second file of each register speak of.
FIRST_ON, SECOND_ON = date(2024, 9, 2), date(2025, 7, 1)
DATA = Path(__file__).resolve().parent.parent / "data" / "demonstration.json"
_LINK_COLUMNS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")

# How numbers begin, and the first that no story has.
SCHOOLS, PROVIDERS = (GIAS_NUMBERS, 101), (OFSTED_NUMBERS, 601)
Kind = SchoolKind | ProviderKind
# A story's place, as the first file has it, if it does, and as the second has it.
Told = tuple[Row | None, Row]


class File(NamedTuple):
    """A register file: which it is, the day it speaks of, and its bytes."""

    kind: FileKind
    extract_on: date
    content: bytes


def files() -> list[File]:
    """All files, in the order in which they are to be taken."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    source = _Source(data)
    schools = source.tables(SCHOOLS, [SchoolKind(**each) for each in data["schools"]], data["school_stories"])
    providers = source.tables(PROVIDERS, [ProviderKind(**each) for each in data["providers"]], data["provider_stories"])
    links = _links(data["links"], {row["URN"]: row["EstablishmentName"] for row in schools[1]})
    # The encodings are those of the registers.
    return [
        File(FileKind.GIAS, FIRST_ON, _table(schools[0], "cp1252")),
        File(FileKind.GIAS, SECOND_ON, _table(schools[1], "cp1252")),
        File(FileKind.GIAS_LINKS, SECOND_ON, _table(links, "cp1252")),
        File(FileKind.OFSTED, FIRST_ON, _table(providers[0], "utf-8")),
        File(FileKind.OFSTED, SECOND_ON, _table(providers[1], "utf-8")),
    ]


class _Source:
    """What the data says, made into rows."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.words = Words(data["saints"], data["streets"], data["trusts"])
        numbered = enumerate(data["authorities"], 1)
        self.authorities = {each["code"]: Authority(district=number, **each) for number, each in numbered}

    def tables(
        self, numbers: tuple[str, int], kinds: Sequence[Kind], stories: Sequence[Mapping[str, Any]]
    ) -> tuple[list[Row], list[Row]]:
        """The rows of the first and of the second file of a register."""
        told = list(self._told({kind.id: kind for kind in kinds}, stories))
        others = list(self._others(numbers, kinds))
        return [first for first, _ in told if first] + others, [then for _, then in told] + others

    def _told(self, kinds: Mapping[str, Kind], stories: Sequence[Mapping[str, Any]]) -> Iterator[Told]:
        for story in stories:
            number, authority = int(story["number"][-3:]), self.authorities[story["in"]]
            first, then = story.get("first"), story.get("then", {})
            locality = authority.locality(number, " ".join([*(first or {}).values(), *then.values()]))
            row = kinds[story["kind"]].row(Spot(story["number"], number, number, authority, locality, self.words))
            yield (None if first is None else row | first), row | (first or {}) | then

    def _others(self, numbers: tuple[str, int], kinds: Sequence[Kind]) -> Iterator[Row]:
        """So many of each kind in every large authority, and the others dealt to the small ones in turn."""
        large = [each for each in self.authorities.values() if each.size == "large"]
        small = cycle(each for each in self.authorities.values() if each.size == "small")
        beginning, first = numbers
        number = count(first)
        for kind in kinds:
            places = [each for each in large for _ in range(kind.large)] + [next(small) for _ in range(kind.small)]
            for nth, authority in enumerate(places):
                own = next(number)
                spot = Spot(f"{beginning}{own}", own, nth, authority, authority.locality(own), self.words)
                yield kind.varied(kind.row(spot), own)


def _links(links: Sequence[Sequence[str]], names: Mapping[str, str]) -> list[Row]:
    rows = ((urn, other, names[other], words, on) for urn, other, words, on in links)
    return [dict(zip(_LINK_COLUMNS, row, strict=True)) for row in rows]


def _table(rows: Sequence[Row], encoding: str) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)
