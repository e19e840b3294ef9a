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
            progress(month, 5, "drawing people")
        progress(5, 5, "simulating")
    assert capsys.readouterr().err == "drawing people\nsimulating\n"


def test_on_a_terminal_a_bar_is_drawn_and_erased(monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with Progress() as progress:
        progress(0, 4, "simulating")
        progress(4, 4, "simulating")
    shown = terminal.getvalue()
    assert "░" * 30 + " simulating" in shown
    assert "█" * 30 + " simulating" in shown
    assert shown.endswith("\r\x1b[K")
