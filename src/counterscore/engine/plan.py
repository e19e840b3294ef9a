"""The plan: a society and a regime as the arrays that the kernels read.

Nothing here is drawn and nothing changes during a run. Fields are grouped by the stage that reads them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words


class Luck(NamedTuple):
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


class Reference(NamedTuple):
    """From where predictors are measured: monthly income in yuan, level of education."""

    median_wage: np.float32
    mean_education: np.float32


class Acts(NamedTuple):
    """Activities: A of them, terms of the linear predictor in compressed rows."""

    kind: Ints
    most: Floats
    base: Floats
    first: Ints  # A + 1
    which: Ints
    coefficient: Floats
    who: Words


class Sight(NamedTuple):
    """What is seen and what it counts for, by activity."""

    partner: Ints  # -1: nobody sees it
    urban: Words  # thresholds of being seen and kept
    rural: Words
    needs: Words
    points: Ints  # thousandths a unit
    cap: Ints  # thousandths a month


class Misfiling(NamedTuple):
    """How acts of others get booked to a person, by partner; what a partner sees in compressed rows."""

    below: np.uint32  # any false record at all
    steps: Words  # upper end of each partner's part of the word
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


class Lists(NamedTuple):
    """Lists, by list: entry when below `below` or from `above` on; -1 in `after` for none."""

    below: Ints
    above: Ints
    months: Ints
    after: Ints
    after_months: Ints
    order: Ints  # in which lists are kept: whoever follows another before that one


class Rights(NamedTuple):
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


class Asking(NamedTuple):
    """Who asks for what, the incumbent's weights, and the gates, by decision."""

    needs: Words
    excludes: Words
    demand: Words
    weights: Ints  # D x 5: income, collateral, history, seniority, lottery; sum 255
    gated: Ints  # 1 where the regime has a gate
    score_from: Ints  # rung
    lists: Words  # refused when on one of these (bits by list)
    by_rank: Ints
    base: np.int32  # rung at which those without a score queue by rank


class Scarcity(NamedTuple):
    """What is compared with everybody: places a thousand residents and month, percentile of a gate; -1 for none."""

    places: NDArray[np.float64]
    percentile: NDArray[np.float64]


class Grants(NamedTuple):
    """Who may be granted what, by decision, and what a grant does: bits set and cleared, months of income."""

    needs: Words
    excludes: Words
    granted_set: Words
    granted_clear: Words
    granted_wealth: Floats


class Denials(NamedTuple):
    """What a refusal does, whoever refuses, and what a refusal by the gate does besides."""

    denied_set: Words
    denied_clear: Words
    denied_wealth: Floats
    gate_set: Words
    gate_clear: Words
    gate_wealth: Floats


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
    turnover: np.float32
    shun: np.float32
    shun_gap: np.int32
    seek: np.float32
    choosy: np.float32


class Plan(NamedTuple):
    """Everything the month needs to know of a society and a regime."""

    luck: Luck
    reference: Reference
    acts: Acts
    sight: Sight
    misfiling: Misfiling
    scale: Scale
    lists: Lists
    rights: Rights
    asking: Asking
    scarcity: Scarcity
    grants: Grants
    denials: Denials
    learning: Learning
