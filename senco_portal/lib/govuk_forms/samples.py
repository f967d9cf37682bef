"""The forms of the page of components. Their subject is of no matter; their parts are all that the pack can show."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from senco_portal.lib.govuk_forms.blocks import Button, ButtonLink, Buttons, Fieldset, InsetText, Link, WarningText
from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.govuk_forms.fields import LongTextField
from senco_portal.lib.govuk_forms.forms import RevealForm
from senco_portal.lib.govuk_forms.formsets import add_another
from senco_portal.lib.govuk_forms.layout import (
    CharacterCount,
    Checkbox,
    Checkboxes,
    Date,
    Field,
    Item,
    Radios,
    Text,
    Textarea,
    govuk_helper,
)

COLOURS = [("", "Choose a colour"), ("green", "Green"), ("blue", "Blue")]
CONTACTS = [("email", "Email"), ("phone", "Phone"), ("visit", "A visit"), ("none", "Do not contact me")]
NEEDS = [("ramp", "A ramp"), ("loop", "A hearing loop"), ("other", "Something else"), ("none", "None of these")]
SIZES = [("small", "Small"), ("large", "Large")]
NO_SPELLING = {"spellcheck": "false"}
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


class SampleForm(RevealForm):
    """One field for each component."""

    name = forms.CharField(
        label="Full name",
        help_text="As it stands on your library card",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name", **NO_SPELLING}),
        error_messages={"required": "Enter your full name"},
    )
    fee = forms.IntegerField(
        label="Yearly fee, in pounds",
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Enter the yearly fee", "invalid": "Yearly fee must be a whole number"},
    )
    street = forms.CharField(label="Street", error_messages={"required": "Enter your street"})
    district = forms.CharField(label="District", required=False)
    notes = forms.CharField(
        label="Notes",
        help_text="Anything else that we should know",
        widget=forms.Textarea,
        error_messages={"required": "Enter notes"},
    )
    summary = LongTextField(
        label="Summary",
        help_text="In your own words",
        max_length=60,
        error_messages={"required": "Enter a summary"},
    )
    reason = LongTextField(label="Reason", max_words=5, error_messages={"required": "Enter a reason"})
    colour = forms.ChoiceField(
        label="Colour of the card", choices=COLOURS, error_messages={"required": "Choose a colour"}
    )
    contact = forms.ChoiceField(
        label="How shall we reach you?",
        help_text="Choose one",
        choices=CONTACTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how we shall reach you"},
    )
    email = forms.EmailField(
        label="Email address",
        widget=forms.EmailInput(attrs={"autocomplete": "email", **NO_SPELLING}),
        error_messages={
            "required": "Enter your email address",
            "invalid": "Enter an email address like name@example.com",
        },
    )
    phone = forms.CharField(
        label="Phone number",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": "Enter your phone number"},
    )
    visit_on = DateInputField(label="Day of the visit", subject="Day of the visit")
    size = forms.ChoiceField(
        label="Size of the card",
        choices=SIZES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a size"},
    )
    needs = forms.MultipleChoiceField(
        label="What do you need?",
        help_text="Choose all that you need",
        choices=NEEDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what you need"},
    )
    other_need = forms.CharField(label="What else?", error_messages={"required": "Say what else you need"})
    born_on = DateInputField(
        label="When were you born?", help_text="For example, 27 3 1985", subject="Date you were born"
    )
    photograph = forms.FileField(
        label="Photograph", help_text="JPEG or PNG", error_messages={"required": "Choose a photograph"}
    )
    password = forms.CharField(
        label="Password",
        help_text="Of at least 12 characters",
        min_length=12,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password", "min_length": "Password must be 12 characters or more"},
    )
    agreed = forms.BooleanField(
        label="I agree to the rules of the library",
        error_messages={"required": "Tick the box if you agree to the rules of the library"},
    )
    token = forms.CharField(widget=forms.HiddenInput, initial="token", required=False)

    reveals = {
        "contact": {"email": ["email"], "phone": ["phone"], "visit": ["visit_on"]},
        "needs": {"other": ["other_need"]},
    }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("notes") and cleaned.get("notes") == cleaned.get("name"):
            raise ValidationError("Name and notes must differ")
        return cleaned

    @property
    def helper(self) -> FormHelper:
        return govuk_helper(*_sample_layout(), tag=False)


def _sample_layout() -> list[Item]:
    hints = {"email": "We answer within two days", "visit": "On weekdays only"}
    reveals: dict[str, Item] = {"email": Text("email", width=30), "phone": Text("phone", width=20), "visit": "visit_on"}
    return [
        Text("name", size="m", width=20),
        Text("fee", width=5, prefix="£", suffix="per year"),
        Fieldset("Where do you live?", Text("street"), Text("district", width=20), hint="Your main home"),
        Textarea("notes", rows=3),
        CharacterCount("summary"),
        CharacterCount("reason", rows=2, threshold=50),
        "colour",
        Radios("contact", size="m", hints=hints, reveals=reveals, dividers={"none": "or"}),
        Radios("size", inline=True, small=True),
        Checkboxes(
            "needs",
            hints={"loop": "In the reading room"},
            reveals={"other": "other_need"},
            dividers={"none": "or"},
            exclusive="none",
        ),
        Date("born_on", size="m", autocomplete="bday"),
        Field("photograph"),
        Field("password"),
        InsetText("A card is sent within ten days."),
        WarningText("Who lends the card to others may lose it."),
        Checkbox("agreed", legend="Rules", size="s"),
        "token",
    ]


class StrayForm(forms.Form):
    """An error behind an option that is not chosen, because the form does not say what its options ask for."""

    contact = forms.ChoiceField(label="How shall we reach you?", choices=CONTACTS, widget=forms.RadioSelect)
    email = forms.EmailField(label="Email address")
    helper = govuk_helper(Radios("contact", reveals={"email": "email"}), tag=False)


class JourneyForm(forms.Form):
    """One of several alike."""

    place = forms.CharField(label="Place", error_messages={"required": "Enter the place"})
    travelled_on = DateInputField(label="Day of the journey")


JourneyFormSet = add_another(JourneyForm, Text("place", width=20), "travelled_on", item_name="journey", max_num=4)

FILLED: dict[str, Any] = {
    "name": "Ada O’Neill <script>alert(1)</script>",
    "fee": 12,
    "street": "1 High Street",
    "notes": "First line\nsecond line",
    "summary": "A summary",
    "reason": "One two three",
    "colour": "green",
    "contact": "phone",
    "phone": "01632 960 001",
    "size": "large",
    "needs": ["ramp", "other"],
    "other_need": "A lamp",
    "agreed": True,
}
WRONG = {"contact": "email", "email": "nobody", "born_on_day": "31", "born_on_month": "13", "needs": ["other"]}


def gallery() -> list[tuple[str, forms.Form]]:
    """Every state that the page's own form is not in: a heading and a form each."""
    return [
        ("Filled", SampleForm(initial=FILLED, prefix="filled")),
        ("With errors", SampleForm({f"wrong-{name}": value for name, value in WRONG.items()}, prefix="wrong")),
        ("An error behind an option that is not chosen", StrayForm({"stray-contact": "phone"}, prefix="stray")),
        ("Disabled", _changed(SampleForm(initial=FILLED, prefix="disabled"), disabled=True)),
        ("Optional", _changed(SampleForm(prefix="optional"), required=False)),
        ("Long labels", _changed(SampleForm(prefix="long"), label=f"A label with a long word: {LONG_WORD}")),
    ]


def _changed(form: forms.Form, **options: Any) -> forms.Form:
    for field in form.fields.values():
        for name, value in options.items():
            setattr(field, name, value)
    return form


def sample_buttons() -> Buttons:
    """Every kind of button."""
    return Buttons(
        Button("Save and continue"),
        Button("Save as draft", name="draft", value="1", kind="secondary"),
        Button("Delete", name="delete", value="1", kind="warning"),
        Button("Not now", disabled=True),
        ButtonLink("Start now", "#main-content", start=True),
        Link("Cancel", "#main-content"),
    )
