"""Writes new places by the thousand."""

from collections.abc import Mapping, Sequence
from typing import Any

from senco_portal.lib import bulk
from settings.enums import Register
from settings.models import Setting


def insert(register: Register, places: Sequence[Mapping[str, Any]]) -> list[int]:
    """Adds places of one register, with no entry in their history, and answers with their keys.

    In: each one's values, by the names of fields as they are stored (``authority_id``); what is left out is as in a
    place that nothing is said of.
    """
    blank = Setting(register=register.value)
    fields = [field.attname for field in Setting._meta.concrete_fields if not field.primary_key]
    usual = {field: getattr(blank, field) for field in fields}
    bulk.insert(Setting, fields, (tuple({**usual, **place}.values()) for place in places))
    written = Setting.objects.filter(register=register, urn__in=[place["urn"] for place in places])
    return list(written.values_list("pk", flat=True))
