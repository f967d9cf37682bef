"""Two records that may be one person: found, looked at side by side, made one, parted again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from practitioners import actions
from practitioners.actions.looks import keep_looks
from practitioners.actions.merging import foresee_merge, last_day_to_undo
from practitioners.enums import Seen
from practitioners.forms.merging import MergeForm, PartForm, SearchForm
from practitioners.matching import Known
from practitioners.matching.clashes import clashes
from practitioners.matching.search import find, known_of
from practitioners.models import KeptApart, Merge, Practitioner
from practitioners.policies import can_merge
from practitioners.presenters.duplicates import said_apart
from practitioners.presenters.merging import (
    MergeResult,
    merge_page,
    merge_result,
    merges_of,
    questions_about,
    statuses_of,
)
from practitioners.views.asking import moment, people_to_merge, person_to_merge, rules_today, signed
from senco_portal.lib.refusals import Refused
from settings.middleware import access_of
from settings.policies import Access

CHANGED = "Something changed after this page was shown. Look at the result below once more, then merge."


@require_http_methods(["GET", "HEAD", "POST"])
def practitioner_duplicates(request: HttpRequest, pk: int) -> HttpResponse:
    """Other records that may be of the same person: those that are alike, or those that somebody looks for."""
    asks = access_of(request)
    person = person_to_merge(asks, pk)
    form = SearchForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    said = known_of(person, [each.name for each in person.previous_names.all()])
    if form.is_bound and form.is_valid():
        said = Known(form.cleaned_data["name"], form.cleaned_data["email"], form.cleaned_data["trn"])
    known = [each for each in find(said, asks, but=person).candidates if each.is_known]
    found = [each for each in known if can_merge(asks, person, each.person)]
    context = {"person": person, "found": found, "form": form, "looked_for": form.is_bound and form.is_valid()}
    context |= {"merges": merges_of(person, moment()), "is_seen": _is_seen(asks, person)}
    answer = render(request, "practitioners/practitioner_duplicates.html", context)
    _keep_looks(request, [person, *(each.person for each in found)], asks)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def practitioner_merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two records side by side; what would become of them; and makes them one."""
    asks = access_of(request)
    kept, merged = people_to_merge(asks, pk, other)
    if kept == merged:  # they are one already
        return _to(asks, kept)
    found = clashes(kept, merged)
    asked = questions_about(kept, merged, found)
    form = MergeForm(request.POST if request.method == "POST" else None, kept=kept, merged=merged, asked=asked)
    try:
        if form.is_bound and form.is_valid():
            if request.POST.get("do") == "merge" and form.cleaned_data["seen"] == form.mark:
                return _merge(request, form, asks)
            return _show(request, form, asks, _foreseen(form, asks))
    except Refused as why:
        form.add_error(None, str(why))
    return _show(request, form, asks, None)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_undo(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Asks why two records are parted again, and parts them."""
    asks = access_of(request)
    person = person_to_merge(asks, pk)
    merge = get_object_or_404(Merge.objects.select_related("kept", "merged"), pk=row, kept=person)
    form = PartForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.undo_merge(merge, access=asks, signed=signed(asks, f"Parted again: {form.cleaned_data['reason']}"))
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"The records are two again. The other one is that of {merge.merged}.")
            return _to(asks, person)
    made = next((each for each in merges_of(person, moment()) if each.row == merge), None)
    context = {"person": person, "merge": merge, "made": made, "form": form, "is_seen": _is_seen(asks, person)}
    return render(request, "practitioners/merge_undo.html", context)


def _is_seen(asks: Access, person: Practitioner) -> bool:
    """Whether there is a page about the person: not of who left the area long ago."""
    return Practitioner.objects.visible_to(asks).filter(pk=person.pk).exists()


def _to(asks: Access, person: Practitioner) -> HttpResponse:
    """To the person's page; where there is none for this user, to that of their other records."""
    return redirect("practitioner_detail" if _is_seen(asks, person) else "practitioner_duplicates", person.pk)


def _merge(request: HttpRequest, form: MergeForm, asks: Access) -> HttpResponse:
    made = actions.merge(form.merging, access=asks, signed=signed(asks, str(form.cleaned_data["reason"])))
    until = last_day_to_undo(made)
    messages.success(request, f"The two records are one now. You can undo this until {until}, on this page.")
    return _to(asks, made.kept)


def _foreseen(form: MergeForm, asks: Access) -> MergeResult:
    """What merging would make of the two records."""
    rules = rules_today()
    before = statuses_of([form.kept, form.merged], rules)
    signature = signed(asks, "")
    return foresee_merge(
        form.merging, lambda person: merge_result(person, before, rules), access=asks, signed=signature
    )


def _show(request: HttpRequest, form: MergeForm, asks: Access, result: MergeResult | None) -> HttpResponse:
    """The page; with the result, where everything is answered, and then with its mark."""
    asked = bool(request.POST.get("do") == "merge") and result is not None
    context = {
        "page": merge_page(form.kept, form.merged, clashes(form.kept, form.merged), _said_apart(form)),
        "form": form,
        "result": result,
        "mark": form.mark if result else "",
        "changed": CHANGED if asked else "",
    }
    answer = render(request, "practitioners/practitioner_merge.html", context)
    _keep_looks(request, [form.kept, form.merged], asks)
    return answer


def _said_apart(form: MergeForm) -> str:
    """Who said, if somebody did, that these are two people."""
    pair = sorted((form.kept.pk, form.merged.pk))
    return said_apart(KeptApart.objects.select_related("said_by").filter(one=pair[0], other=pair[1]).first())


def _keep_looks(request: HttpRequest, people: list[Practitioner], asks: Access) -> None:
    if request.method != "HEAD":
        keep_looks(people, Seen.COMPARED, access=asks, at=moment())
