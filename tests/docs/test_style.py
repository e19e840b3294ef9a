"""Prose and names follow docs/style.md: no phrase or name of banned.toml, and no class has the name of another."""

from __future__ import annotations

import re

import pytest

import docs.style as style

PAIR = re.compile(r"^\| (?P<bad>[^|]+) \| (?P<good>[^|]+) \|$", re.MULTILINE)


def _report(found: list[style.Offence]) -> str:
    return "\n".join(["", *map(str, found)])


def test_no_text_has_a_banned_phrase() -> None:
    found = list(style.offending(style.prose()))
    assert not found, _report(found)


def test_no_identifier_has_a_banned_name() -> None:
    found = list(style.misnamed(style.names()))
    assert not found, _report(found)


def test_no_two_public_classes_share_a_name() -> None:
    found = list(style.shared(style.names()))
    assert not found, _report(found)


def _found_in(code: str) -> list[str]:
    return [str(each) for each in style.offending(style.of_module("a.py", code, style.nodes(code)))]


@pytest.mark.parametrize(
    "code",
    [
        '"""A module.\n\nThe few whom something\nbefalls.\n"""\n',
        'A = 1\n\n# Whom a loss\nB = "#"  # or an illness\n# befalls\n',
        'A = 1\nB = "#"\nC = f"{A} people whom it befalls"\n',
    ],
)
def test_a_planted_phrase_is_found_with_its_line(code: str) -> None:
    line = next(number for number, text in enumerate(code.split("\n"), 1) if "befalls" in text)
    assert _found_in(code) == [f"a.py:{line}: 'befalls': write happens to"]


def test_a_phrase_may_continue_on_the_next_line() -> None:
    assert _found_in("# refused for\n# want of a place\n") == ["a.py:1: 'for want of': write for lack of"]


def test_keys_and_parts_of_words_are_no_phrases() -> None:
    assert not _found_in('A = "luck"\nluck = 1\n# pluck and courage\n')


def test_a_planted_name_is_found_and_a_key_is_not() -> None:
    code = "class SpoiltLoan:\n    spoilt: int\n\n    def pay(self, luck: int, spoilt: int) -> None: ...\n"
    found = {each.found for each in style.misnamed(style.names_of("a.py", style.nodes(code)))}
    assert found == {"class SpoiltLoan", "argument luck", "argument spoilt"}


def test_classes_that_share_a_name_are_found() -> None:
    parts = style.nodes("class Line: ...\nclass _Own: ...\n")
    found = style.shared(iter([*style.names_of("a.py", parts), *style.names_of("b.py", parts)]))
    assert [each.file for each in found] == ["a.py", "b.py"]


def test_the_page_on_style_shows_what_is_banned_and_what_is_not() -> None:
    pairs = PAIR.findall(style.STYLE.read_text(encoding="utf-8").split("| not this | but this |\n")[1])[1:]
    assert len(pairs) > 15
    for bad, good in pairs:
        assert list(style.offending(iter([style.Text("style.md", 1, bad.lower())]))), bad
        assert not list(style.offending(iter([style.Text("style.md", 1, good.lower())]))), good
