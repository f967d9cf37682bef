"""What every view of areas begins with: today, the rules in force, and what a page is about."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from compliance.forms.days import DayForm
from compliance.forms.fields import Choices
from compliance.models import SettingGroup
from compliance.policies import area_seen
from compliance.presenters.days import Subject
from compliance.reports.areas import ENGLAND, REGIONS, Area, England
from compliance.reports.asked import Terms
from compliance.reports.grouping import NONE, phases_of
from compliance.reports.undecided import has_undecided
from qualifications import books
from qualifications.models import RuleBook
from qualifications.rules.book import Book
from settings.models import LocalAuthority
from settings.policies import Access

View = Callable[..., HttpResponseBase]


class Rules(NamedTuple):
    """Today, and the book that answers for every day that is asked about."""

    today: date
    row: RuleBook
    book: Book

    def terms(self, day: date | None = None) -> Terms:
        """By what a page of a day counts; without one, of today."""
        return Terms(day or self.today, self.today, self.row, self.book, not has_undecided(self.row))


def needs_rules(view: View) -> View:
    """Says so where no book is in force."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **options)
        except books.NoCurrentBook:
            return render(request, "qualifications/no_book.html", status=503)

    return answer


def moment() -> datetime:
    """Now."""
    return timezone.now()  # noqa: TID251  # views read the clock


def rules_now() -> Rules:
    """The book in force today. Raises NoCurrentBook, which ``needs_rules`` answers."""
    today = timezone.localdate()
    row = books.current_row(today)
    return Rules(today, row, books.load(row))


def listed(may: Access, code: str) -> LocalAuthority | England:
    """What a list is of: England for who sees it all, else one area as ``area_seen`` finds it."""
    return ENGLAND if may.everywhere and code == ENGLAND.code else area_seen(may, code)


def subject_of(area: LocalAuthority | England, rules: Rules, form: DayForm, region: str = "") -> Subject:
    """An area, or one region of England, on the day that a form asks for."""
    return Subject(area, rules.terms(form.day), region)


def choices_of(area: LocalAuthority | England) -> dict[str, Choices]:
    """What the lists of an area alone may be narrowed to: its phases, and its groups; of England, regions."""
    phases = [(phase or NONE, phase or "none on the register") for phase in phases_of(Area.of(area))]
    if isinstance(area, England):
        return {"region": REGIONS.items(), "phase": phases}
    rows = SettingGroup.objects.filter(authority=area).order_by("folded")
    groups = [(str(pk), name) for pk, name in rows.values_list("pk", "name")]
    return {"phase": phases, "group": [*groups, (NONE, "In no group")]}
