"""What the pack renders beyond GOV.UK Frontend's fixtures: errors, references, escaping, refusals."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Hidden, Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template, TemplateSyntaxError
from lxml import html

from senco_portal.lib.govuk_forms.blocks import Button, Buttons, Fieldset, InsetText, Link, WarningText
from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.govuk_forms.errors import SummaryItem, summary_items
from senco_portal.lib.govuk_forms.layout import CharacterCount, Checkboxes, Item, Radios, Text, govuk_helper
from senco_portal.lib.govuk_forms.samples import FILLED, SampleForm, StrayForm, gallery

EVIL = "<script>alert('x')</script>\"&"


def rendered(form: forms.BaseForm, *items: Item, **options: Any) -> Any:
    """The form as a tree."""
    return html.fragment_fromstring(render_crispy_form(form, govuk_helper(*items, **options)), create_parent="div")


def ids(root: Any) -> list[str]:
    return [str(each) for each in root.xpath("//@id")]


@pytest.mark.parametrize("form", [SampleForm(), SampleForm({}), *(form for _, form in gallery())])
def test_every_reference_leads_somewhere_and_no_id_is_twice(form: forms.BaseForm) -> None:
    root = html.fragment_fromstring(render_crispy_form(form), create_parent="div")
    assert len(ids(root)) == len(set(ids(root)))
    for attribute in ("for", "aria-describedby", "aria-controls", "data-aria-controls"):
        referred = [word for value in root.xpath(f"//@{attribute}") for word in value.split()]
        assert set(referred) <= set(ids(root)), attribute
        for value in root.xpath(f"//@{attribute}"):
            assert len(value.split()) == len(set(value.split()))


@pytest.mark.parametrize("form", [SampleForm({}), *(form for _, form in gallery())])
def test_every_link_of_the_summary_leads_to_a_control(form: forms.BaseForm) -> None:
    root = html.fragment_fromstring(render_crispy_form(form), create_parent="div")
    controls = {each.get("id") for each in root.xpath("//input|//select|//textarea")}
    assert {item.focus_id for item in summary_items(form) if item.focus_id} <= controls


def test_a_group_is_described_on_its_fieldset_and_a_control_on_itself() -> None:
    root = rendered(SampleForm({}), "born_on", "contact", "name")
    (date, radios) = root.xpath("//fieldset")
    assert date.get("aria-describedby") == "id_born_on_helptext id_born_on_error"
    assert radios.get("aria-describedby") == "id_contact_helptext id_contact_error"
    assert root.xpath("//fieldset//input/@aria-describedby") == []
    assert root.xpath("//input[@id='id_name']/@aria-describedby") == ["id_name_helptext id_name_error"]


def test_every_value_is_shown_again() -> None:
    data = {**FILLED, "born_on_day": "x" * 40, "born_on_month": "1\x002", "born_on_year": "٢٠٠٧", "agreed": "on"}
    root = rendered(SampleForm(data))
    assert root.xpath("//input[@name='name']/@value") == [FILLED["name"]]
    assert root.xpath("//input[@name='born_on_day']/@value") == ["x" * 40]
    assert root.xpath("//input[@name='born_on_year']/@value") == ["٢٠٠٧"]
    assert root.xpath("//textarea[@name='notes']")[0].text.strip() == FILLED["notes"]
    assert root.xpath("//option[@selected]/@value") == ["green"]
    assert root.xpath("//input[@checked]/@id")[:2] == ["id_contact_1", "id_size_1"]
    assert root.xpath("//input[@checked]/@id")[2:] == ["id_needs_0", "id_needs_2", "id_agreed"]


def test_all_errors_of_a_field_are_shown_and_described() -> None:
    form = SampleForm({})
    form.add_error("name", "Another")
    root = rendered(form, "name")
    (box,) = root.xpath("//*[@id='id_name_error']")
    assert [each.text_content() for each in box.xpath("./p")] == ["Error: Enter your full name", "Error: Another"]
    assert [item.text for item in summary_items(form)][:2] == ["Enter your full name", "Another"]


def test_what_no_control_can_mend_has_no_link() -> None:
    class Odd(forms.Form):
        shown = forms.CharField()
        hidden = forms.CharField(widget=forms.HiddenInput)
        left_out = forms.CharField()
        without_options = forms.ChoiceField(choices=[], widget=forms.RadioSelect)
        helper = govuk_helper("shown", "hidden", "without_options")

        def clean(self) -> None:
            raise ValidationError("Not together")

    assert [item.focus_id for item in summary_items(Odd({}))] == ["", "id_shown", "", "", ""]
    assert summary_items(Odd({}))[0] == SummaryItem("Not together")


def test_the_summary_keeps_the_order_of_the_page() -> None:
    class Turned(SampleForm):
        helper = govuk_helper(Fieldset("x", Div("street"), Radios("size", reveals={"small": "notes"})), "name")

    shown = [item.focus_id for item in summary_items(Turned({})) if item.focus_id]
    assert shown == ["id_street", "id_size_0", "id_notes", "id_name"]


def test_an_unbound_form_and_anything_else_have_no_errors() -> None:
    assert summary_items(SampleForm(), "", None) == []


def test_what_is_revealed_is_hidden_until_chosen_unless_it_has_an_error() -> None:
    assert (
        "hidden"
        not in rendered(StrayForm({"contact": "phone"}), Radios("contact", reveals={"email": "email"})).xpath(
            "//*[contains(@class, '__conditional')]/@class"
        )[0]
    )
    chosen = Radios("contact", reveals={"email": "email", "phone": "phone"})
    hidden = rendered(SampleForm({"contact": "email"}), chosen).xpath("//*[contains(@class, '--hidden')]/@id")
    assert hidden == ["conditional-id_contact_1"]


def test_names_cannot_break_out() -> None:
    class Evil(forms.Form):
        name = forms.CharField(label=EVIL, help_text=EVIL, initial=EVIL)
        one = forms.ChoiceField(label=EVIL, choices=[(EVIL, EVIL)], widget=forms.RadioSelect)
        many = forms.MultipleChoiceField(label=EVIL, choices=[(EVIL, EVIL)], widget=forms.CheckboxSelectMultiple)
        pick = forms.ChoiceField(label=EVIL, choices=[(EVIL, EVIL)])
        day = DateInputField(label=EVIL, help_text=EVIL, subject=EVIL)

    items: list[Item] = [
        Text("name", prefix=EVIL, suffix=EVIL, classes=EVIL),
        Radios("one", hints={EVIL: EVIL}, dividers={EVIL: EVIL}, reveals={EVIL: InsetText(EVIL)}),
        Checkboxes("many", hints={EVIL: EVIL}, exclusive=EVIL),
        "pick",
        Fieldset(EVIL, "day", hint=EVIL),
        Buttons(Button(EVIL, name=EVIL, value=EVIL), Link(EVIL, EVIL)),
        WarningText(EVIL),
    ]
    form = Evil({"name": EVIL, "day_day": EVIL, "one": EVIL * 2, "many": [EVIL], "pick": EVIL * 2})
    form.add_error("name", EVIL)
    form.add_error(None, EVIL)
    summary = Template("{% load govuk %}{% error_summary form %}").render(Context({"form": form}))
    page = render_crispy_form(form, govuk_helper(*items)) + summary
    assert "<script" not in page
    root = html.fragment_fromstring(page, create_parent="div")
    assert root.xpath("//*[@onerror] | //script") == []
    assert root.xpath("//input[@name='day_day']/@value") == [EVIL]
    assert EVIL in root.xpath("//ul")[0].text_content()


def test_forms_are_checked_by_the_server_alone() -> None:
    root = rendered(SampleForm(), method="get", action="/there/")
    (form,) = root.xpath("//form")
    assert "novalidate" in form.attrib
    assert (form.get("method"), form.get("action")) == ("get", "/there/")
    assert form.get("enctype") == "multipart/form-data"
    assert root.xpath("//*[@required] | //*[@maxlength] | //*[@minlength]") == []
    assert root.xpath("//input[@name='csrfmiddlewaretoken']") == []


def test_novalidate_and_crispys_own_buttons_are_not_doubled() -> None:
    helper = FormHelper()
    helper.attrs = {"novalidate": "novalidate"}
    helper.form_tag = True
    helper.layout = Layout(Div("name", css_class="own"), HTML("<p>Between</p>"), Hidden("a", "b"))
    helper.add_input(Submit("go", "Go on"))
    source = render_crispy_form(SampleForm(), helper)
    assert source.count(" novalidate") == 1
    root = html.fragment_fromstring(source, create_parent="div")
    assert root.xpath("//div[@class='own']//input/@name") == ["name"]
    assert root.xpath("//button/text()") == ["Go on"]


def test_optional_is_said_unless_told_otherwise() -> None:
    assert "District (optional)" in rendered(SampleForm(), "district").text_content()
    assert "(optional)" not in rendered(SampleForm(), Text("district", mark_optional=False)).text_content()
    quiet = govuk_helper("district")
    quiet.govuk_mark_optional = False
    assert "(optional)" not in render_crispy_form(SampleForm(), quiet)


def test_a_look_that_does_not_fit_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"Radios\('name'\) cannot show a field of the kind input"):
        rendered(SampleForm(), Radios("name"))
    with pytest.raises(TemplateSyntaxError, match="needs a field with max_words or max_length"):
        rendered(SampleForm(), CharacterCount("notes"))
    form = SampleForm()
    form.fields["name"].widget = forms.SplitDateTimeWidget()
    with pytest.raises(TemplateSyntaxError, match="No GOV.UK component shows SplitDateTimeWidget, of name"):
        rendered(form, "name")


def test_the_title_says_that_there_is_an_error() -> None:
    prefix = Template("{% load govuk %}{% error_prefix form %}")
    assert prefix.render(Context({"form": SampleForm({})})) == "Error: "
    assert prefix.render(Context({"form": SampleForm()})) == ""
    assert prefix.render(Context({})) == ""


def test_one_helper_serves_many_requests_at_once() -> None:
    """Nothing of one request's form is left on what they share."""
    helper = govuk_helper("name", Radios("contact", reveals={"email": "email"}), "born_on")

    def value(number: int) -> bool:
        text = f"person {number}"
        source = render_crispy_form(SampleForm({"name": text, "born_on_day": text}), helper)
        return bool(source.count("person ") == source.count(f'"{text}"') == 2)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(value, range(200)))
