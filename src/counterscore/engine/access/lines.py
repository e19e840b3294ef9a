"""The lines of the gates in a month: those that the file states, and those that depend on everybody's current score.

An exchange: people are counted and ranked in whole numbers, so the result depends on no order and no partition.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterscore.engine.access import objective
from counterscore.engine.core.plan import ComparedGate, Lines
from counterscore.engine.scoring.rank import Standing
from counterscore.engine.world import World
from counterscore.regime.gates.rule import DrawnLine, Prospect


def lines_of(world: World, standing: Standing) -> Lines:
    """Return the lines and margins that the gates use this month."""
    stated = world.rules.gates.lines
    lines = Lines(stated.line.copy(), stated.margin.copy())
    for gate in world.rules.compared:
        for part, drawn in enumerate(_drawn(world, standing, gate)):
            lines.line[gate.decision, part], lines.margin[gate.decision, part] = drawn
    return lines


def _drawn(world: World, standing: Standing, gate: ComparedGate) -> tuple[DrawnLine, ...]:
    """Return the lines of a gate; draw them again when they are due, or when a new phase replaces the gate."""
    known = world.drawn.get(gate.decision)
    if known is None or known[0] is not gate or world.month % gate.rule.every == 0:
        known = world.drawn[gate.decision] = gate, gate.rule.draw(Everybody(world, standing, gate))
    return known[1]


@dataclass(frozen=True)
class Everybody:
    """Everybody who has a score, for a gate's rule that draws lines (implements `regime.gates.rule.Census`)."""

    world: World
    standing: Standing
    gate: ComparedGate

    @property
    def scored(self) -> int:
        """The number of people with a score."""
        return self.standing.scored

    def at(self, below: int) -> int:
        """Return the lowest rung such that more than `below` people are on it or lower."""
        return self.standing.at(below)

    def best_lines(self, prospect: Prospect) -> tuple[DrawnLine, ...]:
        """Return the best line for each part of people, and record how it was chosen."""
        return objective.draw(self.world, self.gate, prospect)
