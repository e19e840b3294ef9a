"""The firms' plan: the firms of a society under a regime as the arrays that the stages read."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words

Longs = NDArray[np.int64]


class Fortunes(NamedTuple):
    """How a firm fares by itself: reserves in months of turnover, demand in standard deviations."""

    persistence: np.float32
    innovation: np.float32
    margin: np.float32
    swing: np.float32
    fullest: np.float32
    strained_below: np.float32
    shrinks: np.uint32
    grows: np.float32
    grows_above: np.float32
    from_owner: np.float32  # weights of the owner's trustworthiness and of what is the firm's own in its honesty
    from_itself: np.float32


class FirmActs(NamedTuple):
    """Activities: log-odds to base 2, a row of coefficients (honesty, size, demand, strained), and what they do."""

    base: Floats
    coefficients: Floats  # A x 4
    lesson: Floats  # added to the log-odds at full belief that the score decides
    gains: Floats
    costs: Floats
    hurts: Ints  # NOBODY, PARTNER or WORKERS


class FirmSight(NamedTuple):
    """What is seen, as thresholds, and what it counts for, by activity."""

    source: Ints  # -1: nobody sees it
    seen: Words
    mistaken: Words
    points: Ints  # thousandths


class FirmScale(NamedTuple):
    """The number in rungs (see engine/core/scale.py), and how it forgets."""

    active: bool
    lowest: np.int32
    top: np.int32
    base: np.int32
    forgotten: np.int64


class FirmLists(NamedTuple):
    """Entry below `below` or from `above` on, by list; how long."""

    below: Ints
    above: Ints
    months: Ints


class Drags(NamedTuple):
    """Joint punishment, as places in the lists of citizens and of firms; -1 where nobody drags anybody."""

    owner_on: int
    firm_onto: int
    firm_on: int
    owner_onto: int


class FirmGates(NamedTuple):
    """Who asks for what, how the places go, and the gates, by decision."""

    needs: Ints  # bit 0 exporter, bit 1 strained
    demand: Words
    places: NDArray[np.float64]  # a thousand firms and month, -1 for room for all
    weights: Ints  # D x 4: age, size, collateral, lottery; sum 255
    gated: Ints
    score_from: Ints  # rung
    percentile: NDArray[np.float64]  # -1 for none
    lists: Words
    by_rank: Ints


class FirmAnswers(NamedTuple):
    """What answers do, by answer (granted, refused by the gate, no place) and decision."""

    reserves: Floats  # 3 x D, months of turnover
    sheds: Words  # 3 x D, chance of each worker to lose the job
    opens: Floats  # 3 x D, share of posts


class FirmMind(NamedTuple):
    """How a firm learns that the score decides."""

    learning: np.float32
    forgetting: np.float32


class FirmPlan(NamedTuple):
    """Everything that the firms' steps need to know of a society and a regime."""

    fortunes: Fortunes
    acts: FirmActs
    sight: FirmSight
    scale: FirmScale
    lists: FirmLists
    drags: Drags
    gates: FirmGates
    answers: FirmAnswers
    mind: FirmMind
    exports: NDArray[np.bool_]  # by sector
    unlawful: NDArray[np.bool_]  # by activity
