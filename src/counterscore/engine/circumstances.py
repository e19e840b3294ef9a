"""What happens by itself: ageing, jobs lost, illness, windfalls, births, deaths and the household budget.

Each function is one short loop over a block of people, so that it vectorises.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import FIRST, Floats, Ints, Words, kernel, stage
from counterscore.chance.philox import fill
from counterscore.chance.purposes import CIRCUMSTANCE
from counterscore.engine.plan import Luck
from counterscore.engine.state import Bytes, Months, Shorts
from counterscore.society.traits import BIT

u32, i32, f32, u8 = np.uint32, np.int32, np.float32, np.uint8
ALIVE, FEMALE, ILL = u32(BIT["alive"]), u32(BIT["female"]), u32(BIT["ill"])
EMPLOYED, LABOUR = u32(BIT["employed"]), u32(BIT["labour-force"])
ADULT, WORKING, OLD = u32(BIT["adult"]), u32(BIT["working-age"]), u32(BIT["old"])
JOBLESS, SINGLE, PARTNERED = u32(BIT["jobless"]), u32(BIT["single"]), u32(BIT["partnered"])
STRAINED, SCHOOL_DUE = u32(BIT["strained"]), u32(BIT["school-due"])
_NONE = u32(0)
_NOT_DERIVED = u32(0xFFFFFFFF ^ (BIT["adult"] | BIT["working-age"] | BIT["old"] | BIT["single"] | BIT["school-due"]))

_BORROWER, _INSURED = u32(BIT["borrower"]), u32(BIT["insured"])
_OLDEST = i32(199)

DIED, BORE = u8(1), u8(2)
BLOCK = 512


class Lives(NamedTuple):
    """The columns that circumstances read and move."""

    luck: Words
    born: Months
    education: Bytes
    bits: Words
    wage: Floats
    wealth: Floats
    history: Bytes
    spell: Bytes
    months_employed: Shorts


@stage
def grow_older(month: int, born: Months, age: Ints, years: Ints) -> None:
    """Age of everybody in months and in years (cut at 199)."""
    now = i32(month)
    for j in range(age.shape[0]):
        age[j] = i32(now - i32(born[j]))
    for j in range(age.shape[0]):
        years[j] = i32(min(max(age[j], i32(0)) // i32(12), _OLDEST))


@stage
def fall_ill(illness: Words, recovery: np.uint32, years: Ints, words: Words, bits: Words) -> None:
    """Some fall ill, some recover."""
    for j in range(bits.shape[0]):
        well = (bits[j] & ILL) == _NONE
        turns = words[j] < (illness[years[j]] if well else recovery)
        bits[j] = u32(bits[j] ^ (ILL if turns else _NONE))


@stage
def lose_jobs(job_loss: Words, education: Bytes, words: Words, bits: Words) -> None:
    """Some jobs end."""
    for j in range(bits.shape[0]):
        lost = words[j] < job_loss[education[j]]
        bits[j] = u32(bits[j] & ~(EMPLOYED if lost else _NONE))


@stage
def die_and_bear(deaths: Words, births: Words, years: Ints, words: Words, bits: Words, vital: Bytes) -> None:
    """Mark in `vital` who dies (at the upper end of the word) and who bears a child (at the lower end)."""
    for j in range(bits.shape[0]):
        alive = (bits[j] & ALIVE) != _NONE
        dies = alive & (u32(~words[j]) < deaths[years[j]])
        bears = alive & ((bits[j] & FEMALE) != _NONE) & (words[j] < births[years[j]])
        vital[j] = DIED if dies else (BORE if bears else u8(0))
        bits[j] = u32(bits[j] & ~(ALIVE if dies else _NONE))


@stage
def come_of_age(luck: Luck, age: Ints, bits: Words) -> None:
    """What follows from age, for the living: grown up, of working age, old, due at school; retired, single."""
    for j in range(bits.shape[0]):
        months, b = age[j], u32(bits[j] & _NOT_DERIVED)
        alive = (b & ALIVE) != _NONE
        grown, old = alive & (months >= luck.grown), alive & (months >= luck.retired)
        working = grown & (months < luck.retired)
        due = (months == luck.school_first) | (months == luck.school_second)
        b = u32(b | (ADULT if grown else _NONE) | (WORKING if working else _NONE))
        b = u32(b | (OLD if old else _NONE) | (SCHOOL_DUE if due else _NONE))
        b = u32(b & ~(_NONE if working else EMPLOYED))
        bits[j] = u32(b | (SINGLE if grown & ((b & PARTNERED) == _NONE) else _NONE))


@stage
def lapse(ends: Words, steps: Words, words: Words, bits: Words) -> None:
    """Contracts run out, loans are paid back: each state has its part of the word, counted from the upper end."""
    for k in range(ends.shape[0]):
        state, low, high = ends[k], steps[k - 1] if k > 0 else _NONE, steps[k]
        for j in range(bits.shape[0]):
            place = u32(~words[j])
            over = (place >= low) & (place < high)
            bits[j] = u32(bits[j] & ~(state if over else _NONE))


@stage
def note_work(bits: Words) -> None:
    """Jobless: of working age, in the labour force, without a job."""
    wanted = u32(ALIVE | WORKING | LABOUR)
    for j in range(bits.shape[0]):
        without = (bits[j] & u32(wanted | EMPLOYED)) == wanted
        bits[j] = u32((bits[j] & ~JOBLESS) | (JOBLESS if without else _NONE))


@stage
def keep_house(luck: Luck, words: Words, bits: Words, wage: Floats, wealth: Floats) -> None:
    """A month's budget in yuan: pay, spending, the cost of illness, a windfall; wealth does not fall below nothing.

    A loan spreads a part of what joblessness and illness cost, an insurance pays a part of what illness costs; both
    have their price.
    """
    eased = luck.benefit + (f32(1.0) - luck.benefit) * luck.smoothed
    for j in range(bits.shape[0]):
        owes, covered = (bits[j] & _BORROWER) != _NONE, (bits[j] & _INSURED) != _NONE
        pay = wage[j] * ((eased if owes else luck.benefit) if (bits[j] & JOBLESS) != _NONE else f32(1.0))
        spent = max(luck.living_cost, pay * (f32(1.0) - luck.saved))
        cost = luck.illness_cost if (bits[j] & ILL) != _NONE else f32(0.0)
        cost = cost * (f32(1.0) - luck.covered if covered else f32(1.0))
        spent = spent + cost * (f32(1.0) - luck.smoothed if owes else f32(1.0))
        spent = spent + (luck.premium if covered else f32(0.0))
        spent = spent + (luck.instalment * wage[j] if owes else f32(0.0))
        gain = luck.windfall_months * wage[j] if words[j] < luck.windfall else f32(0.0)
        wealth[j] = max(wealth[j] + ((pay - spent) + gain), f32(0.0))


@stage
def feel_strain(line: np.float32, wealth: Floats, bits: Words) -> None:
    """Strained: wealth below the line."""
    for j in range(bits.shape[0]):
        bits[j] = u32((bits[j] & ~STRAINED) | (STRAINED if wealth[j] < line else _NONE))


@stage
def remember_work(bits: Words, history: Bytes, spell: Bytes) -> None:
    """Months of work add to the history and months without take away; the spell without work is counted."""
    for j in range(bits.shape[0]):
        works = (bits[j] & EMPLOYED) != _NONE
        now = i32(history[j])
        history[j] = u8(min(now + i32(1), i32(255)) if works else max(now - i32(1), i32(0)))
    for j in range(bits.shape[0]):
        without = (bits[j] & JOBLESS) != _NONE
        spell[j] = u8(min(i32(spell[j]) + i32(1), i32(255)) if without else i32(0))


@stage
def count_work(bits: Words, months_employed: Shorts) -> None:
    """Months in work so far."""
    for j in range(bits.shape[0]):
        months_employed[j] = np.uint16(months_employed[j] + ((bits[j] & EMPLOYED) != _NONE))


@kernel
def pass_time(luck: Luck, lives: Lives, month: int, tick: int, seed: np.uint64, vital: Bytes) -> None:
    """Let circumstances move for a partition. `vital`: one byte a person, who died and who bore a child."""
    words, people = np.empty((4, BLOCK), np.uint32), lives.luck.shape[0]
    age, years = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    for lo in range(0, people, BLOCK):
        hi = min(lo + BLOCK, people)
        n = hi - lo
        w0, w1, w2, w3 = words[0, :n], words[1, :n], words[2, :n], words[3, :n]
        bits, wealth = lives.bits[lo:hi], lives.wealth[lo:hi]
        fill(lives.luck[lo:hi], tick, int(CIRCUMSTANCE), int(FIRST), seed, w0, w1, w2, w3)
        grow_older(month, lives.born[lo:hi], age[:n], years[:n])
        lose_jobs(luck.job_loss, lives.education[lo:hi], w0, bits)
        fall_ill(luck.illness, luck.recovery, years[:n], w1, bits)
        die_and_bear(luck.deaths, luck.births, years[:n], w3, bits, vital[lo:hi])
        come_of_age(luck, age[:n], bits)
        lapse(luck.lapse_bits, luck.lapse_steps, w2, bits)
        note_work(bits)
        keep_house(luck, w2, bits, lives.wage[lo:hi], wealth)
        feel_strain(luck.strained_below, wealth, bits)
        remember_work(bits, lives.history[lo:hi], lives.spell[lo:hi])
        count_work(bits, lives.months_employed[lo:hi])
