"""M3: the lowest ratio of two groups' selection rates, with an interval for the lowest of many."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.flow.graph import named_by_lists
from counterscore.measure.evidence.evidence import Evidence, unknown
from counterscore.measure.groups import TITLES, groups
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.twins import Twins

PAIRS = (("minority", "majority"), ("rural", "urban"), ("income-1", "income-5"))
FEWEST = 30  # people who asked, in each group
EXPECTED = 5  # approvals expected in each group at the rate of both together (Cochran 1954)
Values = NDArray[np.float64]
_Z, _HALF, _UPPER = 1.96, 0.5, 0.975
_DRAWS, _SEED = 5_000, 1


class GroupRatio(NamedTuple):
    """One decision in a weaker and a stronger group.

    `log`: logarithm of the ratio of the two selection rates. `pulls`: by person, how far the person's requests move it
    (its linearisation); people are independent, the requests of one person need not be. `extra`: variance that the
    pulls cannot show. `n`: number of requests.
    """

    weak: str
    decision: str
    log: float
    pulls: Values
    extra: float
    n: int


class Lowest(NamedTuple):
    """The lowest of several values, corrected for having been picked, with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def selection(twins: Twins) -> Evidence:
    """Return M3: lowest ratio of selection rates of a weaker and a stronger group, over decisions by a gate or list."""
    world, of = twins.a, groups(twins.a.people)
    names = [*(gate.decision for gate in world.regime.gates), *named_by_lists(world.regime)]
    gated = [name for name in dict.fromkeys(names) if name in world.decision]
    found = [
        each
        for name in gated
        for weak, strong in PAIRS
        if (each := _compared(world, name, (weak, of[weak]), of[strong]))
    ]
    if not found:
        return unknown("There is no gate, or there are too few requests to compare groups.")
    value, low, high = np.exp(_lowest_of(found)).tolist()
    least = min(found, key=lambda each: each.log)
    sentence = (
        f"The lowest of {len(found)} selection ratio{'s' if len(found) != 1 else ''} is {value:.2f} (95 % interval "
        f"{low:.2f} to {high:.2f}); the lowest estimate, {np.exp(least.log):.2f} before the correction for having been "
        f"picked, is for {TITLES[least.weak]} at {least.decision}."
    )
    return Evidence(value, low, high, sum(each.n for each in found), sentence)


def _compared(world: Outcomes, decision: str, weak: tuple[str, Flags], strong: Flags) -> GroupRatio | None:
    """Return a decision in two groups; None if too few asked or, whatever was decided, too few approvals are expected.

    A comparison is left out by numbers that do not depend on who was approved, so that the worst ratio, of a group
    without any approval, is never left out for being the worst. There, half an approval is counted.
    """
    index, (name, members) = world.decision[decision], weak
    asked, granted = (each[index].astype(np.float64) for each in (world.answers.asked, world.answers.granted))
    rate = granted[members | strong].sum() / max(asked[members | strong].sum(), 1.0)
    for group in (members, strong):
        if np.count_nonzero(asked[group]) < FEWEST or rate * asked[group].sum() < EXPECTED:
            return None
    (first, pull, plus), (second, push, more) = (_log_rate(asked, granted, each) for each in (members, strong))
    requests = int(asked[members].sum() + asked[strong].sum())
    return GroupRatio(name, decision, first - second, pull - push, plus + more, requests)


def _log_rate(asked: Values, granted: Values, group: Flags) -> tuple[float, Values, float]:
    """Return the logarithm of a group's selection rate, each person's pull on it, and its variance beyond the pulls."""
    requests, approvals = asked[group].sum(), granted[group].sum()
    counted = max(approvals, _HALF)
    pulls = np.where(group, granted - asked * (approvals / requests), 0.0) / counted
    return float(np.log(counted / requests)), pulls, 0.0 if approvals else float(1 / counted - 1 / requests)


def _lowest_of(found: list[GroupRatio]) -> Lowest:
    """Return the lowest logarithm of a ratio, with the covariance of all from people as clusters."""
    pulls = np.stack([each.pulls for each in found])
    covariance = pulls @ pulls.T + np.diag([each.extra for each in found])
    errors = np.sqrt(np.diag(covariance))
    together = covariance / np.maximum(np.outer(errors, errors), np.finfo(np.float64).tiny)
    people = int((pulls != 0).any(axis=0).sum())
    return lowest(np.array([each.log for each in found]), errors, together, people)


def lowest(values: Values, errors: Values, together: Values, people: int) -> Lowest:
    """Return the lowest of several true values, from normal estimates with these standard errors and correlations.

    The lowest estimate is too low, because it was picked among noisy ones. The value returned is half-median unbiased:
    it is not below the lowest true value with a chance of one half or more. It and the upper end are the precision-
    corrected minimum of Chernozhukov, Lee and Rosen (2013, Intersection bounds), whose critical value is a quantile of
    the largest of the correlated errors of those estimates that may be the lowest: those that are not farther above
    the lowest estimate than sqrt(log people) standard errors of the difference (Andrews and Soares 2010). The lower end
    needs no correction: the lowest of all lower ends is at most that of the value that is truly the lowest.
    """
    covariance, least = together * np.outer(errors, errors), int(np.argmin(values))
    apart = np.sqrt(np.maximum(errors**2 + errors[least] ** 2 - 2 * covariance[least], 0.0))
    may = values - values[least] <= np.sqrt(np.log(max(people, 2))) * apart
    largest = _errors_drawn(together)[:, may].max(axis=1)
    middle, upper = np.quantile(largest, [_HALF, _UPPER])
    return Lowest(
        value=float(np.min((values + middle * errors)[may])),
        low=float(np.min(values - _Z * errors)),
        high=float(np.min((values + upper * errors)[may])),
    )


def _errors_drawn(together: Values) -> Values:
    """Return draws of correlated standard normal errors, each with its mirror image: draws x values."""
    lengths, directions = np.linalg.eigh(together)
    factor = directions * np.sqrt(np.maximum(lengths, 0.0))
    draws = np.random.default_rng(_SEED).standard_normal((_DRAWS, len(together))) @ factor.T
    return np.concatenate([draws, -draws])
