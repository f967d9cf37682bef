"""A person's record: read, put right, earlier posts told."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from practitioners import actions
from practitioners.actions.looks import keep_look
from practitioners.assessments import with_facts
from practitioners.enums import Seen
from practitioners.forms.people import (
    AllToldForm,
    AwardsToldForm,
    ChangePriorPostForm,
    CoursesToldForm,
    PersonForm,
    PriorPostForm,
    PriorPostsToldForm,
)
from practitioners.models import Appointment, Practitioner, PriorPost
from practitioners.policies import can_change, can_record_at, can_see_looks, can_verify
from practitioners.presenters.history import HistoryPage, history_of, history_page
from practitioners.presenters.merging import merges_of
from practitioners.presenters.people import person_page
from practitioners.presenters.posts import ways_with
from practitioners.presenters.practice import practice_of
from practitioners.presenters.timeline import person_timeline
from practitioners.views.asking import moment, person_to_change, rules_today, signed
from practitioners.views.editing import Page, edit
from settings.middleware import access_of
from settings.policies import Access

HISTORY_PER_PAGE = 50


@require_safe
def practitioner_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is recorded of a person, and what the rules decide of each post. A merged one's address leads on."""
    asks = access_of(request)
    followed = Practitioner.objects.followed(pk)
    person = get_object_or_404(_with_records(asks), pk=followed)
    if followed != pk:
        return redirect("practitioner_detail", followed)
    posts = list(with_facts(Appointment.objects.filter(practitioner=person)).select_related("setting__register_type"))
    ways = {post.pk: ways_with(post, asks.day) for post in posts if can_record_at(asks, post.setting)}
    context = {
        "page": person_page(person, posts, rules_today(), asks.day, ways),
        "timeline": person_timeline(person, posts, asks.day),
        "practice": practice_of(person.practice.all(), asks.day),
        "history": _history(person, request.GET.get("history")),
        "may_change": can_change(asks, person),
        "may_verify": can_verify(asks, person),
        "merges": merges_of(person, moment()),
        "may_see_looks": can_see_looks(asks, person),
    }
    answer = render(request, "practitioners/practitioner_detail.html", context)
    if request.method == "GET":
        keep_look(person, Seen.RECORD, access=asks, at=moment())
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def practitioner_change(request: HttpRequest, pk: int) -> HttpResponse:
    """What holds of a person at every post."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    page = Page(person, "What is recorded of this person", "Save", "The record was changed.")
    return edit(
        page,
        request,
        PersonForm,
        person,
        lambda form: actions.change_person(
            form.instance,
            previous_names=form.cleaned_data["previous_names"],
            access=asks,
            signed=signed(asks, form.why("")),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def prior_post_new(request: HttpRequest, pk: int) -> HttpResponse:
    """An earlier post that the register does not hold."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    page = Page(person, "An earlier post as SENCo", "Save", "The earlier post was recorded.")
    return edit(
        page,
        request,
        PriorPostForm,
        PriorPost(practitioner=person),
        lambda form: actions.tell_prior_post(
            form.instance, access=asks, signed=signed(asks, form.why("Earlier post told"))
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def prior_posts_told(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether the person held other posts than those that are recorded."""
    return _all_told(request, pk, PriorPostsToldForm, "prior_post_new", "All earlier SENCo posts are recorded")


@require_http_methods(["GET", "HEAD", "POST"])
def awards_told(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether the person holds other awards than those that are recorded."""
    return _all_told(request, pk, AwardsToldForm, "award_new", "All SENCo qualifications are recorded")


@require_http_methods(["GET", "HEAD", "POST"])
def courses_told(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether the person is on other courses than those that are recorded."""
    return _all_told(request, pk, CoursesToldForm, "enrolment_new", "All SENCo courses are recorded")


def _all_told(request: HttpRequest, pk: int, kind: type[AllToldForm], new: str, reason: str) -> HttpResponse:
    """Asks whether there are others; who says yes is led to the page ``new``."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    if request.method == "POST" and request.POST.get("others") == "yes":
        return redirect(new, person.pk)
    page = Page(person, "Is everything recorded?", "Save", "Your answer was recorded.")

    def write(form: AllToldForm) -> None:
        is_told = form.cleaned_data["others"] == "no"
        why = reason if is_told else "Not known whether there are others"
        actions.change_person(form.instance, access=asks, signed=signed(asks, why))

    return edit(page, request, kind, person, write)


@require_http_methods(["GET", "HEAD", "POST"])
def prior_post_change(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """An earlier post as it should have been told, and why."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    prior = get_object_or_404(PriorPost, pk=row, practitioner=person)
    page = Page(person, "Put an earlier post right", "Save", "The earlier post was changed.")
    return edit(
        page,
        request,
        ChangePriorPostForm,
        prior,
        lambda form: actions.tell_prior_post(form.instance, access=asks, signed=signed(asks, form.why(""))),
    )


def _history(person: Practitioner, number: str | None) -> HistoryPage:
    """One page of what was ever recorded; the first or the last where there is none of that number."""
    return history_page(person, Paginator(history_of(person), HISTORY_PER_PAGE).get_page(number))


def _with_records(asks: Access) -> "QuerySet[Practitioner]":
    return Practitioner.objects.visible_to(asks).prefetch_related(
        "previous_names",
        "prior_posts",
        "practice",
        "appointments",
        "awards__qualification",
        "awards__provider",
        "awards__certificates",
        "enrolments__qualification",
        "enrolments__provider",
    )
