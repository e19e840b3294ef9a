"""A run says on the error stream what is being done, as a bar on a terminal and as lines elsewhere."""

import io

import pytest

from counterscore.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_each_word_is_a_line(capsys: pytest.CaptureFixture[str]):
    with Progress() as progress:
        for month in range(5):
            progress(month, 5, "running in")
        progress(5, 5, "living")
    assert capsys.readouterr().err == "running in\nliving\n"


def test_on_a_terminal_a_bar_is_drawn_and_wiped(monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with Progress() as progress:
        progress(0, 4, "living")
        progress(4, 4, "living")
    shown = terminal.getvalue()
    assert "░" * 30 + " living" in shown
    assert "█" * 30 + " living" in shown
    assert shown.endswith("\r\x1b[K")
