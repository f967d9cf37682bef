"""Words by which names are found in lists, kept beside them."""

from typing import Any

from django.db import models

from settings.search.words import words_of

_LONGEST = 420  # a name, folded and with what others write for parts of it


def words_in(text: str) -> str:
    """The words of a text, each after a space: one is found by a space and its beginning."""
    return "".join(f" {word}" for word in sorted(words_of(text)))


class NameWordsField(models.CharField):  # type: ignore[type-arg]  # no value of its own is ever set
    """The words of another field of the row, made whenever it is saved as a whole. In: the name of that field.

    Rows that are written without objects have it from ``words_in``.
    """

    def __init__(self, *args: Any, of: str = "name", **options: Any) -> None:
        self.of = of
        super().__init__(
            *args, **{"max_length": _LONGEST, "editable": False, "default": "", "db_default": "", **options}
        )

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, row: models.Model, add: bool) -> str:
        setattr(row, self.attname, found := words_in(getattr(row, self.of))[:_LONGEST])
        return found
