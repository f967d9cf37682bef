"""How hard the public pages are to read: their own words, without what the law and its guidance are quoted for."""

import re
from typing import Any

import pytest
from django.test import Client
from lxml import html
from pyphen import Pyphen  # type: ignore[import-untyped]

from qualifications.checker.journey import QUESTIONS
from qualifications.models import RuleBook

pytestmark = pytest.mark.django_db
WHOLE = "setting_type=academy&started_on=2024-09-01"
TEACHER = "is_head_teacher=no&teaches_at_setting=yes&teacher_status=qts&induction=complete"
LISTS = "previous_posts=none&awards=none&enrolments=none"
ANSWER = f"/check/result/?{WHOLE}&{TEACHER}&{LISTS}"
SYLLABLES = Pyphen(lang="en_US")  # its hyphens tell syllables better than the British ones
# School years: 6 is read at the age of 11.
MOST = 6.0
QUESTION_PAGES = [f"/check/{question.slug}/?{WHOLE}" for question in QUESTIONS]
PAGES = ["/", "/check/", *QUESTION_PAGES, ANSWER, "/accessibility/", "/privacy/", "/api/"]
# No sentence of them is harder than this.
WORST = 10.5
# These are kept above it by the law: their sentences say all that a rule asks.
OF_LAW = ["/rules/", "/rules/books/{book}/served-before-2009/"]
MOST_OF_LAW, WORST_OF_LAW = 9.0, 22.0
# Names that nobody can put more simply: each counts as one short word.
NAMES = re.compile(
    r"early years teacher status|qualified teacher learning and skills(?: status)?|qualified teacher status|"
    r"alternative provision|SENCOs?|SENCos?|Society for Education and Training|"
    r"special educational needs|European Economic Area|\([A-Z]{2,}\)",
    re.I,
)


def sentences(page: str) -> list[str]:
    """The words of a page by paragraphs, items and labels; not the steps of law, tables of the book and addresses."""
    tree: Any = html.fromstring(page)
    main = tree.xpath("//main")[0]
    left_out = "self::table or self::svg or self::code or self::details or @hidden or contains(@class, 'app-print')"
    for gone in main.xpath(f".//*[{left_out}]"):
        gone.drop_tree()
    for heading in main.xpath(".//h2[normalize-space()='Why']"):
        for step in heading.xpath("following-sibling::ol[1]"):
            step.drop_tree()
    told: list[str] = []
    read = "self::p or self::li or self::h1 or self::h2 or self::label or self::dd or contains(@class, 'govuk-hint')"
    for each in main.xpath(f".//*[{read}]"):
        words = " ".join(each.text_content().split())
        if len(words.split()) > 5:
            told.append(words if words[-1] in ".?!:" else f"{words}.")
    return list(dict.fromkeys(told))


def grade_of(words: str) -> float:
    """The grade of Flesch and Kincaid (1975): 0.39 words a sentence and 11.8 syllables a word, less 15.59."""
    ends = re.split(r"[.?!:]+(?:\s|$)", NAMES.sub("name", words))
    said = [found for end in ends if (found := re.findall(r"[\w’'-]+", end))]
    each = [word for sentence in said for word in sentence]
    syllables = sum(len(SYLLABLES.positions(word.lower())) + 1 for word in each)
    return round(0.39 * len(each) / len(said) + 11.8 * syllables / len(each) - 15.59, 1)


@pytest.mark.parametrize("address", PAGES)
def test_words_of_ours_are_read_at_the_age_of_eleven(client: Client, shipped_book: RuleBook, address: str) -> None:
    told = sentences(client.get(address).content.decode())
    assert told
    hardest = sorted(told, key=grade_of, reverse=True)
    assert grade_of(" ".join(told)) <= MOST, hardest[:8]
    assert grade_of(hardest[0]) <= WORST, hardest[0]


@pytest.mark.parametrize("address", OF_LAW)
def test_the_law_is_told_as_plainly_as_it_lets_us(client: Client, shipped_book: RuleBook, address: str) -> None:
    told = sentences(client.get(address.format(book=shipped_book.pk)).content.decode())
    assert grade_of(" ".join(told)) <= MOST_OF_LAW
    assert WORST < max(map(grade_of, told)) <= WORST_OF_LAW


def test_hard_words_are_found() -> None:
    hard = "The aforementioned accreditation necessitates institutional authorisation prior to commencement."
    assert grade_of(hard) > 15
    assert grade_of("The cat sat on the mat. It was a cold day.") < 2
    assert sentences(f"<html><main><p>{hard}</p><table><p>Seven words that stand in a table</p></table></main></html>")
