"""Days in words, as far as they are known."""

from datetime import date

from django.utils.formats import date_format

from practitioners.enums import Precision
from practitioners.models import PriorPost
from qualifications.rules.dates import in_words


def partly(day: date, precision: str) -> str:
    """A day that is known to the day, the month or the year."""
    return {Precision.MONTH.value: date_format(day, "F Y"), Precision.YEAR.value: str(day.year)}.get(
        precision, in_words(day)
    )


def spell(row: PriorPost) -> str:
    """From when until when an earlier post was, as far as it is known: it is told from others by that."""
    first = partly(row.started_on, row.started_to) if row.started_on else ""
    last = partly(row.ended_on, row.ended_to) if row.ended_on else ""
    since = f" from {first}" if first else ""
    return f"{since} until {last}" if last else since
