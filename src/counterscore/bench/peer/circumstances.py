"""Circumstances: ageing, jobs lost, illness, windfalls, births, deaths and the household budget."""

from __future__ import annotations

import numpy as np

from counterscore.bench.peer.philox import Source
from counterscore.bench.peer.view import Mask, bit, holds
from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.chance.purposes import CIRCUMSTANCE
from counterscore.engine.circumstances import BORE, DIED, GROWN, RETIRED, SCHOOL_STARTS
from counterscore.engine.plan import Luck
from counterscore.engine.state import Bytes, State

_ONE, _NOTHING = np.float32(1.0), np.float32(0.0)


def put(bits: Words, name: str, true: Mask) -> None:
    """Make it true of these people and of nobody else."""
    bits[:] = np.where(true, bits | bit(name), bits & ~bit(name))


def pass_time(luck: Luck, s: State, month: int, tick: int, source: Source) -> Bytes:
    """Let circumstances move; return who died and who bore a child."""
    w0, w1, w2, w3 = source.words(s.luck, tick, CIRCUMSTANCE, 0)
    age = np.int32(month) - s.born.astype(np.int32)
    years = np.minimum(np.maximum(age, 0) // 12, 199)
    put(s.bits, "employed", holds(s.bits, "employed") & (w0 >= luck.job_loss[s.education]))
    ill = holds(s.bits, "ill")
    put(s.bits, "ill", ill ^ (w1 < np.where(ill, luck.recovery, luck.illness[years])))
    vital = _die_and_bear(luck, s, years, w3)
    _come_of_age(s.bits, age)
    _keep_house(luck, s, w2)
    _remember_work(s)
    return vital


def _die_and_bear(luck: Luck, s: State, years: Ints, word: Words) -> Bytes:
    alive = holds(s.bits, "alive")
    dies = alive & (~word < luck.deaths[years])
    bears = alive & holds(s.bits, "female") & (word < luck.births[years])
    put(s.bits, "alive", alive & ~dies)
    return np.where(dies, DIED, np.where(bears, BORE, np.uint8(0)))


def _come_of_age(bits: Words, age: Ints) -> None:
    alive = holds(bits, "alive")
    grown, old = alive & (age >= GROWN), alive & (age >= RETIRED)
    working = grown & (age < RETIRED)
    put(bits, "adult", grown)
    put(bits, "working-age", working)
    put(bits, "old", old)
    put(bits, "school-due", (age == SCHOOL_STARTS[0]) | (age == SCHOOL_STARTS[1]))
    put(bits, "employed", holds(bits, "employed") & working)
    put(bits, "single", grown & ~holds(bits, "partnered"))
    wanted = working & holds(bits, "labour-force")
    put(bits, "jobless", wanted & ~holds(bits, "employed"))


def _keep_house(luck: Luck, s: State, word: Words) -> None:
    pay = s.wage * np.where(holds(s.bits, "jobless"), luck.benefit, _ONE)
    spent = np.maximum(luck.living_cost, pay * (_ONE - luck.saved))
    spent = spent + np.where(holds(s.bits, "ill"), luck.illness_cost, _NOTHING)
    gain: Floats = np.where(word < luck.windfall, luck.windfall_months * s.wage, _NOTHING)
    s.wealth[:] = np.maximum(s.wealth + ((pay - spent) + gain), _NOTHING)
    put(s.bits, "strained", s.wealth < luck.strained_below)


def _remember_work(s: State) -> None:
    works, without = holds(s.bits, "employed"), holds(s.bits, "jobless")
    history, spell = s.history.astype(np.int32), s.spell.astype(np.int32)
    s.history[:] = np.where(works, np.minimum(history + 1, 255), np.maximum(history - 1, 0))
    s.spell[:] = np.where(without, np.minimum(spell + 1, 255), 0)
    s.months_employed += works
