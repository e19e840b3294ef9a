"""Circumstances: ageing, job loss, illness, windfalls, births, deaths and the household budget.

Changes that affect everybody are short loops over a block of people, so that they vectorise. Rare events use stream
compaction: a loop that vectorises marks who may be affected, and only these people are visited.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, maker, no_alloc, runtime_int
from counterscore.chance.philox import fill
from counterscore.chance.purposes import CIRCUMSTANCE, COURSE
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.compaction import compact
from counterscore.engine.core.plan import Hazards, LifeCourse, WordRows
from counterscore.engine.core.state import Bytes, Months, Shorts, WordTable
from counterscore.engine.life.course import mark_turns, take_turns
from counterscore.engine.life.turns import BORE, DIED
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
_LEVELS = 4  # of education

BLOCK = 512


class LifeColumns(NamedTuple):
    """The columns that circumstances read and write."""

    key: Words
    born: Months
    region: Bytes
    education: Bytes
    bits: Words
    wage: Floats
    wealth: Floats
    history: Bytes
    spell: Bytes
    months_employed: Shorts
    spouse: Ints


class Highest(NamedTuple):
    """The highest probability of each event that anybody can have, as a threshold."""

    job_loss: np.uint32
    illness: np.uint32
    death: np.uint32
    birth: np.uint32
    separation: np.uint32


@no_alloc
def grow_older(month: int, born: Months, age: Ints) -> None:
    """Write everybody's age in months."""
    now = i32(month)
    for j in range(age.shape[0]):
        age[j] = i32(now - i32(born[j]))


@no_alloc
def mark_events(hazards: Hazards, chances: Highest, w: WordTable, bits: Words, struck: Bytes) -> None:
    """Mark a superset of the people who lose a job, fall ill, recover, die or bear a child this month."""
    n = bits.shape[0]
    w0, w1, w3 = w[0, :n], w[1, :n], w[3, :n]
    for j in range(n):
        struck[j] = u8((w0[j] < chances.job_loss) | (w3[j] < chances.birth) | (u32(~w3[j]) < chances.death))
    for j in range(n):
        struck[j] = u8(struck[j] | u8(w1[j] < (hazards.recovery if (bits[j] & ILL) != _NONE else chances.illness)))


@inlined
def lose_job(job_loss: Words, risk: int, word: u32, bits: u32) -> u32:
    """Return the bits after a possible job loss. `risk`: the person's place among the chances."""
    return u32(bits & ~EMPLOYED) if word < job_loss[risk] else bits


@inlined
def fall_ill(illness: Words, recovery: u32, years: int, word: u32, bits: u32) -> u32:
    """Return the bits after a possible illness or recovery."""
    chance = illness[years] if (bits & ILL) == _NONE else recovery
    return u32(bits ^ ILL) if word < chance else bits


@inlined
def die_or_bear(deaths: WordRows, births: WordRows, years: int, education: int, word: u32, bits: u32) -> u8:
    """Return DIED for a word at the upper end, BORE for one at the lower end, and else 0."""
    if (bits & ALIVE) == _NONE:
        return u8(0)
    woman = int((bits & FEMALE) != _NONE)
    if u32(~word) < deaths[woman, years]:
        return DIED
    row = _LEVELS * int((bits & PARTNERED) != _NONE) + education
    return BORE if woman == 1 and word < births[row, years] else u8(0)


@no_alloc
def apply_events(
    hazards: Hazards, w: WordTable, age: Ints, education: Bytes, history: Bytes, which: Ints, bits: Words, vital: Bytes
) -> None:
    """Apply job losses, illness, recovery, deaths and births to the marked people, whose indices are `which`."""
    for k in range(which.shape[0]):
        j = int(which[k])
        years = int(min(max(age[j], i32(0)) // i32(12), _OLDEST))
        risk = int(education[j]) + (_LEVELS if i32(history[j]) < hazards.experienced_from else 0)
        b = lose_job(hazards.job_loss, risk, w[0, j], bits[j])
        b = fall_ill(hazards.illness, hazards.recovery, years, w[1, j], b)
        vital[j] = die_or_bear(hazards.deaths, hazards.births, years, int(education[j]), w[3, j], b)
        bits[j] = u32(b & ~(ALIVE if vital[j] == DIED else _NONE))


@no_alloc
def come_of_age(hazards: Hazards, age: Ints, bits: Words) -> None:
    """Update states that depend on age: adult, working age, old, school due, single; end jobs outside working age."""
    for j in range(bits.shape[0]):
        months, b = age[j], u32(bits[j] & _NOT_DERIVED)
        alive = (b & ALIVE) != _NONE
        grown, old = alive & (months >= hazards.grown), alive & (months >= hazards.retired)
        working = grown & (months < hazards.retired)
        due = (months == hazards.school_first) | (months == hazards.school_second)
        b = u32(b | (ADULT if grown else _NONE) | (WORKING if working else _NONE))
        b = u32(b | (OLD if old else _NONE) | (SCHOOL_DUE if due else _NONE))
        b = u32(b & ~(_NONE if working else EMPLOYED))
        bits[j] = u32(b | (SINGLE if grown & ((b & PARTNERED) == _NONE) else _NONE))


@no_alloc
def lapse(ends: Words, steps: Words, words: Words, bits: Words) -> None:
    """End states that lapse, such as loans and contracts. Each has its part of the word, from the upper end down."""
    for k in range(ends.shape[0]):
        state, low, high = ends[k], steps[k - 1] if k > 0 else _NONE, steps[k]
        for j in range(bits.shape[0]):
            place = u32(~words[j])
            over = (place >= low) & (place < high)
            bits[j] = u32(bits[j] & ~(state if over else _NONE))


@no_alloc
def note_work(bits: Words) -> None:
    """Set `jobless` for people of working age in the labour force who have no job."""
    wanted = u32(ALIVE | WORKING | LABOUR)
    for j in range(bits.shape[0]):
        without = (bits[j] & u32(wanted | EMPLOYED)) == wanted
        bits[j] = u32((bits[j] & ~JOBLESS) | (JOBLESS if without else _NONE))


@no_alloc
def keep_house(hazards: Hazards, words: Words, bits: Words, wage: Floats, wealth: Floats) -> None:
    """Update wealth (yuan) by a month's pay, spending, cost of illness and windfall, down to 0.

    Borrowers spread part of the cost of joblessness and illness, and pay instalments. The insured are refunded part of
    the cost of illness, and pay a premium.
    """
    eased = hazards.benefit + (f32(1.0) - hazards.benefit) * hazards.smoothed
    for j in range(bits.shape[0]):
        owes, covered = (bits[j] & _BORROWER) != _NONE, (bits[j] & _INSURED) != _NONE
        pay = wage[j] * ((eased if owes else hazards.benefit) if (bits[j] & JOBLESS) != _NONE else f32(1.0))
        spent = max(hazards.living_cost, pay * (f32(1.0) - hazards.saved))
        cost = hazards.illness_cost if (bits[j] & ILL) != _NONE else f32(0.0)
        cost = cost * (f32(1.0) - hazards.covered if covered else f32(1.0))
        spent = spent + cost * (f32(1.0) - hazards.smoothed if owes else f32(1.0))
        spent = spent + (hazards.premium if covered else f32(0.0))
        spent = spent + (hazards.instalment * wage[j] if owes else f32(0.0))
        gain = hazards.windfall_months * wage[j] if words[j] < hazards.windfall else f32(0.0)
        wealth[j] = max(wealth[j] + ((pay - spent) + gain), f32(0.0))


@no_alloc
def feel_strain(line: np.float32, wealth: Floats, bits: Words) -> None:
    """Set `strained` for people whose wealth is below `line` (yuan)."""
    for j in range(bits.shape[0]):
        bits[j] = u32((bits[j] & ~STRAINED) | (STRAINED if wealth[j] < line else _NONE))


@no_alloc
def remember_work(bits: Words, history: Bytes, spell: Bytes) -> None:
    """Move the work history up by 1 for a month in work and down by 1 for others; count the current jobless spell."""
    for j in range(bits.shape[0]):
        works = (bits[j] & EMPLOYED) != _NONE
        now = i32(history[j])
        history[j] = u8(min(now + i32(1), i32(255)) if works else max(now - i32(1), i32(0)))
    for j in range(bits.shape[0]):
        without = (bits[j] & JOBLESS) != _NONE
        spell[j] = u8(min(i32(spell[j]) + i32(1), i32(255)) if without else i32(0))


@no_alloc
def count_work(bits: Words, months_employed: Shorts) -> None:
    """Count the months in work so far."""
    for j in range(bits.shape[0]):
        months_employed[j] = np.uint16(months_employed[j] + ((bits[j] & EMPLOYED) != _NONE))


@maker
def _highest(hazards: Hazards, course: LifeCourse) -> Highest:
    return Highest(
        job_loss=np.max(hazards.job_loss), illness=np.max(hazards.illness), death=np.max(hazards.deaths),
        birth=np.max(hazards.births), separation=np.max(course.separation),
    )  # fmt: skip


@kernel
def pass_time(hazards: Hazards, course: LifeCourse, lives: LifeColumns, clock: Clock, vital: Bytes) -> None:
    """Update the circumstances of a partition.

    `vital`: zeros, one a person; write DIED or BORE where that happens, and LEFT and MOVES where a woman leaves her
    spouse and where a person decides to move (see `course.py`).
    """
    words, people, highest = np.empty((4, BLOCK), np.uint32), lives.key.shape[0], _highest(hazards, course)
    age, which, struck = np.empty(BLOCK, np.int32), np.empty(BLOCK + 1, np.int32), np.empty(BLOCK, np.uint8)
    for lo in range(0, people, BLOCK):
        hi = min(lo + BLOCK, people)
        n = hi - lo
        bits, wealth, w2 = lives.bits[lo:hi], lives.wealth[lo:hi], words[2, :n]
        fill(
            lives.key[lo:hi], clock.tick, int(CIRCUMSTANCE), runtime_int(0), clock.seed, words[0, :n], words[1, :n], w2,
            words[3, :n],
        )  # fmt: skip
        grow_older(clock.month, lives.born[lo:hi], age[:n])
        mark_events(hazards, highest, words, bits, struck[:n])
        struck_ones = which[: compact(struck[:n], which)]
        apply_events(hazards, words, age, lives.education[lo:hi], lives.history[lo:hi], struck_ones, bits, vital[lo:hi])
        come_of_age(hazards, age[:n], bits)
        lapse(hazards.lapse_bits, hazards.lapse_steps, w2, bits)
        note_work(bits)
        keep_house(hazards, w2, bits, lives.wage[lo:hi], wealth)
        feel_strain(hazards.strained_below, wealth, bits)
        remember_work(bits, lives.history[lo:hi], lives.spell[lo:hi])
        count_work(bits, lives.months_employed[lo:hi])
        if course.separates or course.moves:
            fill(
                lives.key[lo:hi], clock.tick, int(COURSE), runtime_int(0), clock.seed, words[0, :n], words[1, :n], w2,
                words[3, :n],
            )  # fmt: skip
            mark_turns(course, highest.separation, words, bits, lives.spouse[lo:hi], struck[:n])
            struck_ones = which[: compact(struck[:n], which)]
            take_turns(course, words, age, lives.region[lo:hi], lives.education[lo:hi], struck_ones, bits, vital[lo:hi])
