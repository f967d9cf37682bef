"""The pages that take register files: send one, see what it would change, have it taken."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compliance.actions import imports as actions
from compliance.forms.imports import MOST_MEGABYTES, ImportForm
from compliance.policies import check_import, check_report
from compliance.presenters.imports import newest_files, present_report
from senco_portal.lib.exclusive import Busy
from senco_portal.lib.refusals import Refused
from senco_portal.lib.uploads import takes_files
from settings.enums import Completeness, FileKind
from settings.imports import Taking, Unreadable
from settings.models import ImportRun
from settings.policies import can_import

if TYPE_CHECKING:
    from accounts.models import User

BUSY = "Another import is under way. Wait until it has ended, and try again."
moment = timezone.now  # noqa: TID251  # views read the clock
_RUNS = ImportRun.objects.select_related("by")


@login_required(login_url="admin:login")
@require_http_methods(["GET", "HEAD", "POST"])
@takes_files(megabytes=MOST_MEGABYTES)
def import_new(request: HttpRequest) -> HttpResponse:
    """Sends a register file, to see what it would change."""
    user = check_import(request.user)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ImportForm(*sent, today=timezone.localdate(), initial={"complete": ""})
    run = _offered(form, user) if form.is_valid() else None
    if run is not None:
        return redirect("import_report", run.pk)
    return render(request, "compliance/import_new.html", {"form": form, "newest": newest_files()})


def _offered(form: ImportForm, user: "User") -> ImportRun | None:
    """The report of what the file would change; nothing where that cannot be said, and the form says why."""
    said = form.cleaned_data
    taking = Taking(
        said["extract_on"], moment(), Completeness(said["complete"]), said["skip_bad_rows"], user, said["reason"]
    )
    try:
        return actions.offer(FileKind(said["kind"]), said["file"], taking, clock=moment)
    except Unreadable as why:
        form.add_error("file", str(why))
    except Busy:
        form.add_error(None, BUSY)
    return None


@login_required(login_url="admin:login")
@require_safe
def import_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file did, or would do and may be made to do from here."""
    check_report(request.user)
    return _show(request, get_object_or_404(_RUNS, pk=pk))


@login_required(login_url="admin:login")
@require_POST
def import_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a file as it was looked at."""
    user, run = check_import(request.user), get_object_or_404(_RUNS, pk=pk)
    try:
        report = actions.confirm(run, by=user, at=moment(), clock=moment)
    except (Refused, Unreadable, Busy) as why:
        return _show(request, run, refusal=BUSY if isinstance(why, Busy) else str(why))
    messages.success(request, "The file was taken.")
    return redirect("import_report", report.run.pk)


@login_required(login_url="admin:login")
@require_POST
def import_look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Looks again at what a file would change, as places are now."""
    user, run = check_import(request.user), get_object_or_404(_RUNS, pk=pk)
    try:
        again = actions.look_again(run, by=user, at=moment(), clock=moment)
    except (Refused, Unreadable, Busy) as why:
        return _show(request, run, refusal=BUSY if isinstance(why, Busy) else str(why))
    return redirect("import_report", again.pk)


@login_required(login_url="admin:login")
@require_POST
def import_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts away a file that will not be taken."""
    check_import(request.user)
    actions.put_away(get_object_or_404(_RUNS, pk=pk))
    messages.success(request, "The file was put away. Nothing was changed.")
    return redirect("import_new")


def _show(request: HttpRequest, run: ImportRun, refusal: str = "") -> HttpResponse:
    """The page of a report; with the reason where something asked of it was not done."""
    is_waiting = can_import(request.user) and actions.is_waiting(run)
    report = present_report(run, is_waiting=is_waiting, is_stale=is_waiting and actions.has_changed_since(run))
    context = {"report": report, "refusal": refusal}
    return render(request, "compliance/import_report.html", context, status=409 if refusal else 200)
