"""allauth's forms in our words, without the placeholders that vanish when one types."""

from typing import Any, NamedTuple

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms


class Words(NamedTuple):
    """What a field is called, what helps to fill it, and what is said where it is empty."""

    label: str
    missing: str
    hint: str = ""


PASSWORD_HINT = "At least 8 characters, not only numbers, and none that many people use"  # noqa: S105  # a hint
EMAIL = Words("E-mail address", "Enter your e-mail address")
PASSWORD = Words("Password", "Enter your password")
NEW_PASSWORD = Words("New password", "Enter a new password", PASSWORD_HINT)
AGAIN = Words("The same password again", "Enter the new password again")
CODE = Words("Security code", "Enter the security code")
APP_CODE = Words(
    "Security code", "Enter the security code", "From your authenticator app, or one of your recovery codes"
)
NEW_APP_CODE = Words("Security code", "Enter the security code", "The 6 digits that the app shows now")
KEY_NAME = Words("Name of the passkey", "Enter a name", "So that you can tell it from others, such as “My phone”")


def say(form: forms.BaseForm, **words: Words) -> None:
    """Gives the fields of a form these words."""
    for name, said in words.items():
        field = form.fields[name]
        field.label, field.help_text = said.label, said.hint
        field.error_messages["required"] = said.missing
        field.widget.attrs.pop("placeholder", None)


def as_code(form: forms.BaseForm) -> None:
    """A box for digits, as phones should show it."""
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}


class SignInForm(account.LoginForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, login=EMAIL, password=PASSWORD)


class RequestCodeForm(account.RequestLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, email=EMAIL)


class LoginCodeForm(account.ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, code=CODE)
        as_code(self)


class EmailCodeForm(account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, code=CODE)
        as_code(self)


class ResetCodeForm(account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, code=CODE)
        as_code(self)


class ResetPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, email=EMAIL)


class NewPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, password1=NEW_PASSWORD, password2=AGAIN)


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        now = Words("Password now", "Enter the password that you have now")
        say(self, oldpassword=now, password1=NEW_PASSWORD, password2=AGAIN)


class SetPasswordForm(account.SetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, password1=NEW_PASSWORD, password2=AGAIN)


class PasswordAgainForm(account.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, password=PASSWORD)


class NewEmailForm(account.AddEmailForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, email=Words("New e-mail address", "Enter the new e-mail address", "We send it a security code"))


class SecondFactorForm(second_factor.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, code=APP_CODE)
        as_code(self)


class SecondFactorAgainForm(second_factor.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, code=APP_CODE)
        as_code(self)


class ActivateAppForm(totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, code=NEW_APP_CODE)
        as_code(self)


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """Every key is a passkey: it asks for a PIN, a finger or a face, and serves to sign in by itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, name=KEY_NAME)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True


class EditPasskeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say(self, name=KEY_NAME)
