"""Circumstances: ageing, jobs lost, illness, windfalls, births, deaths and the household budget."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import Mask, bit, holds
from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.chance.purposes import CIRCUMSTANCE
from counterscore.engine.core.plan import Hazards
from counterscore.engine.core.state import Bytes, Longs, State
from counterscore.engine.life.turns import BORE, DIED

_LEVELS = 4
_ONE, _NOTHING = np.float32(1.0), np.float32(0.0)


def put(bits: Words, name: str, true: Mask) -> None:
    """Set the bit of this name for the people in `true`, and clear it for everybody else."""
    bits[:] = np.where(true, bits | bit(name), bits & ~bit(name))


def pass_time(hazards: Hazards, s: State, month: int, tick: int, stream: PhiloxStream) -> Bytes:
    """Advance everybody's circumstances, and return by person who died and who bore a child."""
    w0, w1, w2, w3 = stream.words(s.key, tick, CIRCUMSTANCE, 0)
    age = np.int32(month) - s.born.astype(np.int32)
    years = np.minimum(np.maximum(age, 0) // 12, 199)
    put(s.bits, "employed", holds(s.bits, "employed") & (w0 >= hazards.job_loss[_risk(hazards, s)]))
    ill = holds(s.bits, "ill")
    put(s.bits, "ill", ill ^ (w1 < np.where(ill, hazards.recovery, hazards.illness[years])))
    vital = _die_and_bear(hazards, s, years, w3)
    _come_of_age(hazards, s.bits, age)
    _lapse(hazards, s.bits, w2)
    _note_work(s.bits)
    _keep_house(hazards, s, w2)
    _remember_work(s)
    return vital


def _risk(hazards: Hazards, s: State) -> Longs:
    """Return everybody's place among the chances to lose a job: by education, and by work history."""
    return s.education.astype(np.int64) + _LEVELS * (s.history < hazards.experienced_from)


def _die_and_bear(hazards: Hazards, s: State, years: Ints, word: Words) -> Bytes:
    alive = holds(s.bits, "alive")
    female, row = holds(s.bits, "female"), 4 * holds(s.bits, "partnered") + s.education
    dies = alive & (~word < hazards.deaths[female.astype(int), years])
    bears = alive & female & (word < hazards.births[row, years])
    put(s.bits, "alive", alive & ~dies)
    return np.where(dies, DIED, np.where(bears, BORE, np.uint8(0)))


def _come_of_age(hazards: Hazards, bits: Words, age: Ints) -> None:
    alive = holds(bits, "alive")
    grown, old = alive & (age >= hazards.grown), alive & (age >= hazards.retired)
    working = grown & (age < hazards.retired)
    put(bits, "adult", grown)
    put(bits, "working-age", working)
    put(bits, "old", old)
    put(bits, "school-due", (age == hazards.school_first) | (age == hazards.school_second))
    put(bits, "employed", holds(bits, "employed") & working)
    put(bits, "single", grown & ~holds(bits, "partnered"))


def _lapse(hazards: Hazards, bits: Words, word: Words) -> None:
    """End states that lapse by themselves; each has its own part of the word, counted from the upper end."""
    low, place = np.uint32(0), ~word
    for state, high in zip(hazards.lapse_bits, hazards.lapse_steps, strict=True):
        over = (place >= low) & (place < high)
        bits[over] &= ~state
        low = high


def _note_work(bits: Words) -> None:
    wanted = holds(bits, "alive") & holds(bits, "working-age") & holds(bits, "labour-force")
    put(bits, "jobless", wanted & ~holds(bits, "employed"))


def _keep_house(hazards: Hazards, s: State, word: Words) -> None:
    owes, covered = holds(s.bits, "borrower"), holds(s.bits, "insured")
    eased = hazards.benefit + (_ONE - hazards.benefit) * hazards.smoothed
    pay = s.wage * np.where(holds(s.bits, "jobless"), np.where(owes, eased, hazards.benefit), _ONE)
    spent = np.maximum(hazards.living_cost, pay * (_ONE - hazards.saved))
    cost = np.where(holds(s.bits, "ill"), hazards.illness_cost, _NOTHING)
    cost = cost * np.where(covered, _ONE - hazards.covered, _ONE)
    spent = spent + cost * np.where(owes, _ONE - hazards.smoothed, _ONE)
    spent = spent + np.where(covered, hazards.premium, _NOTHING)
    spent = spent + np.where(owes, hazards.instalment * s.wage, _NOTHING)
    gain: Floats = np.where(word < hazards.windfall, hazards.windfall_months * s.wage, _NOTHING)
    s.wealth[:] = np.maximum(s.wealth + ((pay - spent) + gain), _NOTHING)
    put(s.bits, "strained", s.wealth < hazards.strained_below)


def _remember_work(s: State) -> None:
    works, without = holds(s.bits, "employed"), holds(s.bits, "jobless")
    history, spell = s.history.astype(np.int32), s.spell.astype(np.int32)
    s.history[:] = np.where(works, np.minimum(history + 1, 255), np.maximum(history - 1, 0))
    s.spell[:] = np.where(without, np.minimum(spell + 1, 255), 0)
    s.months_employed += works
