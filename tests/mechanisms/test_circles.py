"""Feedback loops: refusals change circumstances, and circumstances change acts."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.regime.schema import Gate
from mechanisms.lab import Life, changed, china, figure, live, none, responding, scored, with_places

AFTER = ("defaulter", "fast-internet", "travelled")  # states set by answers to requests


def strained(life: Life) -> int:
    return int((life.true_of("strained") & life.true_of("alive", "adult")).sum())


@pytest.mark.parametrize("seed", [1, 2])
def test_if_work_is_scarcer_more_bills_stay_unpaid(seed: int) -> None:
    plenty, scarce = (
        live(with_places(china(), "job", each), none(), citizens=3000, months=48, seed=seed) for each in (6.0, 3.0)
    )
    assert scarce.true_of("jobless").sum() > 2 * plenty.true_of("jobless").sum()
    assert strained(scarce) > 1.05 * strained(plenty)
    assert scarce.act("leaves-bill-unpaid") > 1.04 * plenty.act("leaves-bill-unpaid")
    assert scarce.act("pays-bill-early") < plenty.act("pays-bill-early")


def test_a_gate_before_work_makes_people_fall_behind() -> None:
    """The same people without any response: all differences come from refusals."""
    gates = [Gate(decision="job", score=figure(640.0))]
    gated, free = (
        live(responding(), changed(scored(), gates=each, rank=None), citizens=4000, months=60) for each in (gates, [])
    )
    assert gated.by_gate("job") > 500
    assert gated.true_of("jobless").sum() > 1.3 * free.true_of("jobless").sum()
    assert gated.act("leaves-bill-unpaid") > 1.01 * free.act("leaves-bill-unpaid")
    assert gated.score().mean() < free.score().mean()


def test_if_states_do_not_affect_acts_a_gate_does_not_either() -> None:
    """Without effects of work, money and health on acts, refusals change lives but not conduct."""
    still = ("strained", "employed", "ill", "partnered", "home-owner", "income", *AFTER)
    activities = [
        changed(each, effects={k: v for k, v in each.effects.items() if k not in still}) for each in china().activities
    ]
    society = changed(responding(), activities=activities)
    gates = [Gate(decision="job", score=figure(640.0))]
    gated, free = (
        live(society, changed(scored(), gates=each, rank=None), citizens=2000, months=24) for each in (gates, [])
    )
    anyone = np.array(["employed" not in each.who for each in china().activities])
    assert gated.true_of("jobless").sum() > free.true_of("jobless").sum()
    assert np.array_equal(gated.acts[anyone], free.acts[anyone])


def test_people_without_papers_cannot_travel() -> None:
    few, many = (
        live(with_places(china(), "official-document", each), none(), citizens=2000, months=24) for each in (1.0, 20.0)
    )
    lack, have = (int((life.true_of("alive", "adult") & ~life.true_of("papers")).sum()) for life in (few, many))
    assert lack > 5 * have
    asked = [life.granted("travel-abroad") for life in (few, many)]
    assert asked[0] < 0.95 * asked[1]
