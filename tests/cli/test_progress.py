"""A run shows its progress on the error stream: as a bar on a terminal, as lines elsewhere."""

import io

import pytest

from counterscore.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_each_message_is_a_line(capsys: pytest.CaptureFixture[str]):
    with Progress() as progress:
        for month in range(5):
            progress(month, 5, "running in")
        progress(5, 5, "living")
    assert capsys.readouterr().err == "running in\nliving\n"


def test_on_a_terminal_a_bar_is_drawn_and_erased(monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with Progress() as progress:
        progress(0, 4, "living")
        progress(4, 4, "living")
    shown = terminal.getvalue()
    assert "░" * 30 + " living" in shown
    assert "█" * 30 + " living" in shown
    assert shown.endswith("\r\x1b[K")
