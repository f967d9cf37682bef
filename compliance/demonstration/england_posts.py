"""Who is, was and will be SENCo where in an invented England: posts alone, the same from the same seed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from compliance.demonstration.england_places import Place
from qualifications.enums import Role
from qualifications.rules.dates import day_after, day_before


class Post:
    """A post, both days inclusive. ``shared``: the person has another at the same time."""

    __slots__ = ("first", "last", "place", "role", "shared")

    def __init__(self, place: Place, role: str, first: date, last: date | None) -> None:
        self.place, self.role, self.first, self.last, self.shared = place, role, first, last, False


# The posts of one person: the one that began first comes last.
Person = list[Post]


class _Chain:
    """The SENCos of a place, back to the first day of the first of them who is known yet."""

    __slots__ = ("first", "place")

    def __init__(self, place: Place, first: date) -> None:
        self.place, self.first = place, first


class Posts:
    """Invents posts, and who has them. In: the data, places, chance and today."""

    def __init__(self, data: Mapping[str, Any], places: Sequence[Place], chance: Random, day: date) -> None:
        self.data, self.said, self.places, self.chance, self.day = data, data["posts"], places, chance, day
        self.people: list[Person] = []
        self._not_ended = 0
        self._chains: list[_Chain] = []
        self._of_authority: dict[int, list[Person]] = defaultdict(list)
        self._may_share: dict[int, list[Person]] = defaultdict(list)

    def fill(self) -> None:
        """As many posts that have not ended, those to come included, and as many past ones as the data says."""
        for place in self.places:
            if place.closed_on is not None:
                self._at_closed(place, place.closed_on)
            elif self._happens(place.led):
                self._lead(place)
        helped = [place for place in self.places if place.assisted and place.closed_on is None]
        weights = [place.assisted for place in helped]
        for place in self.chance.choices(helped, weights, k=max(0, self.data["current"] - self._not_ended)):
            self._current(place, Role.ASSISTANT_SENCO)
        left = self.data["past"]
        while left:
            for chain in self._chains[:left]:
                self._before(chain)
            left -= min(left, len(self._chains))
        # As places register theirs: one after the other. What is kept of a place is then written once or twice.
        self.people.sort(key=lambda person: person[0].place.pk)

    def _lead(self, place: Place) -> None:
        """Somebody is SENCo of an open place, or was or will be while nobody is."""
        said = self.said["vacancies"]
        if not self._happens(said["share"]):
            post = self._current(place, Role.SENCO)
            self._chains.append(_Chain(place, post.first))
        elif self._happens(said["first"]):
            self._coming(place, self.day, said["longest_wait_days"])
        else:
            self._chains.append(_Chain(place, self.day - timedelta(self._vacant_days() - 1)))
            if self._happens(said["filled"]):
                self._coming(place, self.day, said["longest_wait_days"])

    def _vacant_days(self) -> int:
        """On how many days nobody has been SENCo, today included, as seldom and as often as the data says."""
        bands = self.said["vacancies"]["days"]
        band = self.chance.choices(bands, [each["share"] for each in bands])[0]
        return self.chance.randint(band["from"], band["to"])

    def _at_closed(self, place: Place, closed_on: date) -> None:
        """Now and then nobody recorded that the post ended with the school."""
        if self._happens(self.said["left_at_closed"]):
            post = Post(place, Role.SENCO, closed_on - timedelta(self._lasts()), None)
            self._new(post)
            self._not_ended += 1
            self._chains.append(_Chain(place, post.first))

    def _current(self, place: Place, role: str) -> Post:
        """Somebody in post, who may leave soon, and whom somebody may follow."""
        said = self.said
        post = Post(place, role, self.day - timedelta(self._lasts()), None)
        if self._happens(said["ends"]):
            post.last = self.day + timedelta(self.chance.randrange(said["longest_notice_days"]))
        self._not_ended += 1
        if role == Role.SENCO and place.phase == said["shared"]["phase"]:
            self._give(post)
        else:
            self._new(post)
        if role == Role.SENCO and post.last:
            self._follow(place, post.last)
        return post

    def _follow(self, place: Place, last: date) -> None:
        """Who comes after somebody's last day: nobody, somebody on the next day, or later."""
        said, chance = self.said, self.chance.random()
        if chance < said["followed_at_once"]:
            self._coming(place, last, 1)
        elif chance < said["followed_at_once"] + said["followed_later"]:
            self._coming(place, day_after(last), said["longest_gap_days"])

    def _coming(self, place: Place, after: date, days: int) -> None:
        """Somebody who will begin on one of so many days after that one."""
        self._not_ended += 1
        self._new(Post(place, Role.SENCO, after + timedelta(self.chance.randrange(days) + 1), None))

    def _give(self, post: Post) -> None:
        """To somebody new, or now and then to one who is SENCo of another place nearby: of two at most."""
        nearby = self._may_share[post.place.authority]
        if not nearby or not self._happens(self.said["shared"]["share"]):
            nearby.append(self._new(post))
            return
        person = nearby.pop(self.chance.randrange(len(nearby)))
        person[0].shared = post.shared = True
        person.append(post)
        person.sort(key=lambda each: each.first, reverse=True)

    def _before(self, chain: _Chain) -> None:
        """Who was there before: somebody new, or somebody whose other posts began later."""
        said = self.said
        gap = self.chance.randrange(said["longest_gap_days"]) if self._happens(said["gap"]) else 0
        last = day_before(chain.first) - timedelta(gap)
        post = Post(chain.place, Role.SENCO, last - timedelta(self._lasts()), last)
        chain.first = post.first
        others = self._of_authority[post.place.authority]
        one = others[self.chance.randrange(len(others))] if others and self._happens(said["known_person"]) else None
        if one and one[-1].first > last:
            one.append(post)
        else:
            self._new(post)

    def _new(self, post: Post) -> Person:
        person = [post]
        self.people.append(person)
        self._of_authority[post.place.authority].append(person)
        return person

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _lasts(self) -> int:
        said = self.said
        return int(self.chance.triangular(said["shortest_days"], said["longest_days"], said["shortest_days"] * 4))
