"""A run-in is lived once for all regimes: what goes on from there is, to the last bit, what lived it itself."""

from __future__ import annotations

import pytest

from counterscore import Regime, Society
from counterscore.catalogue.find import names
from counterscore.engine.start.burn_in import settled
from counterscore.run.beginnings import Beginnings
from counterscore.run.simulate import tables_of
from counterscore.run.world import Setting, beginning, lived

CITIZENS, MONTHS = 200, 40  # the last phase of citizen-score begins in month 36


def of(regime: Regime, partitions: int = 1) -> Setting:
    society = Society.load(regime.file.regime.society)
    return Setting(society, regime, CITIZENS, MONTHS, 1, 1, 1, partitions)


def tables(setting: Setting, begun: Beginnings | None = None) -> dict[str, list[tuple[object, ...]]]:
    with beginning(setting, begun) as world:
        story = lived(setting, world, "all", lambda tick: None, kept=begun)
        return {name: table.rows() for name, table in tables_of(story, setting).items()}


@pytest.fixture(scope="module")
def begun() -> dict[str, Beginnings]:
    """By society, the run-in as worlds without any regime left it."""
    kept: dict[str, Beginnings] = {}
    for name in names("regimes"):
        society = Society.load(Regime.load(name).file.regime.society)
        if society.id not in kept:
            none = Setting(society, Regime.load("none"), CITIZENS, MONTHS, 1, 1, 1, 1)
            kept[society.id] = Beginnings()
            with beginning(none) as world:
                lived(none, world, 0, lambda tick: None, kept=kept[society.id])
    return kept


@pytest.mark.parametrize("name", names("regimes"))
def test_a_world_that_goes_on_is_the_world_that_began_anew(begun: dict[str, Beginnings], name: str) -> None:
    setting = of(Regime.load(name), partitions=3)
    kept = begun[setting.society.id]
    with beginning(setting, kept) as world:
        assert world.month == 0
    assert tables(setting, kept) == tables(setting)


def test_whose_rules_were_to_come_does_not_matter(begun: dict[str, Beginnings]) -> None:
    score, none = of(Regime.load("citizen-score")), of(Regime.load("none"))
    kept = Beginnings()
    assert tables(score, kept) == tables(score, begun["china-2018"])
    assert tables(none, kept) == tables(none)


def test_a_world_is_kept_for_its_own_people_and_luck_alone(begun: dict[str, Beginnings]) -> None:
    kept, none = begun["china-2018"], Regime.load("none")
    others = [(CITIZENS + 1, MONTHS, 1, 1), (CITIZENS, MONTHS, 2, 1), (CITIZENS, MONTHS, 1, 2)]
    for citizens, months, people, seed in others:
        setting = Setting(Society.load("china-2018"), none, citizens, months, people, seed, 1, 1)
        assert kept.taken(setting, None) is None
    changed = Society.load("china-2018").without("comply")
    assert kept.taken(Setting(changed, none, CITIZENS, MONTHS, 1, 1, 1, 1), None) is None


def test_the_longest_unused_goes_first_and_what_is_too_large_is_not_kept() -> None:
    setting = of(Regime.load("none"))
    with beginning(setting) as world:
        kept = Beginnings(room=0)
        lived(setting, world, 0, lambda tick: None, kept=kept)
    assert kept.taken(setting, None) is None


def test_a_world_in_the_middle_of_its_months_is_not_kept() -> None:
    with beginning(of(Regime.load("none"))) as world, pytest.raises(ValueError, match="at the end of its run-in"):
        settled(world)
