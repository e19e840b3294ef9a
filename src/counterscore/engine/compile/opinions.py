"""Compile opinions: resting levels, what moves them, and what they change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, get_args

import numpy as np

from counterscore.chance.kernel import Floats
from counterscore.engine.compile.numbers import Valued
from counterscore.engine.core.plan import OpinionTerms
from counterscore.engine.core.state import Bytes
from counterscore.regime.schema import RegimeFile
from counterscore.society.opinions import EVENTS, OPINIONS, Opinion, Steady, Trait
from counterscore.society.schema import SocietyFile

f32 = np.float32


class Felt(NamedTuple):
    """What opinions change: the strengths of being wary and of complying, the search for friends, and joining."""

    chills: np.float32
    complies: np.float32
    befriends: np.float32
    joins: np.float32


def _value(figure: Valued | None) -> np.float32:
    return f32(figure.value if figure else 0.0)


def felt(society: SocietyFile, regime: RegimeFile) -> Felt:
    """Return what opinions change; without data sources and a score nobody fears or approves of anything."""
    opinions, scheme = society.opinions, bool(regime.partners) or regime.score is not None
    if opinions is None:
        return Felt(f32(0), f32(0), f32(0), f32(0))
    return Felt(
        chills=_value(opinions.chills) if scheme else f32(0),
        complies=_value(opinions.complies) if scheme else f32(0),
        befriends=_value(opinions.befriends),
        joins=_value(opinions.joins),
    )


def opinion_terms(society: SocietyFile, regime: RegimeFile) -> OpinionTerms | None:
    """Return how opinions move; None for a society that does not declare them."""
    opinions = society.opinions
    if opinions is None:
        return None
    every: list[Opinion] = [getattr(opinions, name) for name in OPINIONS]
    return OpinionTerms(
        turn=np.int64(opinions.turn.value),
        norm=_value(opinions.norm),
        level=_row(each.level for each in every),
        own=np.array([each.spread.value * (1 - _shared(each)) ** 0.5 for each in every], np.float32),
        traits=np.array([[_loading(each, trait) for trait in get_args(Trait)] for each in every], np.float32),
        moves=np.array([_row(each.moves.get(event) for event in EVENTS) for each in every], np.float32),
        hit=_steady(every, "friends-hit"),
        watched=_steady(every, "watched"),
        friends=_row(each.friends for each in every),
        mood=_row(each.mood for each in every),
        settles=_row(each.settles for each in every),
        judged=_judged(society, regime),
    )


def _row(figures: Iterable[Valued | None]) -> Floats:
    return np.array([_value(figure) for figure in figures], np.float32)


def _shared(opinion: Opinion) -> float:
    """Return the share of the variance of a resting level that goes with the traits."""
    return sum(figure.value**2 for figure in opinion.traits.values())


def _loading(opinion: Opinion, trait: Trait) -> float:
    figure = opinion.traits.get(trait)
    return opinion.spread.value * figure.value if figure else 0.0


def _steady(opinions: Iterable[Opinion], name: Steady) -> Floats:
    return _row(each.moves.get(name) for each in opinions)


def _judged(society: SocietyFile, regime: RegimeFile) -> Bytes:
    """Return by decision whether a gate or a list of the regime judges requests for it."""
    names = {gate.decision for gate in regime.gates}
    names |= {name for entry in regime.lists for name in (*entry.blocks, *entry.family_blocks, *entry.opens)}
    return np.array([decision.id in names for decision in society.decisions], np.uint8)
