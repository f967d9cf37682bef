"""As many invented places as England has, in its real authorities: the same from the same seed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from random import Random
from typing import Any, NamedTuple

from settings.enums import Register, SettingStatus
from settings.imports.insert import insert
from settings.models import LocalAuthority, RegisterType, Setting
from settings.search import index

# No register has numbers of this kind.
NUMBERS = {"gias": "8800", "ofsted": "ZZ88"}
_AT_ONCE = 5_000
Track = Callable[[Iterable[Any], str, int], Iterable[Any]]


class Place(NamedTuple):
    """A place as posts are invented for it, with how often its kind has a SENCo and an assistant.

    ``closed_on``: the day on which it closed; nothing while it is open.
    """

    pk: int
    setting_type: str
    authority: int
    phase: str
    closed_on: date | None
    led: float
    assisted: float


def make_places(data: Mapping[str, Any], chance: Random, day: date, track: Track) -> list[Place]:
    """Adds the places, without history, and the words by which they are found. Out: all of them."""
    rows = _Rows(data, chance, day)
    walk = iter(rows)
    for part in track(range(0, data["settings"], _AT_ONCE), "Settings", data["settings"] // _AT_ONCE):
        several = list(islice(walk, min(_AT_ONCE, data["settings"] - part)))
        for register in Register:
            found = insert(register, [row for kind, row in several if kind["register"] == register.value])
            index(found)
    own = {(kind["register"], kind["code"]): kind for kind in data["kinds"]}
    fields = ("pk", "setting_type", "authority_id", "phase", "closed_on", "register", "register_type__code")
    made = Setting.objects.order_by("pk").values_list(*fields)
    return [
        Place(pk, kind, authority, phase, closed_on, own[register, code]["led"], own[register, code]["assisted"])
        for pk, kind, authority, phase, closed_on, register, code in made
    ]


class _Rows:
    """Rows of places, without end."""

    def __init__(self, data: Mapping[str, Any], chance: Random, day: date) -> None:
        self.data, self.chance, self.day = data, chance, day
        self.types = {(each.register, each.code): each for each in RegisterType.objects.all()}
        self.authorities = list(LocalAuthority.objects.of_today().order_by("code"))
        # A few are several times as large as others of their kind, as they are.
        self.sizes = [data["sizes"][each.kind] * chance.lognormvariate(0, 0.45) for each in self.authorities]

    def __iter__(self) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
        kinds, shares = self.data["kinds"], [kind["share"] for kind in self.data["kinds"]]
        number = 0
        while True:
            kind = self.chance.choices(kinds, shares)[0]
            number += 1
            yield kind, self._row(kind, number)

    def _row(self, kind: Mapping[str, Any], number: int) -> dict[str, Any]:
        chance, data = self.chance, self.data
        authority = chance.choices(self.authorities, self.sizes)[0]
        type_ = self.types[kind["register"], kind["code"]]
        words = {"place": chance.choice(data["places"]), "saint": chance.choice(data["saints"])}
        return {
            "urn": f"{NUMBERS[kind['register']]}{number:05}",
            "name": chance.choice(kind["names"]).format(**words),
            "register_type_id": type_.pk,
            "setting_type": type_.setting_type,
            "authority_id": authority.pk,
            "authority_written": authority.name,
            "phase": kind["phase"],
            "trust": self._trust(authority.pk) if kind["in_chain"] and chance.random() < 0.7 else "",
            "town": chance.choice(data["places"]),
            "postcode": f"ZZ{number % 89 + 10} {number % 9 + 1}{chance.choice('ABDEFGHJ')}{chance.choice('LNPQRSTU')}",
            "last_seen_on": self.day,
            **self._life(),
        }

    def _trust(self, authority: int) -> str:
        """One of a few that an authority has, or one of those that are everywhere."""
        data, own = self.data, authority * 7 + self.chance.randrange(6)
        if self.chance.random() < 0.2:
            return str(self.chance.choice(data["national_chains"]))
        words = {"place": data["places"][own % len(data["places"])], "saint": data["saints"][own % len(data["saints"])]}
        return str(data["trusts"][own % len(data["trusts"])]).format(**words)

    def _life(self) -> dict[str, Any]:
        """Nearly all are open; of others it is known when they closed."""
        years = self.chance.randrange(1, 90)
        opened = self.day.replace(year=self.day.year - years, month=9, day=1) if years < 60 else None
        if self.chance.random() < 0.97:
            return {"status": SettingStatus.OPEN.value, "register_status": "Open", "opened_on": opened}
        closed = date(self.day.year - self.chance.randrange(1, 9), 8, 31)
        opened = opened if opened and opened < closed else None
        return {"status": "closed", "register_status": "Closed", "opened_on": opened, "closed_on": closed}
