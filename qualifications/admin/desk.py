"""What lies on the desk of a person who works on a draft: the draft, its sources, and a book in force to learn from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qualifications import actions, books, models
from qualifications.actions.entries import saying
from qualifications.rules import book as values
from qualifications.rules.phrases import Names
from qualifications.rules.sentences import title
from qualifications.wording import in_words
from senco_portal.lib.refusals import Refused

if TYPE_CHECKING:
    from accounts.models import User

# What to call a part of a book, nothing where it is the book itself; and the part.
Example = tuple[str, Any]
# Fields that a part is called by: "rule npq has: npq" would say nothing.
NAMING = {"code", "set", "name", "setting_type"}


@dataclass
class Desk:
    """A draft, what people call things, and the book in force, if there is one."""

    draft: models.RuleBook
    names: Names = field(default_factory=books.names)
    in_force: values.Book | None = None

    @cached_property
    def sources(self) -> list[models.Source]:
        """The draft's sources, by their names."""
        return list(self.draft.sources.order_by("name", "provision", "pk"))

    @cached_property
    def rules(self) -> list[models.Rule]:
        return list(self.draft.rules.order_by("position"))

    @cached_property
    def titles(self) -> dict[str, str]:
        """What the draft's rules are about, by their codes; their own words where the draft makes no book."""
        book = saying(self.draft)
        if book is None:
            return {rule.code: rule.words for rule in self.rules}
        return {rule.code: f"{title(rule, book, self.names)}." for rule in book.rules}

    @cached_property
    def sets(self) -> list[str]:
        """The named sets of acceptances, in the draft's order."""
        return list(dict.fromkeys(self.draft.acceptances.order_by("position").values_list("set", flat=True)))

    @cached_property
    def entry(self) -> int:
        """The latest entry of the draft's history: whether anything changed since a page was shown."""
        latest = self.draft.history.order_by("-history_id").values_list("history_id", flat=True).first()
        return int(latest or 0)


def open_desk(pk: int, today: date, *, by: "User", to_change: bool) -> Desk:
    """The desk for a draft. ``to_change``: nobody else changes it meanwhile.

    Raises Refused where it was deleted or is published, PermissionDenied.
    """
    row = actions.open_draft(pk, by=by) if to_change else models.RuleBook.objects.filter(pk=pk).first()
    if row is None:
        raise Refused("There is no such draft. Perhaps somebody deleted it.")
    if row.is_published:
        raise actions.BookIsPublished(f"{row.name} is published. A published book never changes: copy it.")
    return Desk(row, in_force=in_force(today))


def in_force(today: date) -> values.Book | None:
    """The book that answers on a day, if there is one."""
    try:
        return books.current(today)
    except books.NoCurrentBook:
        return None


def examples(kind: str, book: values.Book | None) -> list[Example]:
    """Parts of one kind of a book to learn from, each with what to call it."""
    if book is None:
        return []
    found: dict[str, Iterable[Example]] = {
        "rule": ((f"rule {each.code}", each) for each in book.rules),
        "acceptance": ((f"the set {each.set}", each) for each in book.acceptances),
        "terms": (("one of its kinds of settings", each) for each in book.setting_terms),
        "alternative": (("one of its alternatives", each) for each in book.designation),
        "test": (("one of its tests", each) for one in book.designation for each in one.tests),
        "reading": ((f"reading {each.code}", each) for each in book.readings),
        "source": (("one of its sources", each) for rule in book.rules for each in rule.sources),
        "about": [("", book)],
        "service": [("", _Limit(book))],
        "conventions": [("", book.conventions)],
    }
    return list(found[kind])


class _Limit:
    """The service limit under the names of its columns."""

    def __init__(self, book: values.Book) -> None:
        limit = book.service_limit
        self.service_months, self.service_days, self.service_roles = limit.months, limit.days, limit.roles


def example(field_name: str, found: list[Example], names: Names) -> str:
    """What a field says in the first part that says anything in it, of lists the shortest; nothing where none does."""
    told = [(called, getattr(part, field_name, None)) for called, part in found]
    told = [(called, value) for called, value in told if value not in (None, "", (), False)]
    if not told:
        return ""
    called, value = min(told, key=lambda pair: len(pair[1]) if isinstance(pair[1], tuple) else 0)
    words = in_words(field_name, value, names).rstrip(".")
    if not called or field_name in NAMING:
        return f"In the book in force, for example: {words}" if called else f"In the book in force: {words}"
    return f"In the book in force, {called} has: {words}"


def examples_of_choices(field_name: str, found: list[Example]) -> dict[str, str]:
    """For each value that a field has in some part, alone: the first part that has it."""
    hints: dict[str, str] = {}
    for called, part in found:
        value = getattr(part, field_name, None)
        if isinstance(value, str):
            hints.setdefault(str(value), f"So in the book in force{called and ', for example in '}{called}.")
    return hints
