"""Takes the register's file of links: which number of a school follows which.

The file tells most links twice, once from each end. Words that do not say who follows whom are a question for a person,
and so are several successors of one school: a SENCo's clock follows the school, and nobody may guess which.
"""

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

from senco_portal.lib.folding import fold
from settings.enums import ChangeKind, Completeness, FileKind, LinkKind, QuestionKind, Register
from settings.imports.cells import Odd, day, said, text, trimmed
from settings.imports.columns import GIAS
from settings.imports.files import Named, RegisterFile, Row, Unreadable, open_file
from settings.imports.report import Report, Taking, begin
from settings.models import ImportChange, Question, SettingLink
from settings.search import index_successors

COLUMNS = (
    Named("urn", ("URN",), needed=True),
    Named("link_urn", ("LinkURN", "Link URN"), needed=True),
    Named("name", ("LinkName", "Link name")),
    Named("type", ("LinkType", "Link type"), needed=True),
    Named("linked_on", ("LinkEstablishedDate", "Link established date")),
)
_KINDS = {
    "": LinkKind.SUCCEEDED,
    "merged": LinkKind.MERGED,
    "amalgamated": LinkKind.AMALGAMATED,
    "split school": LinkKind.SPLIT,
}
# How much a kind says: of two ends that differ, the one that says more is believed.
_TELLING = [LinkKind.SUCCEEDED, LinkKind.MERGED, LinkKind.AMALGAMATED, LinkKind.SPLIT]
# Words for two numbers that became one, without saying which was the earlier.
_EITHER_WAY = {"result of amalgamation": LinkKind.AMALGAMATED}
_MERGED_EITHER_WAY = "merged "
Pair = tuple[str, str]


class Link(NamedTuple):
    """That the second number of a pair follows the first."""

    kind: LinkKind
    linked_on: date | None
    predecessor_name: str
    successor_name: str


class LinksFile(NamedTuple):
    """A file that was read. ``links`` by (earlier, later); ``unclear`` are pairs whose order the file does not say."""

    links: dict[Pair, Link]
    unclear: dict[Pair, tuple[str, str]]
    report: Report


def read_links(path: Path, file_name: str, taking: Taking) -> LinksFile:
    """Reads a whole file. Raises Unreadable where it is no file of links; rows in fault are in the report."""
    file = open_file(path, COLUMNS)
    found = LinksFile({}, {}, begin(FileKind.GIAS_LINKS, file_name, file.sha256, taking))
    for row in taking.track(file.rows(), "Reading", None):
        found.report.run.rows += 1
        _read(row, file, found)
    for pair in list(found.unclear):
        if pair in found.links or pair[::-1] in found.links:
            del found.unclear[pair]
    for pair in [pair for pair in found.links if pair < pair[::-1] and pair[::-1] in found.links]:
        # Each end says that the other is the later.
        found.unclear[pair] = (found.links[pair].predecessor_name, found.links[pair].successor_name)
        del found.links[pair], found.links[pair[::-1]]
    return found


def _read(row: Row, file: RegisterFile, found: LinksFile) -> None:
    """Puts one row where it belongs: a link, an unclear one, not a succession at all, or a fault."""
    if fault := file.fault(row):
        found.report.bad(row.line, "the whole row", ", ".join(row.cells), fault)
        found.report.run.bad += 1
        return
    cells = {name: trimmed(row.cells[position]) for name, position in file.positions.items()}
    name = "urn"
    try:
        urn = GIAS.urn.read(cells[name])
        name = "link_urn"
        other = GIAS.urn.read(cells[name])
        if urn == other:
            raise Odd("is a link of a number to itself")
        name = "linked_on"
        linked_on = day(cells.get(name, ""))
        name = "name"
        called = text(200)(cells.get(name, ""))
        name = "type"
        words = fold(said(text(100))(cells[name]))
    except Odd as odd:
        found.report.bad(row.line, file.title(name), cells[name], str(odd))
        found.report.run.bad += 1
        return
    _sort(found, urn, other, words, Link(LinkKind.SUCCEEDED, linked_on, "", called))


def _sort(found: LinksFile, urn: str, other: str, words: str, link: Link) -> None:
    """By the register's words: the other number is the later, the earlier, one of the two, or neither."""
    direction, _, how = words.partition(" ")
    if direction == "successor" and how in _KINDS:
        _put(found, (urn, other), link._replace(kind=_KINDS[how]))
    elif direction == "predecessor" and how in _KINDS:
        _put(found, (other, urn), Link(_KINDS[how], link.linked_on, link.successor_name, ""))
    elif words in _EITHER_WAY or words.startswith(_MERGED_EITHER_WAY):
        first, second = sorted((urn, other))
        name, before = link.successor_name, found.unclear.get((first, second), ("", ""))
        found.unclear[first, second] = (before[0], name) if other == second else (name, before[1])
    else:
        found.report.run.not_ours += 1


def _put(found: LinksFile, pair: Pair, link: Link) -> None:
    """A link, or what its other end adds to it."""
    there = found.links.get(pair)
    if there is None:
        found.links[pair] = link
        return
    found.links[pair] = Link(
        max(there.kind, link.kind, key=_TELLING.index),
        there.linked_on or link.linked_on,
        there.predecessor_name or link.predecessor_name,
        there.successor_name or link.successor_name,
    )


def apply_links(file: LinksFile, taking: Taking) -> Report:
    """Makes the links as the file has them, in the transaction of the caller. Nothing where the report is refused.

    Raises Unreadable where the file is said to be complete and cannot be.
    """
    report = file.report
    if report.is_refused:
        return report
    if taking.complete and (report.problems or not file.links):
        raise Unreadable("It is no complete list while a row cannot be read, or without any link: mend it first.")
    there = {
        (row.predecessor_urn, row.successor_urn): row for row in SettingLink.objects.filter(register=Register.GIAS)
    }
    report.run.is_first_load = not there
    new = [_row(pair, link) for pair, link in file.links.items() if pair not in there]
    SettingLink.objects.bulk_create(new, batch_size=2_500)
    report.count(ChangeKind.ADDED, len(new))
    if there:
        report.changes += [_listed(row, ChangeKind.ADDED, {}) for row in new]
    for pair, row in there.items():
        _update(row, file.links.get(pair), taking, report)
    report.questions += _questions(file, taking)
    if not report.changes_nothing:
        # Places are found by the names and numbers that they follow, over however many links.
        index_successors({urn for pair in (*there, *file.links) for urn in pair})
    return report


def _row(pair: Pair, link: Link) -> SettingLink:
    return SettingLink(register=Register.GIAS, predecessor_urn=pair[0], successor_urn=pair[1], **link._asdict())


def _update(row: SettingLink, link: Link | None, taking: Taking, report: Report) -> None:
    """One link that was there, as the file has it now; gone only where the file lists them all."""
    if link is None:
        if taking.complete is not Completeness.NO:
            report.change(ChangeKind.REMOVED, _listed(row, ChangeKind.REMOVED, {}))
            row.delete()
        return
    fields = {
        name: [getattr(row, name), value] for name, value in link._asdict().items() if _says_more(row, name, value)
    }
    if not fields:
        report.run.unchanged += 1
        return
    for name, (_, value) in fields.items():
        setattr(row, name, value)
    row.save()
    shown = {name: [value and str(value) for value in pair] for name, pair in fields.items()}
    report.change(ChangeKind.CHANGED, _listed(row, ChangeKind.CHANGED, shown))


def _says_more(row: SettingLink, name: str, value: object) -> bool:
    """Whether a field is to change: not for an empty one or the plainest kind, which a file with one end may have."""
    return getattr(row, name) != value and bool(value) and value != LinkKind.SUCCEEDED


def _listed(row: SettingLink, kind: ChangeKind, fields: dict[str, list[str]]) -> ImportChange:
    name = f"followed by {row.successor_urn} {row.successor_name}".strip()
    return ImportChange(urn=row.predecessor_urn, name=name[:200], kind=kind, fields=fields)


def _questions(file: LinksFile, taking: Taking) -> list[Question]:
    """What the links leave open and was not asked before."""
    asked = {row.about: row for row in Question.objects.filter(kind=QuestionKind.SUCCESSORS)}
    after: dict[str, list[Pair]] = defaultdict(list)
    for pair in SettingLink.objects.filter(register=Register.GIAS).values_list("predecessor_urn", "successor_urn"):
        after[pair[0]].append(pair)
    several = [_several(urn, pairs, file, taking) for urn, pairs in after.items() if len(pairs) > 1]
    unclear = [_unclear(pair, names, taking) for pair, names in file.unclear.items()]
    new = [question for question in (*several, *unclear) if question.about not in asked]
    return new + [row for question in several if (row := _asked_again(asked.get(question.about), question, taking))]


def _asked_again(row: Question | None, question: Question, taking: Taking) -> Question | None:
    """A question whose choices are others than when it was asked: with those, and open again if it was answered."""
    if row is None or {value for value, _ in row.choices} == {value for value, _ in question.choices}:
        return None
    was_answered = bool(row.answer)
    row.choices, row.text, row.asked_at = question.choices, question.text, taking.at
    row.answer, row.answered_at, row.answered_by = "", None, None
    row._change_reason = "The register names other successors"  # type: ignore[attr-defined]  # for simple-history
    row.save()
    return row if was_answered else None


def _several(urn: str, pairs: list[Pair], file: LinksFile, taking: Taking) -> Question:
    names = {pair[1]: file.links[pair].successor_name if pair in file.links else "" for pair in sorted(pairs)}
    return Question(
        kind=QuestionKind.SUCCESSORS,
        about=urn,
        text=f"School {urn} has several successors. Which of them carries it on, and with it the time of its SENCo?",
        choices=[[each, f"{each} {name}".strip()] for each, name in names.items()],
        asked_at=taking.at,
    )


def _unclear(pair: Pair, names: tuple[str, str], taking: Taking) -> Question:
    labels = [f"{urn} {name}".strip() for urn, name in zip(pair, names, strict=True)]
    return Question(
        kind=QuestionKind.SUCCESSORS,
        about="+".join(pair),
        text=f"Schools {labels[0]} and {labels[1]} became one, and the register does not say which of them goes on.",
        choices=[[pair[0], labels[0]], [pair[1], labels[1]], ["neither", "Neither follows the other"]],
        asked_at=taking.at,
    )
