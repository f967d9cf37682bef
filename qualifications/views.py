"""Pages about the rules that anybody may read."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qualifications import books
from qualifications.presenters import settings_at_a_glance
from qualifications.register import register


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the portal is, and what the rules ask of a SENCo who begins today at each kind of setting."""
    today = timezone.localdate()
    try:
        book = books.current(today)
    except books.NoCurrentBook:
        return render(request, "qualifications/no_book.html", status=503)
    context = {"book": book, "settings": settings_at_a_glance(book, today, books.names())}
    return render(request, "qualifications/home.html", context)


@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The whole rule book in force, in plain words, each thing with its source."""
    try:
        book = books.current(timezone.localdate())
    except books.NoCurrentBook:
        return render(request, "qualifications/no_book.html", status=503)
    return render(request, "qualifications/rules.html", {"book": book, "parts": register(book, books.names())})
