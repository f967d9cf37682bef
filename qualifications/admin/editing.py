"""One part of a draft on one page: shown, tried, saved, or refused with everything that was entered still there."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from qualifications import actions, models, policies
from qualifications.actions.entries import saying
from qualifications.admin.answers import back, done, page, signed, tell_of_others
from qualifications.admin.desk import Desk, open_desk
from qualifications.admin.forms.asks import OrderForm, Parts, in_order, moved
from qualifications.admin.forms.base import PartForm
from qualifications.admin.kinds import Kind
from qualifications.admin.pages import sentences_of
from qualifications.books.lives import day_of
from qualifications.comparison import Difference, compare
from senco_portal.lib.admin import actor
from senco_portal.lib.refusals import Refused

TRY = "_try"
STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class Editing:
    """Which part of which draft a page is about; a new one where no part is named."""

    pk: int
    kind: Kind
    part: int | None = None


class Trial(NamedTuple):
    """What the draft would be like with what was entered: what it would say otherwise, and what would be wrong."""

    differences: list[Difference]
    found: list[str]


def answer(request: HttpRequest, editing: Editing, today: date, at: datetime) -> HttpResponse:
    """The page of a part. Sent, it is saved, or only tried; what may not be is said on the page."""
    policies.check_change_books(request.user)
    sent, trial = request.method == "POST", None
    try:
        with held(sent=sent):
            desk = open_desk(editing.pk, today, by=actor(request), to_change=sent)
            form = _form(request, editing, desk)
            if sent and form.is_valid():
                if TRY not in request.POST and _save(request, form, at):
                    return _saved(request, form, editing)
                trial = _try(request, form, at) if TRY in request.POST else None
    except Refused as why:
        return back(request, editing.pk, why)
    says = sentences_of(desk.draft, editing.kind).get(editing.part or 0, "")
    return page(request, "part", _title(editing, form), form=form, book=desk.draft, trial=trial, says=says)


def part_of(desk: Desk, kind: Kind, part: int, *, sent: bool) -> Any:
    """A part of the draft. Raises Http404 where there is none; Refused where somebody sent something for it."""
    row = kind.rows(desk.draft).filter(pk=part).first()
    if row is None and sent:
        raise Refused("Somebody deleted this part meanwhile. Nothing was saved.")
    if row is None:
        raise Http404("There is no such part.")
    return row


def held(*, sent: bool) -> AbstractContextManager[object]:
    """A transaction where something was sent; whoever only looks holds nobody up."""
    return transaction.atomic() if sent else nullcontext()


def _form(request: HttpRequest, editing: Editing, desk: Desk) -> PartForm:
    kind = editing.kind
    if editing.part is None:
        row = kind.new(desk)
    elif kind.model is models.RuleBook:
        row = desk.draft
    else:
        row = part_of(desk, kind, editing.part, sent=request.method == "POST")
    wanted = {name: request.GET[name] for name in ("after", "alternative") if request.GET.get(name, "").isdecimal()}
    form = kind.form(request.POST if request.method == "POST" else None, instance=row, desk=desk, initial=wanted)
    form.fields["change_reason"].required = TRY not in request.POST
    return form


def _save(request: HttpRequest, form: PartForm, at: datetime) -> bool:
    """Saves the part. Out: whether it could be; if not, the form says why."""
    try:
        actions.save_part(form.part(), **signed(request, at, form.cleaned_data["change_reason"]))
    except Refused as why:
        form.add_error(None, str(why))
        return False
    return True


def _saved(request: HttpRequest, form: PartForm, editing: Editing) -> HttpResponse:
    tell_of_others(request, form)
    anchor = editing.kind.slug if form.instance == form.desk.draft else f"{editing.kind.slug}-{form.instance.pk}"
    return done(request, editing.pk, f"Saved: {editing.kind.called}{_name(form)}.", anchor)


def _try(request: HttpRequest, form: PartForm, at: datetime) -> Trial | None:
    """What saving would do. Everything is taken back."""
    before = saying(form.desk.draft)
    with transaction.atomic():
        saved = _save(request, form, at)
        draft = models.RuleBook.objects.get(pk=form.desk.draft.pk)
        after = saying(draft)
        found = [finding.words for finding in actions.findings(draft, after, day_of(at))]
        transaction.set_rollback(True)
    if form.is_new:
        form.instance.pk, form.instance._state.adding = None, True
    differences = compare(before, after, form.desk.names) if before and after else []
    return Trial(differences, found) if saved else None


def _title(editing: Editing, form: PartForm) -> str:
    verb = "Add" if form.is_new else "Change"
    article = "" if form.instance == form.desk.draft else "a " if form.is_new else "the "
    return f"{verb} {article}{editing.kind.called}{'' if form.is_new else _name(form)}"


def _name(form: PartForm) -> str:
    return "" if form.instance == form.desk.draft else f" “{form.instance}”"


def order_form(request: HttpRequest, kind: Kind, draft: models.RuleBook) -> OrderForm:
    """The numbers of the parts of a kind. Pressed up or down, it comes back with the order that this makes, unsaved.

    Raises Http404 for parts without an order, Refused where the order is no longer as it was shown.
    """
    if not kind.is_ordered:
        raise Http404("Parts of this kind have no order.")
    form = OrderForm(parts=[(row.pk, str(row)) for row in kind.rows(draft)])
    if request.method != "POST":
        return form
    if request.POST.get("seen") != form.now:
        raise Refused("Somebody changed this order after you opened it. Nothing was saved: look at it again.")
    form = OrderForm(request.POST, parts=_as_shown(form.parts, request.POST.get("shown", "")), seen=form.now)
    step = next((word for word in STEPS if word in request.POST), "")
    return _stepped(request, form, step) if step else form


def _as_shown(parts: Parts, shown: str) -> Parts:
    """Parts in the order in which the page showed them, which a press on up or down had made."""
    places = {key: place for place, key in enumerate(shown.split(","))}
    return sorted(parts, key=lambda part: places.get(str(part[0]), len(places)))


def _stepped(request: HttpRequest, form: OrderForm, step: str) -> OrderForm:
    numbers = [(pk, _number(request.POST.get(f"place_{pk}", ""))) for pk, _ in form.parts]
    keys = moved(in_order(numbers), _number(request.POST[step]) or 0, by=STEPS[step])
    places = {f"place_{pk}": place for place, pk in enumerate(keys, start=1)}
    called = dict(form.parts)
    parts = [(pk, called[pk]) for pk in keys]
    return OrderForm(parts=parts, seen=form.now, initial={**places, "change_reason": request.POST.get("change_reason")})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None
