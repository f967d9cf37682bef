"""What the pages of an appointment have in common: whose draft it is, where, and the way on and back."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from practitioners.journey.answers import Answers
from practitioners.journey.page import address
from practitioners.journey.questions import Question
from practitioners.journey.way import next_question, question_before, way
from practitioners.models import Draft
from practitioners.policies import can_record_at
from settings.middleware import access_of
from settings.models import Setting
from settings.policies import Access


def place_of(register: str, urn: str, request: HttpRequest) -> tuple[Setting, Access, datetime]:
    """The place, what the person may do, and the moment. Raises Http404 for who may not record there."""
    at = timezone.now()  # noqa: TID251  # a view reads the clock
    setting, granted = Setting.objects.at(register, urn), access_of(request)
    if setting is None or not can_record_at(granted, setting):
        raise Http404
    return setting, granted, at


def own_draft(setting: Setting, granted: Access) -> Draft | None:
    """The person's own draft at a setting."""
    return Draft.objects.select_related("setting__register_type").filter(user=granted.user, setting=setting).first()


def answers_of(draft: Draft, granted: Access) -> Answers:
    """What a draft says, read for this request."""
    return Answers(draft.answers, draft.setting, granted, granted.day, draft)


def onward(answers: Answers) -> HttpResponse:
    """The next question; when all are answered, the page on which to check them."""
    following = next_question(answers)
    return redirect(address(answers.setting, following.slug if following else "check"))


def back(question: Question | None, answers: Answers) -> str:
    """The address of the page before a question; before the last page where there is none."""
    before = question_before(question, answers) if question else way(answers)[-1]
    return address(answers.setting, before.slug if before else "")
