"""The pages about who acts for a place: who finds them, what they show and do."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from settings.models import Invitation, Membership
from tests.clients import signed_in
from tests.factories.settings import InvitationFactory, ManagerFactory, OfficerFactory
from tests.integration.settings.conftest import Cast

WHO = ("manager", "neighbour", "officer_here", "officer_elsewhere", "analyst", "administrator", "nobody")


def of_setting(cast: Cast, page: str = "members") -> str:
    return reverse(f"setting_{page}", args=[cast.place.register, cast.place.urn])


def of_authority(cast: Cast, page: str = "members") -> str:
    assert cast.place.authority
    return reverse(f"authority_{page}", args=[cast.place.authority.code])


def found(cast: Cast, path: str) -> set[str]:
    """Who of the cast finds a page."""
    answers = {who: signed_in(getattr(cast, who)).get(path).status_code for who in WHO}
    assert set(answers.values()) <= {200, 404}, answers
    return {who for who, status in answers.items() if status == 200}


def told(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())  # type: ignore[attr-defined]


# Who


@pytest.mark.parametrize("page", ["setting_members", "setting_invite", "setting_hand_over", "authority_members"])
def test_without_signing_in_one_is_asked_to(client: Client, cast: Cast, page: str) -> None:
    path = (of_setting if page.startswith("setting") else of_authority)(cast, page.partition("_")[2])
    assert client.get(path)["Location"] == f"/accounts/login/?next={path}"


def test_who_finds_the_people_of_a_setting(cast: Cast) -> None:
    mine = {"manager", "officer_here", "administrator"}
    assert found(cast, of_setting(cast)) == mine | {"analyst"}
    assert found(cast, of_setting(cast, "invite")) == mine
    assert found(cast, of_setting(cast, "hand_over")) == mine
    member = Membership.objects.get(user=cast.manager)
    assert found(cast, reverse("member_end", args=[member.pk])) == mine


def test_who_finds_the_people_of_an_authority(cast: Cast) -> None:
    assert found(cast, of_authority(cast)) == {"officer_here", "administrator", "analyst"}
    assert found(cast, of_authority(cast, "invite")) == {"officer_here", "administrator"}


def test_who_finds_the_analysts(cast: Cast) -> None:
    assert found(cast, reverse("england_members")) == {"analyst", "administrator"}
    assert found(cast, reverse("england_invite")) == {"administrator"}


def test_who_withdraws(cast: Cast) -> None:
    for who in WHO:
        row = InvitationFactory.create(setting=cast.place)
        status = signed_in(getattr(cast, who)).post(reverse("invitation_withdraw", args=[row.pk])).status_code
        row.refresh_from_db()
        may = who in {"manager", "officer_here", "administrator"}
        assert (status, row.withdrawn_at is not None) == ((302, True) if may else (404, False)), who


@pytest.mark.parametrize("path", ["/settings/gias/1/members/", "/settings/authorities/999/members/"])
def test_no_such_place(cast: Cast, path: str) -> None:
    assert signed_in(cast.administrator).get(path).status_code == 404


# What is shown


def test_who_acts_and_who_was_invited(cast: Cast) -> None:
    ManagerFactory.create(
        setting=cast.place, user__name="Left Long-ago", ends_at=Membership.objects.get(user=cast.manager).starts_at
    )
    InvitationFactory.create(setting=cast.place, email="waits@example.org", invited_by=cast.manager)
    said = told(signed_in(cast.manager).get(of_setting(cast)))
    assert f"Mia Manager {cast.manager.email} Since 18 July 2025" in said
    assert "waits@example.org Invited by Mia Manager Ended 10:30 a.m. on 25 July 2025" in said
    assert "Left Long-ago" not in said


def test_an_analyst_changes_nothing(cast: Cast) -> None:
    InvitationFactory.create(setting=cast.place, email="waits@example.org")
    said = told(signed_in(cast.analyst).get(of_setting(cast)))
    assert "waits@example.org" in said
    assert not any(words in said for words in ("Invite somebody", "End access", "Withdraw", "Hand over"))


def test_many_people_take_no_more_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ManagerFactory.create_batch(5, setting=cast.place)
    InvitationFactory.create_batch(5, setting=cast.place)
    client = signed_in(cast.manager)
    client.get(of_setting(cast))
    # Session, user, what they act for, the place, people, invitations.
    with django_assert_num_queries(6):
        client.get(of_setting(cast))


# What is done


def test_somebody_is_invited(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    client = signed_in(cast.manager)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(of_setting(cast, "invite"), {"email": "new@example.org"}, follow=True)
    assert "We have sent an invitation to new@example.org." in told(page)
    assert Invitation.objects.get().invited_by == cast.manager
    (letter,) = mail.outbox
    assert re.search(r"http://testserver/invitations/[\w-]{43}/", str(letter.body))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Enter the e-mail address of the person"),
        ("nonsense", "Enter an e-mail address in the right form"),
        (None, "This person acts for it already."),
    ],
)
def test_what_is_wrong_with_an_address_is_told(cast: Cast, typed: str | None, why: str) -> None:
    page = signed_in(cast.manager).post(
        of_setting(cast, "invite"), {"email": cast.manager.email if typed is None else typed}
    )
    assert told(page).count(why) == 2  # the summary, and the field
    assert not Invitation.objects.exists()


def test_access_ends_on_the_next_request(cast: Cast) -> None:
    leaver = ManagerFactory.create(setting=cast.place)
    theirs = signed_in(leaver.user)
    assert theirs.get(of_setting(cast)).status_code == 200
    path = reverse("member_end", args=[leaver.pk])
    page = signed_in(cast.manager).post(path, {"reason": "Left the school"}, follow=True)
    assert f"{leaver.user} does not act for Elm School any more." in told(page)
    assert theirs.get(of_setting(cast)).status_code == 404
    assert signed_in(cast.manager).get(path).status_code == 404


def test_the_last_manager_is_told_what_to_do(cast: Cast) -> None:
    path = reverse("member_end", args=[Membership.objects.get(user=cast.manager).pk])
    page = signed_in(cast.manager).post(path, {"reason": "I leave"})
    assert "This is the last person who acts for the setting. Invite another first" in told(page)
    assert "Say why" in told(signed_in(cast.manager).post(path, {"reason": " "}))
    assert Membership.objects.get(user=cast.manager).ends_at is None


def test_a_setting_is_handed_over(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = signed_in(cast.manager)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(of_setting(cast, "hand_over"), {"reason": "We merge"}, follow=True)
    assert "Elm School was handed to its local authority." in told(page)
    assert client.get(of_setting(cast)).status_code == 404
    assert [letter.to for letter in mail.outbox] == [[cast.officer_here.email]]
    assert f"http://testserver{of_setting(cast)}" in mail.outbox[0].body


def test_it_is_not_handed_to_nobody(cast: Cast) -> None:
    Membership.objects.filter(user=cast.officer_here).delete()
    page = signed_in(cast.manager).post(of_setting(cast, "hand_over"), {"reason": "We merge"})
    assert "Nobody acts for the local authority here yet." in told(page)


def test_an_officer_who_leaves_arrives_at_the_start(cast: Cast) -> None:
    OfficerFactory.create(authority=cast.place.authority)
    path = reverse("member_end", args=[Membership.objects.get(user=cast.officer_here).pk])
    assert signed_in(cast.officer_here).post(path, {"reason": "New work"})["Location"] == reverse("my_settings")


def test_an_invitation_that_was_accepted_is_not_withdrawn(cast: Cast) -> None:
    row = InvitationFactory.create(setting=cast.place)
    Invitation.objects.update(accepted_at=row.invited_at, accepted_by=cast.nobody)
    page = signed_in(cast.manager).post(reverse("invitation_withdraw", args=[row.pk]), follow=True)
    assert "Important This invitation waits no more" in told(page)
