"""All of England, invented: to see how the portal does with as much as it may ever hold."""

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

from django.core.management.color import no_style
from django.db import connection, transaction

from compliance.demonstration.england_people import England
from compliance.demonstration.england_places import Track, make_places
from practitioners.models import Practitioner
from qualifications import books
from senco_portal.lib.refusals import Refused
from settings.models import LocalAuthority, Setting

DATA = Path(__file__).resolve().parent.parent / "data" / "england.json"
_SEED = 20_140_901


class Seeded(NamedTuple):
    """How many there are now."""

    places: int
    people: int
    posts: int


def seed_england(*, day: date, track: Track, part: int = 1) -> Seeded:
    """Adds invented settings, people and posts to an empty register, whole or not at all, without history.

    In: today, what shows how far it is, and the how-manieth part of England is wanted. Raises Refused where anything is
    there, or the catalogue is not.
    """
    with transaction.atomic():
        if Setting.objects.exists() or Practitioner.objects.exists():
            raise Refused("There are places or people here. England is for an empty database of its own.")
        if not LocalAuthority.objects.exists():
            raise Refused("There are no local authorities yet: run load_catalogue first.")
        data, chance = json.loads(DATA.read_text(encoding="utf-8")), Random(_SEED)  # noqa: S311  # invented, no secret
        data |= {name: data[name] // part for name in ("settings", "current", "past")}
        places = make_places(data, chance, day, track)
        england = England(data, places, books.load(books.current_row(day)), chance, day)
        posts = england.write(track)
        _count_on()
    return Seeded(data["settings"], len(england.people), posts)


def _count_on() -> None:
    """People were given their keys: the next one is to have the next."""
    with connection.cursor() as cursor:
        for order in connection.ops.sequence_reset_sql(no_style(), [Practitioner]):
            cursor.execute(order)
