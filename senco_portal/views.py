"""Pages of the whole portal: is the service well, for whatever watches it; and what everybody may want to know."""

import json
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from compliance.actions.notes import NOTES_KEPT
from practitioners.actions.drafts import DRAFTS_KEPT
from practitioners.actions.looks import LOOKS_KEPT
from senco_portal.errors import RETRY_AFTER
from senco_portal.lib.database import what_is_not_ready
from senco_portal.lib.uploads import KEPT

# By the name of a page, the day on which its words were last changed.
CHANGED_ON = Path(__file__).parent / "data" / "changed_on.json"
PLAIN = "text/plain; charset=utf-8"


@login_not_required
@require_safe
@never_cache
def health_live(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all; restart it when this fails."""
    return HttpResponse("live\n", content_type=PLAIN)


@login_not_required
@require_safe
@never_cache
def health_ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and its migrations are applied, else 503 with the reason: send nobody here yet."""
    trouble = what_is_not_ready()
    if not trouble:
        return HttpResponse("ready\n", content_type=PLAIN)
    return HttpResponse(f"not ready: {trouble}\n", status=503, content_type=PLAIN, headers={"Retry-After": RETRY_AFTER})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the portal is, and whom to tell where it is not."""
    return render(request, "accessibility.html", _answering("accessibility"))


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, and what is not."""
    kept = {"drafts": DRAFTS_KEPT.days, "looks": LOOKS_KEPT.days, "files": KEPT.days, "notes": NOTES_KEPT.days}
    return render(request, "privacy.html", _answering("privacy") | kept)


def _answering(page: str) -> dict[str, object]:
    """Who answers for what a page says, and since when it says so: whoever changes its words changes the day, too."""
    changed_on = date.fromisoformat(json.loads(CHANGED_ON.read_text())[page])
    return {"changed_on": changed_on, "organisation": settings.ORGANISATION, "contact": settings.CONTACT_EMAIL}
