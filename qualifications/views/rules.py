"""Pages about the rules that anybody may read."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qualifications import books, models
from qualifications.comparison import compare_by_part
from qualifications.presenters import Aside, not_in_force, settings_at_a_glance
from qualifications.register import register
from qualifications.rules.sentences import sentence, title


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
        row = books.current_row(timezone.localdate())
    except books.NoCurrentBook:
        return render(request, "qualifications/no_book.html", status=503)
    return _rules(request, row)


@login_not_required
@require_safe
def rule_books(request: HttpRequest) -> HttpResponse:
    """Every published rule book, the newest first, with what each says otherwise than the one before it."""
    names, today = books.names(), timezone.localdate()
    published = models.RuleBook.objects.published().order_by("-in_force_from", "-published_at", "-pk")
    current = models.RuleBook.objects.current(today)
    told = []
    for row in published:
        before = models.RuleBook.objects.before(row)
        differences = compare_by_part(books.load(before), books.load(row), names) if before else []
        told.append({"row": row, "before": before, "differences": differences, "is_current": row == current})
    return render(request, "qualifications/rule_books.html", {"told": told, "today": today})


@login_not_required
@require_safe
def rule_book(request: HttpRequest, pk: int) -> HttpResponse:
    """One published rule book in plain words, whether it is in force or not: an address that stays."""
    row = get_object_or_404(models.RuleBook.objects.published(), pk=pk)
    return _rules(request, row, not_in_force(row, timezone.localdate()))


@login_not_required
@require_safe
def rule(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One rule of a published book, with the words and the sources of it: an address that stays."""
    row = get_object_or_404(models.RuleBook.objects.published(), pk=pk)
    book = books.load(row)
    found = next((each for each in book.rules if each.code == code), None)
    if found is None:
        raise Http404
    names = books.names()
    context: dict[str, Any] = {"row": row, "book": book, "rule": found}
    context |= {"title": title(found, book, names), "sentence": sentence(found, book, names)}
    context["standing"] = not_in_force(row, timezone.localdate())
    return render(request, "qualifications/rule.html", context)


def _rules(request: HttpRequest, row: models.RuleBook, standing: Aside | None = None) -> HttpResponse:
    """All that a published book says. In: also why it does not answer today, where it does not."""
    book = books.load(row)
    context = {"row": row, "book": book, "parts": register(book, books.names()), "standing": standing}
    return render(request, "qualifications/rules.html", context)
