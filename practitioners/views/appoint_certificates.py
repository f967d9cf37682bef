"""The page of an appointment that takes certificates of the awards told, and keeps them with the draft."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practitioners.actions import drafts
from practitioners.forms.certificates import MOST_MEGABYTES, TAKE_AWAY, CertificatesForm
from practitioners.journey.page import address
from practitioners.journey.questions import BY_SLUG
from practitioners.journey.way import way
from practitioners.views.drafting import answers_of, back, onward, own_draft, place_of
from senco_portal.lib.uploads import takes_files
from settings.presenters import address_of, name_of

QUESTION = BY_SLUG["certificates"]
_AT_ONCE = 5


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@takes_files(megabytes=MOST_MEGABYTES, at_once=_AT_ONCE)
def appointment_certificates(request: HttpRequest, register: str, urn: str) -> HttpResponse:
    """One file for each award told, or none. What is in order is kept, whatever is wrong with the rest."""
    setting, granted, at = place_of(register, urn, request)
    draft = own_draft(setting, granted)
    if draft is None:
        return redirect(address(setting))
    answers = answers_of(draft, granted)
    if QUESTION not in way(answers) or not answers.is_answered("who"):
        return onward(answers)
    sent = (request.POST.dict(), request.FILES) if request.method == "POST" else (None, None)
    form = cast("CertificatesForm", answers.form("certificates", *sent))
    if request.method == "POST":
        taken_back = request.POST.get(TAKE_AWAY, "")
        drafts.park(draft, form.received, taken_back=taken_back, at=at)
        if form.is_valid() and not taken_back:
            kept = drafts.answer(draft, "certificates", {}, undoes=(), at=at)
            return onward(answers_of(kept, granted)) if kept else redirect(address_of(setting))
        form.tell(answers_of(draft, granted).awards)
    context = {"question": QUESTION, "form": form, "back": back(QUESTION, answers), "place": name_of(setting)}
    return render(request, "practitioners/appointment_certificates.html", context)
