"""Courses and awards: recorded, put off, left, ended with an outcome, put right, verified."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from practitioners import actions
from practitioners.actions.awards import NOT_AS_SEEN
from practitioners.forms.certificates import MOST_MEGABYTES
from practitioners.forms.courses import AwardForm, ChangeEnrolmentForm, CorrectAwardForm, EnrolmentForm, OutcomeForm
from practitioners.models import Award, Enrolment
from practitioners.policies import can_verify
from practitioners.presenters.people import told
from practitioners.views.asking import may_not_change, person_to_change, signed
from practitioners.views.editing import Page, edit
from senco_portal.lib.refusals import Refused
from senco_portal.lib.uploads import takes_files
from senco_portal.lib.versions import VersionField, version_of
from settings.middleware import access_of
from settings.policies import Access

_AWARDS = Award.objects.select_related("qualification", "provider", "practitioner").prefetch_related("certificates")


@require_http_methods(["GET", "HEAD", "POST"])
def enrolment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A course that a person is on, was on, or will be on."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    page = Page(person, "A course", "Save", "The course was recorded.")
    return edit(
        page,
        request,
        EnrolmentForm,
        Enrolment(practitioner=person),
        lambda form: actions.enrol(form.instance, access=asks, signed=signed(asks, form.why("Course recorded"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def enrolment_change(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """That a course was put off, left or completed, or that it was recorded wrongly."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    course = get_object_or_404(Enrolment, pk=row, practitioner=person)
    page = Page(person, "Change a course", "Save", "The course was changed.")
    return edit(
        page,
        request,
        ChangeEnrolmentForm,
        course,
        lambda form: actions.change_enrolment(form.instance, access=asks, signed=signed(asks, form.why(""))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@takes_files(megabytes=MOST_MEGABYTES)
def outcome_new(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """How a course ended; of one that was not passed, a re-sit later."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    course = get_object_or_404(Enrolment.objects.select_related("qualification"), pk=row, practitioner=person)
    award = Award(practitioner=person, qualification=course.qualification, course_completed_on=course.ended_on)
    page = Page(person, "The outcome of a course", "Save", "The outcome was recorded.", str(course.qualification))
    return edit(
        page,
        request,
        OutcomeForm,
        award,
        lambda form: actions.record_outcome(
            course,
            form.instance,
            evidence=form.cleaned_data["certificate"],
            access=asks,
            signed=signed(asks, form.why("Outcome recorded")),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@takes_files(megabytes=MOST_MEGABYTES)
def award_new(request: HttpRequest, pk: int) -> HttpResponse:
    """An award that a person holds."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    page = Page(person, "An award", "Save", "The award was recorded.")
    return edit(
        page,
        request,
        AwardForm,
        Award(practitioner=person),
        lambda form: actions.record_award(
            form.instance,
            evidence=form.cleaned_data["certificate"],
            access=asks,
            signed=signed(asks, form.why("Award recorded")),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@takes_files(megabytes=MOST_MEGABYTES)
def award_change(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """An award as it should have been recorded, and why."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    award = get_object_or_404(Award, pk=row, practitioner=person)
    if refused := may_not_change(asks, award, request):
        return refused
    page = Page(person, "Put an award right", "Save", "The award was changed.")
    return edit(
        page,
        request,
        CorrectAwardForm,
        award,
        lambda form: actions.record_award(
            form.instance,
            evidence=form.cleaned_data["certificate"],
            access=asks,
            signed=signed(asks, form.why("")),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def award_verify(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Asks an officer whether an award is verified, and records it."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    award = get_object_or_404(_AWARDS, pk=row, practitioner=person)
    if not can_verify(asks, person):
        raise Http404
    page = {"person": person, "told": told(award), "seen": VersionField().prepare_value(version_of(award))}
    if request.method == "POST":
        try:
            _verify(award, request.POST.get("seen"), page["seen"], asks)
        except Refused as why:
            return render(request, "practitioners/award_verify.html", page | {"changed": str(why)})
        messages.success(request, "The award is verified.")
        return redirect("practitioner_detail", person.pk)
    return render(request, "practitioners/award_verify.html", page)


def _verify(award: Award, seen: str | None, now: Any, asks: Access) -> None:
    """Raises Refused where the page showed another award than there is now."""
    if seen != now:
        raise Refused(NOT_AS_SEEN)
    actions.verify_award(award, access=asks, signed=signed(asks, "Verified"))
