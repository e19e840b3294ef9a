"""Months to wait after a refusal: a row for each decision that imposes a wait, and none for the others."""

import numpy as np

from counterscore.engine.access.cooldown import carried_over, cooldown_row, rows_of
from counterscore.engine.compile.phases import compile_phases
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from counterscore.regime.load import Regime
from counterscore.society.load import Society

SOCIETY = Society.load("china-2018").file
NAMES = [decision.id for decision in SOCIETY.decisions]


def rows(regime: str) -> np.ndarray:
    return cooldown_row(compile_phases(SOCIETY, Regime.load(regime).file))


def test_a_decision_has_a_row_if_the_society_or_a_gate_imposes_a_wait() -> None:
    declared = {decision.id for decision in SOCIETY.decisions if decision.wait and decision.wait.value}
    gates = {gate.decision for gate in Regime.load("citizen-score").file.gates if gate.months and gate.months.value}
    assert gates - declared, "the example says nothing"
    assert {name for name, row in zip(NAMES, rows("none"), strict=True) if row >= 0} == declared
    assert {name for name, row in zip(NAMES, rows("citizen-score"), strict=True) if row >= 0} == declared | gates


def test_remaining_months_move_with_their_decision_to_another_row() -> None:
    before, after = rows("none"), rows("citizen-score")
    cooldown = np.arange(rows_of(before) * 3, dtype=np.uint8).reshape(-1, 3)
    table = carried_over(cooldown, before, after)
    assert len(table) == rows_of(after)
    for old, new in zip(before, after, strict=True):
        if new >= 0:
            assert table[new].tolist() == (cooldown[old].tolist() if old >= 0 else [0, 0, 0])


def test_a_refused_person_applies_again_after_the_wait_and_not_before() -> None:
    world = begin(SOCIETY, Regime.load("none").file, 2000, 1, 1, months=24)
    asked = dict[tuple[int, int], int]()
    waits, again = world.before_rules.denials.wait, 0
    for month in range(24):
        ((asks, count, said),) = step(world).asks
        for person, d, answer in zip(asks.person[:count], asks.decision[:count], said, strict=True):
            if (person, d) in asked:
                assert month - asked[person, d] >= waits[d]
                again += month - asked[person, d] == waits[d] > 1
            if answer:
                asked[person, d] = month
    assert again, "nobody asked again in the first month possible"
