"""Growing up, and joining and leaving the labour force later."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportAssignmentType=false
# NumPy's stubs lose the types of products and of choices between scalars.
from __future__ import annotations

import numpy as np

from counterscore.bench.reference.maths import exp, log
from counterscore.bench.reference.normal import normal
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import Index, bit, holds
from counterscore.chance.kernel import Floats, Words
from counterscore.chance.purposes import GROW
from counterscore.engine.core.plan import Growing, Plan
from counterscore.engine.core.state import State

f32 = np.float32


def grow_up(plan: Plan, s: State, month: int, tick: int, stream: PhiloxStream) -> None:
    """Turn people who come of age this month into adults, and let adults join or leave the labour force."""
    age, growing = month - s.born.astype(np.int64), plan.growing
    for k, at in enumerate(growing.at):
        who = np.flatnonzero((age == at) & holds(s.bits, "alive"))
        w0, w1, w2, w3 = stream.words(s.key[who], tick, GROW, 0)
        if k == 0:
            _leave_school(plan, s, who, w0, w1)
            _settle_in(growing, s, who, w2, w3, stream.words(s.key[who], tick, GROW, 1))
        else:
            _turn_to_work(growing, s, who, k, w2)


def _leave_school(plan: Plan, s: State, who: Index, w0: Words, w1: Words) -> None:
    growing, reference, home = plan.growing, plan.reference, s.guardian[who]
    score: Floats = growing.home * (s.education[home].astype(np.float32) - reference.mean_education)
    score = score + np.where(holds(s.bits[who], "schooled"), growing.school, f32(0.0))
    score = score + growing.patience * s.patience[who]
    score = score + growing.skill * s.skill[who]
    minority = holds(s.bits[who], "minority")
    score = score + np.where(minority, growing.minority, f32(0.0))
    score = score + normal(w0)
    level = np.sum([score >= line for line in growing.levels], axis=0)
    wage: Floats = np.maximum(s.wage[home], f32(1.0))
    gain = growing.kept * log(wage / reference.median_wage)
    gain = gain + growing.schooling * (level.astype(np.float32) - reference.mean_education)
    gain = gain + growing.level[s.region[who]]
    gain = gain + np.where(minority, growing.minority_level, f32(0.0))
    gain = gain + growing.spread * normal(w1)
    s.education[who] = level
    if len(s.earnings):
        s.earnings[who] = growing.pay[holds(s.bits[who], "urban").astype(int)] * exp(gain)
    else:
        s.wage[who] = reference.median_wage * exp(gain)


def _settle_in(growing: Growing, s: State, who: Index, w2: Words, job: Words, chances: tuple[Words, ...]) -> None:
    bits = s.bits[who] & ~(bit("labour-force") | bit("employed"))
    sex, place = holds(bits, "female").astype(int), holds(bits, "urban").astype(int)
    bits |= np.where(w2 < growing.joins[sex, 0], bit("labour-force"), np.uint32(0))
    lines = growing.jobs[place]
    line = np.minimum((job[:, None] >= lines).sum(axis=1), lines.shape[1] - 1)
    s.job[who] = line + 1
    for k, state in enumerate(growing.state_bits):
        needs, excludes = growing.state_needs[k], growing.state_excludes[k]
        drawn = ((bits & (needs | excludes)) == needs) & (chances[k] < growing.state_chance[place, k])
        bits |= np.where(drawn, state, np.uint32(0))
    s.bits[who] = bits


def _turn_to_work(growing: Growing, s: State, who: Index, k: int, word: Words) -> None:
    bits = s.bits[who]
    sex, inside = holds(bits, "female").astype(int), holds(bits, "labour-force")
    joins, leaves = ~inside & (word < growing.joins[sex, k]), inside & (word < growing.leaves[sex, k])
    bits[joins] |= bit("labour-force")
    bits[leaves] &= ~(bit("labour-force") | bit("employed"))
    s.bits[who] = bits
