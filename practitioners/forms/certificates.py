"""A certificate as a part of a form: one file, judged by its content."""

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from practitioners.forms.appointing import QuestionForm
from practitioners.forms.records import RecordForm, reason_field
from senco_portal.lib.file_kinds import NotTaken, Received, receive
from senco_portal.lib.govuk_forms.blocks import Button
from senco_portal.lib.govuk_forms.layout import Field, Item, Text, govuk_helper
from senco_portal.lib.uploads import MEGABYTE

MOST_MEGABYTES = 10
AGAIN = "Choose the certificate again: it could not be kept while something else on this page is wrong"
HINT = f"A PDF, or a photograph or scan as JPEG or PNG, of {MOST_MEGABYTES} MB at most."
TAKE_AWAY = "take_away"
_TOO_LARGE = f"The certificate must be of {MOST_MEGABYTES} MB at most"
_TAKEN = "The certificate must be a PDF, JPEG or PNG file"
_WHY_NOT = {
    "broken": "This file is damaged, or only a part of it. Open it, save it anew and choose that",
    "mixed": "There is more in this file than a PDF or a picture. Open it, print it as a new PDF and choose that",
    "locked": "This PDF can only be opened with a password. Save it without one and choose that",
    "too_many_pixels": "This picture has more than 65 million pixels. Make it smaller, or take another picture",
    "office": f"{_TAKEN}. This one is a document or an archive: save it as a PDF and choose that",
    "phone_photo": f"{_TAKEN}. This is another kind of photograph: save it as a JPEG and choose that",
    "web_page": f"{_TAKEN}. This one is a web page: print it as a PDF and choose that",
}


class CertificateField(forms.FileField):
    """Out: what was received; nothing where nothing was sent."""

    def __init__(self, *, required: bool = False, label: str = "Certificate", **options: Any) -> None:
        errors = {"required": "Choose the certificate", "empty": "The file is empty. Choose the certificate again"}
        hint = options.pop(
            "help_text", f"A PDF, or a photograph or scan as JPEG or PNG, of {MOST_MEGABYTES} MB at most."
        )
        super().__init__(required=required, label=label, help_text=hint, error_messages=errors, **options)

    def clean(self, data: Any, initial: Any = None) -> Received | None:
        """Raises ValidationError for what is none of the three, not whole, or too large."""
        sent: UploadedFile[Any] | None = super().clean(data, initial)
        if not sent:
            return None
        if (sent.size or 0) > MOST_MEGABYTES * MEGABYTE:
            raise ValidationError(_TOO_LARGE, "too_large")
        content = sent.read()
        if len(content) != sent.size:  # What was sent at once was too large altogether.
            raise ValidationError("Too much was sent at once. Send one certificate after the other", "too_large")
        try:
            return receive(content)
        except NotTaken as why:
            raise ValidationError(_WHY_NOT.get(str(why), _TAKEN), str(why)) from why


class EvidencedForm(RecordForm):
    """A form of an award, perhaps with its certificate."""

    certificate = CertificateField(help_text=f"{HINT} Without one an award is self-declared.")


class CertificateForm(forms.Form):
    """A certificate of an award that is recorded already."""

    certificate = CertificateField(required=True)

    @property
    def helper(self) -> FormHelper:
        return govuk_helper(Field("certificate", size="s"), tag=False)


class WithdrawForm(forms.Form):
    """Why a certificate is taken away."""

    reason = reason_field("Enter why it is taken away, such as “Of somebody else”")
    helper: ClassVar[FormHelper] = govuk_helper(Text("reason", size="s"), tag=False)


class ToldAward(NamedTuple):
    """An award told of somebody who is not appointed yet: its mark, its words, what was sent for it already."""

    mark: str
    text: str
    sent: str = ""


class CertificatesForm(QuestionForm):
    """A certificate for each award told, if there is one. What was sent before is said, and may be taken away."""

    def __init__(self, *args: Any, told: Iterable[ToldAward] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.tell(told)

    def tell(self, told: Iterable[ToldAward]) -> None:
        """Says of which awards certificates are asked, and what was sent."""
        self.told = list(told)
        for award in self.told:
            hint = f"We have one: {award.sent}. Choose another file to put it in its place." if award.sent else HINT
            if award.mark not in self.fields:
                self.fields[award.mark] = CertificateField(label=award.text, help_text=hint)
            self[award.mark].help_text = hint

    @property
    def received(self) -> dict[str, Received]:
        """What was sent and is in order, whatever is wrong with the rest."""
        self.is_valid()
        return {mark: sent for mark, sent in self.cleaned_data.items() if sent}

    @property
    def helper(self) -> FormHelper:
        items: list[Item] = []
        for award in self.told:
            items.append(Field(award.mark, size="s"))
            if award.sent:
                text = f"Take away the certificate of {award.text}"
                items.append(Button(text, name=TAKE_AWAY, value=award.mark, kind="secondary"))
        return govuk_helper(*items, tag=False)
