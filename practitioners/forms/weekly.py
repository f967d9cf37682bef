"""Time of a week: as hours, or as a share of it."""

import re
from decimal import Decimal
from typing import Any

from django import forms

MOST_HOURS = 60
_WRITTEN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


class HoursField(forms.DecimalField):
    """Hours as people write them: digits, with a point or without. Not “1e1”, although that is a number."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip() and not _WRITTEN.fullmatch(value.strip()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Without the noughts that only the database keeps."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def hours_a_week(label: str = "Hours a week", **options: Any) -> HoursField:
    return HoursField(
        label=label,
        min_value=0,
        max_value=MOST_HOURS,
        max_digits=4,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "required": "Enter the hours a week",
            "invalid": "Hours a week must be a number, such as 7.5",
            "min_value": "Hours a week must be 0 or more",
            "max_value": f"Hours a week must be {MOST_HOURS} or less",
            "max_digits": f"Hours a week must be {MOST_HOURS} or less",
            "max_whole_digits": f"Hours a week must be {MOST_HOURS} or less",
            "max_decimal_places": "Hours a week must have at most one digit after the point",
        },
        **options,
    )


def share_of_the_week(label: str = "Share of the week", **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Enter the share of the week",
            "invalid": "Share of the week must be a whole number of per cent, such as 40",
            "min_value": "Share of the week must be 0 or more",
            "max_value": "Share of the week must be 100 or less",
        },
        **options,
    )
