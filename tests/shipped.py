"""What is shipped, in a test's database: loaded once in a process, and copied from then on, which is quicker."""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from qualifications.catalogue import load_catalogue
from qualifications.models import RuleBook
from settings.catalogue import load_places

APPS = ("settings", "qualifications")


class Shipped:
    """A loading of rows into the tables of places and of qualifications, history included."""

    def __init__(self, load: Callable[[], object]) -> None:
        self.load = load
        self.rows: dict[type[Model], list[Any]] = {}

    def __call__(self) -> None:
        """Brings the rows: by loading, where something is there already or nothing is remembered yet."""
        if any(model._base_manager.exists() for model in _models()):
            self.load()
        elif not self.rows:
            self.load()
            found = {model: list(model._base_manager.order_by("pk")) for model in _models()}
            self.rows = {model: rows for model, rows in found.items() if rows}
        else:
            self._copy()

    @transaction.atomic
    def _copy(self) -> None:
        # The book last: nothing can be added to a published one.
        for model in sorted(self.rows, key=lambda model: model is RuleBook):
            model._base_manager.bulk_create(self.rows[model])


def _models() -> Iterator[type[Model]]:
    for app in APPS:
        yield from apps.get_app_config(app).get_models(include_auto_created=True)


# Local authorities and register types.
places = Shipped(load_places)
# Those and the rule book, published.
catalogue = Shipped(lambda: load_catalogue(at=timezone.now()))  # noqa: TID251  # the moment of publishing
