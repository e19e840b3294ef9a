"""Lines chosen for an objective: the lowest score that passes in each part of people, and the share passing on it.

An exchange: people are counted by part and rung, in whole numbers, so the result depends on no order and no partition.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.access import outcome
from counterscore.engine.access.division import divide
from counterscore.engine.core.plan import ComparedGate
from counterscore.engine.core.state import pick
from counterscore.engine.methods.method import Finding
from counterscore.engine.world import World
from counterscore.regime.gates.rule import ALL_ON_THE_LINE, DrawnLine, Prospect
from counterscore.society.traits import BIT

Longs = NDArray[np.int64]
Values = NDArray[np.float64]
_WHOLE = 1 << 20


@dataclass(frozen=True)
class Steps:
    """Cumulative sums over one part of people, from its highest score down.

    `rungs`: the rungs on which there are people, descending. The other arrays have one more entry, as they begin with
    nobody. `people`: number of people; `good`: expected number of good outcomes; `profit`: expected profit.
    """

    rungs: Longs
    people: Values
    good: Values
    profit: Values


def draw(world: World, gate: ComparedGate, aim: Prospect) -> tuple[DrawnLine, ...]:
    """Choose the lines of one gate over all people who could apply now, and record them as findings."""
    steps = [_steps(*part, aim) for part in _counted(world, gate)]
    axes = [each.good if aim.goal == "equal-true-positives" else each.people for each in steps]
    shares = _alone(steps, axes) if aim.goal == "profit" else _together(steps, axes)
    top = int(world.rules.scale.top)
    drawn = tuple(_line(*each, top, aim.randomised) for each in zip(steps, axes, shares, strict=True))
    _write_down(world, gate, steps, drawn)
    return drawn


def _counted(world: World, gate: ComparedGate) -> list[tuple[Longs, Longs, Longs]]:
    """Return by part: rungs descending, people on each, and expected good outcomes among them, in 2**-20."""
    state, asking, d = world.state, world.rules.asking, gate.decision
    bits, both = state.bits[: world.people], np.uint32(asking.needs[d] | asking.excludes[d])
    asks = ((bits & both) == asking.needs[d]) & (bits & np.uint32(BIT["alive"]) != 0)
    who = np.flatnonzero(asks & (state.score[: world.people] > 0)).astype(np.int32)
    bad = np.empty(len(who), np.float32)
    known = pick(outcome.Foreseen, state, 0, world.people)
    outcome.chances(world.rules.outcomes, world.rules.reference, known, who, d, world.month, bad)
    good = np.rint((1.0 - bad.astype(np.float64)) * _WHOLE).astype(np.int64)
    part = np.empty(len(who), np.int32)
    divide(int(world.rules.gates.division[d]), who, state.bits, state.group, state.region, part)
    return [_by_rung(state.score[who[part == k]], good[part == k]) for k in range(len(gate.parts))]


def _by_rung(rung: Ints, chance: Longs) -> tuple[Longs, Longs, Longs]:
    rungs, place = np.unique(rung, return_inverse=True)
    people, good = np.zeros((2, len(rungs)), np.int64)
    np.add.at(people, place, 1)
    np.add.at(good, place, chance)
    return rungs[::-1].astype(np.int64), people[::-1], good[::-1]


def _steps(rungs: Longs, people: Longs, going_well: Longs, aim: Prospect) -> Steps:
    """Return the cumulative sums, beginning with nobody."""
    down = [np.concatenate([[0], np.cumsum(each)]).astype(np.float64) for each in (people, going_well)]
    count, good = down[0], down[1] / _WHOLE
    return Steps(rungs, count, good, aim.gain * good - aim.loss * (count - good))


def _alone(steps: list[Steps], axes: list[Values]) -> list[float]:
    """Return, for each part, the share of its axis at which its own profit is highest."""
    return [
        float(axis[int(np.argmax(each.profit))]) / max(float(axis[-1]), 1e-9)
        for each, axis in zip(steps, axes, strict=True)
    ]


def _together(steps: list[Steps], axes: list[Values]) -> list[float]:
    """Return, once for each part, the common share of the axes at which the total profit is highest."""
    there = [(each.profit, axis / axis[-1]) for each, axis in zip(steps, axes, strict=True) if axis[-1] > 0]
    tried = np.unique(np.concatenate([np.zeros(1), *(axis for _, axis in there)]))
    total = np.zeros(len(tried))
    for profit, axis in there:
        total += np.interp(tried, axis, profit)
    return [float(tried[int(np.argmax(total))])] * len(steps)


def _line(steps: Steps, axis: Values, share: float, top: int, randomised: bool) -> DrawnLine:
    """Return the line at which this share of the axis passes, and the margin on it; a line at `top` + 1 stops all.

    `axis`: the cumulative count that the share refers to, of people or of good outcomes.
    """
    wanted = share * float(axis[-1])
    if not wanted > 0:
        return DrawnLine(top + 1, 0)
    place = min(int(np.searchsorted(axis, wanted * (1 - 1e-12))), len(axis) - 1)
    above, upto = float(axis[place - 1]), float(axis[place])
    margin = round((wanted - above) / (upto - above) * ALL_ON_THE_LINE)
    if randomised or 2 * margin >= ALL_ON_THE_LINE:
        passing = min(margin, ALL_ON_THE_LINE) if randomised else ALL_ON_THE_LINE
        return DrawnLine(int(steps.rungs[place - 1]), passing)
    return DrawnLine(int(steps.rungs[place - 2])) if place > 1 else DrawnLine(top + 1, 0)


def _write_down(world: World, gate: ComparedGate, steps: list[Steps], drawn: tuple[DrawnLine, ...]) -> None:
    lowest = int(world.rules.scale.lowest)
    for name, each, (line, margin) in zip(gate.parts, steps, drawn, strict=True):
        term, cases = f"{gate.name} {name}", int(each.people[-1])
        within = margin / ALL_ON_THE_LINE
        selected, found = (_let_through(each, axis, line, within) for axis in (each.people, each.good))
        values = {
            "line": (line + lowest - 1) / 1000,
            "share let through on the line": within,
            "share let through": selected,
            "share let through of those for whom it would go well": found,
        }
        world.findings += [
            Finding(month=world.month, what=what, term=term, value=round(value, 6), cases=cases)
            for what, value in values.items()
        ]


def _let_through(steps: Steps, axis: Values, line: int, within: float) -> float:
    above = int(np.searchsorted(-steps.rungs, -line, side="left"))
    on_it = above < len(steps.rungs) and int(steps.rungs[above]) == line
    part = axis[above] + within * (axis[above + 1] - axis[above]) if on_it else axis[above]
    return float(part) / float(axis[-1]) if axis[-1] > 0 else 0.0
