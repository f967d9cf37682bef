"""Forms about places, and about who acts for them."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.urls import reverse, reverse_lazy

from accounts.forms import PASSWORD_HINT
from accounts.models import User
from senco_portal.lib.govuk_forms.blocks import Button, Buttons, Link
from senco_portal.lib.govuk_forms.fields import LongTextField
from senco_portal.lib.govuk_forms.layout import CharacterCount, Text, govuk_helper


class SettingSearchForm(forms.Form):
    """What to look for. With script the box suggests places as one types."""

    q = forms.CharField(
        label="Name, town, postcode or number",
        help_text="For example, St Mary’s Leeds, EC3A 5DE or EY101465. A former name will do.",
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "spellcheck": "false",
                "data-suggestions": reverse_lazy("setting_suggestions"),
            }
        ),
        error_messages={"required": "Enter a name, town, postcode or number"},
    )

    @property
    def helper(self) -> FormHelper:
        search = Button("Search", prevent_double_click=False)
        return govuk_helper(Text("q", size="s"), search, action=reverse("setting_search"), method="get")


class InviteForm(forms.Form):
    """Whom to invite. In: where "Cancel" leads."""

    email = forms.EmailField(
        label="E-mail address of the person",
        help_text="We send a link that works once, for 7 days. Use an address that nobody else reads.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter the e-mail address of the person",
            "invalid": "Enter an e-mail address in the right form, such as name@example.sch.uk",
        },
    )

    def __init__(self, *args: Any, back: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._back = back

    @property
    def helper(self) -> FormHelper:
        return govuk_helper("email", Buttons(Button("Send the invitation"), Link("Cancel", self._back)))


class ReasonForm(forms.Form):
    """Why something is done that cannot be undone. In: the words of the button, and where "Cancel" leads."""

    reason = LongTextField(
        label="Why?", help_text="Kept in the history", max_length=500, error_messages={"required": "Say why"}
    )

    def __init__(self, *args: Any, button: str, back: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._button, self._back = button, back

    @property
    def helper(self) -> FormHelper:
        buttons = Buttons(Button(self._button, kind="warning"), Link("Cancel", self._back))
        return govuk_helper(CharacterCount("reason", rows=2), buttons)


class NewPersonForm(forms.Form):
    """What an invited person without an account says of themselves. In: the address that was invited."""

    name = forms.CharField(
        label="Your full name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": "Enter your full name"},
    )
    password = forms.CharField(
        label="Choose a password",
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._email = email

    def clean(self) -> dict[str, Any] | None:
        """Raises ValidationError for a password that is too simple, or too like the name or the address."""
        cleaned = super().clean() or {}
        if cleaned.get("password"):
            person = User(email=self._email, name=cleaned.get("name", ""))
            try:
                password_validation.validate_password(cleaned["password"], person)
            except ValidationError as faults:
                self.add_error("password", faults)
        return cleaned

    @property
    def helper(self) -> FormHelper:
        return govuk_helper("name", "password", Button("Create your account"))
