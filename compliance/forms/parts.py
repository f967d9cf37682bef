"""What may be asked of the page of an area by phase, trust or group."""

from typing import Any

from django import forms

from compliance.forms.england import SortedForm
from compliance.forms.fields import OneOfField
from compliance.reports.areas import REGIONS, England
from compliance.reports.parts import KINDS
from settings.models import LocalAuthority


class PartsForm(SortedForm):
    """In: the area; a part of it may be asked for of England alone."""

    region = OneOfField("Region", REGIONS.items(), widget=forms.HiddenInput)
    of = OneOfField("Settings", [(kind, kind) for kind in KINDS], widget=forms.HiddenInput)

    def __init__(self, *args: Any, area: LocalAuthority | England, **options: Any) -> None:
        super().__init__(*args, **options)
        if not isinstance(area, England):
            self.fields["region"].choices = []  # type: ignore[attr-defined]  # it is a choice

    @property
    def chosen(self) -> str:
        """The region of England that alone is looked at; nothing where all are, or an authority is."""
        return str(self.cleaned_data.get("region") or "")

    @property
    def kind(self) -> str:
        """Of which settings: schools where nothing is said."""
        return self.cleaned_data.get("of") or next(iter(KINDS))
