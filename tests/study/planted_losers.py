"""Worlds in which the share of losers is planted, and how well three methods and the plain mean recover it.

./lab python tests/study/planted_losers.py PEOPLE POPULATIONS STUDIES [NOISE...]   adds to planted_losers.json

It takes up to three minutes per noise. `test_expected_loss.py` has a short version, and reads the record.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.study.comparison.expected_loss import ExpectedEffects
from counterscore.study.comparison.kinds import Seen, rows, seen
from counterscore.study.comparison.mixing import SeenRows, begin
from counterscore.study.comparison.profile import Headcounts, Profile
from counterscore.study.estimate import around
from present import number

Table = NDArray[np.float64]
RECORD = Path(__file__).with_suffix(".json")
NOISES, SHARES, SEEDS = ("normal", "t3", "poisson", "counts"), (0.0, 0.02, 0.1, 0.4), (2, 4, 8, 16, 32, 64)
THRESHOLD, GAINERS = 1.0, 0.15


def population(rng: np.random.Generator, noise: str, share: float, people: int, seeds: int) -> Table:
    """Return effects, seeds x people: a `share` of people lose 1.3 or more in expectation, nobody else more than 0.6.

    `counts`: whole acts given up, 1.5 thresholds each; whoever loses may lose just more, the others up to just less.
    `normal`: normal noise, everybody's of another size. `t3`: Student's with 3 degrees of freedom, 15 % gain, and 40 %
    of the others are never reached. `poisson`: losses and gains are events with sizes of a gamma distribution, rare for
    those who neither lose nor gain, and a tenth of all effects is disturbed; 15 % gain.
    """
    if noise == "counts":
        lost = np.where(rng.random(people) < share, 1 + rng.exponential(1, people), rng.uniform(0, 1, people))
        return -1.5 * rng.poisson(lost / 1.5, (seeds, people)).astype(float)
    side = rng.choice(3, people, p=[1 - share - (part := GAINERS * (noise != "normal") * (1 - share)), share, part])
    small = np.where(rng.random(people) < 0.3, rng.uniform(-0.6, 0.6, people), 0.0)
    far = 1.3 + rng.exponential(1.2, people)
    expected = np.select([side == 1, side == 2], [-far, far], small)
    spread = 2 * np.exp(0.5 * rng.standard_normal(people))
    if noise == "poisson":
        return _events(rng, expected, spread, seeds)
    if noise == "normal":
        return expected + spread * rng.standard_normal((seeds, people))
    reached = (side > 0) | (small != 0) | (rng.random(people) < 0.4)
    return np.where(reached, expected + spread * rng.standard_t(3, (seeds, people)) / 3**0.5, 0.0)


def _events(rng: np.random.Generator, expected: Table, spread: Table, seeds: int) -> Table:
    shape = seeds, len(expected)
    rate = np.where(expected == 0, 0.05, 0.5)
    events = rng.poisson(rate, shape)
    losses = np.where(events > 0, rng.gamma(2.0 * np.maximum(events, 1)) / 2, 0.0) * expected / rate
    return losses + np.where(rng.random(shape) < 0.1, 2 * spread * rng.standard_normal(shape), 0.0)


def planted(seed: int, noise: str, share: float, people: int, populations: int, seeds: int) -> list[Table]:
    """Return a table per population; with several, the share of losers varies by up to a third between them."""
    rng = np.random.default_rng([seed, NOISES.index(noise), round(100 * share), people, populations, seeds])
    vary = rng.uniform(0.7, 1.3, populations) if populations > 1 else np.ones(1)
    return [population(rng, noise, share * factor, people, seeds) for factor in vary]


def by_mean(tables: list[Table]) -> tuple[float, float, float]:
    """Return the share of people whose mean exceeds the threshold, which is what was reported before."""
    value = float(np.concatenate([table.mean(axis=0) < -THRESHOLD for table in tables]).mean())
    return value, value, value


def by_kinds(tables: list[Table]) -> tuple[float, float, float]:
    """Return the share from the mixing distribution of means and spreads: the method that is used."""
    found = ExpectedEffects.of(tables, THRESHOLD).losing()
    return number(found.value), number(found.low), number(found.high)


def by_moderated_variances(tables: list[Table]) -> tuple[float, float, float]:
    """Return the share from a mixing distribution of means alone, with variances moderated as in limma (Smyth 2004)."""
    each = [seen(table) for table in tables]
    people = Seen(*(np.concatenate(sums) for sums in zip(*each, strict=True)))
    alike, row = rows(people, THRESHOLD)
    freedom, prior = _prior(people)
    expected = THRESHOLD / 3 * np.sinh(np.arcsinh(3.0) / 4.5 * np.arange(-20, 21))
    mean = (alike.total / alike.seeds)[:, None]
    within = (alike.squares - alike.total**2 / alike.seeds)[:, None]
    seeds = alike.seeds[:, None]
    logs = -0.5 * (freedom + seeds) * np.log(freedom * prior + within + seeds * (mean - expected) ** 2)
    table = np.maximum(np.exp(logs - logs.max(axis=1, keepdims=True)), 1e-15)
    which = np.repeat(np.arange(len(tables)), [table.shape[1] for table in tables])
    half = which % 2 if len(tables) > 1 else np.arange(len(which)) % 2
    counts = Headcounts(_count(which, row, len(table)), _count(half, row, len(table)))
    return Profile.of(
        table, counts, expected < -THRESHOLD, begin(SeenRows(table, counts.populations.sum(axis=0)))
    ).found()[:3]


def _prior(people: Seen) -> tuple[float, float]:
    """Degrees of freedom and size of the common prior of variances (Smyth 2004, section 6.2)."""
    from scipy.optimize import brentq
    from scipy.special import digamma, polygamma

    free = float(people.seeds[0]) - 1
    variance = (people.squares - people.total**2 / people.seeds) / free
    middle = float(np.median(variance)) or 1.0
    log = np.log(np.maximum(variance, 1e-5 * middle)) - digamma(free / 2) + np.log(free / 2)
    excess = float(log.var() - polygamma(1, free / 2))
    if excess <= polygamma(1, 500):
        return 1000.0, float(np.exp(log.mean()))
    half: Any = brentq(lambda half: polygamma(1, half) - excess, 1e-3, 501)
    freedom = 2 * float(half)
    return freedom, float(np.exp(log.mean() + digamma(freedom / 2) - np.log(freedom / 2)))


def _count(by: NDArray[np.intp], row: NDArray[np.intp], size: int) -> Table:
    parts = int(by.max()) + 1
    return np.bincount(by * size + row, minlength=parts * size).reshape(parts, size).astype(float)


def by_extrapolation(tables: list[Table]) -> tuple[float, float, float]:
    """Return the share extrapolated from fewer seeds to infinitely many (SIMEX, Cook and Stefanski 1994).

    Quadratic in one over the number of seeds, linear with 2; jackknife intervals, over populations or tenths of people.
    """
    parts = tables if len(tables) > 1 else np.array_split(tables[0], 10, axis=1)
    seeds = len(tables[0])
    sizes = sorted({max(1, seeds * quarter // 4) for quarter in (1, 2, 3, 4)})
    shares = np.array([[_of_few(part, size) for size in sizes] for part in parts])
    people = np.array([part.shape[1] for part in parts])
    whole = _extrapolated(sizes, np.average(shares, axis=0, weights=people))
    left = np.array([
        _extrapolated(sizes, np.average(np.delete(shares, place, 0), axis=0, weights=np.delete(people, place)))
        for place in range(len(parts))
    ])  # fmt: skip
    error = float(np.sqrt((len(parts) - 1) / len(parts) * ((left - left.mean()) ** 2).sum()))
    found = around(whole, error, len(parts) - 1)
    return whole, max(found.low or 0.0, 0.0), found.high or 0.0


def _of_few(part: Table, size: int) -> float:
    groups = [part[start : start + size].mean(axis=0) for start in range(0, len(part) - size + 1, size)]
    return float(np.mean([(mean < -THRESHOLD).mean() for mean in groups]))


def _extrapolated(sizes: list[int], shares: Table) -> float:
    line = np.polynomial.Polynomial.fit(1 / np.array(sizes), shares, min(2, len(sizes) - 1))
    return float(np.clip(line(0.0), 0, 1))


METHODS = {"mean": by_mean, "kinds": by_kinds, "moderated": by_moderated_variances, "simex": by_extrapolation}


def studied(
    noise: str, share: float, people: int, populations: int, seeds: int, studies: int
) -> dict[str, list[float]]:
    """Return for each method the means of value, low and high, and the share of studies whose interval covers."""
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in METHODS}
    for study in range(studies):
        tables = planted(study, noise, share, people, populations, seeds)
        for name, method in METHODS.items():
            found[name].append(method(tables))
    return {name: _summary(np.array(each), share) for name, each in found.items()}


def _summary(found: Table, share: float) -> list[float]:
    covers = (found[:, 1] <= share + 1e-9) & (share - 1e-9 <= found[:, 2])
    return [round(float(each), 4) for each in (*found.mean(axis=0), covers.mean())]


def main(people: int, populations: int, studies: int, noises: list[str]) -> None:
    """Add the results to the record."""
    for noise in noises or NOISES:
        for share in SHARES:
            for seeds in SEEDS:
                row = studied(noise, share, people, populations, seeds, studies)
                key = f"{noise} {share} {people} {populations} {seeds}"
                print(key, row, flush=True)
                record = json.loads(RECORD.read_text()) if RECORD.exists() else {}
                record[key] = {"studies": studies, **row}
                part = RECORD.with_suffix(".part")
                part.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n")
                part.rename(RECORD)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
