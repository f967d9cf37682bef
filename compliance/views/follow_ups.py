"""What an area has to follow up."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from compliance.actions.exports import keep_export
from compliance.forms.follow_ups import FollowUpsForm
from compliance.forms.listing import Columns
from compliance.policies import area_noted
from compliance.presenters.columns import Around, choices, usual
from compliance.presenters.days import Subject
from compliance.presenters.follow_ups import follow_up_columns
from compliance.presenters.lists import Listing, Question, list_page, list_table
from compliance.reports.follow_ups import FOLLOW_UP_ORDERS, follow_up_rows, follow_ups_on
from compliance.views.asking import Rules, moment, needs_rules, rules_now
from compliance.views.lists import FILES, PER_PAGE, exported
from settings.middleware import access_of
from settings.models import LocalAuthority


@require_safe
@needs_rules
def area_follow_ups(request: HttpRequest, code: str) -> HttpResponseBase:
    """The follow-ups of an authority that are open on a day, the longest overdue first; as a table too."""
    may, rules = access_of(request), rules_now()
    area = area_noted(may, code)
    form = _form(request, area, rules)
    if not form.is_valid():
        return render(request, "compliance/area_follow_ups.html", {"form": form, "area": area}, status=400)
    subject = Subject(area, rules.terms(form.day))
    question = Question(form.asked, form.in_words, form.order, form.chosen)
    listing = Listing("area_follow_ups", "follow-up", question, follow_up_columns(subject), FOLLOW_UP_ORDERS)
    rows = follow_up_rows(follow_ups_on(area, form.day, may), form.asked, form.order, may)
    around = Around(form.day)
    if form.file:
        if request.method == "GET":
            keep_export(exported(subject, listing, form.file), rows, access=may, at=moment())
        return FILES[form.file](f"{code}-follow-ups-{form.day}", list_table(subject, listing, rows, around))
    page = list_page(subject, listing, Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), around)
    return render(request, "compliance/area_follow_ups.html", {"page": page, "form": form, "area": area})


def _form(request: HttpRequest, area: LocalAuthority, rules: Rules) -> FollowUpsForm:
    """What is asked; which columns there are does not turn on the day."""
    columns = follow_up_columns(Subject(area, rules.terms()))
    shown, back = Columns(choices(columns), usual(columns)), reverse("area_follow_ups", args=[area.code])
    return FollowUpsForm(request.GET, today=rules.today, book=rules.book, back=back, columns=shown, choices={})
