"""Fields that Django lacks, for components that need them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


def count_words(text: str) -> int:
    """How many words, as the character count in the browser counts them: runs without white space."""
    return len(re.findall(r"\S+", text))


class LongTextField(forms.CharField):
    """Text over several lines, of at most ``max_length`` characters or ``max_words`` words.

    A line break counts as one character, as it does in the browser, although it is sent as two.
    """

    widget = forms.Textarea
    default_error_messages = {
        "max_length": "%(label)s must be %(limit_value)s characters or less",
        "max_words": "%(label)s must be %(max_words)d words or less",
    }

    def __init__(self, *, max_words: int | None = None, **options: Any) -> None:
        self.max_words = max_words
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The text with line breaks as ``\\n``."""
        text: str = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def run_validators(self, value: Any) -> None:
        """Raises ValidationError with messages that begin with the label."""
        try:
            super().run_validators(value)
            if self.max_words is not None and count_words(value) > self.max_words:
                raise ValidationError(self.error_messages["max_words"], "max_words", {"max_words": self.max_words})
        except ValidationError as errors:
            for error in errors.error_list:
                error.params = {"label": self.label or "Text", **(error.params or {})}
            raise
