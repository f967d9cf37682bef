"""What is asked about a whole draft: a name and a day for a copy, a reason, an order."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from qualifications.admin.forms.base import Laid, ReasonForm
from qualifications.admin.forms.fields import reason_field
from qualifications.models import RuleBook
from senco_portal.lib.govuk_forms.dates import DateInputField

Parts = Sequence[tuple[int, str]]


class CopyForm(ReasonForm):
    """With what a new draft begins. In: the book that it is copied from."""

    groups = [("The new draft", ["name", "in_force_from", "notes"])]

    name = forms.CharField(
        label="Name of the new draft", max_length=200, help_text="Answers name the book that they are from by it."
    )
    in_force_from = DateInputField(
        label="In force from",
        subject="First day in force",
        help_text="The first day of the new law. Once it is published the book answers from this day on.",
    )
    notes = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, book: RuleBook, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[
            "notes"
        ].help_text = f"What the new book leaves out, in words. Those of “{book.name}” are not copied."
        self.fields["name"].help_text = f"{self.fields['name'].help_text} This one is called “{book.name}”."

    def clean_name(self) -> str:
        """Raises ValidationError where another book has this name."""
        name: str = self.cleaned_data["name"]
        if RuleBook.objects.filter(name=name).exists():
            raise forms.ValidationError("There is a book of this name already: choose another.")
        return name


class SeenForm(ReasonForm):
    """Why something is done to a draft as a page showed it. In: the latest entry of its history."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, entry: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.entry = self.initial["seen"] = str(entry)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where the draft has changed since the page was shown; sent again, it is as shown."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("seen") != self.entry:
            sent = cast(QueryDict, self.data).copy()
            sent["seen"] = self.entry
            self.data = sent
            raise forms.ValidationError(
                "Somebody changed this draft after you opened this page. Nothing was done. "
                "This page now shows the draft as it is: look at it again, then press once more.",
                "changed",
            )
        return cleaned


class PublishForm(SeenForm):
    """Why a draft is published. In: also whether its first day is past, which has to be meant."""

    at_once = forms.BooleanField(
        label="I know that it answers at once, also for posts begun before",
        help_text="The first day of this book is past.",
    )

    def __init__(self, *args: Any, is_past: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_past:
            del self.fields["at_once"]


class OrderForm(Laid, forms.Form):
    """A number for each part, and why.

    In: the parts in the order in which they are shown, each with what to call it, and the order that is stored, where
    that is another.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    change_reason = reason_field()

    def __init__(self, *args: Any, parts: Parts, seen: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts = parts
        self.initial["shown"] = ",".join(str(pk) for pk, _ in parts)
        self.now = self.initial["seen"] = seen or self.initial["shown"]
        for number, (pk, called) in enumerate(parts, start=1):
            self.fields[f"place_{pk}"] = forms.IntegerField(
                label=called, min_value=0, max_value=9999, initial=number, widget=forms.NumberInput(attrs={"size": 4})
            )

    def layout(self) -> list[tuple[str, list[str]]]:
        """The numbers are drawn by the page itself."""
        return [("", [f"place_{pk}" for pk, _ in self.parts])]

    def rows(self, says: Mapping[int, str]) -> list[tuple[int, forms.BoundField, str]]:
        """Each part's key, the field of its number, and what it says. In: what parts say, by their keys."""
        return [(pk, self[f"place_{pk}"], says.get(pk, "")) for pk, _ in self.parts]

    def keys(self) -> list[int]:
        """The parts' keys in the order of their numbers; a part that was moved to another's place takes it."""
        return in_order([(pk, self.cleaned_data.get(f"place_{pk}")) for pk, _ in self.parts])


def in_order(numbers: Sequence[tuple[int, int | None]]) -> list[int]:
    """Keys in the order of the numbers given to them. In: key and number, in the present order, which counts from 1."""

    def rank(item: tuple[int, tuple[int, int | None]]) -> tuple[int, int, int]:
        before, (_, number) = item
        after = before if number is None else number
        return after, (after > before) - (after < before), before

    return [pk for _, (pk, _) in sorted(enumerate(numbers, start=1), key=rank)]


def moved(keys: Sequence[int], key: int, *, by: int) -> list[int]:
    """The keys with one of them a place up (-1) or down (1), as far as there is one."""
    order = list(keys)
    if key in order:
        place = order.index(key)
        order.insert(max(place + by, 0), order.pop(place))
    return order
