"""Certificates of awards: added, downloaded, taken away."""

import logging

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from practitioners import actions
from practitioners.actions.looks import keep_look
from practitioners.enums import Seen
from practitioners.forms.certificates import MOST_MEGABYTES, CertificateForm, WithdrawForm
from practitioners.models import Award, Certificate, Practitioner
from practitioners.presenters.certificates import CONTENT_TYPES, certificate_line, file_name, what_follows
from practitioners.views.asking import may_not_change, moment, person_seen, person_to_change, signed
from practitioners.views.editing import Page
from senco_portal.lib import evidence
from senco_portal.lib.uploads import takes_files
from settings.middleware import access_of

logger = logging.getLogger(__name__)
# Even a browser that opens it in spite of all does nothing with it, and keeps nothing.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


@require_http_methods(["GET", "HEAD", "POST"])
@takes_files(megabytes=MOST_MEGABYTES)
def certificate_new(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A certificate of an award that is recorded already."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    award = get_object_or_404(Award.objects.select_related("qualification"), pk=row, practitioner=person)
    form = CertificateForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    if form.is_valid():
        sent = form.cleaned_data["certificate"]
        actions.attach_certificate(award, sent, access=asks, signed=signed(asks, "Certificate added"))
        messages.success(request, "The certificate was added.")
        return redirect("practitioner_detail", person.pk)
    page = Page(person, "Add a certificate", "Save", "", str(award.qualification))
    return render(request, "practitioners/record_form.html", {"form": form, "page": page})


@require_safe
def certificate_download(request: HttpRequest, pk: int, row: int, certificate: int) -> HttpResponseBase:
    """The file, for whoever may see the person; a page that says so where it has gone missing."""
    asks = access_of(request)
    person = person_seen(asks, pk)
    found = _certificate(person, row, certificate)
    file = evidence.opened(found.stored_as)
    if file is None:
        logger.error("Certificate %s has no file in the storage of evidence", found.pk)
        context = {"person": person, "award": found.award, "certificate": certificate_line(found)}
        return render(request, "practitioners/certificate_missing.html", context, status=404)
    if request.method == "GET":
        keep_look(person, Seen.CERTIFICATE, access=asks, at=moment())
    kind = CONTENT_TYPES[found.kind]
    return FileResponse(file, as_attachment=True, filename=file_name(found), content_type=kind, headers=_HEADERS)


@require_http_methods(["GET", "HEAD", "POST"])
def certificate_remove(request: HttpRequest, pk: int, row: int, certificate: int) -> HttpResponse:
    """Asks whether a certificate was added by mistake, and why, and takes it away."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    found = _certificate(person, row, certificate)
    if refused := may_not_change(asks, found.award, request):
        return refused
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.withdraw_certificate(found, access=asks, signed=signed(asks, form.cleaned_data["reason"]))
        messages.success(request, "The certificate was taken away. The history keeps that it was here.")
        return redirect("practitioner_detail", person.pk)
    context = {"person": person, "award": found.award, "certificate": certificate_line(found), "form": form}
    context["follows"] = what_follows(found)
    return render(request, "practitioners/certificate_remove.html", context)


def _certificate(person: Practitioner, row: int, certificate: int) -> Certificate:
    """A certificate of one of the person's awards. Raises Http404 where there is none such."""
    rows = Certificate.objects.select_related("award__qualification", "award__practitioner")
    return get_object_or_404(rows, pk=certificate, award=row, award__practitioner=person)
