"""attribute: which clause of a regime carries how much of each harm and benefit."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Event
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.clauses import clauses, without
from counterscore.regime.load import Regime
from counterscore.regime.rating_groups import RatingsBy
from counterscore.regime.schema import RegimeFile
from counterscore.society.load import Society
from counterscore.study.effects import Told, answers
from counterscore.study.estimate import Estimate, around, estimate
from counterscore.study.headlines import STATED
from counterscore.study.kept import Kept, Result
from counterscore.study.orders import average, marginal, orders, whole
from counterscore.study.parties import Party, parties
from counterscore.study.setting import Study, study

Method = Literal["leave-one-out", "shapley"]
PartsBy = Literal["clause", "kind"]


@dataclass(frozen=True)
class Attribution:
    """What each part of a regime carries of each effect, by measure and part; all people are synthetic.

    `whole`: the effect of the regime against no regime. `parts`: what of it each part carries. `remainder`: the whole
    less its parts: what comes of clauses only together, and is nobody's alone; 0 for Shapley values. `ratings`, `by`:
    how the regime was taken apart.
    """

    study: Study
    method: Method
    parties: tuple[Party, ...]
    whole: dict[str, Estimate]
    parts: dict[str, dict[str, Estimate]]
    remainder: dict[str, float | None]
    orders: int = 0
    ratings: RatingsBy = "law"
    by: PartsBy = "clause"


def attribute(
    regime: Regime,
    society: Society,
    *,
    measures: Sequence[str] | None = None,
    method: Method = "leave-one-out",
    group: str = "all",
    ratings: RatingsBy = "law",
    parts: PartsBy = "clause",
    citizens: int = 5_000,
    years: int = 10,
    people_seed: int = 1,
    seed: int = 1,
    seeds: int = 4,
    orders: int = 16,
    workers: int | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: Told | None = None,
    called_off: Event | None = None,
) -> Attribution:
    """Take a regime apart and say how much of each harm and benefit each clause carries.

    `method`: `leave-one-out` lives the world without each clause; `shapley` brings the clauses into force one after the
    other in sampled `orders` (an even number; each pair has a luck of its own, and `seeds` is not read), and averages
    what each adds.
    `ratings`: grouped by `law`, `domain` or `each` alone; `parts`: every `clause`, or clauses of a `kind` together.
    `measures`: ids, the headlines without any; `group`: of whom. `out`: a folder in which results are kept as they
    come, so that the same call goes on where it was interrupted; `called_off` ends the work when another thread sets
    it, with Interrupted. Results are equal for any number of `workers`.
    Raises a Problem that says what cannot be used.

    >>> regime, society = Regime.load("citizen-score"), Society.load("china-2018")
    >>> found = attribute(regime, society, citizens=100, years=1, seeds=1, measures=["refused"], parts="kind")
    >>> "gates" in found.parts["refused"]
    True
    """
    if orders < 2 or orders % 2:
        raise Problem(Fault("orders come in pairs", "orders", str(orders), "an even number, 2 or more"))
    set_up = study(
        regime, society, measures=measures, group=group, citizens=citizens, years=years, people_seed=people_seed,
        seed=seed, seeds=orders // 2 if method == "shapley" else seeds, default=STATED,
    )  # fmt: skip
    apart = tuple(parties(clauses(regime.file, society.file, ratings), parts))
    if not apart:
        raise Problem(Fault("the regime has no clause that could do anything", value=regime.id))
    kept = Kept.open(out)
    if method == "shapley":
        found = _shapley(set_up, apart, orders, kept, workers, progress, called_off)
    else:
        found = _left_out(set_up, apart, kept, workers, progress, called_off)
    return replace(found, ratings=ratings, by=parts)


def _left_out(
    study: Study, apart: tuple[Party, ...], kept: Kept, workers: int | None, told: Told | None,
    called_off: Event | None,
) -> Attribution:  # fmt: skip
    """One world a part without it, and one with all, for each luck."""
    files = [study.regime.file, *(without(study.regime.file, party.clauses) for party in apart)]
    jobs = [study.twin(file, luck) for file in files for luck in study.lucks]
    found = answers(jobs, study.asked, kept, workers, told, "worlds without a clause", called_off)
    rows = [found[k * study.seeds : (k + 1) * study.seeds] for k in range(len(files))]
    names = [measure.id for measure in study.asked.measures]
    wholes = {name: estimate([row[name] for row in rows[0]]) for name in names}
    parts = {
        name: {
            party.id: estimate([_less(a[name], b[name]) for a, b in zip(rows[0], row, strict=True)])
            for party, row in zip(apart, rows[1:], strict=True)
        }
        for name in names
    }
    left = {name: _remainder(wholes[name], parts[name]) for name in names}
    return Attribution(study, "leave-one-out", apart, wholes, parts, left)


def _less(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b


def _remainder(whole: Estimate, parts: dict[str, Estimate]) -> float | None:
    values = [part.value for part in parts.values()]
    known = [value for value in values if value is not None]
    return None if whole.value is None or len(known) < len(values) else whole.value - sum(known)


def _shapley(
    study: Study, apart: tuple[Party, ...], count: int, kept: Kept, workers: int | None, told: Told | None,
    called_off: Event | None,
) -> Attribution:  # fmt: skip
    """A world for each beginning of each order; a pair of orders has one luck, the next pair the next one."""
    drawn = orders(count, len(apart), study.seed)
    lucks = [study.lucks[place // 2] for place in range(count)]
    wanted = {(present, luck) for order, luck in zip(drawn, lucks, strict=True) for present in _beginnings(order)}
    places = sorted(wanted, key=lambda each: (each[1], len(each[0]), sorted(each[0])))
    files = {present: _with(study, apart, present) for present, _ in places}
    jobs = [study.twin(files[present], luck) for present, luck in places]
    answered = answers(jobs, study.asked, kept, workers, told, "clauses come into force", called_off)
    found = dict(zip(places, answered, strict=True))
    names = [measure.id for measure in study.asked.measures]
    wholes: dict[str, Estimate] = {}
    parts: dict[str, dict[str, Estimate]] = {}
    for name in names:
        wholes[name], parts[name] = _averaged(name, drawn, lucks, apart, found)
    return Attribution(
        study, "shapley", apart, wholes, parts, {name: _none_left(wholes[name]) for name in names}, count
    )


def _none_left(whole: Estimate) -> float | None:
    return None if whole.value is None else 0.0


def _beginnings(order: Sequence[int]) -> list[frozenset[int]]:
    """The parts in force after each step; before the first there is no regime, which has no effect."""
    return [frozenset(order[:length]) for length in range(1, len(order) + 1)]


def _with(study: Study, apart: Sequence[Party], present: frozenset[int]) -> RegimeFile:
    off = [clause for place, party in enumerate(apart) if place not in present for clause in party.clauses]
    return without(study.regime.file, off) if off else study.regime.file


def _averaged(
    name: str, drawn: Sequence[tuple[int, ...]], lucks: Sequence[int], apart: Sequence[Party],
    found: dict[tuple[frozenset[int], int], Result],
) -> tuple[Estimate, dict[str, Estimate]]:  # fmt: skip
    """The whole and the parts of one measure over all orders; nothing where a world has nobody to measure."""
    if any(result[name] is None for result in found.values()):
        return Estimate(None), {party.id: Estimate(None) for party in apart}
    added: list[NDArray[np.float64]] = []
    for order, luck in zip(drawn, lucks, strict=True):
        added.append(marginal(order, lambda present, luck=luck: _value(found, present, luck, name)))
    mean, error = average(added)
    pairs = len(drawn) // 2
    wholes = [whole(_value(found, frozenset(drawn[0]), luck, name)) for luck in lucks[::2]]
    return estimate(wholes), {
        party.id: Estimate(float(mean[k])) if error is None else around(float(mean[k]), float(error[k]), pairs - 1)
        for k, party in enumerate(apart)
    }


def _value(found: dict[tuple[frozenset[int], int], Result], present: frozenset[int], luck: int, name: str) -> float:
    return (found[present, luck][name] or 0.0) if present else 0.0
