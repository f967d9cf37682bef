"""Posts: ended, carried on after all, and put right."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from practitioners import actions
from practitioners.forms.posts import ChangeEndForm, ContinueForm, CorrectPostForm, EndForm
from practitioners.models import Appointment, Practitioner
from practitioners.policies import can_record_at
from practitioners.presenters.closed import closed_place
from practitioners.presenters.posts import post_lines
from practitioners.views.asking import signed
from practitioners.views.editing import Page, edit
from settings.middleware import access_of
from settings.policies import Access
from settings.presenters import address_of


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_end(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The last day of a post, and why it ends; of one that has a last day already, another one."""
    asks = access_of(request)
    post = post_to_change(asks, pk, row)
    heading, form_of = ("Change the last day", ChangeEndForm) if post.ended_on else ("End a post", EndForm)
    page = _page(post, asks, heading, "Save the last day", "The last day was recorded.")
    return edit(
        page,
        request,
        form_of,
        post,
        lambda form: actions.end_appointment(
            form.instance,
            ended_on=form.cleaned_data["ended_on"],
            end_reason=form.cleaned_data["end_reason"],
            access=asks,
            signed=signed(asks, form.why(form.instance.get_end_reason_display())),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_continue(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """That a post does not end after all, and why."""
    asks = access_of(request)
    post = post_to_change(asks, pk, row)
    page = Page(
        post.practitioner,
        "The post goes on",
        "Take the last day back",
        "The post goes on: it has no last day.",
        str(post.setting),
        lines=post_lines(post, asks.day),
    )
    return edit(
        page,
        request,
        ContinueForm,
        post,
        lambda form: actions.continue_appointment(form.instance, access=asks, signed=signed(asks, form.why(""))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_correct(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A post as it should have been recorded, and why."""
    asks = access_of(request)
    post = post_to_change(asks, pk, row)
    page = _page(post, asks, "Put a post right", "Save", "The post was changed.")
    page = page._replace(closed=closed_place(post.setting, asks.day))
    return edit(
        page,
        request,
        CorrectPostForm,
        post,
        lambda form: actions.correct_appointment(form.instance, access=asks, signed=signed(asks, form.why(""))),
    )


def _page(post: Appointment, asks: Access, heading: str, button: str, done: str) -> Page:
    where = partial(where_seen, asks, post)
    return Page(post.practitioner, heading, button, done, str(post.setting), otherwise=where)


def where_seen(asks: Access, post: Appointment) -> str:
    """The setting's page where the person is seen no more, since their last post here is long over; else nothing."""
    is_seen = Practitioner.objects.visible_to(asks).filter(pk=post.practitioner_id).exists()
    return "" if is_seen else address_of(post.setting)


def post_to_change(asks: Access, pk: int, row: int) -> Appointment:
    """A post that may be changed. Raises Http404 for anybody else's."""
    posts = Appointment.objects.visible_to(asks).select_related("practitioner", "setting__register_type")
    post = get_object_or_404(posts, pk=row, practitioner=Practitioner.objects.followed(pk))
    if not can_record_at(asks, post.setting):
        raise Http404
    return post
