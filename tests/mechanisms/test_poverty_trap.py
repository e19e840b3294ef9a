"""The poverty trap exists in one region of parameters and not in another; nothing in the engine declares it."""

from __future__ import annotations

import pytest

from counterscore.catalogue.mechanisms import Region, poverty_trap
from mechanisms.trap import TRAP, differences, shipped, world_of

REGIONS = poverty_trap().regions
WITH = [region for region in REGIONS if region.trap]
WITHOUT = [region for region in REGIONS if not region.trap]


def ends(region: Region, *words: str) -> dict[str, float]:
    """Return the corner of a region where keys with one of these words are at their upper end, others at the lower."""
    sides = {key: figure.range or (figure.value, figure.value) for key, figure in region.values.items()}
    return {key: high if any(word in key for word in words) else low for key, (low, high) in sides.items()}


def middle(region: Region) -> dict[str, float]:
    return {key: figure.value for key, figure in region.values.items()}


def name(value: object) -> str:
    return value.id if isinstance(value, Region) else ""


def test_there_is_one_region_with_a_trap_and_one_without() -> None:
    assert WITH
    assert WITHOUT
    assert TRAP.tag == "emergent"
    assert TRAP.most.value < TRAP.least.value


# The least severe corner (arrears cost least, the score forgets fastest), one with a long memory, and the middle.
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("region", WITH, ids=name)
def test_in_the_region_with_a_trap_people_stay_poor(region: Region, seed: int) -> None:
    for values in (ends(region, "points", "benefit"), ends(region, "points", "benefit", "half_life"), middle(region)):
        excess, feedback = differences(*world_of(region, values), seed)
        assert excess > TRAP.least.value
        assert feedback > TRAP.least.value


# The most severe corner, the opposite one, and the middle.
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("region", WITHOUT, ids=name)
def test_in_the_region_without_a_trap_people_recover(region: Region, seed: int) -> None:
    for values in (ends(region, "gates", "half_life", "strained"), ends(region), middle(region)):
        excess, feedback = differences(*world_of(region, values), seed)
        assert feedback < TRAP.most.value
        assert excess < TRAP.least.value


def test_the_shipped_regime_is_in_a_region_without_a_trap() -> None:
    gate = next(gate for gate in shipped("regimes", TRAP.regime)["gates"] if gate["decision"] == "job")
    mild = next(region for region in WITHOUT if "regime.gates.job.percentile" in region.values)
    low, high = mild.values["regime.gates.job.percentile"].range or (0.0, 0.0)
    assert low <= gate["percentile"]["value"] <= high
