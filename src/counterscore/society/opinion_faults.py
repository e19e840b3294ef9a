"""Checks of the opinions of a society beyond those of single values."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.opinions import OPINIONS, Opinion, Opinions

LONGEST_TURN = 12
_WIDEST = 1
_STRENGTHS = ("norm", "chills", "complies", "befriends", "joins")


def opinion_complaints(opinions: Opinions) -> Iterator[Complaint]:
    """Yield everything that is wrong with the opinions of a society."""
    turn = opinions.turn.value
    if turn % 1 or not 1 <= turn <= LONGEST_TURN:
        allowed = f"whole months, 1 to {LONGEST_TURN}"
        yield Complaint(("opinions", "turn", "value"), "not a possible time between two talks with friends", allowed)
    for name in _STRENGTHS:
        yield from _strength(("opinions", name), getattr(opinions, name))
    for name in OPINIONS:
        yield from _opinion(("opinions", name), getattr(opinions, name))


def _strength(where: Where, figure: Figure | None) -> Iterator[Complaint]:
    if figure is not None and abs(figure.value) > _WIDEST:
        yield Complaint((*where, "value"), "opinions cannot change this so much", "-1 to 1")


def _opinion(where: Where, opinion: Opinion) -> Iterator[Complaint]:
    if opinion.spread.value > _WIDEST:
        yield Complaint((*where, "spread", "value"), "wider than the scale of an opinion", "0 to 1")
    for name, move in opinion.moves.items():
        if abs(move.value) > _WIDEST:
            yield Complaint((*where, "moves", name, "value"), "more than the whole gap cannot close", "-1 to 1")
    shared = sum(figure.value**2 for figure in opinion.traits.values())
    if shared > 1:
        message = f"the squares of the correlations with the traits add up to {shared:.2f}"
        yield Complaint((*where, "traits"), message, "a sum of at most 1")
