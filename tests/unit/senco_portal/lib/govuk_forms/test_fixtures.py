"""Each component against the HTML that GOV.UK Frontend ships for it.

Both are read into trees and compared: tags, classes, attributes, texts, and which id refers to which. Every permitted
difference is in ``html_trees.PERMITTED``, with its reason.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.senco_portal.lib.govuk_forms import builders
from tests.unit.senco_portal.lib.govuk_forms.builders import Options
from tests.unit.senco_portal.lib.govuk_forms.html_trees import tree

pytestmark = pytest.mark.needs_tool("node_modules")

FIXTURES = Path("frontend/node_modules/govuk-frontend/dist/govuk/components")

# Left out are fixtures of what the pack does not offer: raw HTML, groups without a legend, classes on the form group.
CASES: dict[tuple[str, Callable[[Options], str]], list[str]] = {
    ("input", builders.text_input): [
        "default", "with hint text", "with error message", "with error and hint", "with width-2 class",
        "with width-30 class", "with label as page heading", "with prefix", "with suffix", "with prefix and suffix",
        "with prefix and suffix and error", "with prefix and suffix and width modifier", "with extra letter spacing",
        "classes", "custom type", "value", "zero value", "inputmode", "with prefix with html as text",
        "with suffix with html as text", "with autocomplete attribute", "with pattern attribute",
        "with spellcheck enabled", "with spellcheck disabled", "with autocapitalize turned off", "disabled",
    ],
    ("textarea", builders.textarea): [
        "default", "with hint", "with error message", "with default value", "with custom rows",
        "with label as page heading", "with hint and error message", "with autocomplete attribute",
        "with spellcheck enabled", "with spellcheck disabled",
    ],
    ("character-count", builders.character_count): [
        "default", "with hint", "with hint and error", "with default value", "with default value exceeding limit",
        "with custom rows", "with label as page heading", "with count type 'words'", "with threshold",
        "with count type 'words' and threshold", "with count type 'words' and error message",
    ],
    ("select", builders.select): [
        "default", "with hint text and error message", "with label as page heading", "error", "with selected value",
    ],
    ("radios", builders.radios): [
        "default", "with hint", "inline", "with a divider", "with hints on items",
        "with fieldset and error message", "with very long option text", "with conditional items",
        "with conditional item checked", "small with long text",
        "small inline", "small with a divider", "with hints on parent and items",
    ],
    ("checkboxes", builders.checkboxes): [
        "default", "with hint", "with pre-checked values", "with divider and None",
        "with divider, None and conditional items", "with legend as a page heading", "with error message",
        "with very long option text", "with conditional items", "small", "small with long text", "small with error",
        "small with hint", "small with conditional reveal", "small with divider and None",
        "with error message and hint", "with conditional item checked",
    ],
    ("checkboxes", builders.single_checkbox): ["with single option set 'aria-describedby' on input, and describedBy"],
    ("date-input", builders.date_input): [
        "default", "with values", "with error message and hint", "with error on day input",
        "with error on month input", "with error on year input", "with error on single field",
        "with autocomplete values",
    ],
    ("file-upload", builders.file_upload): [
        "default", "with hint text", "with error message and hint", "with label as page heading", "classes", "error",
        "disabled",
    ],
    ("password-input", builders.password_input): [
        "default", "with hint text", "with error message", "with label as page heading", "with input width class",
        "classes", "value", "with new-password autocomplete",
    ],
    ("button", builders.button): [
        "default", "disabled", "link", "start link", "secondary", "secondary disabled", "warning", "inverse", "name",
        "value", "prevent double click", "explicit link",
    ],
    ("error-summary", builders.error_summary): [
        "default", "without links", "mixed with and without links", "error list with html as text",
    ],
    ("error-message", builders.error_message): ["default", "html as text"],
    ("hint", builders.hint): ["default", "html as text"],
    ("label", builders.label): [
        "default", "styled as xl text", "styled as large text", "styled as medium text", "styled as small text",
        "as page heading xl", "as page heading l", "as page heading m", "as page heading s", "html as text",
    ],
    ("fieldset", builders.fieldset): [
        "default", "styled as xl text", "styled as large text", "styled as medium text", "styled as small text",
        "as page heading xl", "as page heading l", "as page heading m", "as page heading s", "html as text",
    ],
    ("inset-text", builders.inset_text): ["default"],
    ("warning-text", builders.warning_text): ["default"],
}  # fmt: skip


def fixture(root: Path, component: str, name: str) -> tuple[Options, str]:
    fixtures = json.loads((root / FIXTURES / component / "fixtures.json").read_text())["fixtures"]
    found = next(one for one in fixtures if one["name"] == name)
    return found["options"], found["html"]


@pytest.mark.parametrize(
    ("component", "build", "name"),
    [
        pytest.param(component, build, name, id=f"{component}: {name}")
        for (component, build), names in CASES.items()
        for name in names
    ],
)
def test_component(project_root: Path, component: str, build: Callable[[Options], str], name: str) -> None:
    options, expected = fixture(project_root, component, name)
    assert tree(build(options)) == tree(expected)


def test_the_comparison_can_fail(project_root: Path) -> None:
    """Another class, attribute, text, order or reference is seen."""
    options, expected = fixture(project_root, "input", "with error and hint")
    ours = builders.text_input(options)
    for old, new in [
        ("govuk-input--error", "govuk-input"),
        ('type="text"', 'type="tel"'),
        ("govuk-hint", "hint"),
        ("_error ", "_wrong "),
        ("<label", "<span"),
    ]:
        changed = ours.replace(old, new)
        assert changed == ours or tree(changed) != tree(expected)
    assert tree(ours) == tree(expected)
