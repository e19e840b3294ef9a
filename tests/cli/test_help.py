"""Help is printed at once: it imports no heavy library."""

import subprocess
import sys

import pytest

from counterscore.cli.commands import PLACES

HEAVY = ("numpy", "numba", "polars", "altair", "pydantic", "rich", "tomlkit", "great_tables", "vl_convert")
COMMANDS = [[], *([name] for name in PLACES), ["bench", "month"]]
WATCH = f"""
import sys
sys.argv = ["counterscore", *sys.argv[1:]]
from counterscore.cli import main
try:
    main()
finally:
    print(*(name for name in {HEAVY} if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_imports_nothing_heavy(command: list[str]):
    done = subprocess.run([sys.executable, "-c", WATCH, *command, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: counterscore")
    assert done.stderr.strip() == ""


def test_every_command_is_listed_with_what_it_does(call):
    text = call("--help").out
    for name in PLACES:
        line = next(line for line in text.split("\n") if line.strip().startswith(f"{name} "))
        assert line.strip().endswith(".")
        assert "..." not in line


def test_the_version_is_printed(call):
    assert call("--version").out.startswith("counterscore, version ")
