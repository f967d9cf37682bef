"""The law is data: no date of law, qualification code or number of months stands in code, its comments or its pages.

A new statutory instrument must need no code. Whatever it may change is looked for here in everything but tests,
migrations and the demonstration: names, docstrings, comments and help texts included.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CODE = {".py", ".html", ".txt", ".js", ".mjs", ".scss", ".css"}
FOLDERS = (
    "accounts",
    "compliance",
    "frontend",
    "practitioners",
    "qualifications",
    "senco_portal",
    "settings",
    "templates",
)
ELSEWHERE = {"migrations", "node_modules", "dist", "data", "demonstration"}
DEMONSTRATION = "seed_demo"
KNOWN_CODES = {"NASENCO", "NPQSENCO", "EY_L3_SENCO"}
# What people call one of them, written so; among other words it is no code.
PROSE_NAME = "NASENCo"

YEAR = r"(?:19|20)\d\d"
# As Python writes it too: 2_024.
YEAR_NUMBER = r"(?:1_?9|2_?0)_?\d_?\d"
YEARS_OF_LAW = range(1990, 2100)
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
UNITS = "two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NUMBER = rf"(?:[2-9]|[1-9]\d+|{UNITS}|{TEENS}|(?:{TENS})(?:[\s-]+(?:one|{UNITS}))?|a dozen)"
ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|\d+(?:st|nd|rd|th))"

SEVERAL = r"(?:[2-9]|[1-9]\d+)\b"
SET_TO = r"[\"']?\s*(?::\s*(?:Final|int)(?:\s*\|\s*None)?\s*)?(?::|==?|<=?|>=?)\s*[+(]?\s*"
ARGUMENTS = r"\((?:[^()]|\([^()]*\))*?"
# The calendar's own days round the end of February are nobody's law.
CALENDAR_DAYS = rf"(?!(?:28|29)\s+Feb(?:ruary)?\b(?!\s+{YEAR}))(?!1\s+March\b(?!\s+{YEAR}))"

# What to look for: what to call it, and the ways it is written.
PATTERNS: dict[str, tuple[str, ...]] = {
    "a date": (
        rf"\b{YEAR}-\d\d(?:-\d\d)?\b",
        rf"\b\d{{1,2}}/\d{{1,2}}/{YEAR}\b",
        rf"\b{YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\b",
        rf"\b\d{{1,2}}([.-])\d{{1,2}}\1{YEAR}\b",
        rf"\b{YEAR}([./])\d{{1,2}}\1\d{{1,2}}\b",
    ),
    "a written date": (
        rf"\b{CALENDAR_DAYS}\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}",
        rf"\b{MONTH}\s+(?:\d{{1,2}}\w*,?\s+)?{YEAR}\b",
        rf"(?i)\b\d{{1,2}}([-/.]){MONTH}\1{YEAR}\b",
    ),
    "a year that something turns on": (rf"\b(?i:after|before|since|from|until|by)\s+{YEAR}\b(?!/)",),
    "a date made of numbers": (
        rf"\bdate(?:time)?\(\s*(?:year\s*=\s*)?{YEAR_NUMBER}\b",
        rf"[(\[]\s*{YEAR_NUMBER}\s*,\s*\d{{1,2}}\s*[,)\]]",
    ),
    "a number of months": (rf"(?i)\b{NUMBER}(?:[\s-]+(?:calendar|whole|full|complete))?[\s-]+months?\b",),
    "a number of years": (rf"(?i)\b{NUMBER}(?:[\s-]+(?:calendar|whole|full|complete))?[\s-]+years?\b",),
    "a length of time": (r"\bP(?:\d+[YMWD])+\b",),
    "months set to a number": (rf"(?i)\w*months\w*{SET_TO}{SEVERAL}",),
    "years set to a number": (rf"(?i)\w*years\w*{SET_TO}[1-9]\d*\b",),
    "months called with a number": (rf"(?i)\w*(?:months|anniversar)\w*{ARGUMENTS}\b(?<!\.){SEVERAL}",),
    "an anniversary by its number": (rf"(?i)\b{ORDINAL}[\s-]+anniversar(?:y|ies)\b",),
    "the days of a service limit": (r"\b366\b",),
}


def codes_in(node: object, *, inside: bool = False) -> Iterator[str]:
    """Every qualification code that stands in a data file, wherever in it."""
    if isinstance(node, list):
        for each in node:
            yield from codes_in(each, inside=inside)
    elif isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and (key == "qualification" or (inside and key == "code")):
                yield value
            else:
                yield from codes_in(value, inside=key == "qualifications")


def qualification_codes(root: Path) -> set[str]:
    """The codes that the data files of the portal know, and those it began with."""
    files = (root / "qualifications" / "data").rglob("*.json")
    return KNOWN_CODES | {code for file in files for code in codes_in(json.loads(file.read_text()))}


def law_in(text: str, codes: set[str]) -> list[tuple[int, str, str]]:
    """What of the law stands in a text: (line number, what kind of thing, the words themselves)."""
    of_codes = {
        "a qualification code": (rf"\b(?!{PROSE_NAME}\b)(?i:{_any_of(codes)})\b",),
        "a part of a qualification code": (
            rf"(?i:(?:starts|ends)_?with)\s*[(=]\s*\(?\s*[\"'](?i:{_any_of(_ends_of(codes))})[\"']",
        ),
    }
    return sorted(
        (text.count("\n", 0, found.start()) + 1, kind, found.group())
        for kind, ways in (PATTERNS | of_codes).items()
        for way in ways
        for found in re.finditer(way, text)
    )


def _any_of(words: set[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _ends_of(codes: set[str]) -> set[str]:
    """What codes begin and end with, three letters or more."""
    return {part for code in codes for size in range(3, len(code) + 1) for part in (code[:size], code[-size:])}


def law_in_python(source: str, codes: set[str]) -> list[tuple[int, str, str]]:
    """What of the law the parser of Python sees, however it is written: years, and codes within texts."""
    a_code = re.compile(_any_of(codes), re.IGNORECASE)
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, int) and node.value in YEARS_OF_LAW:
            found.append((node.lineno, "a year", str(node.value)))
        if isinstance(node.value, str):
            found += [
                (node.lineno, "a qualification code in a text", code)
                for code in a_code.findall(_less_prose(node.value))
            ]
    return sorted(found)


def _less_prose(text: str) -> str:
    """A text without the prose name in it; a text that is nothing else is no prose."""
    return re.sub(rf"\b{PROSE_NAME}\b", "", text) if " " in text.strip() else text


def sources(root: Path) -> Iterator[Path]:
    """Every file of code, style or page, less tests, migrations, data files and the demonstration."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            parts = path.relative_to(root).parts
            if path.suffix in CODE and not ELSEWHERE.intersection(parts) and not path.stem.startswith(DEMONSTRATION):
                yield path


def law_in_file(path: Path, codes: set[str]) -> list[tuple[int, str, str]]:
    text = path.read_text(encoding="utf-8")
    return law_in(text, codes) + (law_in_python(text, codes) if path.suffix == ".py" else [])


def test_no_law_stands_in_code(project_root: Path) -> None:
    codes = qualification_codes(project_root)
    found = [
        f"{path.relative_to(project_root)}:{line}: {kind}: {words}"
        for path in sources(project_root)
        for line, kind, words in law_in_file(path, codes)
    ]
    assert found == [], "The law is rows of a rule book: move these to qualifications/data.\n" + "\n".join(found)


def test_the_finder_looks_at_code_pages_and_styles(project_root: Path) -> None:
    """Were the folders renamed, nothing would be looked at and all be well."""
    looked_at = {str(path.relative_to(project_root)) for path in sources(project_root)}
    assert {"qualifications/rules/assess.py", "templates/base.html", "frontend/app.scss"} <= looked_at
    assert len(looked_at) > 50


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ('LINE = "2009-09-01"', "a date"),
        ("# in force 2024-09", "a date"),
        ("on 01/09/2024 it changed", "a date"),
        ('date.fromisoformat("20240901")', "a date"),
        ('help_text="Begun before 1 September 2024"', "a written date"),
        ('"""After 1st September."""', "a written date"),
        ("# from the 1st of September", "a written date"),
        ("September 2024", "a written date"),
        ("# Sept 2009", "a written date"),
        ("by August 31st, 2027", "a written date"),
        ("29 February 2024", "a written date"),
        ("# everybody in post before 2009", "a year that something turns on"),
        ("Since 2014 the duty", "a year that something turns on"),
        ("date(2024, 9, 1)", "a date made of numbers"),
        ("datetime.date(\n    2024, 9, 1)", "a date made of numbers"),
        ("date(year=2024, month=9, day=1)", "a date made of numbers"),
        ("LINE = (2009, 9, 1)", "a date made of numbers"),
        ("# more than twelve months of service", "a number of months"),
        ("<p>It takes 22 months.</p>", "a number of months"),
        ("a 36-month window", "a number of months"),
        ("Twelve\nmonths", "a number of months"),
        ("twenty-two months", "a number of months"),
        ("12 calendar months", "a number of months"),
        ("a dozen months", "a number of months"),
        ("relativedelta(months=36)", "months set to a number"),
        ("LONGEST_MONTHS = 22", "months set to a number"),
        ("service_months: int = 12", "months set to a number"),
        ("months: Final = 36", "months set to a number"),
        ("{'months': 12}", "months set to a number"),
        ("if months > 12:", "months set to a number"),
        ("add_months(started_on, 36)", "months called with a number"),
        ("months_before(deadline, 22)", "months called with a number"),
        ("until the third anniversary", "an anniversary by its number"),
        ("the 3rd anniversary", "an anniversary by its number"),
        ("if days > 366:", "the days of a service limit"),
        ('code == "NASENCO"', "a qualification code"),
        ("in force from 01.09.2024", "a date"),
        ("in force from 1-9-2024", "a date"),
        ("# 2024/09/01", "a date"),
        ("1-Sep-2024", "a written date"),
        ("01/SEP/2024", "a written date"),
        ("date(2_024, 9, 1)", "a date made of numbers"),
        ("LINE = (2024, 9)", "a date made of numbers"),
        ("new Date([2024, 9, 1])", "a date made of numbers"),
        ("# within three years", "a number of years"),
        ("<p>It takes 3 years.</p>", "a number of years"),
        ("a 3-year window", "a number of years"),
        ("Three\nyears", "a number of years"),
        ('WINDOW = "P36M"', "a length of time"),
        ('WINDOW = "P3Y"', "a length of time"),
        ("relativedelta(years=3)", "years set to a number"),
        ("relativedelta(years=+1)", "years set to a number"),
        ("WINDOW_YEARS: int = 3", "years set to a number"),
        ("relativedelta(months=+36)", "months set to a number"),
        ("add_months(\n    started_on,\n    36,\n)", "months called with a number"),
        ("add_months(first_day(post), 36)", "months called with a number"),
        ("anniversary(started_on, 36)", "months called with a number"),
        ("anniversary(\n    started_on,\n    36,\n)", "months called with a number"),
        ('if code.startswith("NPQ"):', "a part of a qualification code"),
        ('filter(code__istartswith="npq")', "a part of a qualification code"),
        ("code.endsWith('SENCO')", "a part of a qualification code"),
        ("{% if code == 'NPQSENCO' %}", "a qualification code"),
        ("{% if code == 'npqsenco' %}", "a qualification code"),
        ("# EY_L3_SENCO is enough", "a qualification code"),
        ("const code = 'FROM_A_DATA_FILE';", "a qualification code"),
    ],
)
def test_the_finder_catches(planted: str, kind: str) -> None:
    found = law_in(f"first line\n{planted}\n", KNOWN_CODES | {"FROM_A_DATA_FILE"})
    assert kind in {kind for _, kind, _ in found}
    assert found[0][0] >= 2, "the line is told"


@pytest.mark.parametrize(
    ("planted", "kind"),
    [
        ("FIRST_YEAR = 2009", "a year"),
        ("if day.year >= 2_024:", "a year"),
        ("day.replace(month=9, year=2024)", "a year"),
        ("LINE = dict(y=0x7E8)", "a year"),
        ('if code == "NPQ" "SENCO":', "a qualification code in a text"),
        ('if code.upper() in ("\\x4eASENCO",):', "a qualification code in a text"),
        ('if code.lower() == "npqsenco":', "a qualification code in a text"),
        ('if "has_npqsenco" in facts:', "a qualification code in a text"),
        ('if name == "NASENCo":', "a qualification code in a text"),
        ('f"NPQSENCO{suffix}"', "a qualification code in a text"),
    ],
)
def test_the_parser_catches(planted: str, kind: str) -> None:
    body = "\n    pass" if planted.endswith(":") else ""
    assert [(2, kind)] == [found[:2] for found in law_in_python(f"first = None\n{planted}{body}\n", KNOWN_CODES)]


INNOCENT = '''
"""Anniversaries: 29 February is kept on 28 February, or on 1 March where the book says so.

A month later, one month before, or however many months the acceptance names; SI 2014/1530 regulation 49(4).
"""

from datetime import date, timedelta

FIRST, LAST = date.min, date.max
months = 0


def add_months(day: date, months: int) -> date:
    """The day so many months later, on the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    if day.month == 2 and day.day == 29:
        return day.replace(year=day.year + years, month=month + 1, day=28)
    return day.replace(year=day.year + years, month=month + 1)


def deadline(rule: Rule, started_on: date) -> date | None:
    # The NASENCo, the NPQ for SENCOs and the Level 3 award are told apart by rows, 48 of them, not by code.
    return add_months(started_on, rule.months_to_deadline) if rule.months_to_deadline is not None else None


def anniversary_in(year: int, day: date) -> date:
    """One year later, or however many years; a year with 4 numbers, per year, 1.2.3 and 5.2."""
    years = year - day.year
    width = 4 if PART == "year" else 2
    assert (1900, year) != (width, years)
    return add_months(day, months_in(years)) if PART.startswith("dat") else anniversary(day, years)


SHOWN = "The NASENCo and the NPQ for SENCOs"
PORTS, SIZES = (8000, 20241), (1989, 2100)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
'''


def test_the_finder_passes_an_innocent_file() -> None:
    assert law_in(INNOCENT, KNOWN_CODES) == []
    assert law_in_python(INNOCENT, KNOWN_CODES) == []


def test_the_finder_reads_codes_from_data_wherever_they_stand() -> None:
    book = {
        "rules": [{"code": "served", "names": {"qualification": "A"}}],
        "qualifications": [{"code": "B", "level": 3}],
    }
    assert set(codes_in(book)) == {"A", "B"}
