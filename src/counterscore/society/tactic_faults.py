"""What can be wrong with the ways round a score that a society declares."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.lists import repeated, same_words
from counterscore.catalogue.problem import Complaint
from counterscore.society.responses import Responses

NAMES = ("comply", "censor", "game", "wary", "shun", "choosy")


def tactic_complaints(responses: Responses, acts: tuple[str, ...]) -> Iterator[Complaint]:
    """Give all that is wrong with the tactics; `acts`: the names of what people do in this society."""
    named = [(("responses", "tactics", place, "id"), tactic.id) for place, tactic in enumerate(responses.tactics)]
    yield from repeated(named)
    for place, tactic in enumerate(responses.tactics):
        here = ("responses", "tactics", place)
        if tactic.id in NAMES:
            yield Complaint((*here, "id"), "is the name of another response already")
        if (tactic.kind == "fake") != (tactic.price is not None):
            yield Complaint(here, "`price` goes with the kind fake, and with no other")
        if tactic.kind == "fake" and tactic.reacts_to != "stakes":
            yield Complaint((*here, "reacts_to"), "points are bought for what they decide", "stakes")
        for entry, act in enumerate(tactic.activities):
            if act not in acts:
                yield Complaint((*here, "activities", entry), "nobody does this here", ", ".join(acts), acts)
        yield from same_words((*here, "activities"), tactic.activities)
    yield from repeated(_hidden(responses), "is hidden or faked by another tactic already")


def _hidden(responses: Responses) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """A record is hidden in one way, and faked in one way."""
    for place, tactic in enumerate(responses.tactics):
        for entry, act in enumerate(tactic.activities if tactic.kind != "stay-away" else ()):
            yield ("responses", "tactics", place, "activities", entry), f"{act} ({tactic.kind})"
