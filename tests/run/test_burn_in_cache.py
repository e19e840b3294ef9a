"""A burn-in is simulated once for all regimes; a world that continues from it is the same to the last bit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterscore import Regime, Society
from counterscore.catalogue.find import names
from counterscore.engine.start.burn_in import burned_in
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.parallelism import SEQUENTIAL, Parallelism
from counterscore.run.scenario import Scenario
from counterscore.run.simulate import tables_of
from counterscore.run.world import new_world, run_world

CITIZENS, MONTHS = 200, 40  # the last phase of citizen-score begins in month 36


def of(regime: Regime) -> Scenario:
    society = Society.load(regime.file.regime.society)
    return Scenario(society=society, regime=regime, citizens=CITIZENS, months=MONTHS)


def tables(
    scenario: Scenario, burn_ins: BurnInCache | None = None, partitions: int = 1
) -> dict[str, list[tuple[object, ...]]]:
    with new_world(scenario, Parallelism(partitions=partitions), burn_ins) as world:
        story = run_world(scenario, world, "all", burn_ins=burn_ins)
        return {name: table.rows() for name, table in tables_of(story, scenario).items()}


@pytest.fixture(scope="module")
def burn_ins() -> dict[str, BurnInCache]:
    """Return, by society, the burn-in of a world without a regime."""
    kept: dict[str, BurnInCache] = {}
    for name in names("regimes"):
        society = Society.load(Regime.load(name).file.regime.society)
        if society.id not in kept:
            none = Scenario(society=society, regime=Regime.load("none"), citizens=CITIZENS, months=MONTHS)
            kept[society.id] = BurnInCache()
            with new_world(none, SEQUENTIAL) as world:
                run_world(none, world, burn_ins=kept[society.id])
    return kept


@pytest.mark.parametrize("name", names("regimes"))
def test_a_world_that_continues_from_a_burn_in_equals_one_that_started_anew(
    burn_ins: dict[str, BurnInCache], name: str
) -> None:
    scenario = of(Regime.load(name))
    kept = burn_ins[scenario.society.id]
    with new_world(scenario, SEQUENTIAL, kept) as world:
        assert world.month == 0
    assert tables(scenario, kept, partitions=3) == tables(scenario, partitions=3)


def test_a_burn_in_does_not_depend_on_the_regime_that_follows(burn_ins: dict[str, BurnInCache]) -> None:
    score, none = of(Regime.load("citizen-score")), of(Regime.load("none"))
    kept = BurnInCache()
    assert tables(score, kept) == tables(score, burn_ins["china-2018"])
    assert tables(none, kept) == tables(none)


def test_a_burn_in_is_cached_for_its_own_people_alone(burn_ins: dict[str, BurnInCache]) -> None:
    kept, none = burn_ins["china-2018"], of(Regime.load("none"))
    assert kept.resume(none) is not None
    for other in ({"citizens": CITIZENS + 1}, {"people_seed": 2}):
        assert kept.resume(replace(none, **other)) is None
    assert kept.resume(replace(none, society=none.society.without("comply"))) is None


def test_random_seeds_of_the_same_people_share_their_burn_in(burn_ins: dict[str, BurnInCache]) -> None:
    kept, scenario = burn_ins["china-2018"], of(Regime.load("none")).with_seed(9)
    assert tables(scenario, kept) == tables(scenario)
    assert tables(scenario, kept) != tables(of(Regime.load("none")), kept)


def test_the_least_recently_used_is_evicted_first_and_a_large_burn_in_is_not_cached() -> None:
    scenario = of(Regime.load("none"))
    with new_world(scenario, SEQUENTIAL) as world:
        kept = BurnInCache(room=0)
        run_world(scenario, world, burn_ins=kept)
    assert kept.resume(scenario) is None


def test_a_world_after_month_0_cannot_be_cached() -> None:
    with new_world(of(Regime.load("none"))) as world, pytest.raises(ValueError, match="at the end of the burn-in"):
        burned_in(world)
