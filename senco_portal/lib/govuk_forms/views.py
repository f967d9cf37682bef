"""The page of components: everything a form can be made of, in every state."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from senco_portal.lib.govuk_forms.forms import without_errors
from senco_portal.lib.govuk_forms.samples import JourneyFormSet, SampleForm, gallery, sample_buttons


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def components(request: HttpRequest) -> HttpResponse:
    """In: nothing, or the sample form and its formset. Out: the page, after a POST with what was wrong."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, formset = SampleForm(*sent), JourneyFormSet(*sent, prefix="journeys")
    if formset.was_rearranged:
        without_errors(form)
    is_done = all([form.is_valid(), formset.is_valid()])
    context = {"form": form, "formset": formset, "is_done": is_done, "gallery": gallery()}
    context["buttons"] = sample_buttons()
    return render(request, "govuk_forms/components.html", context)
