"""The checker's questions: one a page, every answer in the address, nothing kept anywhere."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qualifications import books, models
from qualifications.checker.address import Facts, read_facts
from qualifications.checker.first_courses import first_courses
from qualifications.checker.journey import BY_SLUG, Question, next_question, question_before
from qualifications.checker.page import (
    as_parameters,
    details_initial,
    details_parameters,
    hidden,
    hidden_beside_rows,
    initial,
    problems,
    qualification_choices,
)
from qualifications.forms.checker import FORMS, ListForm
from qualifications.forms.checker_rows import ROWS
from qualifications.rules.book import Book
from settings.search import find

# What a page's own button says, so that an address is told from an answer.
ANSWERED = "answered"
# What the fields of a row are called, so that they are told from the facts of an address.
ROWS_SENT = "rows"
MOST_PLACES = 10


@login_not_required
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """What the checker does and what to have at hand."""
    return render(request, "qualifications/check/start.html")


@login_not_required
@require_safe
def check_question(request: HttpRequest, slug: str) -> HttpResponse:
    """One question. In: the facts so far in the address, and this page's answer. Out: the page, or the next one."""
    question, facts = _question(slug), _facts(request.GET, BY_SLUG.get(slug))
    if facts.problems:
        return problems_page(facts, request)
    try:
        book = books.current(facts.asked_on)
    except books.NoCurrentBook:
        return render(request, "qualifications/no_book.html", status=503)
    sent = request.GET if ANSWERED in request.GET else None
    form = FORMS[slug](sent, today=facts.asked_on, initial=initial(question, facts))
    if form.is_valid():
        if isinstance(form, ListForm) and form.answer() == "yes":
            return redirect(f"{reverse('check_details', args=[slug])}?{facts.query}")
        return redirect(_after(facts.changed(form.changes()), book))
    context = (
        _context(question, facts, book) | {"form": form} | _places(request.GET.get("q", ""), question, facts, book)
    )
    return render(request, "qualifications/check/question.html", context)


@login_not_required
@require_safe
def check_details(request: HttpRequest, slug: str) -> HttpResponse:
    """The rows of a list. In: the facts so far, and this page's rows. Out: the page, or the next one."""
    question = _question(slug)
    if question.fact not in ROWS:
        raise Http404
    facts = _facts(request.GET, question)
    if facts.problems:
        return problems_page(facts, request)
    try:
        book = books.current(facts.asked_on)
    except books.NoCurrentBook:
        return render(request, "qualifications/no_book.html", status=503)
    made, heading = ROWS[question.fact]
    options = _options(question, facts.asked_on)
    sent = request.GET if f"{ROWS_SENT}-TOTAL_FORMS" in request.GET else None
    initial_rows = details_initial(question, facts) if sent is None else None
    formset = made(sent, prefix=ROWS_SENT, form_kwargs=options, initial=initial_rows)
    if sent is not None and formset.is_valid():
        return redirect(
            _after(facts.changed({question.fact: None, **details_parameters(question.fact, formset)}), book)
        )
    context = _context(question, facts, book) | {"formset": formset, "heading": heading, "form": formset}
    context["hidden"] = hidden_beside_rows(facts, question)
    return render(request, "qualifications/check/details.html", context)


def problems_page(facts: Facts, request: HttpRequest) -> HttpResponse:
    """What is wrong with an address, each with the question that puts it right."""
    return render(request, "qualifications/check/problems.html", {"problems": problems(facts)}, status=400)


def _question(slug: str) -> Question:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def _facts(given: QueryDict, asked: Question | None) -> Facts:
    """The facts so far. What is wrong with this page's own answer is for its form to say."""
    facts = read_facts({name: str(text) for name, text in given.items()}, timezone.localdate(), first_courses())
    if asked:
        facts.without_faults_of(asked.fact)
    return facts


def _options(question: Question, today: date) -> dict[str, Any]:
    if question.fact == "previous_posts":
        return {"today": today}
    names = models.Qualification.objects.order_by("-level", "name").values_list("code", "name")
    return {"today": today, "qualifications": qualification_choices(names), "first_courses": first_courses()}


def _after(facts: Facts, book: Book) -> str:
    """The address of the next question, or of the answer."""
    following = next_question(facts, book)
    address = reverse("check_question", args=[following.slug]) if following else reverse("check_result")
    return f"{address}?{facts.query}"


def _context(question: Question, facts: Facts, book: Book) -> dict[str, Any]:
    before = question_before(question, facts, book)
    back = reverse("check_question", args=[before.slug]) if before else reverse("check")
    return {"question": question, "hidden": hidden(facts, question), "back": f"{back}?{facts.query}", "facts": facts}


def _places(words: str, question: Question, facts: Facts, book: Book) -> dict[str, Any]:
    """What was found of the places searched for, each with the address of the question that follows it."""
    if question.fact != "setting_type" or not words.strip():
        return {}
    found = find(words, limit=MOST_PLACES)
    chosen = [(place, facts.changed(as_parameters(place))) for place in found.places]
    return {"q": words, "found": [(place, _after(then, book)) for place, then in chosen], "more": found.has_more}
