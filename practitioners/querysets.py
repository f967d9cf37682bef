"""People and posts that a person may see."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from settings.policies import Access

if TYPE_CHECKING:
    from practitioners.models import Appointment, Practitioner

# So long after a post ended those who act for its setting see the person, to put right what was left open.
AFTER_LEAVING = timedelta(days=365)


def _of(access: Access, setting: str = "setting") -> Q:
    """Posts at the settings that somebody acts for, in all of England where they see that."""
    if access.everywhere:
        return Q()
    return Q(**{f"{setting}__in": access.settings}) | Q(**{f"{setting}__authority__in": access.authorities})


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, access: Access) -> "models.QuerySet[Appointment]":
        """The posts at settings that somebody acts for."""
        return self.none() if access.is_none else self.filter(_of(access))

    def on(self, day: date) -> "models.QuerySet[Appointment]":
        """The posts that are held on a day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day), started_on__lte=day)


class PractitionerQuerySet(models.QuerySet["Practitioner"]):
    def visible_to(self, access: Access) -> "models.QuerySet[Practitioner]":
        """People with a post, now, soon or in the last year, at a setting that somebody acts for.

        A record that was merged is nobody's; ``followed`` says whose it is now.
        """
        if access.is_none:
            return self.none()
        if access.everywhere:
            return self.filter(merged_into=None)
        posts = self.model._meta.get_field("appointments").related_model._default_manager.filter(_of(access))
        recent = Q(ended_on__isnull=True) | Q(ended_on__gte=access.day - AFTER_LEAVING)
        return self.filter(Exists(posts.filter(recent, practitioner=OuterRef("pk"))), merged_into=None)

    def known_to(self, access: Access) -> "models.QuerySet[Practitioner]":
        """People who ever had a post at a setting that somebody acts for, those recorded there by mistake too.

        To them nobody there is a stranger, however long ago it was; their records need not be visible.
        """
        if access.everywhere:
            return self.filter(merged_into=None)
        posts: Any = self.model._meta.get_field("appointments").related_model
        here = [kept.filter(_of(access), practitioner=OuterRef("pk")) for kept in (posts.objects, posts.history)]
        return self.filter(Exists(here[0]) | Exists(here[1]), merged_into=None)

    def mergeable_by(self, access: Access) -> "models.QuerySet[Practitioner]":
        """Those whose record this person may make one with another such: ``policies.can_merge`` of all at once."""
        unmerged = self.filter(merged_into=None)
        if access.is_administrator:
            return unmerged
        posts = self.model._meta.get_field("appointments").related_model._default_manager
        mine = posts.filter(setting__authority__in=access.authorities, practitioner=OuterRef("pk"))
        return unmerged.filter(Exists(mine))

    def records_of(self, pk: int) -> set[int]:
        """The numbers of a person's records: their own, and those merged into it, by whatever way."""
        found = news = {pk}
        while news := set(self.filter(merged_into__in=news).values_list("pk", flat=True)) - found:
            found |= news
        return found

    def followed(self, pk: int) -> int:
        """The number of the record that has what this one had: its own, unless it was merged."""
        while (into := self.filter(pk=pk).values_list("merged_into", flat=True).first()) is not None:
            pk = into
        return pk
