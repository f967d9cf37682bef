"""Who in the register may be the person that somebody means, and what of them may be shown."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import QuerySet

from practitioners.matching.pairs import Pair, alike
from practitioners.matching.people import Kind, Known, Match, compare
from practitioners.models import Appointment, Practitioner, PreviousName
from settings.models import LocalAuthority
from settings.policies import Access

# More would be a list of strangers: then more has to be said of the person.
MOST = 6


class Candidate(NamedTuple):
    """A person of the register who may be meant. ``posts`` are those that may be seen; of a stranger there are none.

    ``is_known``: they have or had a post at a setting that the user acts for, even where the record is not visible.
    """

    person: Practitioner
    match: Match
    is_visible: bool
    is_known: bool
    posts: tuple[Appointment, ...] = ()

    @property
    def needs_proof(self) -> bool:
        """Whether more must be known of the person before they are taken: of a stranger with a name that is alike."""
        return not (self.is_known or self.match.kind is Kind.DEFINITE or self._is_by_email)

    @property
    def asks_number(self) -> bool:
        """Whether their number is that proof: one that nobody has is not asked for."""
        return self.needs_proof and bool(self.person.trn)

    @property
    def _is_by_email(self) -> bool:
        """Whether the address is the same and the name alike: all that can be known where there is no number."""
        return not self.person.trn and "e-mail" in self.match.reasons[0] and len(self.match.reasons) > 1


class Search(NamedTuple):
    """Those who may be meant, the surest first; ``has_more`` where some were left out."""

    candidates: list[Candidate]
    has_more: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether a number was typed that is somebody's: then it is nobody new."""
        return any("number" in reason for found in self.candidates for reason in found.match.reasons)


def find(said: Known, access: Access, *, but: Practitioner | None = None) -> Search:
    """Compares what is said of a person with everybody in the register, ``but`` for one. Six queries."""
    everybody = Practitioner.objects.filter(merged_into=None)
    register = [(key, known) for key, known in _known(everybody).items() if but is None or key != but.pk]
    matches = {key: match for key, known in register if (match := compare(said, known)).kind is not Kind.NONE}
    definite = {key: match for key, match in matches.items() if match.kind is Kind.DEFINITE}
    matches = _by_number(definite) or matches
    people = Practitioner.objects.in_bulk(list(matches))
    visible = set(Practitioner.objects.visible_to(access).filter(pk__in=people).values_list("pk", flat=True))
    known = set(Practitioner.objects.known_to(access).filter(pk__in=people).values_list("pk", flat=True))
    order = sorted(people, key=lambda key: (matches[key].kind is Kind.POSSIBLE, key not in known, people[key].name))
    posts = _posts(known, access)
    found = [Candidate(people[key], matches[key], key in visible, key in known, tuple(posts[key])) for key in order]
    return Search(found[:MOST], len(found) > MOST)


def pairs_in(authority: LocalAuthority, access: Access) -> list[Pair]:
    """The pairs of records that somebody may make one, of which at least one is of an area; definite ones first.

    In: an authority that this person acts for. Three queries.
    """
    people = Practitioner.objects.mergeable_by(access)
    posts = Appointment.objects.filter(setting__authority=authority)
    here = set(people.filter(appointments__in=posts).values_list("pk", flat=True))
    known = _known(people)
    return alike(
        {key: each for key, each in known.items() if key in here},
        {key: each for key, each in known.items() if key not in here},
    )


def candidate(key: int, said: Known, access: Access) -> Candidate | None:
    """One person of the register who may be meant; none where they are not there, or cannot be."""
    person = Practitioner.objects.filter(pk=key, merged_into=None).prefetch_related("previous_names").first()
    if person is None:
        return None
    match = compare(said, known_of(person, [each.name for each in person.previous_names.all()]))
    if match.kind is Kind.NONE:
        return None
    is_visible = Practitioner.objects.visible_to(access).filter(pk=key).exists()
    return Candidate(person, match, is_visible, Practitioner.objects.known_to(access).filter(pk=key).exists())


def known_of(person: Practitioner, previous_names: list[str]) -> Known:
    """What the register knows to tell a person by."""
    return Known(person.name, person.email, person.trn, tuple(previous_names))


def _known(people: "QuerySet[Practitioner]") -> dict[int, Known]:
    """What the register knows of each, by their numbers. Two queries."""
    before: dict[int, list[str]] = defaultdict(list)
    for key, name in PreviousName.objects.filter(practitioner__in=people).values_list("practitioner_id", "name"):
        before[key].append(name)
    rows = people.values_list("pk", "name", "email", "trn")
    return {key: Known(name, email, trn, tuple(before[key])) for key, name, email, trn in rows}


def _by_number(matches: dict[int, Match]) -> dict[int, Match]:
    """The one whose number it is, if there is one: then the others are others."""
    return {key: match for key, match in matches.items() if "number" in match.reasons[0]}


def _posts(known: set[int], access: Access) -> dict[int, list[Appointment]]:
    posts: dict[int, list[Appointment]] = defaultdict(list)
    shown = Appointment.objects.visible_to(access).filter(practitioner__in=known)
    for post in shown.select_related("setting", "setting__register_type").order_by("-started_on"):
        posts[post.practitioner_id].append(post)
    return posts
