"""What pages say of the law beside an answer: the sources for paper."""

from django import template

from qualifications.checker.result import Result
from qualifications.wording import once

register = template.Library()


@register.simple_tag
def printed_sources(result: Result) -> list[tuple[str, str]]:
    """For a reader who cannot press a link: each address once, and the texts and provisions that are found there."""
    steps = (*result.deciding, *result.beside, *result.unknown)
    found: dict[str, list[str]] = {}
    for source in once(
        [*(step.sources for step in steps), *(other.reading.reading.sources for other in result.others)]
    ):
        found.setdefault(source.url, []).append(f"{source.name}, {source.provision}")
    return [(url, "; ".join(told)) for url, told in found.items()]
