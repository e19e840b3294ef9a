"""Leave-one-out: the effect of a part is that of the whole regime minus that of the regime without the part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterscore.regime.clauses import without
from counterscore.study.division import NOBODY, Division, Part, contribution
from counterscore.study.effects import answers
from counterscore.study.estimate import Estimate, estimate
from counterscore.study.options import Execution
from counterscore.study.parties import Party
from counterscore.study.result_cache import Result
from counterscore.study.setting import Study

_Effects = list[float | None]  # by random seed


def left_out(study: Study, among: Sequence[Party], execution: Execution) -> dict[str, Division]:
    """Return the division of effects by group, from the regime and the regime without each part, for each seed."""
    rules = study.scenario.regime.file
    files = [rules, *(without(rules, party.clauses) for party in among)]
    jobs = [study.twin(file, seed) for file in files for seed in study.seeds]
    found, seeds = answers(jobs, study.asked, execution, "worlds without a clause"), len(study.seeds)
    rows = [found[k * seeds : (k + 1) * seeds] for k in range(len(files))]
    return {group: _division(study, group, among, rows) for group in study.asked.groups}


def _division(study: Study, group: str, among: Sequence[Party], rows: Sequence[Sequence[Result]]) -> Division:
    whole: dict[str, Estimate] = {}
    parts: dict[str, dict[str, Part]] = {}
    remainder: dict[str, float | None] = {}
    for measure in study.asked.measures:
        key = study.asked.key(measure.id, group)
        full, *less = ([result[key] for result in row] for row in rows)
        whole[measure.id], left = estimate(full), _remainder(full, less)
        remainder[measure.id] = left
        parts[measure.id] = {
            party.id: _part(full, each, left) for party, each in zip(among, less, strict=True)
        }  # fmt: skip
    return Division(whole=whole, parts=parts, remainder=remainder)


def _part(full: _Effects, less: _Effects, remainder: float | None) -> Part:
    known = [(a, b) for a, b in zip(full, less, strict=True) if a is not None and b is not None]
    if len(known) < len(full):
        return Part(None, why=NOBODY)
    whole, rest = np.array(known).T
    return contribution(whole - rest, whole, np.inf if remainder is None else remainder)


def _remainder(full: _Effects, less: Sequence[_Effects]) -> float | None:
    """The whole minus its parts; None if an effect is undefined."""
    table = np.array([full, *less], np.float64)  # None becomes NaN
    means: list[float] = table.mean(axis=1).tolist()
    left = means[0] - sum(means[0] - mean for mean in means[1:])
    return left if np.isfinite(left) else None
