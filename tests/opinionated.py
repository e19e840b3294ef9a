"""Invented opinions for tests: everything moves every opinion, and opinions change everything that they can."""

from __future__ import annotations

from typing import Any

from counterscore.catalogue.figure import Effect
from counterscore.society.opinions import EVENTS, Opinion, Opinions
from counterscore.society.schema import SocietyFile
from figures import figure


def effect(value: float) -> Effect:
    """Return an invented effect of this value, of either sign."""
    return Effect(value=value, assumption="for a test", range=(-2.0, 2.0))


def opinion(level: float, sign: float, **parts: Any) -> Opinion:
    """Return an opinion at this level, which everything moves: up by each event if `sign` is 1, down if it is -1."""
    moves = {name: effect(sign * (0.1 + 0.05 * place)) for place, name in enumerate(EVENTS)}
    whole: dict[str, Any] = {
        "level": figure(level), "spread": figure(0.2), "traits": {"conformity": effect(0.5), "skill": effect(-0.3)},
        "moves": {**moves, "friends-hit": effect(-0.4 * sign), "watched": effect(0.05 * sign)},
        "friends": figure(0.2), "mood": figure(0.05), "settles": figure(0.1),
    }  # fmt: skip
    return Opinion(**{**whole, **parts})


def opinions(**parts: Any) -> Opinions:
    """Return opinions that everything moves and that change everything they can."""
    whole: dict[str, Any] = {
        "turn": figure(3.0), "norm": effect(0.5), "chills": effect(0.3), "complies": effect(0.3),
        "befriends": effect(0.6), "joins": effect(0.6), "approval": opinion(0.6, -1), "fear": opinion(0.3, 1),
        "trust": opinion(0.5, -1),
    }  # fmt: skip
    return Opinions(**{**whole, **parts})


def opinionated(society: SocietyFile, held: Opinions | None = None) -> SocietyFile:
    """Return the society with these opinions, by default those of `opinions`."""
    return society.model_copy(update={"opinions": held or opinions()})
