"""The checker for programs: the same address, the same answer, as JSON."""

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qualifications import books
from qualifications.api import ANSWER_WORDS, parameters, schema
from qualifications.checker.address import read_facts
from qualifications.checker.first_courses import first_courses
from qualifications.checker.which_book import BOOK, which_book
from qualifications.models import RuleBook
from qualifications.presenters import as_record


@login_not_required
@require_safe
def api_check(request: HttpRequest) -> JsonResponse:
    """In: the parameters of /check/result/. Out: one flat object, as `manage.py assess` prints it; 400 with words."""
    facts = read_facts(request.GET.dict(), timezone.localdate(), first_courses())
    try:
        book = books.load(which_book(facts, request.GET.get(BOOK, "")))
    except books.NoCurrentBook:
        return JsonResponse({"errors": {"book": "No rule book is in force."}}, status=503)
    missing = {name: "is missing" for name in ("setting_type", "started_on") if name not in facts.values}
    if problems := missing | facts.problems:
        return JsonResponse({"errors": problems}, status=400)
    to_come = RuleBook.objects.to_come(facts.asked_on)
    record = {"id": None} | as_record(facts.case(), book, facts.day, books.names(), to_come)
    return JsonResponse(record, json_dumps_params={"ensure_ascii": False})


@login_not_required
@require_safe
def api_about(request: HttpRequest) -> HttpResponse:
    """The API in words for people who write programs, with an example as the book in force answers it."""
    began = timezone.localdate().replace(day=1)
    asked = {"setting_type": "academy", "started_on": began.isoformat(), "is_head_teacher": "yes"}
    asked |= {"previous_posts": "none", "awards": "none", "enrolments": "none"}
    try:
        book = books.current(timezone.localdate())
    except books.NoCurrentBook:
        return render(request, "qualifications/no_book.html", status=503)
    facts = read_facts(asked, timezone.localdate())
    record = as_record(facts.case(), book, facts.day, books.names())
    context: dict[str, Any] = {"example": f"{reverse('api_check')}?{urlencode(asked)}", "began": began}
    context["answer"] = [(name, json.dumps(record[name]), words) for name, words in ANSWER_WORDS.items()]
    context["parameters"] = [each for each in parameters() if "-0-" not in each["name"]]
    return render(request, "qualifications/api_about.html", context)


@login_not_required
@require_safe
def api_schema(request: HttpRequest) -> JsonResponse:
    """The description of the API in the form of OpenAPI."""
    return JsonResponse(schema(request.build_absolute_uri("/")))
