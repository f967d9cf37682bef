"""What may be asked of the page of all authorities: its day, the order of its rows, and one region alone."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from compliance.forms.days import DAY_BOX, DayForm
from compliance.forms.fields import OneOfField, file_field, orders
from compliance.reports.areas import REGIONS
from senco_portal.lib.govuk_forms.blocks import Button
from senco_portal.lib.govuk_forms.layout import Field, govuk_helper


class SortedForm(DayForm):
    """A day, and by which column the rows of a table are sorted. In: the names of the columns, the usual one first."""

    def __init__(self, *args: Any, columns: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sort"] = orders(columns)
        self.fields["format"] = file_field()
        self._usual = columns[0]

    @property
    def order(self) -> str:
        """The column, with a minus before it where the largest comes first."""
        return self.cleaned_data.get("sort") or self._usual

    @property
    def file(self) -> str:
        """As which kind of file the table is asked for; nothing where as a page."""
        return str(self.cleaned_data.get("format") or "")

    @property
    def helper(self) -> FormHelper:
        show = Button("Show this day", kind="secondary", prevent_double_click=False)
        kept = (name for name in self.fields if name not in ("as_at", "format"))
        return govuk_helper(DAY_BOX, *kept, show, method="get")


class RegionForm(DayForm):
    """A day, and one region alone."""

    region = OneOfField("Region", REGIONS.items())

    @property
    def chosen(self) -> str:
        """The region; nothing where all of England is looked at."""
        return str(self.cleaned_data.get("region") or "")

    @property
    def helper(self) -> FormHelper:
        show = Button("Show", kind="secondary", prevent_double_click=False)
        return govuk_helper(DAY_BOX, Field("region", size="s", mark_optional=False), show, method="get")


class EnglandForm(SortedForm):
    region = OneOfField("Region", REGIONS.items(), widget=forms.HiddenInput)

    @property
    def chosen(self) -> str:
        """The region whose authorities alone are shown; nothing where all are."""
        return str(self.cleaned_data.get("region") or "")
