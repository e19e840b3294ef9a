"""Growing up: education, wage and occupation are drawn once, at adulthood; later ages change the labour force."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, no_alloc
from counterscore.chance.maths import exp, log
from counterscore.chance.normal import normal
from counterscore.chance.philox import block
from counterscore.chance.purposes import GROW
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.compaction import compact
from counterscore.engine.core.plan import Growing, Reference
from counterscore.engine.core.state import Bytes, Months
from counterscore.society.traits import BIT

u8, u32, u64, i32, f32 = np.uint8, np.uint32, np.uint64, np.int32, np.float32
_ALIVE, _FEMALE, _URBAN = u32(BIT["alive"]), u32(BIT["female"]), u32(BIT["urban"])
_LABOUR, _EMPLOYED, _SCHOOLED = u32(BIT["labour-force"]), u32(BIT["employed"]), u32(BIT["schooled"])
_MINORITY, _NONE, _ONE = u32(BIT["minority"]), u32(0), f32(1.0)
BLOCK = 2048
MOST_STATES = 4


class Growers(NamedTuple):
    """The columns of all people that growing up reads and writes. A child's home is that of its guardian."""

    key: Words
    born: Months
    bits: Words
    region: Bytes
    education: Bytes
    job: Bytes
    guardian: Ints
    wage: Floats
    earnings: Floats
    patience: Floats
    skill: Floats


@no_alloc
def mark_due(at: Ints, month: int, born: Months, due: Bytes) -> None:
    """Write the index, plus 1, of the age in `at` (months) that each person reaches this month; 0 for none."""
    for j in range(due.shape[0]):
        due[j] = u8(0)
    for k in range(at.shape[0]):
        birth = i32(month) - at[k]
        for j in range(due.shape[0]):
            due[j] = u8(k + 1) if i32(born[j]) == birth else due[j]


@inlined
def _leave_school(growing: Growing, reference: Reference, who: Growers, person: int, w0: u32, w1: u32) -> None:
    """Draw education and wage from home, school, traits and chance."""
    home = who.guardian[person]
    score = growing.home * (f32(i32(who.education[home])) - reference.mean_education)
    score = score + (growing.school if (who.bits[person] & _SCHOOLED) != _NONE else f32(0.0))
    score = score + growing.patience * who.patience[person]
    score = score + growing.skill * who.skill[person]
    minority = (who.bits[person] & _MINORITY) != _NONE
    score = score + (growing.minority if minority else f32(0.0))
    score = score + normal(w0)
    level = i32(0)
    for k in range(growing.levels.shape[0]):
        level += i32(score >= growing.levels[k])
    who.education[person] = u8(level)
    gain = growing.kept * log(f32(max(who.wage[home], _ONE)) / reference.median_wage)
    gain = gain + growing.schooling * (f32(level) - reference.mean_education)
    gain = gain + f32(growing.level[who.region[person]])
    gain = gain + (growing.minority_level if minority else f32(0.0))
    gain = gain + growing.spread * normal(w1)
    if who.earnings.shape[0] > 0:
        who.earnings[person] = growing.pay[1 if (who.bits[person] & _URBAN) != _NONE else 0] * exp(gain)
    else:
        who.wage[person] = reference.median_wage * exp(gain)


@inlined
def _settle_in(growing: Growing, who: Growers, person: int, w2: u32, job: u32, k0: u32, k1: u32, tick: int) -> None:
    """Draw labour-force participation, occupation, and states that start at adulthood, such as phone and internet."""
    bits = u32(who.bits[person] & ~u32(_LABOUR | _EMPLOYED))
    sex, place = int((bits & _FEMALE) != _NONE), int((bits & _URBAN) != _NONE)
    if w2 < growing.joins[sex, 0]:
        bits = u32(bits | _LABOUR)
    line = 0
    while line < growing.jobs.shape[1] - 1 and job >= growing.jobs[place, line]:
        line += 1
    who.job[person] = u8(line + 1)
    chances = np.empty(MOST_STATES, np.uint32)
    chances[0], chances[1], chances[2], chances[3] = block(who.key[person], u32(tick), u32(GROW), u32(1), k0, k1)
    for k in range(growing.state_bits.shape[0]):
        wanted = u32(growing.state_needs[k] | growing.state_excludes[k])
        if (bits & wanted) == growing.state_needs[k] and chances[k] < growing.state_chance[place, k]:
            bits = u32(bits | growing.state_bits[k])
    who.bits[person] = bits


@inlined
def _turn_to_work(growing: Growing, who: Growers, person: int, k: int, word: u32) -> None:
    """Let an adult join or leave the labour force, at the later age with index `k`."""
    bits = who.bits[person]
    sex = int((bits & _FEMALE) != _NONE)
    if (bits & _LABOUR) == _NONE:
        if word < growing.joins[sex, k]:
            who.bits[person] = u32(bits | _LABOUR)
    elif word < growing.leaves[sex, k]:
        who.bits[person] = u32(bits & ~u32(_LABOUR | _EMPLOYED))


@kernel
def grow_up(growing: Growing, reference: Reference, who: Growers, lo: int, hi: int, clock: Clock) -> None:
    """Of the people lo..hi, turn those who come of age into adults, and let adults join or leave the labour force."""
    due, which = np.empty(BLOCK, np.uint8), np.empty(BLOCK + 1, np.int32)
    k0, k1 = u32(clock.seed), u32(u64(clock.seed) >> u64(32))
    for start in range(lo, hi, BLOCK):
        end = min(start + BLOCK, hi)
        mark_due(growing.at, clock.month, who.born[start:end], due[: end - start])
        for j in which[: compact(due[: end - start], which)]:
            person = start + int(j)
            if (who.bits[person] & _ALIVE) == _NONE:
                continue
            w0, w1, w2, w3 = block(who.key[person], u32(clock.tick), u32(GROW), u32(0), k0, k1)
            if due[j] == u8(1):
                _leave_school(growing, reference, who, person, w0, w1)
                _settle_in(growing, who, person, w2, w3, k0, k1, clock.tick)
            else:
                _turn_to_work(growing, who, person, int(due[j]) - 1, w2)
