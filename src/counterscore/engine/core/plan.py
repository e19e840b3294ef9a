"""The plan: a society and a regime as the arrays that the kernels read.

Nothing here is drawn and nothing changes during a run. Fields are grouped by the stage that reads them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.regime.gates.rule import Comparing
from counterscore.society.aggregate_tables import Rows

Longs = NDArray[np.int64]
Table32 = np.ndarray[tuple[int, int], np.dtype[np.int32]]


class Hazards(NamedTuple):
    """Circumstances: chances are 32-bit thresholds (a word below it means that it happens)."""

    job_loss: Words  # by education
    illness: Words  # by age in years, 0 to 200
    recovery: np.uint32
    windfall: np.uint32
    births: Words  # by age
    deaths: Words  # by age, taken from the upper end of the word
    windfall_months: np.float32
    saved: np.float32
    benefit: np.float32
    living_cost: np.float32
    illness_cost: np.float32
    strained_below: np.float32  # yuan
    grown: np.int32  # ages in months at which the law or the school draws a line
    retired: np.int32
    school_first: np.int32
    school_second: np.int32
    covered: np.float32  # of the cost of an illness, for the insured
    premium: np.float32
    smoothed: np.float32  # of a shock, for borrowers
    instalment: np.float32  # of the wage
    lapse_bits: Words
    lapse_steps: Words  # upper end of each state's part of the word, counted from the word's upper end


class Growing(NamedTuple):
    """How a child becomes a grown-up, and who joins and leaves the labour force later."""

    at: Ints  # ages in months: grown up, then those at which the labour force changes
    home: np.float32
    school: np.float32
    patience: np.float32
    skill: np.float32
    levels: Floats  # 3
    kept: np.float32
    schooling: np.float32
    spread: np.float32
    joins: np.ndarray[tuple[int, int], np.dtype[np.uint32]]  # 2 (male, female) x ages: chance to join, outside
    leaves: np.ndarray[tuple[int, int], np.dtype[np.uint32]]  # likewise to leave, inside
    jobs: np.ndarray[tuple[int, int], np.dtype[np.uint32]]  # 2 (rural, urban) x upper ends of each occupation's part
    state_bits: Words  # states drawn on growing up: which, needed, excluded
    state_needs: Words
    state_excludes: Words
    state_chance: np.ndarray[tuple[int, int], np.dtype[np.uint32]]  # 2 (rural, urban) x states


class Reference(NamedTuple):
    """From where predictors are measured: monthly income in yuan, level of education."""

    median_wage: np.float32
    mean_education: np.float32


class Acts(NamedTuple):
    """Activities: A of them, terms of the linear predictor in compressed rows.

    `base`, `coefficient`: for powers of two, with log2 of the rate, of the odds or, for hours, of the median.
    """

    kind: Ints
    most: Floats
    base: Floats
    first: Ints  # A + 1
    which: Ints
    coefficient: Floats
    who: Words


class Sight(NamedTuple):
    """What is seen, by source, and what it counts for, by activity."""

    urban: Words  # by source: thresholds of being seen and kept
    rural: Words
    needs: Words  # by source: who is covered
    source: Ints  # by activity; the number of sources where nobody sees it
    points: Ints  # thousandths a unit
    cap: Ints  # thousandths a month
    row: Ints  # of the operator that the source feeds, among those in force


class Watchfulness(NamedTuple):
    """Where each source looks (attention.py): in which way people are divided, 0 for even looking."""

    division: Ints
    lean: NDArray[np.float64]
    kept: NDArray[np.float64]  # of what was found, after a month
    most: NDArray[np.float64]
    sought: Ints  # by activity: whether it costs points, or the model of the regime predicts it


class Tactics(NamedTuple):
    """Ways round a score (tactics.py), and what responses cost, in months of income."""

    which: Ints  # by way: its place among those of the society
    watched: Ints  # 1: reacts to being watched, 0: to the stakes
    trait: Ints
    strength: Floats
    cost: Floats
    comply: np.float32
    censor: np.float32
    game: np.float32
    wary: np.float32
    costly: bool
    still: bool  # whether some do nothing about a score
    eyes: Ints  # by activity: the row of the sources' reach, or of one veiled, that sees it
    veiled: Ints  # by veiled row: the source
    veil: Ints  # likewise the way to hide
    faked: Ints  # by activity: the way to fake it, -1 for none
    price: Floats  # by activity


class Misfiling(NamedTuple):
    """How acts of others get booked to a person, by source; what a source sees in compressed rows."""

    below: np.uint32  # any false record at all
    steps: Words  # upper end of each source's part of the word
    needs: Words
    sees: Ints
    first: Ints
    points: Ints  # by activity


class Scale(NamedTuple):
    """The number: rungs, forgetting and the friends' part."""

    active: bool
    lowest: np.int32  # thousandths of rung 1
    top: np.int32
    base: np.int32
    forgotten: np.int64  # share of the distance to base lost in a month, in 2**-30
    friends: np.int64  # share of the gap to the friends' mean, in 2**-30
    friends_cap: np.int64
    from_age: np.int32  # months
    safe: np.int32  # rung from which every gate is open
    by_table: bool = False  # whoever stands in a table begins at the score there, and not at the base


class Lists(NamedTuple):
    """Lists, by list: entry when below `below` or from `above` on; -1 in `after` for none."""

    below: Ints
    above: Ints
    months: Ints
    after: Ints
    after_months: Ints
    order: Ints  # in which lists are kept: whoever follows another before that one


class RightsTerms(NamedTuple):
    """Rights: delay in months (-1 withheld) and odds as thresholds."""

    notice: np.uint32
    correction_delay: np.int32
    correction: np.uint32
    appeal_delay: np.int32
    appeal: np.uint32
    repair_delay: np.int32
    repair: np.uint32
    expiry_delay: np.int32
    expiry: np.uint32


class RequestRules(NamedTuple):
    """Who asks for what, the incumbent's weights, and what lists block and open, by decision."""

    needs: Words
    excludes: Words
    demand: Words
    again: Words  # chance after a refusal
    lacks: Words  # who lacks this state (0: none) asks with the chance `hindered`
    hindered: Words
    index_from: np.float32  # yuan
    index_steps: np.float32  # for each doubling
    index_months: np.int64  # of age for each step
    weights: Ints  # D x 5: income, collateral, history, seniority, lottery; sum 255
    blocks: Words  # refused by a list that blocks the decision
    family: Words  # refused by a list on which a member of the household stands
    opens: Words  # let through and served first by one of these
    list_months: Ints  # term of each list


class Lines(NamedTuple):
    """By decision and part of people: the rung from which on the gate lets through; on it, this share, in 2**-16."""

    line: Table32
    margin: Table32


class Gates(NamedTuple):
    """What the gates ask, by decision."""

    gated: Ints  # 1 where the regime has a gate
    enforced: Ints  # the share of requests to which it is applied, in 2**-16
    by_rank: Ints
    base: np.int32  # rung at which those without a score queue by rank
    division: Ints  # by what a gate draws lines apart: 0 by nothing, else a place in DIVISIONS plus 1
    lists: Words  # refused when on one of these (bits by list)
    below: Ints  # by list: the rung below which one comes on it, 0 for a list for a high score
    lines: Lines  # those that the file states; who is compared with everybody is in `Plan.compared`


class ComparedGate(NamedTuple):
    """A gate whose lines depend on everybody: its decision, with the name of it, and the parts of people."""

    decision: int
    name: str
    parts: tuple[str, ...]
    rule: Comparing


class Scarcity(NamedTuple):
    """How many are granted: places a thousand residents and month, -1 for no limit; or what makes two a couple."""

    places: NDArray[np.float64]
    apart: NDArray[np.int32]  # months of age between two who pair; -1 where a grant takes one
    offers: NDArray[np.int32]


class Changes(NamedTuple):
    """The effects of an answer by decision: bits set and cleared, months of income, the factor on the wage."""

    to_set: Words
    to_clear: Words
    wealth: Floats
    wage: Floats


class Grants(NamedTuple):
    """Who may be granted what, by decision, and the effects of a grant."""

    needs: Words
    excludes: Words
    changes: Changes


class Denials(NamedTuple):
    """The effects of a refusal, whoever refuses, and the further effects of a refusal by the gate."""

    changes: Changes
    wait: Ints  # months before one may ask again
    gate_changes: Changes
    gate_wait: Ints


class OutcomeTerms(NamedTuple):
    """What would come of a grant, by decision: terms of the log-odds of the bad outcome, and what that does."""

    some: Ints  # 1 where the decision has an outcome
    base: Floats
    first: Ints
    which: Ints
    coefficient: Floats
    bad: Changes
    tabled: Ints  # 1: read off the table of the group at the score at the start, 2: at the present score; 0: neither
    table: Rows
    lowest: np.int32  # thousandths of rung 1


class Learning(NamedTuple):
    """Beliefs, the strength of responses, and ties."""

    learning: np.float32
    hearsay: np.float32
    forgetting: np.float32
    noticing: np.float32
    visible: np.float32
    comply: np.float32
    censor: np.float32
    game: np.float32
    wary: np.float32
    tilt: np.float32
    safe_ease: np.float32
    threshold: np.float32  # belief from which one responds fully; below 0: in proportion to belief
    turnover: np.float32
    shun: np.float32
    shun_gap: np.int32
    seek: np.float32
    choosy: np.float32
    by_decision: bool
    turn: np.int64
    near_bits: np.int64
    anybody: np.uint32


class Perks(NamedTuple):
    """What an operator makes easier: from which rung on, and by how much of the index (of 2**16) one moves up."""

    decision: Ints
    line: Ints
    ease: Longs
    needs: Words  # who has a use for it, as for the decision
    excludes: Words


class EnrolmentTerms(NamedTuple):
    """How people come to an operator and leave it while they may."""

    by_perks: np.float32
    by_friends: np.float32
    leaving: np.float32
    cost: np.float32  # months of income
    reached: Words  # bits of whom its sources can see: one entry a source
    visible: np.float32  # share of kinds of act that its sources see


class Operated(NamedTuple):
    """An operator in force: its scale, the false records that reach it, its perks and its doors."""

    id: str
    scale: Scale
    misfiling: Misfiling
    perks: Perks
    enrolment: EnrolmentTerms


class Plan(NamedTuple):
    """Everything the month needs to know of a society and a regime in one phase.

    `operators`: those in force, a row of scores each; none without a score. `scale`: that of the first. `one_score`:
    there is one number that stands for a person; `banded`: the regime's bands are on its scale; `compared`: gates whose
    lines depend on everybody.
    """

    hazards: Hazards
    reference: Reference
    acts: Acts
    sight: Sight
    watch: Watchfulness
    tactics: Tactics
    misfiling: Misfiling
    scale: Scale
    lists: Lists
    rights: RightsTerms
    asking: RequestRules
    gates: Gates
    scarcity: Scarcity
    grants: Grants
    denials: Denials
    outcomes: OutcomeTerms
    growing: Growing
    learning: Learning
    operators: tuple[Operated, ...]
    voluntary: bool
    one_score: bool
    banded: bool
    compared: tuple[ComparedGate, ...]
