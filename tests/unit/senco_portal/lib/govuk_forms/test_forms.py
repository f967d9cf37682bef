"""Answers that depend on another, long texts, and several of one thing on a page."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from senco_portal.lib.govuk_forms.dates import DateInputField
from senco_portal.lib.govuk_forms.errors import summary_items
from senco_portal.lib.govuk_forms.fields import LongTextField
from senco_portal.lib.govuk_forms.forms import RevealForm, without_errors
from senco_portal.lib.govuk_forms.formsets import AddAnotherFormSet, add_another


class Contact(RevealForm):
    by = forms.ChoiceField(choices=[("email", "Email"), ("visit", "A visit")], widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        choices=[("ramp", "A ramp"), ("other", "Other")], required=False, widget=forms.CheckboxSelectMultiple
    )
    email = forms.EmailField()
    days = forms.MultipleChoiceField(choices=[("mon", "Monday"), ("tue", "Tuesday")])
    other = forms.CharField()

    reveals = {"by": {"email": ["email"], "visit": ["days"]}, "needs": {"other": ["other"]}}


def test_what_a_chosen_option_asks_for_must_be_answered() -> None:
    form = Contact({"by": "email", "needs": ["other"]})
    assert set(form.errors) == {"email", "other"}


def test_what_no_chosen_option_asks_for_is_empty_and_free_of_errors() -> None:
    form = Contact({"by": "visit", "days": ["mon"], "email": "no address", "other": "sent all the same"})
    assert form.is_valid()
    assert form.cleaned_data == {"by": "visit", "needs": [], "days": ["mon"], "email": "", "other": ""}


def test_without_a_choice_only_the_choice_is_asked_for() -> None:
    assert set(Contact({}).errors) == {"by"}


def test_a_disabled_choice_counts_as_it_was_given() -> None:
    form = Contact({"by": "visit"}, initial={"by": "email"})
    form.fields["by"].disabled = True
    assert set(form.errors) == {"email"}


def test_a_line_break_is_one_character() -> None:
    field = LongTextField(max_length=3, label="Story")
    assert field.clean("a\r\nb") == "a\nb"
    assert field.clean("a\rb") == "a\nb"
    with pytest.raises(ValidationError, match="Story must be 3 characters or less"):
        field.clean("a\r\nbc")


def test_words_are_counted_as_the_browser_counts_them() -> None:
    field = LongTextField(max_words=2, label="Story", required=False)
    assert field.clean(" one-and  a-half ") == "one-and  a-half"
    assert field.clean("") == ""
    with pytest.raises(ValidationError, match="Story must be 2 words or less"):
        field.clean("one two three")


class Post(forms.Form):
    title = forms.CharField()
    began_on = DateInputField(subject="Began on")
    kinds = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)


Posts = add_another(Post, item_name="post", max_num=3)
OptionalPosts = add_another(Post, item_name="post", min_num=0)


def sent(titles: list[str], **more: Any) -> QueryDict:
    """What a browser sends of posts with these titles."""
    data = QueryDict(mutable=True)
    data.update({"posts-TOTAL_FORMS": str(len(titles)), "posts-INITIAL_FORMS": "0"})
    for number, title in enumerate(titles):
        data[f"posts-{number}-title"] = title
        data[f"posts-{number}-began_on_day"] = "x"
        data.setlist(f"posts-{number}-kinds", ["a", "b"])
    data.update({name.replace("_", "-"): value for name, value in more.items()})
    return data


def titles(formset: AddAnotherFormSet) -> list[str]:
    return [form["title"].value() or "" for form in formset.forms]


def test_it_begins_with_one() -> None:
    assert len(Posts(prefix="posts").forms) == 1
    assert len(OptionalPosts(prefix="posts").forms) == 1


def test_another_is_added_with_what_was_typed_and_without_errors() -> None:
    formset = Posts(sent(["First"], posts_add="1"), prefix="posts")
    assert titles(formset) == ["First", ""]
    assert formset.forms[0]["began_on"].value() == ["x", None, None]
    assert formset.was_rearranged
    assert not formset.is_valid()
    assert summary_items(formset) == []
    assert formset.management_form["TOTAL_FORMS"].value() == "2"


def test_one_is_removed_and_those_behind_it_move_up() -> None:
    formset = Posts(sent(["First", "Second", "Third"], posts_remove="1"), prefix="posts")
    assert titles(formset) == ["First", "Third"]
    assert formset.forms[1]["kinds"].value() == ["a", "b"]
    assert summary_items(formset) == []


def test_nothing_of_the_removed_one_stays_behind() -> None:
    data = sent(["First", "Second"], posts_remove="0")
    data.setlist("posts-1-kinds", [])
    del data["posts-1-kinds"]
    formset = Posts(data, prefix="posts")
    assert titles(formset) == ["Second"]
    assert formset.forms[0]["kinds"].value() == []


def test_the_last_one_stays_and_there_is_no_more_than_there_may_be() -> None:
    assert titles(Posts(sent(["Only"], posts_remove="0"), prefix="posts")) == ["Only"]
    assert titles(Posts(sent(["1", "2", "3"], posts_add="1"), prefix="posts")) == ["1", "2", "3"]
    assert Posts(sent(["1", "2", "3"]), prefix="posts").can_add is False
    assert Posts(sent(["1"]), prefix="posts").can_remove is False


@pytest.mark.parametrize("pressed", ["7", "-1", "x", "", "1.0", "9" * 5000, "\x00", "१"])
def test_a_button_that_is_not_there_removes_nothing(pressed: str) -> None:
    assert titles(Posts(sent(["First", "Second"], posts_remove=pressed), prefix="posts")) == ["First", "Second"]


def test_it_takes_a_plain_dict_as_well() -> None:
    data = {"posts-TOTAL_FORMS": "2", "posts-0-title": "a", "posts-1-title": "b", "posts-1-kinds": ["a"]}
    formset = Posts({**data, "posts-INITIAL_FORMS": "1", "posts-remove": "0"}, prefix="posts")
    assert titles(formset) == ["b"]
    assert formset.forms[0]["kinds"].value() == ["a"]
    assert formset.initial_form_count() == 0


@pytest.mark.parametrize("total", ["", "x", "-5", "0", "99999999999"])
def test_a_forged_number_of_forms_is_survived(total: str) -> None:
    for pressed in ({}, {"posts_add": "1"}, {"posts_remove": "0"}):
        data = sent(["First"], **pressed)
        data["posts-TOTAL_FORMS"] = total
        formset = Posts(data, prefix="posts")
        assert 1 <= len(formset.forms) <= 3
        assert not formset.is_valid()


def test_missing_management_is_said_in_plain_words() -> None:
    formset = Posts({}, prefix="posts")
    assert not formset.is_valid()
    assert "Load the page again" in summary_items(formset)[0].text


def test_too_many_are_refused() -> None:
    formset = Posts(sent(["1", "2", "3", "4"]), prefix="posts")
    assert "You can enter at most 3 of these" in [item.text for item in summary_items(formset)]


def test_errors_say_which_of_several_they_are_of() -> None:
    items = summary_items(Posts(sent(["", ""]), prefix="posts"))
    assert [(item.text, item.focus_id) for item in items][:2] == [
        ("Post 1: This field is required.", "id_posts-0-title"),
        ("Post 1: Began on must include a month and year", "id_posts-0-began_on_month"),
    ]
    assert {item.focus_id for item in items[2:]} == {"id_posts-1-title", "id_posts-1-began_on_month"}


def test_an_optional_one_may_stay_empty() -> None:
    data = {"posts-TOTAL_FORMS": "1", "posts-INITIAL_FORMS": "0", "posts-0-title": ""}
    formset = OptionalPosts(data, prefix="posts")
    assert formset.is_valid()
    assert formset.cleaned_data == [{}]


def test_another_form_of_the_page_can_be_shown_without_errors() -> None:
    form = Contact({"email": "typed"})
    without_errors(form)
    assert form.errors == {}
    assert form["email"].value() == "typed"
