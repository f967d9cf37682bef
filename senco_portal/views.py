"""Is the service well? For whatever watches it; no person reads these."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from senco_portal.errors import RETRY_AFTER
from senco_portal.lib.database import what_is_not_ready

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
