"""The checker's answer, as a page and as days for a calendar."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qualifications import books
from qualifications.checker.address import Facts, read_facts
from qualifications.checker.calendar import calendar, days_to_come
from qualifications.checker.closed_place import closed_place
from qualifications.checker.first_courses import first_courses
from qualifications.checker.journey import next_question
from qualifications.checker.next_book import next_book
from qualifications.checker.page import answers, hidden, place, to_find, where
from qualifications.checker.result import Result, differing, result
from qualifications.checker.what_if import WhatIf, compare
from qualifications.checker.which_book import BOOK, which_book
from qualifications.forms.what_if import WhatIfForm
from qualifications.models import RuleBook
from qualifications.presenters import not_in_force
from qualifications.rules.answer import answer
from qualifications.rules.assess import assess
from qualifications.rules.book import Book
from qualifications.views.check import problems_page


@login_not_required
@require_safe
def check_result(request: HttpRequest) -> HttpResponse:
    """The answer to the facts in the address: the same page for everybody who opens it on the same day."""
    facts = read_facts(request.GET.dict(), timezone.localdate(), first_courses())
    try:
        row = which_book(facts, request.GET.get(BOOK, ""))
    except books.NoCurrentBook:
        return render(request, "qualifications/no_book.html", status=503)
    if facts.problems:
        return problems_page(facts, request)
    book = books.load(row)
    following = next_question(facts, book)
    if not facts.is_whole and following:
        return redirect(f"{reverse('check_question', args=[following.slug])}?{facts.query}")
    form = WhatIfForm(request.GET if WhatIfForm.was_sent(request.GET) else None, today=facts.asked_on)
    context: dict[str, Any] = {"facts": facts, "following": following, "form": form, "hidden": hidden(facts, None)}
    where_it_is = place(facts)
    context |= {"place": where_it_is, "closed": closed_place(where_it_is, facts)} | _addresses(request, facts, row)
    context["standing"] = not_in_force(row, facts.asked_on) if BOOK in request.GET else None
    return render(request, "qualifications/check/result.html", context | _answer(facts, form, row, book))


@login_not_required
@require_safe
def check_calendar(request: HttpRequest) -> HttpResponse:
    """The deadline and the latest safe start as a calendar file; 404 where neither is to come."""
    facts = read_facts(request.GET.dict(), timezone.localdate(), first_courses())
    if not facts.is_whole:
        return problems_page(facts, request)
    try:
        decision = assess(facts.case(), books.current(facts.asked_on))
    except books.NoCurrentBook as error:
        raise Http404 from error
    now = timezone.now()  # noqa: TID251  # a view reads the clock
    to_come = days_to_come(answer(decision, facts.day), facts.day)
    file = calendar(to_come, where(facts), request.build_absolute_uri(_result(facts.query)), now)
    if file is None:
        raise Http404
    return HttpResponse(
        file,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="senco-deadline.ics"'},
    )


def _answer(facts: Facts, form: WhatIfForm, row: RuleBook, book: Book) -> dict[str, Any]:
    """The answer, beside that to the facts as the form changes them and that of the next book."""
    names, case = books.names(), facts.case()
    found = result(case, book, facts.day, names)
    later = next_book(case, found.answer, facts.day, RuleBook.objects.to_come(facts.asked_on))
    return {
        "result": found,
        "book": book,
        "book_row": row,
        "other": _if(facts, form, found, book),
        "to_find": to_find(facts, found.answer),
        "answers": answers(facts, book, names),
        "next_book": later,
        "next_lines": differing(later.differs, names, facts.day) if later else [],
        "begins_by_then": later and case.post.started_on >= later.row.in_force_from,
    }


def _addresses(request: HttpRequest, facts: Facts, row: RuleBook) -> dict[str, str]:
    """Two links to send: to this very answer, of this day and by this book, and to that of the day of opening it."""
    this_day = facts.changed({"as_at": facts.day.isoformat()}).query
    kept = {"address": f"{this_day}&{BOOK}={row.pk}", "address_up_to_date": facts.changed({"as_at": None}).query}
    return {name: request.build_absolute_uri(_result(query)) for name, query in kept.items()}


def _result(query: str) -> str:
    return f"{reverse('check_result')}?{query}"


def _if(facts: Facts, form: WhatIfForm, found: Result, book: Book) -> WhatIf | None:
    """The answer to the facts as the form changes them."""
    if not form.is_valid():
        return None
    return compare(facts, form.changes(facts, found.decision), found, book, books.names())
