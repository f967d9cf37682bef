"""Wherever a reason is asked for and missing, the words say what to write."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.urls import get_resolver

OURS = ("practitioners", "settings", "qualifications", "compliance", "accounts", "senco_portal")
USUAL = forms.Field.default_error_messages["required"]


def forms_of_ours(kind: Any = forms.BaseForm) -> Iterator[Any]:
    assert get_resolver().url_patterns, "views bring their forms"
    for form in kind.__subclasses__():
        if form.__module__.startswith(OURS):
            yield form
        yield from forms_of_ours(form)


@pytest.mark.parametrize("name", ["reason", "change_reason"])
def test_a_missing_reason_says_what_to_write(name: str) -> None:
    fields = {form: form.base_fields[name] for form in forms_of_ours() if name in form.base_fields}
    assert len(fields) > 3
    bare = [
        form.__name__ for form, field in fields.items() if field.required and field.error_messages["required"] == USUAL
    ]
    assert bare == []
