"""Django admin of authorities, kinds of places, places, who acts for them, what imports did, and what they asked."""

from settings.admin import authorities, imports, members, places, questions, types

__all__ = ["authorities", "imports", "members", "places", "questions", "types"]
