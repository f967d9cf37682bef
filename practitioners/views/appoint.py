"""To appoint a SENCo: one question a page, the answers kept in a draft, all of it checked before it is saved."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practitioners.actions import drafts
from practitioners.forms.check import USUAL, SaveForm
from practitioners.journey.answers import Answers, typed_in
from practitioners.journey.foreseen import foresee
from practitioners.journey.page import address, elsewhere, recorded, summary
from practitioners.journey.questions import BY_SLUG, UNDOES, Question
from practitioners.journey.told import certificates, told
from practitioners.journey.way import next_question, way
from practitioners.models import Appointment, Draft
from practitioners.presenters.closed import closed_place
from practitioners.views.drafting import answers_of, back, onward, own_draft, place_of
from practitioners.views.throttle import TOO_MANY, is_too_often
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.policies import Access
from settings.presenters import address_of, name_of

UNTOLD = "We could not tell the setting that they leave, because we do not know which one it is. Tell it yourself."
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@never_cache
def appointment_new(request: HttpRequest, register: str, urn: str) -> HttpResponse:
    """What the journey asks, and the way into it: to begin, or to go on with the draft there is."""
    setting, granted, at = place_of(register, urn, request)
    if request.method == "POST":
        draft = drafts.begin(setting, access=granted, at=at, anew="anew" in request.POST)
        return onward(answers_of(draft, granted))
    context: dict[str, Any] = {"place": name_of(setting), "back": address_of(setting)}
    context |= {"draft": Draft.objects.filter(user=granted.user, setting=setting).first()}
    return render(request, "practitioners/appointment_new.html", context)


@require_http_methods(METHODS)
@never_cache
def appointment_question(request: HttpRequest, register: str, urn: str, step: str) -> HttpResponse:
    """One question. In: its answer, or nothing. Out: the page, with its errors and all that was typed; or the next."""
    if step not in BY_SLUG:
        raise Http404
    setting, granted, at = place_of(register, urn, request)
    question, draft = BY_SLUG[step], own_draft(setting, granted)
    if draft is None:
        return redirect(address(setting))
    answers = answers_of(draft, granted)
    if question not in way(answers) or (step != "who" and not answers.is_answered("who")):
        return onward(answers)
    if is_too_often(step, draft.answers.get(step, {}), request):
        return _wait(request, question, answers)
    form = answers.form(step, request.POST.dict() if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = typed_in(step, request.POST.dict())
        kept = drafts.answer(draft, step, typed, undoes=UNDOES.get(step, ()), at=at)
        return onward(answers_of(kept, granted)) if kept else redirect(address_of(setting))
    return render(request, "practitioners/appointment_question.html", _page(question, answers, form))


@require_http_methods(METHODS)
@never_cache
def appointment_check(request: HttpRequest, register: str, urn: str) -> HttpResponse:
    """All answers with the decision as it will be. POST saves them, once, and leads to the setting's page."""
    setting, granted, at = place_of(register, urn, request)
    draft = own_draft(setting, granted)
    if draft is None:
        return redirect(address_of(setting) if request.method == "POST" else address(setting))
    answers = answers_of(draft, granted)
    if next_question(answers):
        return onward(answers)
    form = SaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _save(request, form, draft, granted, at):
        return redirect(address_of(setting))
    context = _check_page(answers, Signed(granted.user, at, USUAL))
    context |= {"form": form, "version": f"{draft.pk}.{draft.version}"}
    return render(request, "practitioners/appointment_check.html", context)


def _page(question: Question, answers: Answers, form: Any) -> dict[str, Any]:
    context = {"question": question, "form": form, "back": back(question, answers), "place": name_of(answers.setting)}
    context |= {"recorded": recorded(question, answers), "providers": answers.providers if question.heading else []}
    context |= {"closed": closed_place(answers.setting, answers.day) if question.slug == "start" else None}
    return context | {"elsewhere": elsewhere(answers) if question.slug == "elsewhere" else ""}


def _wait(request: HttpRequest, question: Question, answers: Answers) -> HttpResponse:
    """The page of a question that was answered too often, with what was typed."""
    form = answers.unread(question.slug, typed_in(question.slug, request.POST.dict()))
    context = _page(question, answers, form) | {"wait": TOO_MANY}
    return render(request, "practitioners/appointment_question.html", context, status=429)


def _check_page(answers: Answers, signed: Signed) -> dict[str, Any]:
    is_stranger = answers.chosen is not None and answers.shown is None
    context = {"answers": summary(answers), "foreseen": foresee(answers, signed), "is_stranger": is_stranger}
    return context | {"place": name_of(answers.setting), "back": back(None, answers), "day": answers.day}


def _save(request: HttpRequest, form: SaveForm, draft: Draft, granted: Access, at: datetime) -> bool:
    """Saves a draft as it was shown; what is refused stands on the form. Out: whether it is saved."""
    shown = Draft(pk=draft.pk, version=form.version)
    answers = answers_of(draft, granted)
    is_untold = _is_move(answers) and not answers.left
    try:
        post = drafts.finish(
            shown, lambda held: _told(held, granted), access=granted, signed=_signed(form, granted, at)
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    if post:
        messages.success(request, f"{post.practitioner} is recorded.")
    if post and is_untold:
        messages.info(request, UNTOLD)
    return True


def _told(held: Draft, granted: Access) -> drafts.Told:
    """What a draft says when it is saved: read once more."""
    answers = answers_of(held, granted)
    if next_question(answers):
        raise Refused(drafts.CHANGED)
    rows = told(answers)
    return drafts.Told(rows, _left(answers), lambda: certificates(answers, rows))


def _left(answers: Answers) -> list[Appointment]:
    """The posts whose setting and authority are told that the person moves."""
    return answers.left if _is_move(answers) else []


def _is_move(answers: Answers) -> bool:
    return answers.moves and any(each.slug == "elsewhere" for each in way(answers))


def _signed(form: SaveForm, granted: Access, at: datetime) -> Signed:
    return Signed(granted.user, at, form.why)
