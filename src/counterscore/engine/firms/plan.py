"""The firms' plan: a society's firms under a regime, as the arrays that the stages read."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words

Longs = NDArray[np.int64]


class Fortunes(NamedTuple):
    """The course of trade, growth and inheritance: reserves in months of turnover, demand in standard deviations."""

    persistence: np.float32
    innovation: np.float32
    margin: np.float32
    swing: np.float32
    fullest: np.float32
    strained_below: np.float32
    shrinks: np.uint32
    grows: np.float32
    grows_above: np.float32
    from_owner: np.float32  # weights, in a firm's honesty, of the owner's trustworthiness and of the firm's own draw
    from_itself: np.float32


class FirmActs(NamedTuple):
    """Activities: log-odds to base 2 with coefficients (honesty, size, demand, strained), and their effects."""

    base: Floats
    coefficients: Floats  # A x 4
    lesson: Floats  # added to the log-odds at full belief that the score decides
    gains: Floats
    costs: Floats
    hurts: Ints  # NOBODY, COUNTERPARTY or WORKERS


class FirmSight(NamedTuple):
    """By activity: the chances that it is seen, or recorded by mistake, as thresholds; and its points."""

    source: Ints  # -1: nobody sees it
    seen: Words
    mistaken: Words
    points: Ints  # thousandths


class FirmScale(NamedTuple):
    """The scale of the score in rungs (see engine/core/scale.py), and how fast scores return to the base."""

    active: bool
    lowest: np.int32
    top: np.int32
    base: np.int32
    forgotten: np.int64


class FirmLists(NamedTuple):
    """By list: entry below the rung `below` or from the rung `above` on, and the term in months."""

    below: Ints
    above: Ints
    months: Ints


class Drags(NamedTuple):
    """Joint punishment, as indices of lists of citizens and of firms; -1 for none."""

    owner_on: int
    firm_onto: int
    firm_on: int
    owner_onto: int


class FirmGates(NamedTuple):
    """By decision: who applies, how places are allocated, and the gate."""

    needs: Ints  # bit 0 exporter, bit 1 strained
    demand: Words
    places: NDArray[np.float64]  # per thousand firms and month; -1 for no limit
    weights: Ints  # D x 4: age, size, collateral, lottery; sum 255
    gated: Ints
    score_from: Ints  # rung
    percentile: NDArray[np.float64]  # -1 for none
    lists: Words
    by_rank: Ints


class FirmAnswers(NamedTuple):
    """The effects of answers, by answer (granted, refused by the gate, no place) and decision."""

    reserves: Floats  # 3 x D, months of turnover
    sheds: Words  # 3 x D, chance that a worker is dismissed, as a threshold
    opens: Floats  # 3 x D, new posts as a share of workers


class FirmMind(NamedTuple):
    """The speed at which firms learn, and forget, that the score decides."""

    learning: np.float32
    forgetting: np.float32


class FoundingTerms(NamedTuple):
    """Who founds a firm: the monthly chance of those who can, and its log-linear terms to base 2, by predictor."""

    rate: np.float32
    which: Ints  # by term: the predictor of people
    coefficient: Floats
    capital: np.float32  # yuan
    below_age: np.int32  # months
    reserves: np.float32  # months of turnover that the capital makes
    size: np.uint8
    workers: tuple[int, int]  # smallest and largest number of posts
    sectors: Longs  # upper limit of each sector's part of the 32-bit range
    contracts: int  # that a new firm looks for


class ExitTerms(NamedTuple):
    """Monthly hazards of leaving the market, with and without reserves, by year of age, of a firm of one worker."""

    hazards: np.ndarray[tuple[int, int], np.dtype[np.float32]]  # 2 x years
    size: np.float32  # power of the number of workers
    months: np.int32  # without reserves, after which a firm can fail
    unpaid: np.float32  # months of turnover that a counterparty of a failed firm loses


class TurnoverTerms(NamedTuple):
    """Entry, exit, and the share of missing contracts for which a firm looks each month."""

    founding: FoundingTerms
    exit: ExitTerms
    matched: np.float32


class FirmPlan(NamedTuple):
    """Everything that the firms' steps need to know about a society and a regime."""

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
    turnover: TurnoverTerms | None  # None: the number of firms does not change
