"""attribute: which clause of a regime causes how much of each harm and benefit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Unpack

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.clauses import clauses, without
from counterscore.regime.load import Regime
from counterscore.regime.rating_groups import RatingsBy
from counterscore.regime.schema import RegimeFile
from counterscore.run.scenario import Scenario
from counterscore.society.load import Society
from counterscore.study.effects import answers
from counterscore.study.estimate import Estimate, around, estimate
from counterscore.study.headlines import STATED
from counterscore.study.options import Execution, StudyOptions
from counterscore.study.orders import average, marginal, orders, whole
from counterscore.study.parties import Party, parties
from counterscore.study.result_cache import Result
from counterscore.study.setting import Study, study

Method = Literal["leave-one-out", "shapley"]
PartsBy = Literal["clause", "kind"]


@dataclass(frozen=True)
class Attribution:
    """What each part of a regime contributes to each effect, by measure and part; all people are synthetic.

    `whole`: the effect of the regime compared with no regime. `parts`: what each part contributes. `remainder`: the
    whole minus its parts, which several clauses cause together and none alone; 0 for Shapley values. `ratings`, `by`:
    how the regime was divided.
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
    regime: Regime | Scenario,
    society: Society | None = None,
    *,
    method: Method = "leave-one-out",
    ratings: RatingsBy = "law",
    parts: PartsBy = "clause",
    orders: int = 16,
    **options: Unpack[StudyOptions],
) -> Attribution:
    """Estimate how much of each harm and benefit each clause of a regime causes.

    `method`: `leave-one-out` simulates the society without each clause in turn. `shapley` brings the clauses into force
    one after the other in sampled `orders` (an even number) and averages what each adds; `seeds` is then ignored, since
    each pair of orders has a random seed of its own. `ratings`: whether ratings are grouped by `law`, by `domain`, or
    taken `each` alone. `parts`: whether effects are attributed to every `clause`, or to all clauses of a `kind`
    together.

    The options of every study are described in `study.options.StudyOptions`: `citizens` (5,000 by default), `years`
    (10) or `months`, `people_seed` (1), `seed` (1), `seeds` (4), `measures` (those that a comparison reports), `group`,
    `workers`, `out`, `progress` and `cancel`. A `Scenario` may replace the regime, the society and the first five of
    these. Raises a Problem if an option cannot be used.

    >>> regime, society = Regime.load("citizen-score"), Society.load("china-2018")
    >>> found = attribute(regime, society, citizens=100, years=1, seeds=1, measures=["refused"], parts="kind")
    >>> "gates" in found.parts["refused"]
    True
    """
    if orders < 2 or orders % 2:
        message = "orders are drawn in pairs, so their number must be even"
        raise Problem(Fault(message, "orders", str(orders), "an even number, 2 or more"))
    if method == "shapley":
        options["seeds"] = orders // 2
    set_up = study(regime, society, options, seeds=4, default=STATED)
    rules, people = set_up.scenario.regime, set_up.scenario.society
    among = tuple(parties(clauses(rules.file, people.file, ratings), parts))
    if not among:
        allowed = "a regime with clauses, such as citizen-score"
        raise Problem(Fault("the regime has no clause that could have an effect", "regime", rules.id, allowed))
    execution = Execution.of(options)
    shapley = method == "shapley"
    found = _shapley(set_up, among, orders, execution) if shapley else _left_out(set_up, among, execution)
    return replace(found, ratings=ratings, by=parts)


def _left_out(study: Study, among: tuple[Party, ...], execution: Execution) -> Attribution:
    """Compare the whole regime with the regime without each part in turn, for each random seed."""
    rules = study.scenario.regime.file
    files = [rules, *(without(rules, party.clauses) for party in among)]
    jobs = [study.twin(file, seed) for file in files for seed in study.seeds]
    found, seeds = answers(jobs, study.asked, execution, "worlds without a clause"), len(study.seeds)
    rows = [found[k * seeds : (k + 1) * seeds] for k in range(len(files))]
    names = [measure.id for measure in study.asked.measures]
    wholes = {name: estimate([row[name] for row in rows[0]]) for name in names}
    parts = {
        name: {
            party.id: estimate([_less(a[name], b[name]) for a, b in zip(rows[0], row, strict=True)])
            for party, row in zip(among, rows[1:], strict=True)
        }
        for name in names
    }
    left = {name: _remainder(wholes[name], parts[name]) for name in names}
    return Attribution(
        study=study, method="leave-one-out", parties=among, whole=wholes, parts=parts, remainder=left
    )  # fmt: skip


def _less(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b


def _remainder(whole: Estimate, parts: dict[str, Estimate]) -> float | None:
    values = [part.value for part in parts.values()]
    known = [value for value in values if value is not None]
    return None if whole.value is None or len(known) < len(values) else whole.value - sum(known)


def _shapley(study: Study, among: tuple[Party, ...], count: int, execution: Execution) -> Attribution:
    """Simulate every prefix of every order; the two orders of a pair share a random seed."""
    drawn = orders(count, len(among), study.scenario.seed)
    seeds = [study.seeds[place // 2] for place in range(count)]
    wanted = {(present, seed) for order, seed in zip(drawn, seeds, strict=True) for present in _prefixes(order)}
    places = sorted(wanted, key=lambda each: (each[1], len(each[0]), sorted(each[0])))
    files = {present: _with(study, among, present) for present, _ in places}
    jobs = [study.twin(files[present], seed) for present, seed in places]
    found = dict(zip(places, answers(jobs, study.asked, execution, "worlds with some of the clauses"), strict=True))
    names = [measure.id for measure in study.asked.measures]
    wholes: dict[str, Estimate] = {}
    parts: dict[str, dict[str, Estimate]] = {}
    for name in names:
        wholes[name], parts[name] = _averaged(name, drawn, seeds, among, found)
    left = {name: _none_left(wholes[name]) for name in names}
    return Attribution(
        study=study, method="shapley", parties=among, whole=wholes, parts=parts, remainder=left, orders=count
    )  # fmt: skip


def _none_left(whole: Estimate) -> float | None:
    return None if whole.value is None else 0.0


def _prefixes(order: Sequence[int]) -> list[frozenset[int]]:
    """The parts in force after each step. Before the first step there is no regime, which has no effect."""
    return [frozenset(order[:length]) for length in range(1, len(order) + 1)]


def _with(study: Study, among: Sequence[Party], present: frozenset[int]) -> RegimeFile:
    off = [clause for place, party in enumerate(among) if place not in present for clause in party.clauses]
    return without(study.scenario.regime.file, off) if off else study.scenario.regime.file


def _averaged(
    name: str, drawn: Sequence[tuple[int, ...]], seeds: Sequence[int], among: Sequence[Party],
    found: dict[tuple[frozenset[int], int], Result],
) -> tuple[Estimate, dict[str, Estimate]]:  # fmt: skip
    """The effects of the whole and of each part on one measure; None if any world has nobody to measure."""
    if any(result[name] is None for result in found.values()):
        return Estimate(None), {party.id: Estimate(None) for party in among}
    added: list[NDArray[np.float64]] = []
    for order, seed in zip(drawn, seeds, strict=True):
        added.append(marginal(order, lambda present, seed=seed: _value(found, present, seed, name)))
    mean, error = average(added)
    pairs = len(drawn) // 2
    wholes = [whole(_value(found, frozenset(drawn[0]), seed, name)) for seed in seeds[::2]]
    return estimate(wholes), {
        party.id: Estimate(float(mean[k])) if error is None else around(float(mean[k]), float(error[k]), pairs - 1)
        for k, party in enumerate(among)
    }


def _value(found: dict[tuple[frozenset[int], int], Result], present: frozenset[int], seed: int, name: str) -> float:
    return (found[present, seed][name] or 0.0) if present else 0.0
