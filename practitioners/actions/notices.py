"""E-mails that actions send once their transaction is over."""

from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.template.loader import render_to_string

from practitioners.models import Appointment
from settings.actions import Signed
from settings.enums import MemberRole
from settings.models import Membership, Setting
from settings.presenters import name_of


def tell_of_move(post: Appointment, left: Appointment, signed: Signed) -> int:
    """Tells a setting and its authority that their SENCo is said to have moved. Out: how many were told.

    Nothing of their record is changed. Each gets a message of their own: nobody sees another's address.
    """
    person = " ".join(post.practitioner.name.split())
    words = {"person": person, "here": name_of(post.setting), "there": name_of(left.setting)}
    text = render_to_string("practitioners/appoint/moved.txt", words)
    subject = f"{person} is recorded as SENCo elsewhere"
    addresses = _addresses(left.setting, signed)
    connection = get_connection()
    messages = [EmailMessage(subject, text, to=[address], connection=connection) for address in addresses]
    return connection.send_messages(messages) or 0


def _addresses(setting: Setting, signed: Signed) -> list[str]:
    """Of those who act for a setting or its authority at that moment, but who did it."""
    theirs = Q(role=MemberRole.MANAGER, setting=setting)
    if setting.authority_id:
        theirs |= Q(role=MemberRole.OFFICER, authority=setting.authority_id)
    members = Membership.objects.active(signed.at).filter(theirs, user__is_active=True)
    if signed.by:
        members = members.exclude(user=signed.by)
    return sorted(set(members.values_list("user__email", flat=True)))
