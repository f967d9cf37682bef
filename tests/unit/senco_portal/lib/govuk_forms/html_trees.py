"""HTML as trees that are equal where two components are: for the comparison with GOV.UK Frontend."""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from lxml import html

Tree: TypeAlias = tuple[Any, ...]

# What may differ, and why. Each is undone, on the side that has it, before the trees are compared.
PERMITTED = {
    "ids": "Django numbers options from 0, and names hints _helptext and errors _error: who refers to whom is compared",
    "aria-invalid": "Django says which control is wrong; GOV.UK Frontend leaves that to the message alone",
    "date names": "each part of a date has its own name after the field's: Django joins them by an underscore",
    "revealed": "what an option reveals is a whole field of ours, compared by itself, not within its option",
    "disabled options": "Django's choices are all open to choose; what may not be chosen is left out",
}
REFERRING = ("for", "aria-describedby", "aria-controls", "data-aria-controls", "href")


def tree(source: str) -> list[Tree]:
    """The source as nested tuples that are equal where the components are."""
    root = html.fragment_fromstring(source, create_parent="div")
    ids: dict[str, str] = {}
    _number_ids(root, ids)
    return [_node(child, ids) for child in root]


def _is_revealed(element: Any) -> bool:
    return "__conditional" in element.get("class", "")


def _number_ids(element: Any, ids: dict[str, str]) -> None:
    if element.get("id"):
        ids.setdefault(element.get("id"), f"id{len(ids)}")
    for child in [] if _is_revealed(element) else element:
        _number_ids(child, ids)


def _node(element: Any, ids: Mapping[str, str]) -> Tree:
    attributes = {name: _value(name, value, ids) for name, value in element.attrib.items() if name != "aria-invalid"}
    if "govuk-date-input__input" in attributes.get("class", ""):
        attributes["name"] = re.split("[_-]", attributes["name"])[-1]
    if element.tag == "option":
        attributes.pop("disabled", None)
    revealed = _is_revealed(element)
    children = [] if revealed else [_node(child, ids) for child in element if isinstance(child.tag, str)]
    text = (
        "" if revealed else " ".join(" ".join([element.text or "", *(child.tail or "" for child in element)]).split())
    )
    return (element.tag, sorted(attributes.items()), text, children)


def _value(name: str, value: str, ids: Mapping[str, str]) -> str:
    if name == "id":
        return ids[value]
    if name in REFERRING:
        return " ".join(ids.get(word.removeprefix("#"), word) for word in value.split())
    if name == "class":
        return " ".join(sorted(value.split()))
    return value
