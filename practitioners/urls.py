"""Addresses of the pages about people and their posts, and of a place with its people."""

from django.urls import path

from practitioners.views.appoint import appointment_check, appointment_new, appointment_question
from practitioners.views.appoint_certificates import appointment_certificates
from practitioners.views.certificates import certificate_download, certificate_new, certificate_remove
from practitioners.views.courses import (
    award_change,
    award_new,
    award_verify,
    enrolment_change,
    enrolment_new,
    outcome_new,
)
from practitioners.views.duplicates import (
    area_duplicates,
    people_compare_again,
    people_keep_apart,
    possible_duplicates,
)
from practitioners.views.looks import practitioner_looks
from practitioners.views.merging import merge_undo, practitioner_duplicates, practitioner_merge
from practitioners.views.mine import my_settings
from practitioners.views.people import (
    awards_told,
    courses_told,
    practitioner_change,
    practitioner_detail,
    prior_post_change,
    prior_post_new,
    prior_posts_told,
)
from practitioners.views.posts import appointment_continue, appointment_correct, appointment_end
from practitioners.views.practice import practice_change, practice_new
from practitioners.views.removing import (
    appointment_remove,
    award_remove,
    enrolment_remove,
    practice_remove,
    prior_post_remove,
)
from practitioners.views.settings import setting_detail

_PLACE = "settings/<slug:register>/<slug:urn>"
_PERSON = "practitioners/<int:pk>"
_CERTIFICATES = f"{_PERSON}/awards/<int:row>/certificates"

urlpatterns = [
    path("settings/", my_settings, name="my_settings"),
    path(f"{_PLACE}/", setting_detail, name="setting_detail"),
    path("practitioners/duplicates/", possible_duplicates, name="possible_duplicates"),
    path("practitioners/duplicates/<slug:code>/", area_duplicates, name="area_duplicates"),
    path(f"{_PERSON}/", practitioner_detail, name="practitioner_detail"),
    path(f"{_PERSON}/looks/", practitioner_looks, name="practitioner_looks"),
    path(f"{_PERSON}/change/", practitioner_change, name="practitioner_change"),
    path(f"{_PERSON}/duplicates/", practitioner_duplicates, name="practitioner_duplicates"),
    path(f"{_PERSON}/merge/<int:other>/", practitioner_merge, name="practitioner_merge"),
    path(f"{_PERSON}/merge/<int:other>/keep-apart/", people_keep_apart, name="people_keep_apart"),
    path(f"{_PERSON}/merge/<int:other>/compare-again/", people_compare_again, name="people_compare_again"),
    path(f"{_PERSON}/merges/<int:row>/undo/", merge_undo, name="merge_undo"),
    path(f"{_PERSON}/earlier-posts/new/", prior_post_new, name="prior_post_new"),
    path(f"{_PERSON}/earlier-posts/all/", prior_posts_told, name="prior_posts_told"),
    path(f"{_PERSON}/earlier-posts/<int:row>/change/", prior_post_change, name="prior_post_change"),
    path(f"{_PERSON}/earlier-posts/<int:row>/remove/", prior_post_remove, name="prior_post_remove"),
    path(f"{_PERSON}/posts/<int:row>/end/", appointment_end, name="appointment_end"),
    path(f"{_PERSON}/posts/<int:row>/continue/", appointment_continue, name="appointment_continue"),
    path(f"{_PERSON}/posts/<int:row>/correct/", appointment_correct, name="appointment_correct"),
    path(f"{_PERSON}/posts/<int:row>/remove/", appointment_remove, name="appointment_remove"),
    path(f"{_PERSON}/courses/new/", enrolment_new, name="enrolment_new"),
    path(f"{_PERSON}/courses/all/", courses_told, name="courses_told"),
    path(f"{_PERSON}/courses/<int:row>/change/", enrolment_change, name="enrolment_change"),
    path(f"{_PERSON}/courses/<int:row>/remove/", enrolment_remove, name="enrolment_remove"),
    path(f"{_PERSON}/courses/<int:row>/outcome/", outcome_new, name="outcome_new"),
    path(f"{_PERSON}/awards/new/", award_new, name="award_new"),
    path(f"{_PERSON}/awards/all/", awards_told, name="awards_told"),
    path(f"{_PERSON}/awards/<int:row>/change/", award_change, name="award_change"),
    path(f"{_PERSON}/awards/<int:row>/remove/", award_remove, name="award_remove"),
    path(f"{_PERSON}/awards/<int:row>/verify/", award_verify, name="award_verify"),
    path(f"{_PERSON}/practice/new/", practice_new, name="practice_new"),
    path(f"{_PERSON}/practice/<int:row>/change/", practice_change, name="practice_change"),
    path(f"{_PERSON}/practice/<int:row>/remove/", practice_remove, name="practice_remove"),
    path(f"{_CERTIFICATES}/new/", certificate_new, name="certificate_new"),
    path(f"{_CERTIFICATES}/<int:certificate>/", certificate_download, name="certificate_download"),
    path(f"{_CERTIFICATES}/<int:certificate>/remove/", certificate_remove, name="certificate_remove"),
    path(f"{_PLACE}/appoint/", appointment_new, name="appointment_new"),
    path(f"{_PLACE}/appoint/check/", appointment_check, name="appointment_check"),
    path(f"{_PLACE}/appoint/certificates/", appointment_certificates, name="appointment_certificates"),
    path(f"{_PLACE}/appoint/<slug:step>/", appointment_question, name="appointment_question"),
]
