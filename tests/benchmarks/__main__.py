"""`make bench`: prints every figure. Nothing here is a test: a busy machine is not a failure."""

import platform
import sys

from tests.benchmarks import decisions, england, imports, national

if __name__ == "__main__":
    sys.stdout.write(f"Python {platform.python_version()} on {platform.machine()}, one core\n\n")
    decisions.run(sys.stdout.write)
    imports.run(sys.stdout.write)
    national.run(sys.stdout.write)
    england.run(sys.stdout.write)
