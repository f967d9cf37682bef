"""What the columns of each register mean: their spellings over the years, and how their cells are read."""

import re
from typing import Any, NamedTuple

from senco_portal.lib.folding import fold
from settings.enums import Register, SettingStatus
from settings.imports import cells
from settings.imports.files import Named
from settings.models import Setting


class Column(NamedTuple):
    """A column that fills a field of a place."""

    field: str
    spellings: tuple[str, ...]
    read: cells.Reader
    needed: bool = False

    @property
    def named(self) -> Named:
        return Named(self.field, self.spellings, self.needed)


class Layout(NamedTuple):
    """A register's files: how places are numbered, the columns of their fields, and those that several fields use.

    ``statuses``: what the register's own words for a status mean, folded.
    """

    register: Register
    urn: Column
    fields: tuple[Column, ...]
    others: tuple[Named, ...]
    statuses: dict[str, SettingStatus]

    @property
    def columns(self) -> list[Named]:
        return [self.urn.named, *(column.named for column in self.fields), *self.others]


def _text(field: str, *spellings: str, needed: bool = False) -> Column:
    return Column(field, spellings, cells.text(_longest(field)), needed)


def _longest(field: str) -> int:
    """How many characters a field of places takes."""
    of_place: Any = Setting._meta.get_field(field)
    return int(of_place.max_length)


GIAS = Layout(
    Register.GIAS,
    Column("urn", ("URN",), cells.number(re.compile(r"[0-9]{6}"), "100000"), needed=True),
    (
        Column("name", ("EstablishmentName", "Establishment Name"), cells.said(cells.text(_longest("name"))), True),
        Column("opened_on", ("OpenDate", "Open Date"), cells.day),
        Column("closed_on", ("CloseDate", "Close Date"), cells.day),
        _text("establishment_number", "EstablishmentNumber", "Establishment Number"),
        _text("phase", "PhaseOfEducation (name)", "PhaseOfEducation"),
        Column("low_age", ("StatutoryLowAge",), cells.age),
        Column("high_age", ("StatutoryHighAge",), cells.age),
        _text("trust", "Trusts (name)", "Trust (name)"),
        Column("has_nursery_classes", ("NurseryProvision (name)", "NurseryProvision"), cells.nursery_classes),
        _text("street", "Street"),
        _text("locality", "Locality"),
        _text("address3", "Address3"),
        _text("town", "Town"),
        _text("county", "County (name)", "County"),
        _text("postcode", "Postcode"),
    ),
    (
        Named("type", ("TypeOfEstablishment (name)", "TypeOfEstablishment"), needed=True),
        Named("type_code", ("TypeOfEstablishment (code)",)),
        Named("status", ("EstablishmentStatus (name)", "EstablishmentStatus"), needed=True),
        Named("authority", ("LA (name)", "LA"), needed=True),
        Named("authority_code", ("LA (code)",)),
    ),
    {
        "open": SettingStatus.OPEN,
        "open but proposed to close": SettingStatus.OPEN,
        "closed": SettingStatus.CLOSED,
        "proposed to open": SettingStatus.PROPOSED,
    },
)

OFSTED = Layout(
    Register.OFSTED,
    Column(
        "urn",
        ("Provider URN", "CA Reference", "Provider reference", "URN"),
        cells.number(re.compile(r"[A-Z]{0,2}[0-9]{6,7}"), "EY101465 or 2512345"),
        needed=True,
    ),
    (
        _text("name", "Provider name", "Setting name", needed=True),
        Column("opened_on", ("Registration date", "Provider registration date"), cells.day),
        _text("street", "Provider address line 1", "Address line 1", "Setting address line 1"),
        _text("locality", "Provider address line 2", "Address line 2", "Setting address line 2"),
        _text("address3", "Provider address line 3", "Address line 3", "Setting address line 3"),
        _text("town", "Provider town", "Town", "Setting town"),
        _text("county", "Provider county", "County"),
        _text("postcode", "Postcode", "Provider postcode", "Setting postcode"),
    ),
    (
        Named("type", ("Provider type",), needed=True),
        Named("status", ("Provider status", "Registration status"), needed=True),
        Named("authority", ("Local authority", "LA name"), needed=True),
        Named("early_years", ("Provider Early Years Register Flag", "Early Years Register Flag")),
        Named("registers", ("Individual Register combinations", "Register combinations")),
    ),
    {
        "active": SettingStatus.OPEN,
        "registered": SettingStatus.OPEN,
        "suspended": SettingStatus.OPEN,
        "proposed": SettingStatus.PROPOSED,
        "resigned": SettingStatus.CLOSED,
        "cancelled": SettingStatus.CLOSED,
        "inactive": SettingStatus.CLOSED,
        "closed": SettingStatus.CLOSED,
    },
)

LAYOUTS = {layout.register: layout for layout in (GIAS, OFSTED)}


# Each of these says whether a provider is on the Early Years Register; a file has to have one.
EARLY_YEARS = ("early_years", "registers")
_YES_NO = {"y": True, "yes": True, "true": True, "1": True, "n": False, "no": False, "false": False, "0": False}
_REGISTERS = {"all", "eyr", "ccr", "vcr"}


def flag(cell: str) -> bool:
    """Whether a flag is up."""
    if cell.lower() not in _YES_NO:
        raise cells.Odd("is neither Y nor N")
    return _YES_NO[cell.lower()]


def early_years_among(cell: str) -> bool:
    """Whether the Early Years Register is among those named together: ALL, EYR only, CCR-VCR."""
    words = set(fold(cell).split())
    if not words & _REGISTERS:
        raise cells.Odd("names no register, so it is not known whether the provider is on the Early Years Register")
    return bool(words & {"all", "eyr"})
