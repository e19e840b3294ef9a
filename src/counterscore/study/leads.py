"""The assumptions that move effects, among all pairs of an assumption and a measure, with few false ones among them."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.study.assumptions import Assumption
from counterscore.study.designs import Shares, chance
from counterscore.study.spread import moving

LEADING = 10
FALSE = 0.05  # of all leads of a study, the share expected to be false: the usual level of a test (Benjamini 1995)
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Lead:
    """An assumption that moves a figure: its rank correlation over the draws, and the adjusted p-value.

    `adjusted`: the smallest share of false leads at which this one is still among the leads.
    """

    assumption: Assumption
    correlation: float
    adjusted: float


def leads(inputs: Sequence[Assumption], drawn: Shares, means: Mapping[str, Values]) -> dict[str, tuple[Lead, ...]]:
    """Return the leads of every figure, at most ten each, the strongest first.

    `drawn`: the points, draws x inputs. `means`: by figure, its mean over seeds at each point. All pairs of an input
    and a figure are tested at once, and the false discovery rate is controlled (Benjamini and Hochberg 1995). In a
    Latin hypercube the ranks of every column are a random order, so the ranks of an input on which nothing depends are
    independent of every figure.
    """
    from scipy.stats import false_discovery_control

    if not means or not inputs:
        return dict.fromkeys(means, ())
    found = np.array([moving(drawn, values) for values in means.values()])
    adjusted = np.asarray(false_discovery_control(chance(found, len(drawn)).ravel(), method="bh"), np.float64)
    rows = zip(means, found, adjusted.reshape(found.shape), strict=True)
    return {name: _strongest(inputs, correlations, doubts) for name, correlations, doubts in rows}


def _strongest(inputs: Sequence[Assumption], correlations: Values, adjusted: Values) -> tuple[Lead, ...]:
    order: list[int] = np.argsort(-np.abs(correlations), kind="stable")[:LEADING].tolist()
    return tuple(
        Lead(inputs[place], float(correlations[place]), float(adjusted[place]))
        for place in order
        if adjusted[place] <= FALSE
    )
