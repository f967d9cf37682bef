"""Loads what is shipped about places: local authorities, and what registers call kinds of places."""

import csv
from pathlib import Path

from senco_portal.lib.folding import fold
from senco_portal.lib.shipped import Counts, put, with_days
from settings.models import AuthorityName, LocalAuthority, OnsCode, RegisterType

DATA = Path(__file__).parent / "data"
YES_NO = {"yes": True, "no": False, "": None}
# What registers write where they do not say which authority.
NOWHERE = ("Not Recorded", "Does not apply", "Not applicable", "Unknown")


def load_places() -> Counts:
    """Loads the authorities and the register types, in the transaction of the caller. Again, it changes nothing."""
    authorities = _read("authorities")
    counts = sum((_put_authority(record) for record in authorities), Counts())
    for record in authorities:
        _put_successors(record)
    for name in NOWHERE:
        counts += put(AuthorityName, {"folded": fold(name)}, {"written": name, "is_nowhere": True})
    for record in _read("register_types"):
        key = {"register": record["register"], "code": record["code"]}
        values = record | {name: YES_NO[record[name]] for name in ("on_early_years_register", "is_ours")}
        counts += put(RegisterType, key, values)
    return counts


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _put_authority(record: dict[str, str]) -> Counts:
    """An authority with its codes and names."""
    days = with_days(record)
    own = {name: days[name] for name in ("name", "kind", "region", "opened_on", "abolished_on")}
    counts = put(LocalAuthority, {"code": record["code"]}, own)
    authority = LocalAuthority.objects.get(code=record["code"])
    former, now = record["former_ons_code"], record["ons_code"]
    if former:
        ended = {"authority": authority, "last_day": days["former_ons_last_day"]}
        counts += put(OnsCode, {"code": former}, ended)
    used = {"authority": authority, "first_day": days["ons_first_day"], "last_day": days["ons_last_day"]}
    counts += put(OnsCode, {"code": now}, used)
    for name in {fold(each): each for each in [record["name"], *filter(None, record["names"].split(";"))]}.values():
        counts += put(AuthorityName, {"folded": fold(name)}, {"written": name, "authority": authority})
    return counts


def _put_successors(record: dict[str, str]) -> None:
    successors = [code for code in record["successors"].split(";") if code]
    authority = LocalAuthority.objects.get(code=record["code"])
    if successors and not authority.successors.exists():
        authority.successors.set(LocalAuthority.objects.filter(code__in=successors))
