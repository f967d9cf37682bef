"""Paths of pages, of which a list names hundreds: to look each up takes longer than to escape it."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=16_384)
def path_of(view: str, *args: str | int) -> str:
    """The path of a page. In: the name of its address, and what stands in it. Raises NoReverseMatch."""
    return reverse(view, args=args)
