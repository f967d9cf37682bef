"""The numbers of a page, each with the address of the list that it counts; and the walk to these lists."""

import re
from collections.abc import Iterable
from html import unescape

from django.test import Client

from tests.integration.compliance.tables import rows_of

COUNT = re.compile(r'<a class="govuk-link" href="([^"]+)" data-count>(\d{1,3}(?:,\d{3})*)<')
MARKED = "data-count"


def counts(page: str) -> list[tuple[str, int]]:
    """Every number of a page, with the address of its list; none is passed by that is written in another way."""
    found = COUNT.findall(page)
    assert len(found) == page.count(MARKED)
    return [(unescape(address), int(number.replace(",", ""))) for address, number in found]


def check_lists(client: Client, found: Iterable[tuple[str, int]], *, files: bool = True) -> None:
    """Every number is the length of its list; and, with ``files``, of its table. In: numbers with their addresses."""
    for address, number in found:
        heading = client.get(address).context["page"].heading
        assert (address, heading.partition(" ")[0]) == (address, f"{number:,}")
        if files:
            table = rows_of(client.get(f"{address}&format=csv"))
            assert (address, len(table) - 1) == (address, number)
