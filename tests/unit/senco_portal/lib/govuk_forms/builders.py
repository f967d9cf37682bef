"""From the options of a fixture of GOV.UK Frontend to the same component as our pack renders it."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from lxml import html

from senco_portal.lib.govuk_forms.blocks import Button, ButtonLink, Fieldset, InsetText, WarningText
from senco_portal.lib.govuk_forms.dates import PARTS, DateInputField
from senco_portal.lib.govuk_forms.errors import SummaryItem
from senco_portal.lib.govuk_forms.fields import LongTextField
from senco_portal.lib.govuk_forms.layout import (
    CharacterCount,
    Checkbox,
    Checkboxes,
    Date,
    Field,
    Radios,
    Text,
    Textarea,
    govuk_helper,
)

Options: TypeAlias = Mapping[str, Any]


def show(field: forms.Field, look: Field, options: Options, value: Any = None) -> str:
    """The field in the state that the options of the fixture describe, rendered by the pack."""
    data = {look.name: value} if not isinstance(value, dict) else value
    form = forms.Form(data if "errorMessage" in options else None, initial={look.name: value}, auto_id="%s")
    form.fields[look.name] = field
    if "errorMessage" in options:
        form.full_clean()
        form.errors.clear()
        form.add_error(look.name, options["errorMessage"]["text"])
    rendered: str = render_crispy_form(form, govuk_helper(look, tag=False))
    return rendered


def common(options: Options) -> dict[str, Any]:
    """What every field is made with."""
    label = options.get("label") or options.get("fieldset", {}).get("legend") or {"text": "x"}
    return {
        "label": label["text"],
        "help_text": options.get("hint", {}).get("text", ""),
        "required": False,
        "disabled": bool(options.get("disabled")),
    }


def look_of(options: Options) -> dict[str, Any]:
    """How every field looks."""
    label = options.get("label") or options.get("fieldset", {}).get("legend") or {}
    size = label.get("classes", "").rpartition("--")[2]
    return {"size": size, "heading": bool(label.get("isPageHeading")), "mark_optional": False}


def name_of(options: Options) -> str:
    return str(options.get("name") or options.get("idPrefix") or options.get("id"))


def widget_attrs(options: Options) -> dict[str, Any]:
    wanted = ("autocomplete", "inputmode", "pattern", "autocapitalize")
    attrs = {name: options[name] for name in wanted if name in options}
    if "spellcheck" in options:
        attrs["spellcheck"] = str(options["spellcheck"]).lower()
    return attrs


def text_input(options: Options) -> str:
    width = next((int(word.rpartition("-")[2]) for word in options.get("classes", "").split() if "width" in word), None)
    widget = forms.TextInput(attrs={"type": options.get("type", "text"), **widget_attrs(options)})
    affixes = {name: options[name]["text"] for name in ("prefix", "suffix") if name in options}
    other = " ".join(word for word in options.get("classes", "").split() if "width" not in word)
    look = Text(name_of(options), **look_of(options), **affixes, width=width, classes=other)  # type: ignore[arg-type]
    return show(forms.CharField(widget=widget, **common(options)), look, options, options.get("value"))


def textarea(options: Options) -> str:
    widget = forms.Textarea(attrs=widget_attrs(options))
    look = Textarea(name_of(options), **look_of(options), rows=int(options.get("rows", 5)))
    return show(forms.CharField(widget=widget, **common(options)), look, options, options.get("value"))


def character_count(options: Options) -> str:
    words = options.get("countType") == "words"
    limit = {"max_words" if words else "max_length": options["maxlength"]}
    look = CharacterCount(
        name_of(options), **look_of(options), rows=int(options.get("rows", 5)), threshold=options.get("threshold")
    )
    return show(LongTextField(**limit, **common(options)), look, options, options.get("value"))


def select(options: Options) -> str:
    choices = [(item["value"], item["text"]) for item in options["items"]]
    chosen = next((item["value"] for item in options["items"] if item.get("selected")), options.get("value"))
    field = forms.ChoiceField(choices=choices, **common(options))
    return show(field, Field(name_of(options), **look_of(options)), options, chosen)


def choice_look(options: Options) -> dict[str, Any]:
    items: list[Options] = options["items"]
    after_divider = {
        after["value"]: item["divider"] for item, after in zip(items, items[1:], strict=False) if "divider" in item
    }
    return {
        **look_of(options),
        "small": "--small" in options.get("classes", ""),
        "hints": {item["value"]: item["hint"]["text"] for item in items if "hint" in item},
        "reveals": {item["value"]: InsetText("x") for item in items if "conditional" in item},
        "dividers": after_divider,
    }


def choice_field(options: Options) -> tuple[list[tuple[str, str]], list[str]]:
    items = [item for item in options["items"] if "divider" not in item]
    given = options.get("values") or [options.get("value")]
    chosen = [item["value"] for item in items if item.get("checked") or item["value"] in given]
    return [(item["value"], item["text"]) for item in items], chosen


def radios(options: Options) -> str:
    choices, chosen = choice_field(options)
    field = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common(options))
    inline = "--inline" in options.get("classes", "")
    look = Radios(name_of(options), **choice_look(options), inline=inline)
    return show(field, look, options, chosen[0] if chosen else None)


def checkboxes(options: Options) -> str:
    choices, chosen = choice_field(options)
    field = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common(options))
    exclusive = next((item["value"] for item in options["items"] if item.get("behaviour") == "exclusive"), "")
    return show(field, Checkboxes(name_of(options), **choice_look(options), exclusive=exclusive), options, chosen)


def single_checkbox(options: Options) -> str:
    """One box without a fieldset: what describes it is said on the box."""
    field = forms.BooleanField(
        label=options["items"][0]["text"],
        help_text=options.get("hint", {}).get("text", ""),
        required=False,
        widget=forms.CheckboxInput(
            attrs={"value": options["items"][0]["value"], "aria-describedby": options["describedBy"]}
        ),
    )
    return show(field, Checkbox(name_of(options)), options)


def date_input(options: Options) -> str:
    name = options.get("namePrefix") or options["id"]
    group = "bday" if "autocomplete" in json.dumps(options) else ""
    look = Date(name, **look_of(options), autocomplete=group)  # type: ignore[arg-type]
    field = DateInputField(**common(options))
    values = {f"{name}_{part}": options.get("values", {}).get(part, "") for part in PARTS}
    wrong = [part for part in PARTS if options.get(part, {}).get("error")]
    form = forms.Form(values, auto_id="%s")
    form.fields[name] = field
    form.full_clean()
    form.errors.clear()
    if "errorMessage" in options:
        text = options["errorMessage"]["text"]
        form.add_error(name, forms.ValidationError(text, params={"parts": tuple(wrong)} if wrong else None))
    rendered: str = render_crispy_form(form, govuk_helper(look, tag=False))
    return rendered


def file_upload(options: Options) -> str:
    look = Field(name_of(options), **look_of(options), classes=options.get("classes", ""))
    return show(forms.FileField(**common(options)), look, options)


def password_input(options: Options) -> str:
    widget = forms.PasswordInput(attrs=widget_attrs(options), render_value=True)
    look = Field(name_of(options), **look_of(options), classes=options.get("classes", ""))
    return show(forms.CharField(widget=widget, **common(options)), look, options, options.get("value"))


def button(options: Options) -> str:
    kind = options.get("classes", "").rpartition("--")[2]
    block: Button | ButtonLink
    if "href" in options:
        block = ButtonLink(options["text"], options["href"], kind=kind, start=bool(options.get("isStartButton")))
    else:
        block = Button(
            options["text"],
            name=options.get("name", ""),
            value=options.get("value", ""),
            kind=kind,
            disabled=bool(options.get("disabled")),
            prevent_double_click=bool(options.get("preventDoubleClick")),
        )
    return block.render(forms.Form(), Context())


def error_summary(options: Options) -> str:
    items = [SummaryItem(item["text"], item.get("href", "").removeprefix("#")) for item in options["errorList"]]
    return render_to_string("govuk/error_summary.html", {"items": items})


def error_message(options: Options) -> str:
    return render_to_string("govuk/part/error.html", {"error": options["text"]})


def part_of(source: str, path: str) -> str:
    found = html.fragment_fromstring(source, create_parent="div").xpath(path)[0]
    found.tail = None
    return str(html.tostring(found, encoding="unicode"))


def hint(options: Options) -> str:
    shown = text_input({"name": "x", "hint": options})
    return part_of(shown, "//div[@class='govuk-hint']").replace(' id="x_helptext"', "")


def label(options: Options) -> str:
    shown = text_input({"name": "x", "label": options})
    # A label of ours always says whose it is.
    return part_of(shown, "//*[contains(@class,'label-wrapper')] | //*[@class='govuk-form-group']/label").replace(
        ' for="x"', ""
    )


def fieldset(options: Options) -> str:
    legend = options["legend"]
    size = legend.get("classes", "").rpartition("--")[2]
    block = Fieldset(legend["text"], size=size, heading=bool(legend.get("isPageHeading")))
    return block.render(forms.Form(), Context())


def inset_text(options: Options) -> str:
    return InsetText(options["text"]).render(forms.Form(), Context())


def warning_text(options: Options) -> str:
    return WarningText(options["text"]).render(forms.Form(), Context())
