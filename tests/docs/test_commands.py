"""Every command that a document quotes exists, with all its options."""

from __future__ import annotations

import shutil
import subprocess
import sys

import click
import pytest

from counterscore.cli.commands import counterscore
from docs.repository import PAGES, ROOT, commands

QUOTED = [(page.relative_to(ROOT), words) for page in PAGES for words in commands(page.read_text(encoding="utf-8"))]
FIRST = [["./lab", "counterscore", "run", "citizen-score"], ["./lab", "pytest"]]


def test_the_readme_begins_with_its_two_commands() -> None:
    assert list(commands((ROOT / "README.md").read_text(encoding="utf-8")))[:2] == FIRST


@pytest.mark.parametrize(("page", "words"), QUOTED, ids=[f"{page}: {' '.join(words)}" for page, words in QUOTED])
def test_a_quoted_command_exists(page: object, words: list[str]) -> None:
    tool, *rest = words[1:] if words[0] == "./lab" else words
    if tool == "counterscore":
        _parse(rest)
    elif tool == "python":
        assert not rest or (ROOT / rest[0]).is_file()
    elif tool.startswith("."):
        assert (ROOT / tool).is_file()
    else:
        assert shutil.which(tool, path=str(ROOT / ".venv/bin")) or shutil.which(tool)


def _parse(words: list[str]) -> None:
    """Parse a command and its options as the command line does, without running it."""
    command: click.Command = counterscore
    context = click.Context(counterscore, info_name="counterscore")
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name, found, words = command.resolve_command(context, words)
        assert found is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    command.make_parser(context).parse_args(list(words))
    assert command.get_help(context)


def test_an_unknown_option_would_be_found() -> None:
    with pytest.raises(click.NoSuchOption):
        _parse(["run", "citizen-score", "--sed", "7"])


def test_help_lists_the_first_command_of_the_readme() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from counterscore.cli import main; main()", "run", "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "--people-seed" in done.stdout
