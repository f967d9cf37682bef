"""The pages on which a draft is changed, part by part."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qualifications import actions, policies
from qualifications.admin.answers import back, done, page, signed
from qualifications.admin.desk import open_desk
from qualifications.admin.editing import Editing, answer, held, order_form, part_of
from qualifications.admin.forms.asks import SeenForm
from qualifications.admin.kinds import kind_called, section_called
from qualifications.admin.pages import sentences_of
from senco_portal.lib.admin import actor
from senco_portal.lib.refusals import Refused

moment = timezone.now  # noqa: TID251  # views read the clock
both = require_http_methods(["GET", "HEAD", "POST"])


@both
def part_add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A new part of a draft."""
    return answer(request, Editing(pk, kind_called(kind)), timezone.localdate(), moment())


@both
def part_change(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """One part of a draft."""
    return answer(request, Editing(pk, kind_called(kind), part), timezone.localdate(), moment())


@both
def book_section(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Some fields of a draft's own."""
    return answer(request, Editing(pk, section_called(section), pk), timezone.localdate(), moment())


@both
def part_delete(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    """Takes a part out of a draft."""
    policies.check_change_books(request.user)
    sent, of_kind = request.method == "POST", kind_called(kind)
    try:
        with held(sent=sent):
            desk = open_desk(pk, timezone.localdate(), by=actor(request), to_change=sent)
            row = part_of(desk, of_kind, part, sent=sent)
            form = SeenForm(request.POST if sent else None, entry=desk.entry)
            if form.is_valid():
                actions.remove_part(row, **signed(request, moment(), form.cleaned_data["change_reason"]))
                return done(request, pk, f"The {of_kind.called} “{row}” was deleted.")
    except Refused as why:
        return back(request, pk, why)
    title = f"Delete the {of_kind.called} “{row}”"
    return page(request, "ask", title, form=form, book=desk.draft, verb=f"Delete this {of_kind.called}")


@both
def part_order(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The order of the parts of one kind."""
    policies.check_change_books(request.user)
    sent, of_kind = request.method == "POST", kind_called(kind)
    try:
        with held(sent=sent):
            desk = open_desk(pk, timezone.localdate(), by=actor(request), to_change=sent)
            form = order_form(request, of_kind, desk.draft)
            if form.is_valid():
                reason = form.cleaned_data["change_reason"]
                actions.reorder(of_kind.rows(desk.draft), form.keys(), **signed(request, moment(), reason))
                return done(request, pk, f"The order of the {of_kind.several} was changed.")
    except Refused as why:
        return back(request, pk, why)
    says, title = sentences_of(desk.draft, of_kind), f"Order of the {of_kind.several}"
    return page(request, "order", title, form=form, book=desk.draft, rows=form.rows(says))
