"""Changes of a draft, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from qualifications import models
from qualifications.actions.drafts import open_draft
from qualifications.actions.entries import Signature, saying, sign
from senco_portal.lib.refusals import Refused

if TYPE_CHECKING:
    from accounts.models import User

# What a citation calls each kind of part that names sources; the book's own row is its service limit.
_OWNERS: dict[type[Any], str] = {
    models.Rule: "rule",
    models.Acceptance: "acceptance",
    models.DesignationTest: "test",
    models.SettingTerms: "terms",
    models.Reading: "reading",
}


@dataclass(frozen=True)
class Part:
    """A part of a draft as it is to be: its row and what hangs on it. The book's own row is a part too.

    ``sources``: those that it names, in their order, new ones among them; none given: as they are. ``changes``: the
    lines of a reading. ``after``: the part after which a new one stands, 0 for the first of all; none given: the last.
    """

    row: Any
    sources: Sequence[models.Source] | None = None
    changes: Sequence[models.ReadingChange] | None = None
    after: int | None = None


@transaction.atomic
def save_part(part: Part, *, by: "User", at: datetime, reason: str) -> Any:
    """Adds or changes a part of a draft. Out: its row. Raises Refused or PermissionDenied."""
    draft = open_draft(book_of(part.row).pk, by=by)
    done = f"{called(part.row)} {'added' if part.row.pk is None else 'changed'}"
    try:
        with transaction.atomic():
            _write(part)
    except IntegrityError as error:
        raise Refused("Something else has this name already: choose another.") from error
    if part.sources is not None:
        _cite(draft, part.row, [_stored(source, draft) for source in part.sources])
    _finish(draft, done, Signature(by, at, reason))
    return part.row


@transaction.atomic
def remove_part(row: Any, *, by: "User", at: datetime, reason: str) -> None:
    """Takes a part out of a draft, with all that hangs on it. Raises Refused or PermissionDenied."""
    draft, done = open_draft(book_of(row).pk, by=by), f"{called(row)} deleted"
    if isinstance(row, models.Source) and row.citations.exists():
        raise Refused("Parts of this book name this source: take it out there first.")
    if not type(row).objects.filter(pk=row.pk).delete()[0]:
        raise Refused("Somebody deleted this meanwhile.")
    _finish(draft, done, Signature(by, at, reason))


@transaction.atomic
def reorder(siblings: QuerySet[Any], keys: Sequence[int], *, by: "User", at: datetime, reason: str) -> None:
    """Puts parts of one kind of a draft into this order. In: all of them, and their keys as they are to stand.

    Raises Refused where others were added or deleted meanwhile, PermissionDenied.
    """
    first = siblings.first()
    if first is None:
        raise Refused("There is nothing to put in order.")
    draft = open_draft(book_of(first).pk, by=by)
    _arrange(siblings, keys)
    _finish(draft, f"Order of {first._meta.verbose_name_plural} changed", Signature(by, at, reason))


def book_of(row: Any) -> models.RuleBook:
    """The book of a part; a book's own row is its own."""
    if isinstance(row, models.RuleBook):
        return row
    book: models.RuleBook = row.alternative.book if isinstance(row, models.DesignationTest) else row.book
    return book


def called(row: Any) -> str:
    """A part's kind and name, with a capital."""
    kind = str(row._meta.verbose_name)
    return f"{kind[:1].upper()}{kind[1:]} “{row}”"


def siblings_of(row: Any) -> QuerySet[Any]:
    """The parts among which a part has its place."""
    if isinstance(row, models.DesignationTest):
        return models.DesignationTest.objects.filter(alternative=row.alternative_id)
    siblings: QuerySet[Any] = type(row).objects.filter(book=row.book_id)
    return siblings


def citations_of(row: Any) -> QuerySet[models.Citation]:
    """That a part names sources, in their order; none yet for a new part. A book's own row stands for its limit."""
    if row.pk is None:
        return models.Citation.objects.none()
    owner = _OWNERS.get(type(row))
    mine = {owner: row} if owner else dict.fromkeys(_OWNERS.values())
    return models.Citation.objects.filter(book=book_of(row), **mine).order_by("position")


def _write(part: Part) -> None:
    row = part.row
    if isinstance(row, models.RuleBook):
        row.save_without_historical_record()  # type: ignore[attr-defined]  # of django-simple-history
        return
    if row.pk is None:
        row.position = _end(siblings_of(row))
    if isinstance(row, models.Rule):
        _rename(row)
    row.save()
    if part.after is not None:
        keys = list(siblings_of(row).exclude(pk=row.pk).order_by("position").values_list("pk", flat=True))
        keys.insert(keys.index(part.after) + 1 if part.after in keys else 0, row.pk)
        _arrange(siblings_of(row), keys)
    if part.changes is not None:
        row.changes.all().delete()
        models.ReadingChange.objects.bulk_create(part.changes)


def _rename(rule: models.Rule) -> None:
    """Readings name rules by their codes: they follow a rule that is called otherwise now."""
    before = models.Rule.objects.filter(pk=rule.pk).exclude(code=rule.code).first()
    if before is not None:
        lines = models.ReadingChange.objects.filter(reading__book=rule.book_id)
        lines.filter(rule=before.code).update(rule=rule.code)


def _end(siblings: QuerySet[Any]) -> int:
    last = siblings.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _arrange(siblings: QuerySet[Any], keys: Sequence[int]) -> None:
    """Gives parts their places, in two steps: no two have one place in between. Raises Refused."""
    rows = {row.pk: row for row in siblings}
    if sorted(rows) != sorted(keys):
        raise Refused("Somebody added or deleted one of these meanwhile: look at the order again.")
    for start in (max(_end(siblings), len(keys)), 0):
        for place, key in enumerate(keys, start=start):
            rows[key].position = place
        siblings.bulk_update(list(rows.values()), ["position"])


def _stored(source: models.Source, draft: models.RuleBook) -> models.Source:
    """A source of the draft; one that is new to it is stored, unless the draft has its like."""
    if source._state.adding:
        text = {"name": source.name, "provision": source.provision, "url": source.url}
        source, _ = draft.sources.get_or_create(**text, defaults={"position": _end(draft.sources.all())})
    return source


def _cite(draft: models.RuleBook, row: Any, sources: Sequence[models.Source]) -> None:
    """Gives a part its sources. Their places are the first free ones of the book's: only their order matters."""
    owner = _OWNERS.get(type(row))
    citations_of(row).delete()
    taken = set(draft.citations.values_list("position", flat=True))
    free = [place for place in range(len(taken) + len(sources)) if place not in taken]
    models.Citation.objects.bulk_create(
        models.Citation(book=draft, source=source, position=place, **({owner: row} if owner else {}))
        for place, source in zip(free, dict.fromkeys(sources), strict=False)
    )


def _finish(draft: models.RuleBook, done: str, signature: Signature) -> None:
    """Writes the entry of the book's history."""
    draft.refresh_from_db()
    draft.save()
    sign(draft.pk, done, signature, saying(draft))
