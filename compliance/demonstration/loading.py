"""Takes the demonstration in, as the files of any register are taken, and takes it out again."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from django.db import transaction
from django.db.models import ProtectedError, Q, QuerySet

from compliance.demonstration.files import GIAS_NUMBERS, File, files
from compliance.demonstration.others import INVENTED_PLACES, why_not_here
from compliance.demonstration.people import remove_people
from compliance.imports import Clock, Offered, take
from senco_portal.lib.exclusive import alone
from senco_portal.lib.refusals import Refused
from settings.enums import Outcome, Register
from settings.imports import Taking
from settings.models import ImportRun, LocalAuthority, Question, SearchWord, Setting, SettingLink
from settings.search import index

NAME = "demonstration"
REASON = "Demonstration: invented places, from no register"


class Loaded(NamedTuple):
    """How many places of the demonstration there are, in how many authorities, and how many questions they wait with.

    ``was_here``: they were here before. ``is_another``: they are those of another version of the portal.
    """

    places: int
    authorities: int
    questions: int
    was_here: bool
    is_another: bool


def is_here() -> bool:
    """Whether there is a place of the demonstration."""
    return Setting.objects.filter(INVENTED_PLACES).exists()


def load(*, clock: Clock) -> Loaded:
    """Takes the demonstration in, whole or not at all; where it is here already nothing changes.

    Raises Refused, also where real places, people or accounts are here; Busy where an import is under way.
    """
    with alone(NAME), transaction.atomic():
        if why := why_not_here():
            raise Refused(why)
        made = files()
        if is_here():
            return _loaded(made, was_here=True)
        if not LocalAuthority.objects.exists():
            raise Refused("There are no local authorities yet: run load_catalogue first.")
        _take(made, clock)
        return _loaded(made, was_here=False)


def _take(made: list[File], clock: Clock) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        for file in made:
            path.write_bytes(file.content)
            taking = Taking(extract_on=file.extract_on, at=clock(), reason=REASON)
            if take(Offered(file.kind, path, NAME), taking, clock=clock).is_refused:
                raise Refused(f"The demonstration's own file cannot be read: {file.kind.label}.")


def _loaded(made: list[File], *, was_here: bool) -> Loaded:
    places = Setting.objects.filter(INVENTED_PLACES)
    runs = _runs()
    return Loaded(
        places=places.count(),
        authorities=places.values("authority").distinct().count(),
        questions=Question.objects.filter(run__in=runs, answered_at=None).count(),
        was_here=was_here,
        is_another={hashlib.sha256(file.content).hexdigest() for file in made}
        != set(runs.values_list("sha256", flat=True)),
    )


def _runs() -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(file_name=NAME, outcome=Outcome.APPLIED)


def remove() -> int:
    """Takes the demonstration out with all that came with it, its reports, questions, links and history too.

    Out: how many places there were. Raises Refused where records hang on them; Busy where an import is under way.
    """
    with alone(NAME), alone("import"), transaction.atomic():
        places = Setting.objects.filter(INVENTED_PLACES)
        keys = list(places.values_list("pk", flat=True))
        remove_people()
        _forget_reports()
        followed = Q(predecessor_urn__startswith=GIAS_NUMBERS) | Q(successor_urn__startswith=GIAS_NUMBERS)
        SettingLink.objects.filter(followed, register=Register.GIAS).delete()
        try:
            places.delete()
        except ProtectedError as error:
            kinds = sorted({str(each._meta.verbose_name_plural) for each in error.protected_objects})
            raise Refused(f"Records hang on these places: {', '.join(kinds)}. Take these away first.") from error
        Setting.history.filter(INVENTED_PLACES).delete()
        _forget_words(keys)
    return len(keys)


def _forget_reports() -> None:
    """The reports of the demonstration, and what they asked: a real register asks again where it has to."""
    questions = list(Question.objects.filter(run__in=_runs()).values_list("pk", flat=True))
    Question.objects.filter(pk__in=questions).delete()
    Question.history.filter(id__in=questions).delete()
    _runs().delete()


def _forget_words(keys: list[int]) -> None:
    """Lets nobody find what is gone. Indexing comes first: it makes others who write words wait."""
    index(keys)
    SearchWord.objects.filter(settings=None).delete()
