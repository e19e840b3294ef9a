"""Leads over all pairs of an assumption and a measure: planted ones are found, and few of those reported are false."""

from __future__ import annotations

import numpy as np

from counterscore.study.assumptions import Assumption
from counterscore.study.designs import chance, hypercube
from counterscore.study.leads import FALSE, leads
from counterscore.study.spread import moving

DRAWS, INPUTS, MEASURES, STUDIES = 100, 150, 12, 60
NAMED = [Assumption("society", (k,), f"x{k}", "", 0.0, -1.0, 1.0, "") for k in range(INPUTS)]


def study(seed: int, planted: int) -> tuple[int, int]:
    """The number of leads, and of false ones, where each measure follows its own `planted` inputs, and noise."""
    rng, drawn = np.random.default_rng(seed), hypercube(INPUTS, DRAWS, seed)
    shared = rng.normal(size=DRAWS)  # measures of one world are correlated
    means = {
        f"m{k}": shared + rng.normal(size=DRAWS) + 4 * drawn[:, k * planted : (k + 1) * planted].sum(axis=1)
        for k in range(MEASURES)
    }
    all_of = leads(NAMED, drawn, means).items()
    found = [(int(name[1:]), lead.assumption.where[0]) for name, each in all_of for lead in each]
    return len(found), sum(place not in range(k * planted, (k + 1) * planted) for k, place in found)


def test_where_nothing_moves_anything_hardly_a_study_has_a_lead() -> None:
    """The rate of false leads is that of studies with any; 60 studies may exceed it by three standard errors."""
    wrong = sum(study(seed, 0)[0] > 0 for seed in range(STUDIES))
    assert wrong / STUDIES <= FALSE + 3 * (FALSE * (1 - FALSE) / STUDIES) ** 0.5


def test_planted_leads_are_found_and_few_are_false() -> None:
    found = [study(1000 + seed, 2) for seed in range(20)]
    true = sum(all_of - wrong for all_of, wrong in found)
    assert true > 0.6 * 20 * MEASURES * 2
    shares = [wrong / max(all_of, 1) for all_of, wrong in found]
    assert np.mean(shares) <= FALSE + 3 * np.std(shares) / 20**0.5
    assert np.mean(shares) < 2 * FALSE


def test_dummies_at_one_per_cent_would_be_false_by_the_dozen() -> None:
    """What was done before: with as many pairs, one in a hundred is false by construction."""
    rng, drawn = np.random.default_rng(1), hypercube(INPUTS, DRAWS, 1)
    singly = [chance(moving(drawn, rng.normal(size=DRAWS)), DRAWS) < 0.01 for _ in range(MEASURES)]
    assert np.sum(singly) > 8


def test_a_lead_says_at_which_rate_of_false_leads_it_is_one() -> None:
    drawn = hypercube(INPUTS, DRAWS, 3)
    found = leads(NAMED, drawn, {"follows": drawn[:, 7], "constant": np.ones(DRAWS)})
    assert [(lead.assumption.name, lead.correlation) for lead in found["follows"]] == [("x7", 1.0)]
    assert found["follows"][0].adjusted < 1e-6
    assert found["constant"] == ()
