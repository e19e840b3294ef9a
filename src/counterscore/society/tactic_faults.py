"""Checks of the tactics of a society, ways of evading a score."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.lists import repeated, same_words
from counterscore.catalogue.problem import Complaint
from counterscore.society.responses import Responses

NAMES = ("comply", "censor", "game", "wary", "shun", "choosy")


def tactic_complaints(responses: Responses, acts: tuple[str, ...]) -> Iterator[Complaint]:
    """Yield everything that is wrong with the tactics; `acts`: ids of the activities of the society."""
    named = [(("responses", "tactics", index, "id"), tactic.id) for index, tactic in enumerate(responses.tactics)]
    yield from repeated(named)
    for index, tactic in enumerate(responses.tactics):
        path = ("responses", "tactics", index)
        if tactic.id in NAMES:
            yield Complaint((*path, "id"), "this id is already the name of another response")
        if (tactic.kind == "fake") != (tactic.price is not None):
            yield Complaint(path, '`price` is needed for kind = "fake", and for no other kind')
        if tactic.kind == "fake" and tactic.reacts_to != "stakes":
            yield Complaint(
                (*path, "reacts_to"),
                "a tactic of kind fake can only react to stakes, since people buy points for what they decide",
                "stakes",
            )
        for entry, act in enumerate(tactic.activities):
            if act not in acts:
                yield Complaint(
                    (*path, "activities", entry), "this society has no such activity", ", ".join(acts), acts
                )
        yield from same_words((*path, "activities"), tactic.activities)
    yield from repeated(_hidden(responses), "is already hidden or faked by another tactic")


def _hidden(responses: Responses) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield what each tactic hides or fakes; no record may be hidden twice or faked twice."""
    for index, tactic in enumerate(responses.tactics):
        for entry, act in enumerate(tactic.activities if tactic.kind != "stay-away" else ()):
            yield ("responses", "tactics", index, "activities", entry), f"{act} ({tactic.kind})"
