"""What a register's words for kinds of places and for authorities mean here. What nobody has said yet is a question."""

from datetime import datetime
from itertools import chain, count
from typing import NamedTuple

from senco_portal.lib.folding import fold
from settings.actions import split_in_words
from settings.enums import QuestionKind, Register
from settings.imports.places import AuthorityKey, TypeKey
from settings.models import AuthorityName, LocalAuthority, Question, RegisterType

_STEM = 50  # characters of a code that we make of a name


class Place(NamedTuple):
    """The authority of a place: nothing where nobody knows. ``may_be_chosen``: it was split, so a person chooses."""

    authority: int | None
    written: str
    may_be_chosen: bool = False


class Meanings:
    """The tables of register types and authorities of one register, with the questions that come up.

    ``doubts``: where a code says one thing and the name beside it another. The code is believed, and a person told.
    """

    def __init__(self, register: Register, at: datetime) -> None:
        self.register, self.at = register, at
        self.questions: dict[tuple[str, str], Question] = {}
        self.doubts: list[str] = []
        self._answers = set(Question.objects.values_list("kind", "about"))
        # Of two with one name, the older row is meant.
        types = RegisterType.objects.filter(register=register).order_by("-pk")
        self._by_code = {row.code: row for row in types}
        self._by_name = {(fold(row.name), row.on_early_years_register): row for row in types}
        self._authorities = {row.code: row for row in LocalAuthority.objects.prefetch_related("successors")}
        by_pk = {row.pk: row for row in self._authorities.values()}
        names = AuthorityName.objects.all()
        self._names = {row.folded: by_pk[row.authority_id] for row in names if row.authority_id}
        self._nowhere = {row.folded for row in names if row.is_nowhere}
        self._types: dict[TypeKey, RegisterType] = {}
        self._places: dict[AuthorityKey, Place] = {}

    def type(self, key: TypeKey) -> RegisterType:
        """The row of a kind of place: by its code, else by its name; a new one without a setting type where unknown."""
        if key not in self._types:
            self._types[key] = self._find_type(key)
        return self._types[key]

    def place(self, key: AuthorityKey) -> Place:
        """The authority of a place: by its number, else by its name."""
        if key not in self._places:
            self._places[key] = self._find_place(key)
        return self._places[key]

    def _find_type(self, key: TypeKey) -> RegisterType:
        code, name, flag = key
        by_name = self._by_name.get((fold(name), flag))
        found = self._by_code.get(code) if code else by_name
        row = found or self._new_type(key)
        if by_name is not None and by_name.pk != row.pk:
            self._doubt(f"{code} {name}", f"{row.name} ({row.code})", f"{by_name.name} ({by_name.code})")
        if row.is_ours and not row.setting_type:
            called = f"“{row.name}” ({row.code})"
            self._ask(
                QuestionKind.UNKNOWN_TYPE,
                f"{self.register}/{row.code}",
                f"What kind of setting is {called} of {self.register.label}? Say so in its row of the register types.",
            )
        return row

    def _new_type(self, key: TypeKey) -> RegisterType:
        code, name, flag = key
        code = code or self._free_code(name, "-eyr" if flag else "")
        row = RegisterType(register=self.register, code=code, name=name or code, on_early_years_register=flag)
        row._change_reason = "Met in a register file"  # type: ignore[attr-defined]  # for django-simple-history
        row.save()
        self._by_code[code] = row
        self._by_name.setdefault((fold(name), flag), row)
        return row

    def _free_code(self, name: str, ending: str) -> str:
        """A code made of a name, which no other kind of place has."""
        stem = fold(name).replace(" ", "-")[:_STEM] or "kind"
        codes = (f"{stem}{number}{ending}" for number in chain([""], map(str, count(-2, -1))))
        return next(code for code in codes if code not in self._by_code)

    def _find_place(self, key: AuthorityKey) -> Place:
        code, name = key
        written = f"{code} {name}".strip()
        # A number that is not known says more than the name beside it: then both together are asked.
        by_name = self._names.get(fold(name))
        authority = self._authorities.get(code) or self._names.get(fold(written))
        if authority and by_name and by_name.pk != authority.pk:
            self._doubt(written, f"{authority.name} ({authority.code})", f"{by_name.name} ({by_name.code})")
        if authority is None:
            if written and not {fold(name), fold(written)} & self._nowhere:
                self._ask_authority(written)
            return Place(None, written)
        while authority.abolished_on and len(successors := list(authority.successors.all())) == 1:
            authority = self._authorities[successors[0].code]
        if authority.abolished_on is None:
            return Place(authority.pk, written)
        self._ask_split(authority)
        return Place(authority.pk, written, may_be_chosen=True)

    def _doubt(self, written: str, by_code: str, by_name: str) -> None:
        self.doubts.append(f"“{written}”: the code means {by_code}, the name {by_name}. The code is what was believed.")

    def _ask_authority(self, written: str) -> None:
        AuthorityName.objects.get_or_create(folded=fold(written), defaults={"written": written})
        self._ask(
            QuestionKind.UNKNOWN_AUTHORITY,
            fold(written),
            f"Which authority does {self.register.label} mean by “{written}”? "
            "Say so in its row of the authorities' names.",
        )

    def _ask_split(self, authority: LocalAuthority) -> None:
        about, text = f"{self.register}/{authority.code}", split_in_words(self.register, authority)
        self._ask(QuestionKind.SPLIT_AUTHORITY, about, text)

    def _ask(self, kind: QuestionKind, about: str, text: str) -> None:
        """Asks once: what was asked before, answered or not, is not asked again."""
        if (kind, about) not in self._answers:
            self.questions[kind, about] = Question(kind=kind, about=about, text=text, asked_at=self.at)
