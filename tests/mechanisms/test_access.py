"""A score redistributes access to places that remain as scarce as before: some people gain, others lose."""

from __future__ import annotations

from functools import cache

import pytest

from counterscore.engine.access.gate import GRANTED, NO_PLACE, places
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.regime.schema import RegimeFile
from mechanisms.lab import Life, china, live, none, scored

SEEDS = (1, 2, 3)


@cache
def pair(seed: int) -> tuple[Life, Life]:
    """Return the same people with the same random draws, without and with the score."""
    without, with_score = (live(china(), rules, citizens=5000, months=48, seed=seed) for rules in (none(), scored()))
    return without, with_score


@pytest.mark.parametrize("regime", [none(), scored()], ids=lambda file: file.regime.id)
def test_places_are_scarce_in_every_world(regime: RegimeFile) -> None:
    """No month has more approvals than places, and no place stays empty while somebody goes without."""
    scarce = [decision for decision in china().decisions if decision.places]
    limits = {d: each.places.value for d, each in enumerate(china().decisions) if each in scarce and each.places}
    left_over = dict.fromkeys(limits, 0)

    def look(world: World, month: MonthResult) -> None:
        residents = world.residents - month.born
        answers = month.answers.sum(axis=0)
        for d, per_thousand in limits.items():
            open_places = places(per_thousand, residents, world.tick - 1)
            granted, missed = int(answers[d, GRANTED]), int(answers[d, NO_PLACE])
            assert granted <= open_places
            assert missed == 0 or granted == open_places
            left_over[d] += missed

    live(china(), regime, citizens=3000, months=24, look=look)
    assert all(left_over.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_score_improves_access_to_school_for_poor_families(seed: int) -> None:
    free, rated = pair(seed)
    assert rated.granted("school-place") <= free.granted("school-place") * 1.02
    assert rated.granted("school-place", "income-1") > free.granted("school-place", "income-1")


def test_the_score_improves_access_to_school_for_poor_families_by_a_quarter_and_worsens_it_for_the_rich() -> None:
    def granted(fifth: str) -> list[int]:
        return [sum(pair(seed)[k].granted("school-place", fifth) for seed in SEEDS) for k in (0, 1)]

    (poor, poor_rated), (rich, rich_rated) = granted("income-1"), granted("income-5")
    assert poor_rated > 1.25 * poor
    assert rich_rated < 0.95 * rich


@pytest.mark.parametrize("seed", SEEDS)
def test_the_score_worsens_access_for_people_listed_for_long(seed: int) -> None:
    free, rated = pair(seed)
    n = 5000
    long = (rated.column("months_listed")[:n] >= 12) & rated.true_of("alive")[:n]
    assert long.sum() > 60
    for decision in ("job", "official-document", "fast-train"):
        d = free.names("decisions").index(decision)
        before, after = (int(life.column("denied")[d, :n][long].sum()) for life in (free, rated))
        assert after > 1.4 * before, decision
    assert rated.true_of("papers")[:n][long].sum() < 0.9 * free.true_of("papers")[:n][long].sum()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_score_worsens_access_for_the_least_trustworthy(seed: int) -> None:
    free, rated = pair(seed)
    for decision in ("mortgage", "job", "official-document", "fast-train"):
        assert rated.granted(decision, "trust-1") < free.granted(decision, "trust-1"), decision


def test_the_gates_refuse_the_untrustworthy_more_often_than_the_trustworthy() -> None:
    _, rated = pair(1)
    assert rated.by_gate("job", "trust-1") > 3 * rated.by_gate("job", "trust-5")


def test_without_a_score_nobody_is_refused_by_a_gate() -> None:
    free, _ = pair(1)
    assert all(free.by_gate(decision) == 0 for decision in free.names("decisions"))
    assert not free.true_of("listed").any()
