"""How many people are of which kind: the nonparametric maximum-likelihood estimate of a mixing distribution.

Kiefer and Wolfowitz (1956) showed that it is consistent; Koenker and Mizera (2014) and Efron (2016) take noise out of
many parallel estimates by it. It is computed by the constrained Newton method of Wang (2007): each step is a
non-negative least-squares problem over the few kinds that have any share.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# SciPy has no type stubs, so its results are annotated here.
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
_RISE = 0.01  # in units of the log likelihood; a 95 % interval of one parameter ends 1.92 below the maximum
_STEPS = 40
_NEW = 20  # kinds that may join in a step
_STIFF = 1e2  # how strongly a step holds the sums of the shares, which are scaled exactly after it


@dataclass(frozen=True)
class Mixing:
    """The estimated share of each kind, the density of each row under them, and the log likelihood."""

    shares: Table
    density: Table
    log: float


@dataclass(frozen=True)
class SeenRows:
    """What was seen, in rows that count several people: `likelihood` (rows x kinds) and people per row."""

    likelihood: Table
    people: Table

    def log(self, density: Table) -> float:
        """Return the log likelihood of the rows."""
        return float(self.people @ np.log(density))

    def slope(self, density: Table) -> Table:
        """Return by how much the log likelihood rises per share of each kind."""
        return (self.people / density) @ self.likelihood


def begin(rows: SeenRows, most: int = 120) -> Table:
    """Return shares to begin with: those of the `most` frequent kinds after a few steps of expectation-maximisation."""
    kinds = rows.likelihood.shape[1]
    shares = np.full(kinds, 1 / kinds)
    for _ in range(8):
        shares *= rows.slope(rows.likelihood @ shares) / float(rows.people.sum())
    shares[np.argsort(-shares, kind="stable")[most:]] = 0.0
    return shares / shares.sum()


def fit(rows: SeenRows, sides: Flags, masses: tuple[float, float] | None, start: Table) -> Mixing:
    """Return the mixing distribution that makes what was seen most likely.

    `sides`: kinds, True on the side that `masses[0]` of people are of, False on the side of the other `masses[1]`;
    without `masses` all kinds share 1. `start`: shares to begin with.
    """
    groups = [(sides, masses[0]), (~sides, masses[1])] if masses else [(np.ones_like(sides), 1.0)]
    held = [(kinds, mass) for kinds, mass in groups if mass > 0]
    shares = _scaled(_begun(rows, held, start), held)
    now = _mixing(rows, shares)
    for _ in range(_STEPS):
        step = _newton(rows, _joined(rows, now, held), held)
        risen = step.log - now.log
        now = step if risen > 0 else now
        if risen < _RISE:
            break
    return now


def _mixing(rows: SeenRows, shares: Table) -> Mixing:
    used = np.flatnonzero(shares)
    density = rows.likelihood[:, used] @ shares[used]
    return Mixing(shares, density, rows.log(density))


def _begun(rows: SeenRows, held: list[tuple[Flags, float]], start: Table) -> Table:
    """The start, with a kind on each side: where a side is empty, the kind of it that the slope favours."""
    shares = np.where(start > 1e-12, start, 0.0)
    density = rows.likelihood @ shares
    for kinds, _ in held:
        if not shares[kinds].any():
            slope = np.where(kinds, rows.slope(np.maximum(density, 1e-300)), -1.0)
            shares[int(slope.argmax())] = 1e-6
    return shares


def _scaled(shares: Table, held: list[tuple[Flags, float]]) -> Table:
    """The shares, scaled to the mass of each side; kinds on a side that nobody is of get none."""
    return sum((np.where(kinds, shares, 0.0) * (mass / shares[kinds].sum()) for kinds, mass in held), np.zeros(1))


def _joined(rows: SeenRows, now: Mixing, held: list[tuple[Flags, float]]) -> Mixing:
    """The shares, with a person's share each for kinds whose slope is steepest compared with the mean of their side."""
    slope = rows.slope(now.density)
    excess = np.full_like(slope, -np.inf)
    for kinds, mass in held:
        excess[kinds] = slope[kinds] - float(slope[kinds] @ now.shares[kinds]) / mass
    peaks = np.append(excess[:-1] > excess[1:], True) & np.append(True, excess[1:] >= excess[:-1]) & (excess > 0)
    places = np.flatnonzero(peaks)
    steepest = places[np.argsort(-excess[places], kind="stable")[:_NEW]]
    shares = now.shares.copy()
    shares[steepest] += 0.1 / rows.people.sum()
    return _mixing(rows, _scaled(shares, held))


def _newton(rows: SeenRows, now: Mixing, held: list[tuple[Flags, float]]) -> Mixing:
    """One step: the best shares for the log likelihood's quadratic approximation, then a line search."""
    from scipy.optimize import nnls

    kinds = np.flatnonzero(now.shares)
    root = np.sqrt(rows.people)
    stiff = _STIFF * float(rows.people.sum()) ** 0.5
    relative = rows.likelihood[:, kinds] * (root / now.density)[:, None]
    sums = [np.append(stiff * side[kinds], stiff * mass) for side, mass in held]
    stacked = np.vstack([np.column_stack([relative, 2 * root]), *sums])
    triangle: Any = np.linalg.qr(stacked, mode="r")
    found: Table = nnls(triangle[: len(kinds) + 1, :-1], triangle[: len(kinds) + 1, -1])[0]
    if any(not found[side[kinds]].any() for side, _ in held):
        return now
    target = np.zeros_like(now.shares)
    target[kinds] = found
    return _searched(rows, now, _scaled(target, held))


def _searched(rows: SeenRows, now: Mixing, target: Table) -> Mixing:
    """Go towards the target, half as far each time until the log likelihood rises."""
    there = _mixing(rows, target)
    part = 1.0
    while part > 1e-3:
        density = now.density + part * (there.density - now.density)
        log = rows.log(density)
        if log > now.log:
            shares = now.shares + part * (there.shares - now.shares)
            return Mixing(np.where(shares > 1e-12, shares, 0.0), density, log)
        part /= 2
    return now
