"""Of which day a page is, and the addresses of lists."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.conf import settings

from compliance.reports.areas import REGIONS, Area, England
from compliance.reports.asked import Asked, Terms, query_of
from compliance.reports.early_years import EARLY_YEARS
from qualifications.rules.dates import in_words
from senco_portal.lib.paths import path_of
from settings.models import LocalAuthority


class Subject(NamedTuple):
    """What a page is about: an area, and by which terms.

    ``region``: which part of England alone, by its code.
    """

    area: LocalAuthority | England
    terms: Terms
    region: str = ""

    @property
    def is_short(self) -> bool:
        """Whether posts may be missing, from this area or another, that the rule book has not decided."""
        return not self.terms.is_decided

    @property
    def asked_on(self) -> date:
        """Today, where the page is looked at."""
        return self.terms.asked_on

    @property
    def place(self) -> str:
        """What it is called."""
        return REGIONS[self.region] if self.region else self.area.name

    @property
    def part(self) -> Area:
        """Which rows it has."""
        return Area.of(self.area, self.region)

    @property
    def day(self) -> str:
        """The day in words."""
        return in_words(self.terms.day)

    @property
    def title(self) -> str:
        return f"{self.place}, {self.day}"

    @property
    def notice(self) -> str:
        """That another day than today is meant, and what that means; nothing of today."""
        day = self.day
        if self.terms.day < self.asked_on:
            return (
                f"This is {day}, not today. It is counted from what is recorded now, by the law of today: this is how "
                "today’s law looks back, and may not be what the law said on that day."
            )
        if self.terms.day > self.asked_on:
            return (
                f"This is {day}, not today. It is a forecast: what is recorded now, carried on to that day. Courses "
                "and posts that are not recorded yet are not in it."
            )
        return ""

    @property
    def shortfall(self) -> str:
        """What is missing, where something is."""
        return (
            f"Not all posts are decided by the rule book “{self.terms.row.name}” yet. The others are in no number "
            "and in no list: do not rely on them."
        )

    @property
    def is_apart(self) -> bool:
        """By the book no early-years setting must have a SENCo, and so none is counted among schools."""
        return not set(EARLY_YEARS) & set(self.terms.kinds(("must",)))

    @property
    def contact(self) -> str:
        """Where whoever runs the portal is told."""
        return str(settings.CONTACT_EMAIL)

    @property
    def areas_url(self) -> str:
        """Where the list of areas is, of the same day."""
        return on_day(self, path_of("compliance_areas"), {})

    def address(self, view: str, asked: Asked | None = None, *, args: Sequence[str] = ()) -> str:
        """The address of a page of this area on this day, with a question where it is a list."""
        own = {"region": (self.region,)} if self.region else {}
        return on_day(self, path_of(view, self.area.code, *args), {**(asked or {}), **own})


def on_day(subject: Subject, path: str, asked: Asked) -> str:
    """The address of any page on the day of another, with a question; one that names a day itself keeps that.

    Of today no day is said, so that an address that was kept is of the day on which it is opened.
    """
    day = subject.terms.day
    query = query_of({**({} if day == subject.asked_on else {"as_at": (day.isoformat(),)}), **asked})
    return f"{path}?{query}" if query else path
