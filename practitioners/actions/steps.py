"""What a merge does to rows, step by step, each kept so that it can be taken back: led elsewhere, taken away, made."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from settings.actions import Signed
from settings.actions.signing import save, take_away

Step = dict[str, Any]
_LED, _TAKEN, _MADE = "led", "taken", "made"


class Steps:
    """Changes rows, and remembers how."""

    def __init__(self, signed: Signed) -> None:
        self.signed = signed
        self.done: list[Step] = []

    def lead(self, row: Model, name: str, to: Model) -> None:
        """Lets a row belong to another one. In: the name of its field."""
        key = row._meta.get_field(name).attname  # type: ignore[union-attr]  # a foreign key
        self.done.append({**_of(row, _LED), "field": key, "from": getattr(row, key), "to": to.pk})
        setattr(row, name, to)
        save(row, self.signed)

    def take(self, row: Model) -> None:
        """Takes a row away; its history stays."""
        step = _of(row, _TAKEN)
        take_away(row, self.signed)
        self.done.append(step)

    def make(self, row: Model) -> None:
        save(row, self.signed)
        self.done.append(_of(row, _MADE))


def take_back(steps: Iterable[Step], signed: Signed) -> None:
    """Undoes the steps, the last one first. What somebody changed since stays as they left it."""
    done = list(steps)
    rows = _Rows(done)
    for step in reversed(done):
        _BACK[step["did"]](step, rows, signed)


def _of(row: Model, did: str) -> Step:
    return {"did": did, "model": row._meta.model_name, "pk": row.pk}


class _Rows:
    """The rows that steps are about, as they are now, and the last entries in the history of those taken away."""

    def __init__(self, steps: list[Step]) -> None:
        keys: dict[Any, set[int]] = defaultdict(set)
        for step in steps:
            keys[_model(step)].add(step["pk"])
        self.there = {model: model._base_manager.in_bulk(wanted) for model, wanted in keys.items()}
        self.last = {
            (model, entry.id): entry
            for model, wanted in keys.items()
            for entry in model.history.filter(id__in=wanted).order_by("history_id")
        }


def _model(step: Step) -> Any:
    return apps.get_model("practitioners", step["model"])


def _lead_back(step: Step, rows: _Rows, signed: Signed) -> None:
    row = rows.there[_model(step)].get(step["pk"])
    if row is not None and getattr(row, step["field"]) == step["to"]:
        setattr(row, step["field"], step["from"])
        save(row, signed)


def _bring_back(step: Step, rows: _Rows, signed: Signed) -> None:
    last = rows.last.get((_model(step), step["pk"]))
    if last is not None and last.history_type == "-":
        save(last.instance, signed)


def _unmake(step: Step, rows: _Rows, signed: Signed) -> None:
    row = rows.there[_model(step)].get(step["pk"])
    if row is not None:
        take_away(row, signed)


_BACK = {_LED: _lead_back, _TAKEN: _bring_back, _MADE: _unmake}


def pointing_at(row: Model) -> list[tuple[str, Model]]:
    """Rows with a history that belong to a row, each with the name of its field: what would go with it."""
    found = []
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        if isinstance(relation.field, ForeignKey) and hasattr(model, "history"):
            name = relation.field.name
            found += [(name, other) for other in model._base_manager.filter(**{name: row})]
    return found
