"""Mutation tests of the rules: does some test notice when a line of them is changed?

    make mutate                                        every module, the share and the list of survivors held
    python -m tests.mutation dates service             these modules only

mutmut copies the project into mutants/, puts every mutant of a function beside it, and runs the tests of the rules in a
forked process for each; its settings are in pyproject.toml. What it changes are functions and methods without a
decorator: not module-level tables, properties or remembered functions, which the tests cover all the same.

Fails under the least share killed, on a survivor that docs/mutants.md does not list with its reason, and on one listed
there that no longer survives. A survivor is known by its function, the line, and what the line was changed to.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).resolve().parent.parent
RULES = Path("qualifications/rules")
RECORD = ROOT / "docs" / "mutants.md"
LEAST = 0.95
# A mutant that never ends is noticed, too.
KILLED = {"killed", "timeout"}
ROW = re.compile(r"^\| `(?P<function>[^`]+)` \| `` (?P<before>.+?) `` \| `` (?P<after>.+?) `` \| (?P<reason>.+) \|$")


class Survivor(NamedTuple):
    """A change of a function that no test noticed: its lines before and after, each without their indents."""

    function: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"| `{self.function}` | `` {_cell(self.before)} `` | `` {_cell(self.after)} `` | … |"


def main(modules: list[str]) -> int:
    """Runs mutmut and reports. In: names of modules of the rules, none for all. Out: the exit status."""
    os.chdir(ROOT)
    shutil.rmtree("mutants", ignore_errors=True)
    patterns = [f"qualifications.rules.{module}.*" for module in modules]
    mutmut = Path(sys.executable).with_name("mutmut")
    if subprocess.run([mutmut, "run", *patterns], check=False).returncode:
        return _say("mutmut could not run: do the tests of the rules pass, and is `mutants/` writable?")
    outcomes = dict(_outcomes(modules))
    counts = Counter(status in KILLED for status in outcomes.values())
    share = counts[True] / len(outcomes)
    _say(f"\n{counts[True]} killed, {counts[False]} survived, {len(outcomes)} mutants: {share:.2%} killed")
    problems = _problems({name for name, status in outcomes.items() if status not in KILLED}, modules)
    if share < LEAST:
        problems.append(f"Fewer than {LEAST:.0%} are killed.")
    return _say(*problems) if problems else 0


def _outcomes(modules: list[str]) -> Iterator[tuple[str, str]]:
    """Each mutant's name and what became of it."""
    for path in sorted(RULES.glob("*.py")):
        if not modules or path.stem in modules:
            data = SourceFileMutationData(path=path)
            data.load()
            for name, exit_code in data.exit_code_by_key.items():
                yield name, status_by_exit_code[exit_code]


def _problems(names: set[str], modules: list[str]) -> list[str]:
    """What is not as docs/mutants.md says, as lines to print."""
    found = {_survivor(name) for name in names}
    listed = {each for each in _listed() if not modules or each.function.split(".")[0] in modules}
    unlisted, gone = sorted(found - listed), sorted(listed - found)
    problems = []
    if unlisted:
        problems += ["", "Survived and not listed: add a test, or a row with its reason to docs/mutants.md:"]
        problems += [str(each) for each in unlisted]
    if gone:
        problems += ["", "Listed in docs/mutants.md and not a survivor any more: take the row out:"]
        problems += [str(each) for each in gone]
    return problems


def _survivor(name: str) -> Survivor:
    """The mutant of a name, by what it changes."""
    module, _, function = name.removeprefix("qualifications.rules.").partition(".")
    plain = function.partition("__mutmut_")[0].removeprefix("x").removeprefix("_").strip("ǁ").replace("ǁ", ".")
    lines = get_diff_for_mutant(name, path=RULES / f"{module}.py").splitlines()[2:]
    return Survivor(f"{module}.{plain}", _changed(lines, "-"), _changed(lines, "+"))


def _changed(lines: list[str], sign: str) -> str:
    return " ".join(line[1:].strip() for line in lines if line.startswith(sign))


def _listed() -> Iterator[Survivor]:
    """The survivors that docs/mutants.md lists."""
    for line in RECORD.read_text(encoding="utf-8").splitlines():
        if row := ROW.match(line):
            yield Survivor(row["function"], *(row[name].replace("\\|", "|") for name in ("before", "after")))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _say(*lines: str) -> int:
    """Prints lines, and answers with the exit status of a failure."""
    sys.stdout.write("\n".join(lines) + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
