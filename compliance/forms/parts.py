"""What may be asked of the page of an area by phase, trust or group."""

from django import forms

from compliance.forms.england import SortedForm
from compliance.forms.fields import OneOfField
from compliance.reports.parts import KINDS


class PartsForm(SortedForm):
    of = OneOfField("Settings", [(kind, kind) for kind in KINDS], widget=forms.HiddenInput)

    @property
    def kind(self) -> str:
        """Of which settings: schools where nothing is said."""
        return self.cleaned_data.get("of") or next(iter(KINDS))
