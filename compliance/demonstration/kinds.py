"""What the demonstration's places are made of: each kind of place makes a register's row of an invented place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

Row = dict[str, str]
# Letters that the last part of a postcode may have.
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_WITHHELD = "REDACTED"
# Every so manieth place, beginning at that one, is not plainly open.
_CLOSED, _CLOSING, _PROPOSED, _RESIGNED = (17, 5), (41, 7), (59, 11), (19, 4)
_CLOSED_ON = ("31-08-2023", "31-12-2023", "31-03-2024")
_CLOSING_ON = "31-08-2030"


@dataclass(frozen=True, kw_only=True)
class Authority:
    """A real authority with invented localities. ``size``: large and small ones are filled; the others have stories."""

    code: str
    name: str
    in_ofsted: str
    size: str
    towns: Sequence[str]
    county: str
    localities: Sequence[str]
    district: int

    def town(self, number: int) -> str:
        return self.towns[number % len(self.towns)]

    def locality(self, number: int, name: str = "") -> str:
        """The one in a name, else one in turn, for who has all numbers and for who has every twelfth."""
        named = [each for each in self.localities if each in name]
        return named[0] if named else self.localities[(number + number // 12) % len(self.localities)]

    def postcode(self, number: int) -> str:
        """One that cannot be: no postcode area is called ZZ."""
        letters = _LETTERS[number % 20] + _LETTERS[number // 20 % 20]
        return f"ZZ{self.district} {number % 9 + 1}{letters}"


class Words(NamedTuple):
    """What names and addresses are made of."""

    saints: Sequence[str]
    streets: Sequence[str]
    trusts: Sequence[str]

    def street(self, number: int) -> str:
        return f"{number % 89 + 1} {self.streets[number % len(self.streets)]}"


class Spot(NamedTuple):
    """Where a place is to be invented: its number, in the register and bare, and which of its kind it is."""

    urn: str
    number: int
    nth: int
    authority: Authority
    locality: str
    words: Words

    def name(self, names: Sequence[str]) -> str:
        saint = self.words.saints[self.number % len(self.words.saints)]
        return names[self.nth % len(names)].format(place=self.locality, saint=saint)


@dataclass(frozen=True, kw_only=True)
class SchoolKind:
    """A kind of school. ``since``: the first year in which there was one, where that is not long ago."""

    id: str
    code: str
    type: str
    phase: str
    ages: tuple[int, int]
    names: Sequence[str]
    nursery: str = "Not applicable"
    since: int = 0
    in_trust: bool = True
    large: int = 0
    small: int = 0

    def row(self, spot: Spot) -> Row:
        """An open school, in the columns of Get Information about Schools."""
        number, authority = spot.number, spot.authority
        trusts = spot.words.trusts
        in_trust = self.since and self.in_trust
        return {
            "URN": spot.urn,
            "LA (code)": authority.code,
            "LA (name)": authority.name,
            "EstablishmentNumber": str(2000 + number),
            "EstablishmentName": spot.name(self.names),
            "TypeOfEstablishment (code)": self.code,
            "TypeOfEstablishment (name)": self.type,
            "EstablishmentStatus (name)": "Open",
            "OpenDate": self._opened(number),
            "CloseDate": "",
            "PhaseOfEducation (name)": self.phase,
            "StatutoryLowAge": str(self.ages[0]),
            "StatutoryHighAge": str(self.ages[1]),
            "NurseryProvision (name)": self.nursery,
            "Trusts (name)": trusts[(authority.district + number % 2) % len(trusts)] if in_trust else "",
            "Street": spot.words.street(number),
            "Locality": spot.locality,
            "Address3": "",
            "Town": authority.town(number),
            "County (name)": authority.county,
            "Postcode": authority.postcode(number),
        }

    def _opened(self, number: int) -> str:
        """As in the register, two in five of the older schools do not say when."""
        if self.since:
            return f"01-{('09', '04', '01')[number % 3]}-{self.since + number % (2023 - self.since)}"
        return "" if number % 5 < 2 else f"01-09-{1903 + number * 7 % 95}"

    def varied(self, row: Row, number: int) -> Row:
        """The same school, or every so manieth one closed, about to close or proposed."""
        if _is_one(number, _CLOSED):
            return row | {"EstablishmentStatus (name)": "Closed", "CloseDate": _CLOSED_ON[number % 3]}
        if _is_one(number, _CLOSING):
            return row | {"EstablishmentStatus (name)": "Open, but proposed to close", "CloseDate": _CLOSING_ON}
        if _is_one(number, _PROPOSED):
            return row | {"EstablishmentStatus (name)": "Proposed to open", "OpenDate": ""}
        return row


@dataclass(frozen=True, kw_only=True)
class ProviderKind:
    """A kind of childcare provider. ``withheld``: Ofsted does not say the name and the address, which are a home's."""

    id: str
    type: str
    registers: str
    subtype: str = ""
    withheld: bool = False
    names: Sequence[str] = (_WITHHELD,)
    large: int = 0
    small: int = 0

    def row(self, spot: Spot) -> Row:
        """An active provider, in the columns of Ofsted's spreadsheet."""
        number, authority = spot.number, spot.authority
        address = [spot.words.street(number), spot.locality, authority.town(number)]
        *lines, town, postcode = [_WITHHELD] * 4 if self.withheld else [*address, authority.postcode(number)]
        early_years = self.registers == "ALL" or "EYR" in self.registers
        return {
            "Provider URN": spot.urn,
            "Registration date": f"{number % 28 + 1:02}/{number % 12 + 1:02}/{2003 + number % 20}",
            "Provider type": self.type,
            "Provider subtype": self.subtype,
            "Provider status": "Active",
            "Individual Register combinations": self.registers,
            "Provider Early Years Register Flag": "Y" if early_years else "N",
            "Provider name": spot.name(self.names),
            "Provider address line 1": lines[0],
            "Provider address line 2": lines[1],
            "Provider town": town,
            "Postcode": postcode,
            "Local authority": authority.in_ofsted,
        }

    def varied(self, row: Row, number: int) -> Row:
        """The same provider, or every so manieth one resigned."""
        return row | {"Provider status": "Resigned"} if _is_one(number, _RESIGNED) else row


def _is_one(number: int, which: tuple[int, int]) -> bool:
    every, first = which
    return number % every == first
